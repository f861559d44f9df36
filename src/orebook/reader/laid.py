"""Rows of lines and records that fit a layout: the same table reader, with the product already named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

import re2

from orebook.facts import Document
from orebook.reader.captions import Caption
from orebook.reader.cells import Cell, Row
from orebook.reader.dates import Calendar
from orebook.reader.header import Header, Measure, parse_unit
from orebook.reader.layouts import Layouts
from orebook.reader.mention import Mention
from orebook.reader.mentions import Namer
from orebook.reader.money import Place
from orebook.reader.numbers import value
from orebook.reader.shapes import NAME
from orebook.reader.table import Table
from orebook.reader.vocabulary import Vocabulary
from orebook.terms import Product
from orebook.units import UNITS

#: What may stand between two names of one product: "praseodymium neodymium metal/Pr-Nd metal".
_ALSO = ("/", "(", " / ", " (", ",", ", ")
_PRICES = ("range", "low", "average")
#: Cells of words, which a number alone is not.
_WORDS = ("grade", "remark", "place", "delivery")
_DIGITS = "0123456789.,+- "
_NUMBER = re2.compile(r"\d+(?:,\d+)*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with the role of each cell, its product where one is known, and what its layout fixes."""

    row: Row
    roles: tuple[str, ...]
    product: str | None
    fixed: Mapping[str, str]
    standing: Measure | None


class Dated(Protocol):
    """Whatever knows how its document writes dates."""

    @property
    def calendar(self) -> Calendar:
        """The dates of a document."""
        ...


class Laid(Table):
    """Reads one row that fits a layout."""

    def __init__(
        self,
        row: LaidRow,
        document: Document,
        vocabulary: Vocabulary,
        today: date,
        line: int,
        caption: Caption,
        rule: str,
    ) -> None:
        super().__init__(document, head(row), vocabulary, today, line, caption)
        self.laid, self.rule = row, rule

    def _product(self, row: Row) -> tuple[Product | None, Cell | None]:
        if self.laid.product is None:
            return super()._product(row)
        return self.vocabulary.catalog.products[self.laid.product], self.head.cell(row.cells, "product")

    def _tax(self, row: Row) -> str | None:
        return self.laid.fixed.get("tax") or super()._tax(row)

    def _text(self, row: Row, role: str) -> str | None:
        return self.laid.fixed.get(role) or super()._text(row, role)


def head(row: LaidRow) -> Header:
    """The header a row of known roles would have."""
    columns = {role: at for at, role in enumerate(row.roles)}
    measure = row.standing if "unit" not in columns else None
    if "unit" in row.fixed:
        measure = Measure(row.fixed["unit"])
    measures = {columns[role]: measure for role in _PRICES if role in columns} if measure else {}
    return Header(columns, measures, len(row.roles), row.fixed.get("kind"))


def named(folded: str, vocabulary: Vocabulary) -> tuple[str, Place, Place] | None:
    """The first product a line names for certain: its id, its name's place, and that of all its names."""
    mentions = [one for one in Namer(vocabulary, folded, vocabulary.marks(folded)).all() if _certain(one)]
    if not mentions:
        return None
    first, end = mentions[0], mentions[0].end
    for other in mentions[1:]:
        if other.products != first.products or folded[end : other.start] not in _ALSO:
            break
        end = other.end + (
            folded[other.end : other.end + 1] == ")" and "(" in folded[first.end : other.start]
        )
    return first.products[0], (first.start, first.end), (first.start, end)


def _certain(mention: Mention) -> bool:
    return len(mention.products) == 1 and not mention.alone and not mention.back


def masked(folded: str, place: Place) -> str:
    """A line with the characters of a name stood in for."""
    start, end = place
    return folded[:start] + NAME * (end - start) + folded[end:]


def signed(text: str, words: Layouts) -> str:
    """A change as a signed number: "跌500" is -500, 持平 is 0.

    >>> from types import SimpleNamespace
    >>> words = SimpleNamespace(up=("涨", "+"), down=("跌", "-"), still=("持平",))
    >>> signed("跌500", words), signed("+5", words), signed("持平", words)
    ('-500', '5', '0')
    """
    if text in words.still:
        return "0"
    for signs, sign in ((words.up, ""), (words.down, "-")):
        mark = next((mark for mark in signs if text.startswith(mark)), None)
        if mark is not None:
            return sign + text.removeprefix(mark).strip()
    return text


def fits(cells: Sequence[Cell], roles: Sequence[str], vocabulary: Vocabulary, dated: Dated) -> bool:
    """Whether unit, day, words and numbers of a row are such, so that it is one and not only like one."""
    told = {role: cell for role, cell in zip(roles, cells, strict=True) if cell.text}
    unit, day = told.get("unit"), told.get("date")
    if unit is not None and parse_unit(unit.text, vocabulary) is None and not mass(unit, vocabulary):
        return False
    if any(not wordy(told[role].text, vocabulary) for role in _WORDS if role in told):
        return False
    if not agree({role: vocabulary.fold(cell.text) for role, cell in told.items()}):
        return False
    found = dated.calendar.find(day.text, vocabulary.fold(day.text), ()) if day is not None else ()
    return day is None or (len(found) == 1 and found[0].day is not None and not found[0].clash)


def wordy(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell holds words, and no money that would be another unit than the row's."""
    folded = vocabulary.fold(text)
    return bool(text.strip(_DIGITS)) and not any(mark.has("currency") for mark in vocabulary.marks(folded))


def agree(told: Mapping[str, str]) -> bool:
    """Whether the numbers of a row can be what its layout says they are.

    An average lies between its ends, a change is smaller than the price, a conversion of another size.

    >>> agree({"low": "8,000", "high": "8,200", "average": "8,100"})
    True
    >>> agree({"range": "8,000-8,200", "change": "8,100"}), agree({"range": "8-9", "converted": "8.5"})
    (False, False)
    """
    ends = sorted(number for role in ("range", "low", "high") for number in _numbers(told.get(role, "")))
    if not ends:
        return True
    average, change = _numbers(told.get("average", "")), _numbers(told.get("change", ""))
    other = _numbers(told.get("converted", ""))
    return (
        all(ends[0] <= number <= ends[-1] for number in average)
        and ("%" in told.get("change", "") or all(2 * number < ends[-1] for number in change))
        and all(2 * number < ends[0] or number > 2 * ends[-1] for number in other)
    )


def _numbers(text: str) -> list[Decimal]:
    """The numbers of a cell, signs aside."""
    found = (value(piece) for piece in _NUMBER.findall(text))
    return [number for number in found if number is not None]


def mass(unit: Cell, vocabulary: Vocabulary) -> bool:
    """Whether a unit cell holds a mass alone, which a caption's currency completes: Tonne, Kg."""
    folded = vocabulary.fold(unit.text)
    return any(mark.has("mass") and mark.end - mark.start == len(folded) for mark in vocabulary.marks(folded))


def completed(unit: Cell, caption: Caption, vocabulary: Vocabulary) -> bool:
    """Whether a unit is whole, by itself or by the currency of a caption."""
    if parse_unit(unit.text, vocabulary) is not None:
        return True
    currency = caption.currency or (caption.measure.code.partition("/")[0] if caption.measure else None)
    folded = vocabulary.fold(unit.text)
    masses = [mark.get("mass") for mark in vocabulary.marks(folded) if mark.has("mass")]
    return bool(currency) and any(f"{currency}/{one}" in UNITS for one in masses)
