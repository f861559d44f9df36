"""A statement sheet: a table whose rows carry their own day of publication, source and address.

Each run of rows of one publication is one document, its text those rows; the header line belongs to the
first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from orebook.facts import Document
from orebook.reader.cells import Cell, Row, rows
from orebook.reader.document import make
from orebook.reader.header import Header, header
from orebook.reader.layout import DELIMITERS
from orebook.reader.reading import Reading
from orebook.reader.rowcells import RowError
from orebook.reader.statement import quotes
from orebook.reader.table import Table, Taken
from orebook.reader.vocabulary import Vocabulary

#: The longest header line of a sheet.
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows that follow one another and appeared together."""

    start: int
    end: int
    rows: tuple[Row, ...]
    published: str | None
    source: str | None
    address: str | None


def read_sheet(
    text: str, *, on: date, source: str | None, address: str | None, vocabulary: Vocabulary, today: date
) -> Reading | None:
    """The reading of a statement sheet, or None where the text is none."""
    found = _opened(text, vocabulary)
    if found is None:
        return None
    head, all_rows = found
    runs = _runs(text, head, all_rows)
    return _joined([_run(text, run, head, on, source, address, vocabulary, today) for run in runs])


def _joined(readings: Sequence[Reading]) -> Reading:
    return Reading(
        documents=tuple(document for reading in readings for document in reading.documents),
        quotes=tuple(quote for reading in readings for quote in reading.quotes),
        changes=tuple(change for reading in readings for change in reading.changes),
        refusals=tuple(refusal for reading in readings for refusal in reading.refusals),
    )


def _opened(text: str, vocabulary: Vocabulary) -> tuple[Header, list[Row]] | None:
    """The header and rows of a sheet, where the first line is the header of one."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    if len(first) > _LONGEST or not any(word in vocabulary.fold(first) for word in vocabulary.published):
        return None
    for delimiter in DELIMITERS:
        if delimiter not in first:
            continue
        cells = next(rows(text[: len(first) + 1], delimiter)).cells
        head = header(
            tuple(Cell(cell.start, cell.end, cell.text.lstrip("\ufeff")) for cell in cells), vocabulary
        )
        if head is not None and "published" in head.columns:
            return head, list(rows(text, delimiter))
    return None


def _runs(text: str, head: Header, all_rows: Sequence[Row]) -> Iterator[_Run]:
    """The rows by publication; together the runs are the whole text."""
    keys = [_key(head, row) for row in all_rows[1:]]
    starts = [at for at in range(len(keys)) if at == 0 or keys[at] != keys[at - 1]]
    for place, at in enumerate(starts or [0]):
        last = starts[place + 1] if place + 1 < len(starts) else len(keys)
        begin = 0 if place == 0 else all_rows[at + 1].start
        end = all_rows[last + 1].start if last < len(keys) else len(text)
        published, source, address = keys[at] if keys else (None, None, None)
        yield _Run(begin, end, tuple(all_rows[at + 1 : last + 1]), published, source, address)


def _key(head: Header, row: Row) -> tuple[str | None, str | None, str | None]:
    return tuple(
        cell.text if (cell := head.cell(row.cells, role)) else None
        for role in ("published", "source", "address")
    )  # type: ignore[return-value]


def _run(
    text: str,
    run: _Run,
    head: Header,
    on: date,
    source: str | None,
    address: str | None,
    vocabulary: Vocabulary,
    today: date,
) -> Reading:
    published, problem = _published(run, on, today)
    publisher = vocabulary.sources.get((run.source or "").casefold(), run.source) or source
    document = make(text[run.start : run.end], run.start, published, publisher, run.address or address, None)
    taken = Taken()
    table = Table(document, head, vocabulary, today, text.count("\n", 0, run.start) + 1)
    for number, row in enumerate(run.rows):
        local = Row(
            row.start - run.start,
            row.end - run.start,
            tuple(Cell(cell.start - run.start, cell.end - run.start, cell.text) for cell in row.cells),
        )
        if problem is not None:
            _refused(table, document, local, problem, taken)
        else:
            table.take(local, number, taken)
    return Reading(
        documents=(document,),
        quotes=quotes(document, taken.statements),
        changes=tuple(taken.changes),
        refusals=tuple(taken.refusals),
    )


def _published(run: _Run, on: date, today: date) -> tuple[date, RowError | None]:
    if run.published is None:
        return on, None
    try:
        day = date.fromisoformat(run.published)
    except ValueError:
        return on, RowError(
            "unclear-date", f'"{run.published}" is no day of publication. Write it as 2025-01-09.'
        )
    if day > today:
        return on, RowError("date-in-future", f"published {day} lies after {today}. Check the date.")
    return day, None


def _refused(table: Table, document: Document, row: Row, problem: RowError, taken: Taken) -> None:
    end = row.start + len(document.text[row.start : row.end].rstrip())
    taken.refusals.append(table.refuser.refuse(problem.rule, row.start, end, problem.expected))
