"""Tables inside a document: lines of one delimiter under a header whose cells name product and price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from orebook.facts import Document
from orebook.reader.captions import caption
from orebook.reader.cells import Cell, Row, rows, spaced, words
from orebook.reader.dates import Calendar
from orebook.reader.header import Header, header, implied, named
from orebook.reader.money import Place
from orebook.reader.table import Table, Taken
from orebook.reader.vocabulary import Vocabulary

#: The longest header line, the longest cell of one, and the most columns set apart by blanks.
_LONGEST, _LONGEST_HEAD, _WIDEST = 600, 40, 12
#: The longest header whose cells only one blank sets apart.
_NARROW = 80
DELIMITERS = ("|", "\t", ",", ";")
#: So many lines may draw the table between a header and its first row.
_RULES = 3
#: How the cells of a line are told apart where no delimiter is.
BLANKS, WORDS = "  ", " "


@dataclass(frozen=True, slots=True)
class Block:
    """A header, its rows, and the number of the line after them."""

    head: Header
    rows: tuple[Row, ...]
    after: int


def read_tables(
    document: Document, vocabulary: Vocabulary, today: date, line: int = 1
) -> tuple[Taken, list[Place]]:
    """What the tables of a document state, and the lines they stand in."""
    taken, places = Taken(), []
    for block in Lines(document, vocabulary).blocks():
        start, end = block.rows[0].start, block.rows[-1].end
        around = caption(document, start, end, vocabulary)
        reader = Table(document, block.head, vocabulary, today, line, around)
        places.append((start, end))
        for row in block.rows if block.head.implied else block.rows[1:]:
            reader.take(row, len(taken.statements), taken)
    return taken, places


class Lines:
    """The lines of a document, and the tables that stand in them."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.document = document
        self.lines = document.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    @cached_property
    def calendar(self) -> Calendar:
        """Dates as the document writes them; made only where a header may name one."""
        return Calendar(self.vocabulary.catalog.words["dates"], self.document.published)

    def blocks(self) -> Iterator[Block]:
        """Every table, in order."""
        at = 0
        while at < len(self.lines):
            block = self._block(at)
            if block is not None:
                yield block
            at = block.after if block is not None else at + 1

    def _block(self, at: int) -> Block | None:
        """The table that begins at a line."""
        line = self.lines[at]
        if not line.strip() or len(line) > _LONGEST:
            return None
        delimiter = delimiter_of(line)
        if delimiter is None or (delimiter in ",;" and _prosaic(line)):
            return None
        first = self.row(at, delimiter)
        if delimiter in (BLANKS, WORDS) and not 1 < len(first.cells) <= _WIDEST:
            return None
        first = self._cornered(first, at, delimiter)
        head = header(first.cells, self.vocabulary, self.calendar)
        if head is not None and delimiter == WORDS and len(head.columns) < len(first.cells):
            return None
        if head is None and delimiter != WORDS and not self._headed(at, delimiter, first):
            head = implied(first.cells, self.vocabulary)
        return self._filled(head, first, at, delimiter) if head is not None else None

    def _headed(self, at: int, delimiter: str, first: Row) -> bool:
        """Whether a row stands under a line of as many cells: a header nobody could read."""
        above = at - 1
        while above >= max(0, at - _RULES) and ruled(self.lines[above]):
            above -= 1
        if above < 0 or len(self.lines[above]) > _LONGEST or not self.lines[above].strip():
            return False
        if delimiter_of(self.lines[above]) != delimiter:
            return False
        return len(self.row(above, delimiter).cells) == len(first.cells)

    def _filled(self, head: Header, first: Row, at: int, delimiter: str) -> Block | None:
        """A header with the rows under it, where there are any that name a product."""
        found, ahead = [first], at + 1
        while ahead < len(self.lines) and self._belongs(ahead, delimiter, first, head):
            if self.lines[ahead] == self.lines[at] and len(found) == 1:
                break
            if not ruled(self.lines[ahead]) and self.lines[ahead] != self.lines[at]:
                found.append(self.row(ahead, delimiter))
            ahead += 1
        known = not head.cornered or any(self._names(row, head) for row in found[1:])
        return Block(head, tuple(found), ahead) if known and (len(found) > 1 or head.implied) else None

    def _names(self, row: Row, head: Header) -> bool:
        cell = head.cell(row.cells, "product")
        return cell is not None and named(cell.text, self.vocabulary)

    def _belongs(self, at: int, delimiter: str, first: Row, head: Header) -> bool:
        """Whether a line is a row of the table above it."""
        line = self.lines[at]
        if ruled(line):
            return True
        if delimiter not in (BLANKS, WORDS) and delimiter not in line:
            return False
        cells = self.row(at, delimiter).cells
        if head.implied:
            return implied(cells, self.vocabulary) == head
        return delimiter in "|\t" or len(cells) == len(first.cells)

    def _cornered(self, first: Row, at: int, delimiter: str) -> Row:
        """A header of blanks whose corner is empty, with an empty cell for it."""
        line, ahead = self.lines[at], at + 1
        if delimiter != BLANKS or not line.startswith("  ") or ahead >= len(self.lines):
            return first
        short = len(spaced(self.lines[ahead], 0).cells) == len(first.cells) + 1
        corner = Cell(first.start, first.start, "")
        return Row(first.start, first.end, (corner, *first.cells)) if short else first

    def row(self, at: int, delimiter: str) -> Row:
        """The cells of a line."""
        line, start = self.lines[at], self.starts[at]
        if delimiter in (BLANKS, WORDS):
            return spaced(line, start) if delimiter == BLANKS else words(line, start)
        row = next(rows(line, delimiter, start), Row(start, start, ()))
        cells = row.cells
        if delimiter == "|" and cells and line.strip().startswith("|"):
            cells = cells[1:]
        if delimiter == "|" and cells and line.rstrip().endswith("|"):
            cells = cells[:-1]
        return Row(row.start, row.end, cells)


def delimiter_of(line: str) -> str | None:
    """What sets the cells of a line apart: a mark, two blanks, or in a short line one blank."""
    mark = next((mark for mark in "|\t" if mark in line), None)
    if mark is not None:
        return mark
    if BLANKS in line.strip() and not any(mark in line for mark in DELIMITERS if mark != ","):
        return BLANKS
    mark = next((mark for mark in ",;" if mark in line), None)
    if mark is not None:
        return mark
    chinese = not line.isascii() and len(line) <= _NARROW and not any(mark in line for mark in "。，；、：")
    return WORDS if chinese and 1 < line.count(" ") < _WIDEST else None


def _prosaic(line: str) -> bool:
    """Whether a line with commas is a sentence rather than a header."""
    return ". " in line or max(map(len, line.split(","))) > _LONGEST_HEAD


def ruled(line: str) -> bool:
    """Whether a line only draws the table: |---|---|."""
    return bool(line.strip()) and not line.strip().strip("|-:+= \t")
