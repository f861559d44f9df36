"""Rows and cells of delimited text, each cell with its place: CSV by the usual rules, tabs, pipes.

The standard library's reader gives values but not where they stand; a quote needs both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from orebook.reader.regular import Pattern

_DAY = Pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?(?:\.0+)?)?")

#: A row of more cells than this is none; what follows them stays together as one.
WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell without its quotes and surrounding blanks: `start` to `end` of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row, line end counted in, and its cells."""

    start: int
    end: int
    cells: tuple[Cell, ...]


def rows(text: str, delimiter: str, offset: int = 0) -> Iterator[Row]:
    """Every row of a delimited text that is not blank, in order.

    >>> [[cell.text for cell in row.cells] for row in rows('a,"b, c"\\n1, 2 \\n', ",")]
    [['a', 'b, c'], ['1', '2']]
    """
    start = 0
    while start < len(text):
        end = _row_end(text, start, delimiter)
        if text[start:end].strip():
            yield Row(offset + start, offset + end, tuple(_cells(text, start, end, delimiter, offset)))
        start = end


def spaced(line: str, start: int) -> Row:
    """The cells of a line set apart by two blanks or more, as in a printed table.

    >>> [cell.text for cell in spaced("Cerium metal    280000-300000   -", 0).cells]
    ['Cerium metal', '280000-300000', '-']
    """
    cells, at = [], 0
    for piece in line.split("  "):
        text = piece.strip()
        if text:
            begin = start + at + len(piece) - len(piece.lstrip())
            cells.append(Cell(begin, begin + len(text), text))
        at += len(piece) + 2
    return Row(start, start + len(line), tuple(cells))


def written_day(text: str) -> date | None:
    """A day in figures, year first, as calendars and spreadsheets write it; None for anything else.

    >>> written_day("2025/1/9"), written_day("2025-01-09 00:00:00"), written_day("9/1/2025")
    (datetime.date(2025, 1, 9), datetime.date(2025, 1, 9), None)
    """
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found.group(1)), int(found.group(2)), int(found.group(3))) if found else None
    except ValueError:
        return None


def words(line: str, start: int) -> Row:
    """The cells of a line set apart by single blanks, as in a table of Chinese names.

    >>> [cell.text for cell in words("氧化镨钕 412000-414000 -1000", 0).cells]
    ['氧化镨钕', '412000-414000', '-1000']
    """
    cells, at = [], 0
    for piece in line.split():
        at = line.index(piece, at)
        cells.append(Cell(start + at, start + at + len(piece), piece))
        at += len(piece)
    return Row(start, start + len(line), tuple(cells))


def _row_end(text: str, start: int, delimiter: str) -> int:
    """Where the row ends: after its newline, one inside quotes not counted."""
    end = text.find("\n", start)
    stop = len(text) if end < 0 else end + 1
    quote = text.find('"', start, stop)
    if quote < 0 or delimiter == "|":
        return stop
    at = start
    while (opened := _opening(text, at, stop, delimiter, start)) >= 0:
        closed = _closing(text, opened)
        if closed >= stop:
            end = text.find("\n", closed)
            stop = len(text) if end < 0 else end + 1
        at = closed
    return stop


def _opening(text: str, at: int, stop: int, delimiter: str, row: int) -> int:
    """The next quote that opens a cell, or -1."""
    quote = text.find('"', at, stop)
    while quote >= 0:
        before = quote - 1
        while before >= row and text[before] == " ":
            before -= 1
        if before < row or text[before] == delimiter:
            return quote
        quote = text.find('"', quote + 1, stop)
    return -1


def _closing(text: str, opened: int) -> int:
    """One past the quote that closes a cell; doubled quotes stand for one."""
    quote = text.find('"', opened + 1)
    while quote >= 0 and text[quote + 1 : quote + 2] == '"':
        quote = text.find('"', quote + 2)
    return len(text) if quote < 0 else quote + 1


def _cells(text: str, start: int, end: int, delimiter: str, offset: int) -> Iterator[Cell]:
    stop = start + len(text[start:end].rstrip("\r\n"))
    at = start
    for _ in range(WIDEST):
        if at > stop:
            return
        cell, at = _cell(text, at, stop, delimiter, offset)
        yield cell
    if at <= stop:
        yield Cell(offset + at, offset + stop, text[at:stop])


def _cell(text: str, at: int, stop: int, delimiter: str, offset: int) -> tuple[Cell, int]:
    first = at
    while first < stop and text[first] == " ":
        first += 1
    if first < stop and text[first] == '"' and delimiter != "|":
        closed = min(_closing(text, first), stop)
        inner = (
            text[first + 1 : closed - 1]
            if text[closed - 1] == '"' and closed - 1 > first
            else text[first + 1 : closed]
        )
        after = text.find(delimiter, closed, stop)
        begin = offset + first + 1
        return Cell(begin, begin + len(inner), inner.replace('""', '"')), stop + 1 if after < 0 else after + 1
    after = text.find(delimiter, at, stop)
    last = stop if after < 0 else after
    value = text[at:last]
    begin = offset + at + len(value) - len(value.lstrip())
    return Cell(begin, begin + len(value.strip()), value.strip()), stop + 1 if after < 0 else after + 1
