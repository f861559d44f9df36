"""A statement sheet: a table whose rows carry their own day of publication, source and address.

Each run of rows of one publication is one document, its text those rows; the header line belongs to the
first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from orebook.facts import Document
from orebook.reader.cells import Cell, Row, rows, written_day
from orebook.reader.document import make
from orebook.reader.header import Header, columns_of, header
from orebook.reader.layout import DELIMITERS
from orebook.reader.originals import PLAIN, Original
from orebook.reader.reading import Reading, joined
from orebook.reader.refusing import Refuser
from orebook.reader.rowcells import RowError
from orebook.reader.statement import quotes
from orebook.reader.table import Table, Taken
from orebook.reader.vocabulary import Vocabulary

#: The longest header line of a sheet.
_LONGEST = 2000
#: Of the columns of a sheet, so many tell it from anything else; its header and one row are the least.
_FEWEST, _FEWEST_ROWS = 4, 2
#: What a sheet without an address is called.
_NAME = "sheet"


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
    text: str,
    *,
    on: date,
    source: str | None,
    address: str | None,
    vocabulary: Vocabulary,
    today: date,
    original: Original = PLAIN,
) -> Reading | None:
    """The reading of a statement sheet, or None where the text is none."""
    opened = _opened(text, vocabulary)
    if opened is None:
        return None
    cells, all_rows = opened
    head = header(cells, vocabulary)
    problem = _problem(cells, head, all_rows, vocabulary)
    if problem is None and "published" not in columns_of(cells, vocabulary):
        return None
    if head is None or problem is not None:
        document = original.of(make(text, 0, on, source, address, None))
        refuser = Refuser(document, vocabulary.catalog, today, 1, address or _NAME)
        rule, expected = problem or ("", "")
        return Reading(
            documents=(document,), refusals=(refuser.refuse(rule, 0, all_rows[0].end - 1, expected),)
        )
    found, line = [], 1
    for run in _runs(text, head, all_rows):
        found.append(_run(text, run, head, line, on, source, address, vocabulary, today, original))
        line += text.count("\n", run.start, run.end)
    return joined(found)


def _opened(text: str, vocabulary: Vocabulary) -> tuple[tuple[Cell, ...], list[Row]] | None:
    """The header cells and rows of a sheet, where the first line can be nothing but the header of one."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    if len(first) > _LONGEST:
        return None
    for delimiter in DELIMITERS:
        row = next(rows(text[: len(first) + 1], delimiter), None) if delimiter in first else None
        if row is None or len(row.cells) < _FEWEST:
            continue
        cells = tuple(Cell(cell.start, cell.end, cell.text.lstrip("\ufeff")) for cell in row.cells)
        roles = columns_of(cells, vocabulary) if delimiter != "|" else {}
        if len(roles) < _FEWEST:
            continue
        found = list(rows(text, delimiter))
        if "published" in roles or _alike(found, roles):
            return cells, found
    return None


def _alike(found: Sequence[Row], roles: Mapping[str, int]) -> bool:
    """Whether every column has a role and every row all of them: a sheet of one day, nothing else."""
    return all(len(row.cells) == len(roles) for row in found)


def _problem(
    cells: Sequence[Cell], head: Header | None, all_rows: Sequence[Row], vocabulary: Vocabulary
) -> tuple[str, str] | None:
    """Why a sheet cannot be read at all: a column it needs, or its rows."""
    roles = columns_of(cells, vocabulary)
    missing = [] if "product" in roles else ["product"]
    if {"low", "high"} & roles.keys() or not {"range", "average", "printed"} & roles.keys():
        missing += [end for end in ("low", "high") if end not in roles]
    if "unit" not in roles and head is None:
        missing.append("unit")
    if missing:
        named = " and ".join(f'"{name}"' for name in missing)
        return (
            "missing-column",
            f"the sheet has no column {named}. Its columns are product, low, high, unit and published.",
        )
    if len(all_rows) < _FEWEST_ROWS:
        return "no-rows", "the sheet has a header and no rows. Put a statement on each line under it."
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
    line: int,
    on: date,
    source: str | None,
    address: str | None,
    vocabulary: Vocabulary,
    today: date,
    original: Original,
) -> Reading:
    published, problem = _published(run, on, today)
    publisher = vocabulary.sources.get((run.source or "").casefold(), run.source) or source
    made = make(text[run.start : run.end], run.start, published, publisher, run.address or address, None)
    document = original.of(made)
    taken = Taken()
    table = Table(document, head, vocabulary, today, line, sheet=address or _NAME)
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
    day = written_day(run.published)
    if day is None:
        return on, RowError(
            "unclear-date", f'"{run.published}" is no day of publication. Write it as 2025-01-09.'
        )
    if day > today:
        return on, RowError("date-in-future", f"published {day} lies after {today}. Check the date.")
    return day, None


def _refused(table: Table, document: Document, row: Row, problem: RowError, taken: Taken) -> None:
    end = row.start + len(document.text[row.start : row.end].rstrip())
    taken.refusals.append(table.refuser.refuse(problem.rule, row.start, end, problem.expected))
