"""Records with a cell on each line, as a page's table comes out of a browser: name, range, average, change.

A header of such cells names the columns of the records under it; without one a record fits a layout of
`cells`. Bars and blank lines between the cells count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from orebook.facts import Document
from orebook.reader.captions import Caption, caption
from orebook.reader.cells import Cell, Row
from orebook.reader.dates import Calendar
from orebook.reader.header import Header, columns_of, header, named, priced
from orebook.reader.laid import Laid, LaidRow, completed, fits, signed
from orebook.reader.layouts import CellLayout, layouts
from orebook.reader.money import Place
from orebook.reader.parsing import inside
from orebook.reader.table import Table, Taken
from orebook.reader.vocabulary import Vocabulary

#: The rule a quote read off such a record carries.
RULE = "T6"
#: The longest cell, and how many columns a header of cells has.
_LONGEST, _FEWEST, _WIDEST = 60, 3, 9
_PRICES = ("range", "low", "high", "average", "printed")


def read_records(
    document: Document, vocabulary: Vocabulary, today: date, line: int, skip: Sequence[Place], into: Taken
) -> list[Place]:
    """Read the records of a document that stand a cell to a line, and say where they stand."""
    places: list[Place] = []
    for cells in _runs(document, skip):
        places += Records(document, vocabulary, today, line, cells).read(into)
    return places


def _runs(document: Document, skip: Sequence[Place]) -> Iterator[list[Cell]]:
    """The cells of each stretch of lines that hold one short cell at most, one of them a number."""
    run: list[Cell] = []
    start = 0
    for line in document.text.split("\n"):
        cell = _cell(line, start)
        if cell is None or (skip and inside(start, skip)):
            yield from _worth(run)
            run = []
        elif cell.text:
            run.append(cell)
        start += len(line) + 1
    yield from _worth(run)


def _worth(run: list[Cell]) -> list[list[Cell]]:
    """A run that may hold a record, or none: prose has few short lines, and no number on one of its own."""
    priced_ = sum(cell.text[0].isdigit() for cell in run) if len(run) >= _FEWEST else 0
    return [run] if priced_ else []


def _cell(line: str, start: int) -> Cell | None:
    """The one cell of a line, empty where it only draws the table; None where it holds more."""
    text = line.strip(" \t\r|\u3000\u00a0")
    if len(text) > _LONGEST or "|" in text or "\t" in text:
        return None
    begin = start + (line.index(text) if text else 0)
    return Cell(begin, begin + len(text), text)


class Records:
    """Reads one run of cells."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, today: date, line: int, cells: Sequence[Cell]
    ) -> None:
        self.document, self.vocabulary, self.today, self.line = document, vocabulary, today, line
        self.cells = cells
        self.layouts = layouts(vocabulary)

    @cached_property
    def calendar(self) -> Calendar:
        """Dates as the document writes them; made only where a row has one."""
        return Calendar(self.vocabulary.catalog.words["dates"], self.document.published)

    def read(self, into: Taken) -> list[Place]:
        """Every record of the run, headed or not."""
        places, at = [], 0
        last: CellLayout | None = None
        while at < len(self.cells):
            start, after = at, self._headed(at, into)
            if after == at:
                last = self._fitting(at, last)
                after = self._laid(at, last, into) if last is not None else at
            if after > at:
                places.append((self.cells[start].start, self.cells[after - 1].end))
            at = max(after, at + 1)
        return places

    def _headed(self, at: int, into: Taken) -> int:
        """Read the records under a header that begins here; where they end, or here where there is none."""
        head = self._header(at)
        if head is None:
            return at
        width, ahead = head.width, at + head.width
        around = self._caption(at, len(self.cells))
        reader = Table(self.document, head, self.vocabulary, self.today, self.line, around)
        reader.rule = RULE
        while self._records(head, ahead):
            reader.take(self._row(ahead, width, head.columns.get("change")), len(into.statements), into)
            ahead += width
        return ahead if ahead > at + width else at

    def _header(self, at: int) -> Header | None:
        """The widest header whose every cell names a column."""
        if not columns_of(self.cells[at : at + 1], self.vocabulary):
            return None
        for width in range(min(_WIDEST, len(self.cells) - at), _FEWEST - 1, -1):
            head = header(self.cells[at : at + width], self.vocabulary)
            if head is not None and len(head.columns) == width:
                return head
        return None

    def _records(self, head: Header, at: int) -> bool:
        """Whether the next cells are a record: a name where one belongs, numbers where prices do."""
        cells = self.cells[at : at + head.width]
        if len(cells) < head.width or priced(cells[head.columns["product"]].text, self.vocabulary):
            return False
        prices = [cells[head.columns[role]].text for role in _PRICES if role in head.columns]
        return all(priced(text, self.vocabulary) or head.at([Cell(0, 0, text)], 0) is None for text in prices)

    def _row(self, at: int, width: int, change: int | None) -> Row:
        cells = list(self.cells[at : at + width])
        if change is not None:
            told = cells[change]
            cells[change] = Cell(told.start, told.end, signed(self.vocabulary.fold(told.text), self.layouts))
        return Row(cells[0].start, cells[-1].end, tuple(cells))

    def _fitting(self, at: int, last: CellLayout | None) -> CellLayout | None:
        """The layout the next cells fit: any where they name a product, else that of the record before."""
        if named(self.cells[at].text, self.vocabulary):
            return next((layout for layout in self.layouts.records if self._fits(at, layout)), None)
        return last if last is not None and self._fits(at, last) else None

    def _fits(self, at: int, layout: CellLayout) -> bool:
        cells = self.cells[at : at + len(layout.roles)]
        if len(cells) < len(layout.roles) or not ("unit" in layout.roles or "unit" in layout.fixed):
            return False
        shaped = all(
            shape.fullmatch(self.vocabulary.fold(cell.text))
            for cell, shape in zip(cells, layout.cells, strict=True)
        )
        return shaped and fits(cells, layout.roles, self.vocabulary, self)

    def _laid(self, at: int, layout: CellLayout, into: Taken) -> int:
        width = len(layout.roles)
        change = layout.roles.index("change") if "change" in layout.roles else None
        row = LaidRow(self._row(at, width, change), layout.roles, None, layout.fixed, None)
        around = self._caption(at, at + width)
        if "unit" in layout.roles and not completed(
            row.row.cells[layout.roles.index("unit")], around, self.vocabulary
        ):
            return at
        reader = Laid(row, self.document, self.vocabulary, self.today, self.line, around, RULE)
        reader.take(row.row, len(into.statements), into)
        return at + width

    def _caption(self, at: int, after: int) -> Caption:
        start, end = self.cells[at].start, self.cells[min(after, len(self.cells)) - 1].end
        return caption(self.document, start, end, self.vocabulary)
