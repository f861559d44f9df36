"""One row of a price table as a price, a change, or a refusal that names its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from orebook.facts import Change, Refusal, Span
from orebook.reader.cells import Cell, Row
from orebook.reader.header import Measure
from orebook.reader.numbers import value
from orebook.reader.recording import span
from orebook.reader.refusing import plain
from orebook.reader.rowcells import RowCells, RowError
from orebook.reader.statement import Statement
from orebook.reader.terms_of_sale import Sale
from orebook.terms import Product


@dataclass(slots=True)
class Taken:
    """What the rows of a table came to."""

    statements: list[Statement] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


class Table(RowCells):
    """Reads the rows of one table of one document."""

    def take(self, row: Row, number: int, into: Taken) -> None:
        """Read a row, its offsets counted from the start of the document."""
        try:
            self._row(row, number, into)
        except RowError as problem:
            cell = problem.cell or Cell(
                row.start, row.start + len(self.document.text[row.start : row.end].rstrip()), ""
            )
            into.refusals.append(
                self.refuser.refuse(problem.rule, cell.start, cell.end, problem.expected, problem.suggestions)
            )

    def _row(self, row: Row, number: int, into: Taken) -> None:
        product, product_cell = self._product(row)
        if product is None or product_cell is None:
            return
        cells, low, high, printed, measure = self._level(row, product)
        day, dated = self._day(row)
        if cells:
            spans = self._spans(cells, product_cell, measure, dated)
            self._guard(low, high, measure, cells, product, day)
            into.statements.append(
                self._statement(row, number, product, low, high, measure, day, printed, spans)
            )
        self._change(row, product, product_cell, measure, day, into)

    def _statement(
        self,
        row: Row,
        number: int,
        product: Product,
        low: Decimal,
        high: Decimal,
        measure: Measure,
        day: date,
        printed: str,
        spans: tuple[Span, ...],
    ) -> Statement:
        tax, delivery = self._text(row, "tax"), self._text(row, "delivery")
        averaged = (
            "range" not in self.head.columns
            and "low" not in self.head.columns
            and "average" in self.head.columns
        )
        return Statement(
            product=product.id,
            kind=self._kind(row),
            low=float(low),
            high=float(high),
            unit=measure.code,
            price_date=day,
            printed=printed,
            spans=spans,
            sentence=-number - 2,
            average=averaged,
            sale=Sale(tax, delivery, None),
        )

    def _guard(
        self, low: Decimal, high: Decimal, measure: Measure, cells: list[Cell], product: Product, day: date
    ) -> None:
        if low > high:
            swapped = f"{plain(high)}-{plain(low)} {measure.code}"
            raise RowError(
                "reversed-range",
                f"the range of {product.id} runs downwards. Expected its lower end first, as in {swapped}.",
                _whole(cells),
                (swapped,),
            )
        if day > self.today:
            raise RowError(
                "date-in-future",
                f"{day} lies after {self.today}, so it can be no level of {product.id} yet. Check the date.",
                _whole(cells),
            )

    def _change(
        self, row: Row, product: Product, product_cell: Cell, measure: Measure, day: date, into: Taken
    ) -> None:
        cell = self.head.cell(row.cells, "change")
        if cell is None or "%" in cell.text:
            return
        column = self.head.columns["change"]
        own = self.head.measures.get(column, measure)
        digits = self.vocabulary.fold(cell.text).replace("+", "").strip()
        sign = -1 if digits.startswith("-") else 1
        moved = value(digits.lstrip("-").strip()) if digits.lstrip("- ")[:1].isdigit() else None
        if moved is None or not moved or own.code == "%":
            return
        amount = float(sign * moved * own.scale)
        spans = self._spans([cell], product_cell, own, None)
        into.changes.append(
            Change(product=product.id, low=amount, high=amount, unit=own.code, price_date=day, spans=spans)
        )

    def _spans(
        self, cells: list[Cell], product: Cell, measure: Measure, dated: Cell | None
    ) -> tuple[Span, ...]:
        places = [("price", cell) for cell in cells] + [("product", product)]
        places += [("unit", measure.cell)] if measure.cell is not None else []
        places += [("date", dated)] if dated is not None else []
        return tuple(span(self.document, role, cell.start, cell.end) for role, cell in dict.fromkeys(places))


def _whole(cells: list[Cell]) -> Cell:
    return Cell(cells[0].start, cells[-1].end, "")
