"""Where the fields of a labelled line stand: its product, its numbers, its unit and its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import re2

from orebook.errors import BadArgumentError
from orebook.facts.written import Written
from orebook.reader.captions import unit_place
from orebook.reader.dates import Calendar
from orebook.reader.header import Measure, parse_unit
from orebook.reader.labelled import Labelled
from orebook.reader.laid import masked
from orebook.reader.mentions import Namer
from orebook.reader.numbers import value
from orebook.reader.refusing import plain
from orebook.reader.vocabulary import Vocabulary

_NUMBER = re2.compile(r"\d+(?:,\d+)*(?:\.\d+)?")
_SIGNS = "+-▲▼↑↓涨跌升降"


@dataclass(frozen=True, slots=True)
class Field:
    """A role, and where in the line it stands."""

    role: str
    start: int
    end: int


class Finder:
    """Finds the fields of one line."""

    def __init__(self, line: str, labelled: Labelled, vocabulary: Vocabulary, on: date) -> None:
        self.line, self.told, self.reading = line, labelled.told, labelled.reading
        self.vocabulary, self.folded = vocabulary, vocabulary.fold(line)
        self.calendar = Calendar(vocabulary.catalog.words["dates"], on)
        self.measure: Measure | None = None
        self.fields: list[Field] = []

    def product(self) -> bool:
        """The product's name, where the line holds one."""
        mentions = Namer(self.vocabulary, self.folded, self.vocabulary.marks(self.folded)).all()
        mine = [one for one in mentions if one.products == (self.reading.product,)]
        if mine:
            self._take("product", mine[0].start, mine[0].end)
        return bool(mine)

    def unit(self) -> None:
        """The unit, where the line writes it; it must be the label's."""
        marks = self.vocabulary.marks(self.folded)
        for mark in marks:
            place = unit_place(self.folded, marks, mark) if mark.has("currency") else None
            measure = parse_unit(self.line[place[0] : place[1]], self.vocabulary) if place else None
            if place is None or measure is None:
                continue
            if measure.code != self.reading.unit:
                said = self.line[place[0] : place[1]]
                raise BadArgumentError(
                    f'The line says "{said}", the label {self.reading.unit}. Which is right?'
                )
            self.measure = measure
            self._take("unit", *place)
            return

    def day(self) -> None:
        """The day, where the line states just one."""
        found = [
            one
            for one in self.calendar.find(self.line, self.folded, ())
            if one.day and self._free(one.start, one.end)
        ]
        if len(found) == 1 and not found[0].period:
            self._take("date", found[0].start, found[0].end)

    def numbers(self, scale: Decimal) -> None:
        """Low and high, then average and change; any other number must be told by the label."""
        tokens = self.tokens()
        if not self._range(tokens, scale):
            self._ends(tokens, scale)
        for start, end, number in tokens:
            if self._free(start, end):
                self.other(start, end, number, scale)

    def tokens(self) -> list[tuple[int, int, Decimal]]:
        """The numbers outside other fields that are no part of a word such as 99.5%min."""
        text = self.folded
        for field in self.fields:
            text = masked(text, (field.start, field.end))
        found = []
        for match in _NUMBER.finditer(text):
            start, end = match.span()
            number = value(match.group())
            if number is not None and not _worded(text, start, end):
                found.append((start, end, number))
        return found

    def _range(self, tokens: Sequence[tuple[int, int, Decimal]], scale: Decimal) -> bool:
        """A low and a high with a dash between them, or one number that is both."""
        low, high = _ends(self.reading)
        for first, last in pairwise(tokens):
            between = self.folded[first[1] : last[0]].strip()
            if between in ("-", "to", "至", "到") and (first[2] * scale, last[2] * scale) == (low, high):
                self._take("range", first[0], last[1])
                return True
        points = [one for one in tokens if one[2] * scale == low] if low == high else []
        if len(points) == 1:
            self._take("range", points[0][0], points[0][1])
        return len(points) == 1

    def _ends(self, tokens: Sequence[tuple[int, int, Decimal]], scale: Decimal) -> None:
        for role, wanted in zip(("low", "high"), _ends(self.reading), strict=True):
            found = [one for one in tokens if one[2] * scale == wanted and self._free(one[0], one[1])]
            if not found:
                raise BadArgumentError(
                    f'"{self.line.strip()}" holds no number that makes {plain(wanted)} {self.reading.unit}. '
                    "Check the label, and whether the line is in thousands or 万."
                )
            if len(found) > 1:
                raise BadArgumentError(
                    f'"{self.line.strip()}" holds {plain(wanted)} {len(found)} times, so which is '
                    f"the {role} is not certain. Label a line whose low, high and average all differ."
                )
            self._take(role, found[0][0], found[0][1])

    def other(self, start: int, end: int, number: Decimal, scale: Decimal) -> None:
        """A number that is neither low nor high: what the label says, else what it can only be."""
        role = self._said(number) or self._evident(start, number, scale)
        if role is None:
            said = self.line[start:end]
            raise BadArgumentError(
                f'What is {said} in "{self.line.strip()}"? Say it in the label: average={said}, or '
                f"change={said}, or skip={said} where it means nothing."
            )
        if role == "change" and start and self.folded[start - 1] in _SIGNS:
            start -= 1
        self._take("previous" if role == "skip" else role, start, end)

    def _said(self, number: Decimal) -> str | None:
        for role, said in self.told.items():
            if value(self.vocabulary.fold(said).lstrip(_SIGNS)) == number:
                return role
        return None

    def _evident(self, start: int, number: Decimal, scale: Decimal) -> str | None:
        low, high = _ends(self.reading)
        taken = {field.role for field in self.fields}
        if "change" not in taken and start and self.folded[start - 1] in _SIGNS and 2 * number * scale < high:
            return "change"
        if "average" not in taken and low != high and 2 * number * scale == low + high:
            return "average"
        return None

    def _take(self, role: str, start: int, end: int) -> None:
        self.fields.append(Field(role, start, end))

    def _free(self, start: int, end: int) -> bool:
        return all(end <= field.start or field.end <= start for field in self.fields)


def _ends(reading: Written) -> tuple[Decimal, Decimal]:
    return Decimal(str(reading.low)), Decimal(str(reading.high))


def _worded(text: str, start: int, end: int) -> bool:
    """Whether a number is part of a word: 99.65%min, 1#, N38."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (
        (before.isascii() and before.isalpha())
        or after in ("%", "#")
        or (after.isascii() and after.isalpha())
    )
