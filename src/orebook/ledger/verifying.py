"""The audit of a book: every batch is worked out again from the rows of every table.

All tables are read side by side in the order of learning, a batch at a time, so that a book of any size is
audited in the memory of one row. What the chain cannot show by itself, a head kept elsewhere shows: see
decisions/0012.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import OperationalError

from orebook.ledger import explaining, sealing, stored
from orebook.ledger.found import Audit, Finding, Head
from orebook.ledger.streams import Stream
from orebook.ledger.tables import BATCHES, METADATA, SCHEMA

#: More findings than this say no more.
MOST = 1_000


def verify(connection: Connection, expected: Head | str | None = None) -> Audit:
    """Audit a book; `expected` is a head that was exported, or its 64 characters.

    >>> from orebook.ledger import open_store
    >>> with open_store("sqlite://") as store:
    ...     store.verify().findings
    ()
    """
    try:
        return _Auditor(connection, expected).audit()
    except OperationalError as error:
        if "Could not decode to UTF-8" not in str(error):
            raise
    with stored.any_bytes(connection):
        return _Auditor(connection, expected).audit()


class _Auditor:
    """One audit: the streams it reads, the batch before, and what was found so far."""

    def __init__(self, connection: Connection, expected: Head | str | None) -> None:
        self._connection = connection
        self._expected = expected
        self._findings: list[Finding] = []
        self._met = expected is None
        self._number, self._head, self._moment = 0, sealing.GENESIS, 0
        there = set(inspect(connection).get_table_names())
        self._missing = [name for name in METADATA.tables if name not in there]

    def audit(self) -> Audit:
        """Walk through the batches in order, then look at what is left over."""
        for name in self._missing:
            self._found(name, "the table is missing")
        if BATCHES.name in self._missing:
            return self._audit({})
        last = self._connection.execute(select(func.max(BATCHES.c.number))).scalar()
        older = self._older()
        streams = {
            name: Stream(self._connection, table, last if isinstance(last, int) else 0, older)
            for name, table in METADATA.tables.items()
            if name != BATCHES.name and name not in self._missing
        }
        for batch in stored.rows(self._connection, BATCHES):
            self._batch(batch, streams)
        self._left_over(streams)
        self._against_head()
        return self._audit(streams)

    def _older(self) -> bool:
        """Whether the book began before there were batches: batch 1 seals what is in none."""
        if SCHEMA.name in self._missing:
            return False
        first = select(SCHEMA.c.version).order_by(SCHEMA.c.sequence).limit(1)
        return self._connection.execute(first).scalar() in stored.BEFORE_BATCHES

    def _batch(self, row: tuple[Any, ...], streams: dict[str, Stream]) -> None:
        """One batch: its place in the chain, its own seal, and the rows it says it wrote."""
        sequence, _, number, content, previous, head, moment = row
        self._in_chain(sequence, number, previous, moment)
        if head != sealing.head(str(previous), number, moment, str(content)):
            self._found(BATCHES.name, "its seal does not fit what it says", number, moment)
        said = _read(content)
        if said is None:
            self._found(BATCHES.name, "what it wrote no longer reads", number, moment)
        self._met |= self._is_expected(number, head)
        self._number, self._head, self._moment = number, head, moment
        for name in sorted({*(said or {}), *streams}):
            self._table(name, (said or {}).get(name), streams.get(name))

    def _in_chain(self, sequence: int, number: Any, previous: Any, moment: Any) -> None:
        if number != self._number + 1:
            self._found(BATCHES.name, f"batch {self._number + 1} should stand here", number, moment)
        if previous != self._head:
            self._found(BATCHES.name, "it does not stand on the batch before it", number, moment)
        if self._dense and sequence != number:
            self._found(BATCHES.name, f"it stands at place {sequence}", number, moment)

    @property
    def _dense(self) -> bool:
        """Whether the engine skips no number: SQLite takes them back with what was not kept."""
        return self._connection.dialect.name == "sqlite"

    def _is_expected(self, number: Any, head: Any) -> bool:
        if isinstance(self._expected, Head):
            return (number, head) == (self._expected.number, self._expected.head)
        return bool(head == self._expected)

    def _table(self, name: str, said: Any, stream: Stream | None) -> None:
        """The rows of a batch in one table, against what the batch says of them."""
        if stream is None:
            if name not in self._missing:
                self._found(BATCHES.name, f'it speaks of a table "{name}"', self._number, self._moment)
            return
        taken = stream.take(self._number)
        for what, id_ in taken.wrong:
            self._found(name, what, self._number, self._moment, id_)
        if said == taken.said:
            return
        for finding in explaining.explain(self._connection, stream.table, taken, said):
            self._found(name, finding.what, self._number, self._moment, finding.id, finding.product)

    def _left_over(self, streams: dict[str, Stream]) -> None:
        """Rows after those of the last batch, and numbers handed out that no row has any more."""
        for name, stream in streams.items():
            for what, id_ in stream.rest():
                self._found(name, what, id_=id_)
        if self._dense:
            self._cut_off({**{name: one.last for name, one in streams.items()}, BATCHES.name: self._number})

    def _cut_off(self, last: dict[str, int]) -> None:
        counted = self._connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
        handed = {str(name): number for name, number in counted}
        for name, number in last.items():
            if handed.get(name, 0) != number:
                self._found(name, f"the last row is {number}, but {handed.get(name, 0)} were written")

    def _against_head(self) -> None:
        if self._met or self._expected is None:
            return
        what = f"no batch has the head {self._expected}"
        if isinstance(self._expected, Head):
            what = f"batch {self._expected.number} does not have the head {self._expected.head}"
        self._found(BATCHES.name, f"{what} that was exported: batches up to it were altered or removed")

    def _found(
        self,
        table: str,
        what: str,
        batch: Any = None,
        moment: Any = None,
        id_: str | None = None,
        product: str | None = None,
    ) -> None:
        if len(self._findings) < MOST:
            found = Finding(table=table, what=what, batch=batch, moment=moment, id=id_, product=product)
            self._findings.append(found)

    def _audit(self, streams: dict[str, Stream]) -> Audit:
        return Audit(
            batches=self._number,
            rows=self._number + sum(stream.rows for stream in streams.values()),
            head=Head(number=self._number, head=self._head, moment=self._moment) if self._number else None,
            findings=tuple(self._findings),
        )


def _read(content: Any) -> dict[str, Any] | None:
    try:
        said = json.loads(content)
    except (TypeError, ValueError):
        return None
    return said if isinstance(said, dict) else None


def head(connection: Connection) -> Head | None:
    """The last batch of a book; None in one without any."""
    last = sealing.newest(connection)
    return None if last is None else Head(number=last.number, head=last.head, moment=last.recorded_at)
