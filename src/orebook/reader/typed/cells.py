"""A sheet as rows of cells, each with the characters it stands in: from a workbook, or from CSV text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from orebook.reader.formats.told import Piece
from orebook.reader.formats.workbook import letters

#: What may part cells, and where a cell ends then.
_MARKS = (",", ";", "\t")
_ENDS = {mark: re.compile(f"[{mark}\r\n]") for mark in _MARKS}


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: its words, where they stand in the sheet's text, and what people call it: B4."""

    text: str
    start: int
    end: int
    name: str


@dataclass(slots=True)
class Line:
    """A row: its number as people count it, where it stands in the text, and its filled cells by column."""

    number: int
    start: int
    end: int
    cells: dict[int, Cell] = field(default_factory=dict)


def readings(piece: Piece) -> Iterator[list[Line]]:
    """The filled rows of a sheet, in order; of text, once for each mark that may part its cells.

    >>> found = next(readings(Piece(text='a,"b, c"\\n\\nd,')))
    >>> [[cell.text for cell in line.cells.values()] for line in found]
    [['a', 'b, c'], ['d']]
    """
    if piece.stretches:
        yield list(_of_workbook(piece))
        return
    for mark in _MARKS:
        yield list(_of_text(piece.text, mark))


def _of_workbook(piece: Piece) -> Iterator[Line]:
    line: Line | None = None
    for stretch in piece.stretches:
        name = (stretch.cell or "").rpartition("!")[2]
        column, number = _place(name)
        if line is None or line.number != number:
            if line is not None:
                yield line
            line = Line(number, stretch.start, stretch.end)
        text = piece.text[stretch.start : stretch.end]
        line.cells[column] = Cell(text, stretch.start, stretch.end, name)
        line.end = stretch.end
    if line is not None:
        yield line


def _place(name: str) -> tuple[int, int]:
    """The column, from 0, and the row of a cell: B4 is 1 and 4."""
    column, digits = 0, name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for letter in name[: len(name) - len(digits)]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(digits)


def _of_text(text: str, mark: str) -> Iterator[Line]:
    at, number = 0, 1
    while at < len(text):
        line, at = _line(text, at, number, mark)
        if line.cells:
            yield line
        number += max(1, text.count("\n", line.start, at))


def _line(text: str, at: int, number: int, mark: str) -> tuple[Line, int]:
    """One row of CSV, and where the next begins; a cell in quotes may hold marks and line ends."""
    line, column = Line(number, at, at), 0
    while True:
        start, end, after = _cell(text, at, mark)
        words = text[start:end].replace('""', '"')
        if words.strip():
            line.cells[column] = Cell(words.strip(), start, end, f"{letters(column)}{number}")
        line.end = after
        if after >= len(text) or text[after] != mark:
            return line, _past_line_end(text, after)
        at, column = after + 1, column + 1


def _cell(text: str, at: int, mark: str) -> tuple[int, int, int]:
    """Where a cell's words begin and end, and where the cell itself ends."""
    if text[at : at + 1] == '"':
        end = at + 1
        while (end := text.find('"', end)) >= 0 and text[end + 1 : end + 2] == '"':
            end += 2
        if end >= 0:
            return at + 1, end, _until(text, end + 1, mark)
    end = _until(text, at, mark)
    return at, end, end


def _until(text: str, at: int, mark: str) -> int:
    found = _ENDS[mark].search(text, at)
    return found.start() if found else len(text)


def _past_line_end(text: str, at: int) -> int:
    if text[at : at + 2] == "\r\n":
        return at + 2
    return at + 1
