"""One table read from its first row to its last, a batch at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select

from orebook.ledger import stored
from orebook.ledger.sealing import RowHash
from orebook.ledger.tables import SCHEMA, SEGMENTS

#: A row that is not as it was written: what is wrong, and its id where it has one.
Wrong = tuple[str, str | None]

_OUTSIDE = "a row was written outside a batch"
_ELSEWHERE = "a row stands out of its order"


@dataclass(slots=True)
class Taken:
    """The rows of one batch in one table: how many, between which places, their hash, and what is wrong."""

    number: int
    hash: RowHash
    first: int = 0
    last: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def said(self) -> list[Any] | None:
        """What the batch should say of them; None where there are none."""
        return [self.hash.rows, self.hash.hexdigest()] if self.hash.rows else None


class Stream:
    """The rows of a table in the order of learning. `older`: its first rows are in no batch but the first."""

    def __init__(self, connection: Connection, table: Table, newest: int, older: bool) -> None:
        self.table = table
        self.rows = 0
        self.last = 0
        self._connection = connection
        self._newest = newest
        self._older = older
        self._dense = connection.dialect.name == "sqlite"
        self._found = stored.rows(connection, table)
        self._row = next(self._found, None)
        self._id = "id" in table.c

    def take(self, number: int) -> Taken:
        """The rows of a batch, and what stands among them and is not of it."""
        taken = Taken(number, RowHash(self.table))
        while self._row is not None:
            batch = self._batch(self._row)
            if batch is not None and number < batch <= self._newest:
                break
            if batch == number:
                self._add(taken, self._row)
            else:
                taken.wrong.append((_OUTSIDE if batch is None else _ELSEWHERE, self._name(self._row)))
            self._next(taken.wrong)
        return taken

    def _batch(self, row: tuple[Any, ...]) -> int | None:
        """The batch a row is of; None where it is of none the book knows.

        A row older than batches is of the first, and says so by saying nothing.
        """
        batch = row[1]
        before = self._older and (self.table is not SCHEMA or row[2] in stored.BEFORE_BATCHES)
        if batch is None:
            return 1 if before else None
        if type(batch) is not int or not 0 < batch <= self._newest or (batch == 1 and before):
            return None
        return batch

    def _add(self, taken: Taken, row: tuple[Any, ...]) -> None:
        sequence, _, *values = row
        taken.first, taken.last = taken.first or sequence, sequence
        try:
            taken.hash.add(values)
        except (TypeError, ValueError):
            taken.hash.add(["unreadable"])
        if self.table is SEGMENTS and not self._content_fits(row):
            taken.wrong.append(("its bytes are not those its hash was made from", self._name(row)))

    def _content_fits(self, row: tuple[Any, ...]) -> bool:
        """Whether the bytes of a part of a bulk load still have the hash that stands beside them."""
        where = SEGMENTS.c.sequence == row[0]
        found, hash_ = self._connection.execute(
            select(SEGMENTS.c.content, SEGMENTS.c.hash).where(where)
        ).one()
        return isinstance(found, bytes) and hashlib.sha256(found).hexdigest() == hash_

    def _name(self, row: tuple[Any, ...]) -> str | None:
        return str(row[2]) if self._id else None

    def _next(self, wrong: list[Wrong]) -> None:
        assert self._row is not None
        sequence = self._row[0]
        if self._dense and sequence != self.last + 1:
            wrong.append(
                (f"a row stands at place {sequence}, where {self.last + 1} is next", self._name(self._row))
            )
        self.rows += 1
        self.last = sequence
        self._row = next(self._found, None)

    def rest(self) -> Iterator[Wrong]:
        """What stands after the last batch."""
        while self._row is not None:
            wrong: list[Wrong] = [(_OUTSIDE, self._name(self._row))]
            self._next(wrong)
            yield from wrong
