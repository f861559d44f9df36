"""The tables of a page: rows of cells parted by tabs, each cell in its column.

A table that only lays out the page, its cells full of paragraphs or of other tables, is written cell under
cell. A cell that spans several columns or rows leaves those after it, or under it, empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from orebook.reader.formats.caps import Caps, over
from orebook.reader.formats.writing import Writing

#: A cell of a table of figures has fewer characters; one of more is a part of the page.
_LONGEST_CELL = 300
#: The most rows or columns a cell may span, as browsers have it.
_SPAN = 1000
_ROWS = frozenset(("tr", "thead", "tbody", "tfoot"))
_CELLS = frozenset(("td", "th"))


@dataclass(slots=True)
class _Cell:
    writing: Writing = field(default_factory=Writing)
    columns: int = 1
    rows: int = 1
    nests: bool = False


@dataclass(slots=True)
class _Table:
    below: Writing
    cells: list[_Cell] = field(default_factory=list)
    within: bool = False
    spanned: dict[int, int] = field(default_factory=dict)
    rows: int = 0


class Grid:
    """Where text goes: into the page, or into the cell of a table that is being read."""

    def __init__(self, caps: Caps) -> None:
        self.caps = caps
        self.page = Writing()
        self.tables: list[_Table] = []
        self._counted = 0

    @property
    def writing(self) -> Writing:
        """Where text goes now."""
        for table in reversed(self.tables):
            if table.within:
                return table.cells[-1].writing
        return self.page

    def takes(self, name: str) -> bool:
        """Whether an element is part of a table."""
        return name == "table" or (bool(self.tables) and (name in _ROWS or name in _CELLS))

    def line(self, lines: int) -> None:
        """End the line."""
        self.writing.line(lines)

    def open(self, name: str, attributes: Callable[[], Mapping[str, str]], spans: bool) -> None:
        """Begin a table, a row or a cell; `spans`: it may be a cell that says how far it spans."""
        if name == "table":
            self._begin()
        elif name in _CELLS:
            table = self.tables[-1]
            table.within = True
            self._count()
            told = attributes() if spans else {}
            cell = _Cell(columns=_span(told.get("colspan")), rows=_span(told.get("rowspan")))
            table.cells.append(cell)
        else:
            self._row()

    def close(self, name: str) -> None:
        """End a table, a row or a cell; one that was never begun ends nothing."""
        if not self.tables:
            return
        if name in _CELLS:
            self.tables[-1].within = False
            return
        self._row()
        if name == "table":
            self.tables.pop()
            self.writing.line(2)

    def finished(self) -> Writing:
        """The page, with the tables that nobody ended."""
        while self.tables:
            self.close("table")
        return self.page

    def _begin(self) -> None:
        if len(self.tables) >= self.caps.tables:
            raise over("tables inside one another", self.caps.tables, "page")
        if self.tables and self.tables[-1].within:
            self.tables[-1].cells[-1].nests = True
        below = self.writing
        below.line(2)
        self.tables.append(_Table(below))

    def _row(self) -> None:
        """Write the row that has been read."""
        table = self.tables[-1]
        cells, table.cells, table.within = table.cells, [], False
        if not cells:
            return
        table.below.line(1 if table.rows else 2)
        table.rows += 1
        if any(cell.nests or cell.writing.length > _LONGEST_CELL for cell in cells):
            for cell in cells:
                table.below.line(2)
                table.below.append(cell.writing, flat=False)
            return
        self._cells(table, cells)

    def _cells(self, table: _Table, cells: list[_Cell]) -> None:
        """Write cells side by side, each in its column."""
        column, spanned = 0, table.spanned
        table.spanned = {at: rows - 1 for at, rows in spanned.items() if rows > 1}
        for cell in cells:
            while spanned.get(column, 0):
                self._count()
                column = self._tab(table, column)
            table.below.append(cell.writing, flat=True)
            if cell.rows > 1:
                table.spanned |= dict.fromkeys(range(column, column + cell.columns), cell.rows - 1)
            for extra in range(cell.columns if cell is not cells[-1] else 1):
                if extra:
                    self._count()
                column = self._tab(table, column, last=cell is cells[-1])

    def _tab(self, table: _Table, column: int, last: bool = False) -> int:
        if not last:
            table.below.within("\t")
        return column + 1

    def _count(self) -> None:
        """Count a cell, or a blank place beside one."""
        self._counted += 1
        if self._counted > self.caps.cells:
            raise over("cells", self.caps.cells, "page")


def _span(told: str | None) -> int:
    """How many rows or columns a cell spans."""
    digits = (told or "").strip()[:5]
    return min(max(int(digits), 1), _SPAN) if digits.isascii() and digits.isdigit() else 1
