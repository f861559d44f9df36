"""One row of a price table as a price, a change, or a refusal that names its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from orebook.facts import Change, Refusal, Span
from orebook.reader.cells import Cell, Row
from orebook.reader.header import Measure
from orebook.reader.numbers import value
from orebook.reader.recording import span
from orebook.reader.refusing import plain
from orebook.reader.rowcells import Level, RowCells, RowError
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
    """Reads the rows of one table of one document; `rule` is the one its levels are taken by."""

    rule = "T1"

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
        if self.head.days:
            self._dated(row, number, product, product_cell, into)
            return
        level = self._level(row, product)
        day, dated = self._day(row)
        if level is not None:
            self._keep(level, row, number, product, (product_cell, day, dated), into, self.rule)
        measure = level.measure if level is not None else Measure(product.unit)
        self._change(row, product, product_cell, measure, day, into)

    def _dated(self, row: Row, number: int, product: Product, product_cell: Cell, into: Taken) -> None:
        """A level for each column that is headed by a day, and the change to the last of them."""
        last = max(one.day for one in self.head.days.values() if one.day is not None)
        for at, dated in self.head.days.items():
            cell = self.head.at(row.cells, at)
            if cell is None or dated.day is None:
                continue
            level = self._one_cell(row, product, cell)
            told = (product_cell, dated.day, Cell(dated.start, dated.end, ""))
            self._keep(level, row, number, product, told, into, "T2")
            if dated.day == last:
                self._change(row, product, product_cell, level.measure, last, into)

    def _keep(
        self,
        level: Level,
        row: Row,
        number: int,
        product: Product,
        told: tuple[Cell, date, Cell | None],
        into: Taken,
        rule: str,
    ) -> None:
        """Keep a level whose product and day are told by these cells, unless it cannot be."""
        product_cell, day, dated = told
        kind = self._kind(row)
        self._guard(level, product, day, kind)
        low, high = level.low, level.high
        into.statements.append(
            Statement(
                product=product.id,
                kind=kind,
                low=float(low) if low is not None else None,
                high=float(high) if high is not None else None,
                unit=level.measure.code,
                price_date=day,
                printed=level.printed,
                spans=self._spans(level.cells, product_cell, level.measure, dated),
                sentence=-number - 2,
                flags=("open-bound",) if low is None or high is None else (),
                rules=(rule,),
                average="average" in self.head.columns and not {"range", "low"} & self.head.columns.keys(),
                sale=Sale(self._tax(row), self._text(row, "delivery"), None),
            )
        )

    def _guard(self, level: Level, product: Product, day: date, kind: str) -> None:
        if level.low is not None and level.high is not None and level.low > level.high:
            swapped = f"{plain(level.high)}-{plain(level.low)} {level.measure.code}"
            raise RowError(
                "reversed-range",
                f"the range of {product.id} runs downwards. Expected its lower end first, as in {swapped}.",
                level.numbers,
                (swapped,),
            )
        if day > self.document.published and kind != "forecast":
            raise RowError("date-in-future", self.refuser.ahead(product, day), level.numbers)

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
        self, cells: Sequence[Cell], product: Cell, measure: Measure, dated: Cell | None
    ) -> tuple[Span, ...]:
        places = [("price", cell) for cell in cells] + [("product", product)]
        places += [("unit", measure.cell)] if measure.cell is not None else []
        places += [("date", dated)] if dated is not None else []
        return tuple(span(self.document, role, cell.start, cell.end) for role, cell in dict.fromkeys(places))
