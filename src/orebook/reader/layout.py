"""Tables inside a document: lines of one delimiter under a header whose cells name product and price."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from orebook.facts import Document
from orebook.reader.cells import Row, rows, spaced
from orebook.reader.dates import Calendar
from orebook.reader.header import Header, header
from orebook.reader.money import Place
from orebook.reader.table import Table, Taken
from orebook.reader.vocabulary import Vocabulary

#: The longest header line, and the longest cell of one.
_LONGEST, _LONGEST_HEAD = 600, 40
DELIMITERS = ("|", "\t", ",", ";")


def read_tables(
    document: Document, vocabulary: Vocabulary, today: date, line: int = 1
) -> tuple[Taken, list[Place]]:
    """What the tables of a document state, and the lines they stand in."""
    taken, places = Taken(), []
    for head, table in _tables(document, vocabulary):
        reader = Table(
            document, head, vocabulary, today, line, _day_above(document, table[0].start, vocabulary)
        )
        places.append((table[0].start, table[-1].end))
        for row in table[1:]:
            reader.take(row, len(taken.statements), taken)
    return taken, places


def _day_above(document: Document, start: int, vocabulary: Vocabulary) -> date | None:
    """The day the line over a table states, where it states just one."""
    line = document.text[max(0, start - 200) : start].rstrip("\n").rpartition("\n")[2]
    calendar = Calendar(vocabulary.catalog.words["dates"], document.published)
    folded = vocabulary.fold(line)
    days = {dated.day for dated in calendar.find(line, folded, ()) if not dated.period}
    return days.pop() if len(days) == 1 else None


def _tables(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[Header, list[Row]]]:
    text, at = document.text, 0
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    while at < len(lines):
        found = _table(lines, starts, at, vocabulary)
        if found is None:
            at += 1
            continue
        yield found[0], found[1]
        at = found[2]


def _table(
    lines: list[str], starts: list[int], at: int, vocabulary: Vocabulary
) -> tuple[Header, list[Row], int] | None:
    """The table that begins at a line, its rows and the line after it."""
    line = lines[at]
    if "  " in line.strip() and not any(mark in line for mark in "|\t,;"):
        return _spaced_table(lines, starts, at, vocabulary)
    delimiter = next((mark for mark in DELIMITERS if mark in line), None)
    if delimiter is None or len(line) > _LONGEST or (delimiter in ",;" and _prosaic(line)):
        return None
    first = _row(line, starts[at], delimiter)
    head = header(first.cells, vocabulary)
    if head is None:
        return None
    found, ahead = [first], at + 1
    while ahead < len(lines) and (delimiter in lines[ahead] or _ruled(lines[ahead])):
        row = _row(lines[ahead], starts[ahead], delimiter)
        if delimiter in (",", ";") and len(row.cells) != len(first.cells):
            break
        if not _ruled(lines[ahead]):
            found.append(row)
        ahead += 1
    return (head, found, ahead) if len(found) > 1 else None


def _spaced_table(
    lines: list[str], starts: list[int], at: int, vocabulary: Vocabulary
) -> tuple[Header, list[Row], int] | None:
    """A table set in columns of blanks; each of its rows has as many cells as its header."""
    first = spaced(lines[at], starts[at])
    head = header(first.cells, vocabulary) if 1 < len(first.cells) <= 12 else None
    if head is None:
        return None
    found, ahead = [first], at + 1
    while (
        ahead < len(lines)
        and (row := spaced(lines[ahead], starts[ahead])).cells
        and len(row.cells) == len(first.cells)
    ):
        found.append(row)
        ahead += 1
    return (head, found, ahead) if len(found) > 1 else None


def _prosaic(line: str) -> bool:
    """Whether a line with commas is a sentence rather than a header."""
    return ". " in line or max(map(len, line.split(","))) > _LONGEST_HEAD


def _row(line: str, start: int, delimiter: str) -> Row:
    row = next(rows(line, delimiter, start), Row(start, start, ()))
    cells = row.cells
    if delimiter == "|" and cells and line.strip().startswith("|"):
        cells = cells[1:]
    if delimiter == "|" and cells and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return Row(row.start, row.end, cells)


def _ruled(line: str) -> bool:
    """Whether a line only draws the table: |---|---|."""
    return bool(line.strip()) and not line.strip().strip("|-:+= \t")
