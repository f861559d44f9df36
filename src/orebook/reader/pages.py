"""Price lists outside tables: an exchange's, records a cell to a line, lines of layouts, rows that run on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orebook.facts import Document
from orebook.reader.exchange import read_exchange
from orebook.reader.money import Place
from orebook.reader.records import read_records
from orebook.reader.rowlines import read_lines
from orebook.reader.runon import read_run_on
from orebook.reader.table import Taken
from orebook.reader.vocabulary import Vocabulary


def read_lists(
    document: Document, vocabulary: Vocabulary, today: date, line: int, skip: Sequence[Place], into: Taken
) -> list[Place]:
    """Read what layouts know of a document, outside the places its tables took; all places taken now."""
    skip = sorted([*skip, *read_exchange(document, vocabulary, skip, into)])
    records = read_records(document, vocabulary, today, line, skip, into)
    taken = sorted([*skip, *records])
    taken = sorted([*taken, *read_lines(document, vocabulary, today, line, taken, into)])
    return sorted([*taken, *read_run_on(document, vocabulary, today, line, taken, into)])
