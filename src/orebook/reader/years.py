"""Rows of a statistical summary: years once, then a product and one number for each of them.

`2011 2012 2013 2014 2015e ... Price, dollars per kilogram, yearend: Dysprosium oxide, 99.5% minimum
1,400-1,420 600-630 440-490 320-360 215-240`. A row with another count than the years is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from orebook.reader.completion import Unit
from orebook.reader.mentions import Mention
from orebook.reader.money import Money, Place
from orebook.reader.numbers import numbers
from orebook.reader.sentence import Sentence
from orebook.units import UNITS

_FEWEST = 3
_FIRST, _LAST = 1950, 2100


@dataclass(frozen=True, slots=True)
class Yearly:
    """One number of a row: its product, the last day of its year, and where the year stands."""

    money: Money
    mention: Mention
    day: date
    place: Place


@dataclass(slots=True)
class Years:
    """The years and the unit that a summary has named so far."""

    years: tuple[tuple[int, Place], ...] = ()
    unit: Unit | None = None
    heard: int = -1

    def hear(self, sentence: Sentence) -> None:
        """Take the years and the unit a sentence names."""
        found = _years(sentence)
        if len(found) >= _FEWEST:
            self.years, self.unit = found, None
        stated = _unit(sentence)
        if stated is not None:
            self.unit, self.heard = stated, sentence.number

    def row(self, sentence: Sentence) -> list[Yearly]:
        """Each number of a row with its product and the last day of its year; nothing where it is no row."""
        if not self.years or self.unit is None or not sentence.mentions:
            return []
        return [
            Yearly(cell, mention, date(year, 12, 31), place)
            for mention, cells in self._rows(sentence)
            for cell, (year, place) in zip(cells, self.years, strict=True)
        ]

    def _rows(self, sentence: Sentence) -> Iterator[tuple[Mention, list[Money]]]:
        """Each product of a row with its numbers, one a year; a page may run rows together."""
        ends = [mention.start for mention in sentence.mentions[1:]] + [sentence.end]
        for mention, end in zip(sentence.mentions, ends, strict=True):
            cells = [money for money in sentence.moneys if mention.end <= money.start < end and money.bare]
            row = cells[: len(self.years)]
            more = cells[len(row)] if len(cells) > len(row) else None
            whole = more is None or bool(sentence.gap(row[-1].right, more.left))
            if (
                len(row) == len(self.years)
                and whole
                and _consecutive(sentence, row)
                and len(mention.products) == 1
            ):
                yield mention, row


def _years(sentence: Sentence) -> tuple[tuple[int, Place], ...]:
    found: list[tuple[int, Place]] = []
    if len(sentence.moneys) < _FEWEST - 1:
        return ()
    if sum(_FIRST <= _year(money) < _LAST for money in sentence.moneys) < _FEWEST - 1:
        return ()
    for number in numbers(sentence.text[sentence.start : sentence.end]):
        year = (
            int(number.value)
            if number.value is not None and number.end - number.start == 4 and not number.grouped
            else 0
        )
        if _FIRST <= year < _LAST and (not found or year == found[-1][0] + 1):
            found.append((year, (sentence.start + number.start, sentence.start + number.end)))
        elif found and len(found) < _FEWEST:
            found = []
    return tuple(found)


def _year(money: Money) -> int:
    amount = money.amounts[0]
    plain = money.bare and len(money.amounts) == 1 and money.end - money.start == 4 and not amount.grouped
    return int(amount.value) if plain and amount.value is not None else 0


def _unit(sentence: Sentence) -> Unit | None:
    """A unit that stands alone: "dollars per kilogram"."""
    words, marks = sentence.marks, sentence.marks.marks
    if not (words.has("currency") and words.has("per") and words.has("mass")):
        return None
    for at in range(1, len(marks) - 1):
        if "per" not in marks[at].word.names:
            continue
        currency, per, mass = marks[at - 1 : at + 2]
        if (
            "currency" in currency.word.names
            and "mass" in mass.word.names
            and not sentence.gap(currency.end, per.start)
        ):
            code = f"{currency.get('currency')}/{mass.get('mass')}"
            before = sentence.text[: currency.start].rstrip()[-1:]
            tens = Decimal(10_000) if before == "万" else None
            stated = Unit(code, ((currency.start, mass.end),), scale=tens)
            return stated if code in UNITS and not before.isdigit() else None
    return None


def _consecutive(sentence: Sentence, cells: list[Money]) -> bool:
    return all(not sentence.gap(one.right, other.left) for one, other in pairwise(cells))
