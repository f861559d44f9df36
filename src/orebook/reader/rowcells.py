"""What the cells of one table row say: which product, which numbers, in which unit, of which kind and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from orebook.errors import nearest
from orebook.facts import KINDS, Document
from orebook.reader.captions import Caption
from orebook.reader.cells import Cell, Row, written_day
from orebook.reader.dates import Calendar
from orebook.reader.expressions import expressions
from orebook.reader.header import Header, Measure, parse_unit
from orebook.reader.mentions import Namer
from orebook.reader.money import Money
from orebook.reader.numbers import value
from orebook.reader.refusing import Refuser
from orebook.reader.vocabulary import Mark, Vocabulary
from orebook.terms import Product
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED, UNITS

#: Letters beside a product's name in its cell: a grade, not another word.
_GRADE = 6
TAXES = (TAX_INCLUDED, TAX_EXCLUDED)


class RowError(Exception):
    """A row that cannot be taken, and why; never leaves this module."""

    def __init__(
        self, rule: str, expected: str, cell: Cell | None = None, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(expected)
        self.rule, self.expected, self.cell, self.suggestions = rule, expected, cell, suggestions


@dataclass(frozen=True, slots=True)
class Level:
    """A price of a row: its cells, its ends in full, its words and unit, and where its numbers stand."""

    cells: tuple[Cell, ...]
    low: Decimal | None
    high: Decimal | None
    printed: str
    measure: Measure
    numbers: Cell


class RowCells:
    """Reads the cells of the rows of one table."""

    def __init__(
        self,
        document: Document,
        head: Header,
        vocabulary: Vocabulary,
        today: date,
        line: int = 1,
        caption: Caption | None = None,
        sheet: str | None = None,
    ) -> None:
        self.sheet = sheet
        self.caption = caption or Caption()
        self.day = self.caption.day or document.published
        self.document, self.head, self.vocabulary = document, head, vocabulary
        self.refuser = Refuser(document, vocabulary.catalog, today, line, sheet)
        self.calendar = Calendar(vocabulary.catalog.words["dates"], document.published)
        self.today = today

    def _tax(self, row: Row) -> str | None:
        """The tax basis of a row, in the contract's words."""
        cell = self.head.cell(row.cells, "tax")
        if cell is None:
            return None
        folded = self.vocabulary.fold(cell.text).strip()
        told = folded if folded in TAXES else self.vocabulary.taxes.get(folded)
        if told is None:
            raise RowError(
                "unknown-tax",
                f'"{cell.text}" is no tax basis. Write {" or ".join(TAXES)}, or leave it empty.',
                cell,
                TAXES,
            )
        return told

    def _text(self, row: Row, role: str) -> str | None:
        cell = self.head.cell(row.cells, role)
        return cell.text if cell else None

    def _product(self, row: Row) -> tuple[Product | None, Cell | None]:
        cell = self.head.cell(row.cells, "product")
        if cell is None:
            if any(other.text for other in row.cells) and len(row.cells) >= self.head.width:
                raise RowError("missing-cell", "the row names no product. Fill its product cell.")
            return None, None
        found = self.vocabulary.catalog.products.get(cell.text) or self._named(cell.text)
        if found is None:
            close = nearest(cell.text, list(self.vocabulary.catalog.products))
            raise RowError("no-product", f'no product of the catalogue is called "{cell.text}".{close}', cell)
        return found, cell

    def _named(self, text: str) -> Product | None:
        folded = self.vocabulary.fold(text)
        exact = self.vocabulary.names.get(folded.strip())
        if exact is not None:
            return self.vocabulary.catalog.products[exact]
        mentions = Namer(self.vocabulary, folded, self.vocabulary.marks(folded)).all()
        named = {mention.products for mention in mentions}
        if (
            len(named) == 1
            and len(mentions[0].products) == 1
            and _mostly(folded, mentions[0].start, mentions[0].end)
        ):
            return self.vocabulary.catalog.products[mentions[0].products[0]]
        return None

    def _level(self, row: Row, product: Product) -> Level | None:
        """The level of a row, or None where its price cells are empty beside a change."""
        printed = self.head.cell(row.cells, "printed")
        low, high = self.head.cell(row.cells, "low"), self.head.cell(row.cells, "high")
        whole = self.head.cell(row.cells, "range")
        if low is not None or high is not None:
            return self._two_cells(row, product, low, high, printed)
        single = whole or printed or self.head.cell(row.cells, "average")
        if single is not None:
            return self._one_cell(row, product, single)
        if len(row.cells) >= min(self.head.width, 3) and not self.head.cell(row.cells, "change"):
            raise RowError(
                "missing-cell",
                f"the row of {product.id} holds no price. Fill its price cell, or leave the row out.",
            )
        return None

    def _two_cells(
        self, row: Row, product: Product, low: Cell | None, high: Cell | None, printed: Cell | None
    ) -> Level:
        """A level of two cells; in a sheet of statements an empty one leaves its side open."""
        ends = [cell for cell in (low, high) if cell is not None]
        if len(ends) < 2 and self.sheet is None:
            raise RowError(
                "missing-cell",
                f"{product.id} has one end of its range only. Fill low and high, alike for a point.",
                ends[0],
            )
        measure = self._measure(row, product, ends[0])
        texts = dict.fromkeys(cell.text for cell in ends)
        return Level(
            (printed,) if printed is not None else tuple(ends),
            self._number(low) * measure.scale if low is not None else None,
            self._number(high) * measure.scale if high is not None else None,
            printed.text if printed is not None else "-".join(texts),
            measure,
            Cell(ends[0].start, ends[-1].end, ""),
        )

    def _number(self, cell: Cell) -> Decimal:
        text = self.vocabulary.fold(cell.text).strip()
        sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
        found = (
            value(digits.strip())
            if digits[:1].isdigit() and all(letter in "0123456789,." for letter in digits)
            else None
        )
        if found is None:
            raise RowError(
                "unreadable-number", "it is no number. Expected digits such as 400000 or 400,000.", cell
            )
        return sign * found

    def _one_cell(self, row: Row, product: Product, cell: Cell) -> Level:
        folded = self.vocabulary.fold(cell.text)
        found = expressions(folded, self.vocabulary.marks(folded), ())
        money: Money | None = found[0] if len(found) == 1 else None
        low, high = money.ends() if money is not None else (None, None)
        if money is None or low is None or high is None or money.volume:
            raise RowError(
                "unreadable-number",
                f"it is no one price of {product.id}. Expected a number or a range such as 400,000-401,000.",
                cell,
            )
        measure = self._own(money) or self._measure(row, product, cell)
        place = Cell(cell.start + money.start, cell.start + money.end, cell.text[money.start : money.end])
        return Level((place,), low * measure.scale, high * measure.scale, place.text, measure, place)

    def _own(self, money: Money) -> Measure | None:
        if money.currency and money.per:
            code = f"{money.currency}/{'t' if money.per == 'standard' else money.per}"
            if code in UNITS:
                return Measure(code)
        return Measure("%") if money.percent else None

    def _measure(self, row: Row, product: Product, cell: Cell) -> Measure:
        stated = self.head.cell(row.cells, "unit")
        if stated is not None:
            return self._stated(stated, product)
        column = next((at for at, other in enumerate(row.cells) if other is cell), None)
        if column is not None and column in self.head.measures:
            return self.head.measures[column]
        if self.head.measures:
            return next(iter(self.head.measures.values()))
        label = self.head.cell(row.cells, "product")
        inside = (
            parse_unit(label.text.partition("(")[2], self.vocabulary) if label and "(" in label.text else None
        )
        if inside is not None:
            return Measure(inside.code, inside.scale, label)
        if self.caption.measure is not None:
            return self.caption.measure
        raise RowError(
            "unknown-unit",
            f"neither row nor header states a unit. Add one; usual for {product.id}: {product.unit}.",
            cell,
            (product.unit,),
        )

    def _stated(self, cell: Cell, product: Product) -> Measure:
        """The unit of a unit cell; "tonne" alone is completed by the one currency of the caption."""
        found = parse_unit(cell.text, self.vocabulary) or self._completed(cell.text)
        if found is not None:
            return Measure(found.code, found.scale, cell)
        close = nearest(cell.text, UNITS)
        raise RowError(
            "unknown-unit",
            f'"{cell.text}" is no unit Orebook knows.{close} Units are: {", ".join(UNITS)}.',
            cell,
            (product.unit,),
        )

    def _completed(self, text: str) -> Measure | None:
        folded = self.vocabulary.fold(text).strip().removeprefix("per ").removeprefix("/")
        masses = [mark.get("mass") for mark in self.vocabulary.marks(folded) if _fills(mark, folded)]
        measure = self.caption.measure
        currency = self.caption.currency or (measure.code.partition("/")[0] if measure else None)
        code = f"{currency}/{masses[0]}" if len(masses) == 1 else ""
        return Measure(code) if code in UNITS else None

    def _kind(self, row: Row) -> str:
        cell = self.head.cell(row.cells, "kind")
        if cell is None:
            return self.head.kind or "assessment"
        folded = self.vocabulary.fold(cell.text)
        told = folded if folded in KINDS else self.vocabulary.kinds.get(folded)
        if told is None:
            raise RowError(
                "unknown-kind",
                f'"{cell.text}" is no kind of price.{nearest(folded, KINDS)} Kinds are: {", ".join(KINDS)}.',
                cell,
            )
        return told

    def _day(self, row: Row) -> tuple[date, Cell | None]:
        cell = self.head.cell(row.cells, "date")
        if cell is None:
            return self.day, None
        written = written_day(cell.text)
        if written is not None:
            return written, cell
        folded = self.vocabulary.fold(cell.text)
        found = self.calendar.find(cell.text, folded, ())
        if len(found) != 1 or found[0].day is None:
            raise RowError("unclear-date", f'"{cell.text}" is no day. Write it as 2025-01-09.', cell)
        return found[0].day, cell


def _fills(mark: Mark, folded: str) -> bool:
    """Whether a mark is a mass and all that stands in a cell."""
    return mark.has("mass") and mark.end - mark.start == len(folded)


def _mostly(folded: str, start: int, end: int) -> bool:
    """Whether a name fills its cell but for a grade or a unit in brackets."""
    rest = folded[:start] + folded[end:]
    outside = rest.partition("(")[0] + rest.rpartition(")")[2] if "(" in rest else rest
    return sum(letter.isalpha() for letter in outside if letter not in "≥") <= _GRADE
