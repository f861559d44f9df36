"""Batches chained by hash: what is written together is sealed together, over the seal of the batch before.

A batch's seal covers the number of rows it wrote in each table and the SHA-256 of them in their order. The
sequence is not hashed, only the order it makes: PostgreSQL skips numbers where SQLite does not, and the same
facts make the same seals on both.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Insert, Table, insert, select

from orebook.ledger.stored import hashed_columns, must_fit
from orebook.ledger.tables import BATCHES, FACTS, SEGMENTS

#: What the first batch stands on.
GENESIS = "0" * 64
#: Tables whose rows are stamped by the book's own clock.
_CLOCKED = frozenset({*FACTS, SEGMENTS.name})
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NEWEST = select(*BATCHES.c["number", "head", "recorded_at"]).order_by(BATCHES.c.number.desc()).limit(1)


@functools.cache
def _into(table: Table) -> Insert:
    """The statement that adds a row: made once, for making it costs as much as carrying it out."""
    return insert(table)


class Batch:
    """Rows that are written in one transaction, and their seal.

    `recorded_at`, of facts, is later than in every batch before: the book's clock never stands still or runs
    backwards. `moment`, of what is noted beside them, is the computer's. A batch without facts leaves the
    book's clock where it stood.
    """

    def __init__(self, connection: Connection, moment: int) -> None:
        self._connection = connection
        last = newest(connection)
        self.moment = moment
        self.number = 1 if last is None else last.number + 1
        self._last = 0 if last is None else last.recorded_at
        self.recorded_at = moment if last is None else max(moment, self._last + 1)
        self._previous = GENESIS if last is None else last.head
        self._written: dict[str, RowHash] = {}

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows of a table.

        Raises:
            LedgerError: for a value that would come back as another.
        """
        if not rows:
            return
        for row in rows:
            must_fit(table, row)
        self._connection.execute(_into(table), [{**row, "batch": self.number} for row in rows])
        hashed = self._written.setdefault(table.name, RowHash(table))
        for row in rows:
            hashed.add([row.get(name) for name in hashed.columns])

    def seal(self) -> None:
        """Close the batch; one that wrote nothing leaves no trace."""
        if not self._written:
            return
        content = told(self._written.values())
        clock = self._last if self._written.keys().isdisjoint(_CLOCKED) else self.recorded_at
        row = {
            "number": self.number,
            "content": content,
            "previous": self._previous,
            "head": head(self._previous, self.number, clock, content),
            "recorded_at": clock,
        }
        self._connection.execute(_into(BATCHES), [row])


class RowHash:
    """The running SHA-256 of a table's rows in their order, and how many they are."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = hashed_columns(table)
        self.rows = 0
        self._hash = hashlib.sha256()

    def add(self, values: Sequence[Any]) -> None:
        """The next row's values, in the order of `columns`."""
        self._hash.update(_WRITE(values).encode() + b"\n")
        self.rows += 1

    def hexdigest(self) -> str:
        """Of all rows added."""
        return self._hash.hexdigest()


def told(hashes: Iterable[RowHash]) -> str:
    """What a batch says it wrote: table -> rows and their hash, as JSON text."""
    written = {one.table.name: [one.rows, one.hexdigest()] for one in hashes}
    return json.dumps(written, sort_keys=True, separators=(",", ":"))


def head(previous: str, number: int, recorded_at: int, content: str) -> str:
    """A batch's seal: over the one before it, its number, its moment and what it wrote.

    >>> head(GENESIS, 1, 0, "{}")[:16]
    '2d02efe582aa6bec'
    """
    return hashlib.sha256(f"{previous}\n{number}\n{recorded_at}\n{content}".encode()).hexdigest()


def newest(connection: Connection) -> Any:
    """The last batch: its number, seal and moment; None in a book without any."""
    return connection.execute(_NEWEST).one_or_none()
