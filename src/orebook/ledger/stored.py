"""A row exactly as an engine holds it: what is sealed is what will be read."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Double, Integer, LargeBinary, Table, select, type_coerce
from sqlalchemy.types import NullType

from orebook.errors import LedgerError

#: Versions whose tables had no batches: the rows of such a book stand in none.
BEFORE_BATCHES = (1, 2, 3)
#: Rows fetched at a time: enough to be quick, few enough to keep.
AT_ONCE = 1_000

#: Columns that are not hashed: where a row stands, and bytes whose hash stands beside them.
_UNHASHED = frozenset({"sequence", "batch", "content"})


@functools.cache
def hashed_columns(table: Table) -> tuple[str, ...]:
    """The columns a seal covers, in the order the table declares them."""
    skipped = _UNHASHED if table.name == "segments" else _UNHASHED - {"content"}
    return tuple(column.name for column in table.columns if column.name not in skipped)


@functools.cache
def kinds(table: Table) -> dict[str, type]:
    """Column -> the one kind of value it holds, beside None.

    >>> from orebook.ledger.tables import FETCHES
    >>> kinds(FETCHES)["status"], kinds(FETCHES)["etag"]
    (<class 'int'>, <class 'str'>)
    """
    return {column.name: _kind(column) for column in table.columns}


def _kind(column: Column[Any]) -> type:
    for kind, python in ((Boolean, bool), (Integer, int), (Double, float), (LargeBinary, bytes)):
        if isinstance(column.type, kind):
            return python
    return str


def must_fit(table: Table, row: Mapping[str, Any]) -> None:
    """Refuse a value that an engine would give back as another, so that no seal is wrong from the start.

    Raises:
        LedgerError: naming the table and the column.

    >>> from orebook.ledger.tables import FETCHES
    >>> must_fit(FETCHES, {"status": 200.0})
    Traceback (most recent call last):
    orebook.errors.LedgerError: fetches: status is 200.0, where int is expected. Nothing of ...
    """
    expected = kinds(table)
    for name, value in row.items():
        if value is not None and type(value) is not expected[name] and not _is(value, expected[name]):
            raise LedgerError(
                f"{table.name}: {name} is {value!r:.80}, where {expected[name].__name__} is expected."
                " Nothing of this batch was kept."
            )


def _is(value: Any, kind: type) -> bool:
    """Whether a value is of a kind derived from the one expected, as a status of HTTP is of an int."""
    return isinstance(value, kind) and not isinstance(value, bool)


def rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Every row in the order of learning, as they come: its sequence, its batch, the values its seal covers.

    Values are as the engine holds them, whatever their column should hold; a 0 or 1 for a flag is the flag.
    """
    placed = ("sequence", "batch" if "batch" in table.c else "sequence")
    return _as_held(connection, table, [*placed, *hashed_columns(table)])


def whole(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Every row in the order of learning, with every value that is to come back in a copy of the book."""
    return _as_held(connection, table, list(copied(table)))


@functools.cache
def copied(table: Table) -> tuple[str, ...]:
    """The columns that come back in a copy: all but the sequence, which the engine makes anew."""
    return tuple(column.name for column in table.columns if column.name != "sequence")


def at_once(table: Table) -> int:
    """How many rows of a table are held in memory together: one, where one may be large."""
    return 1 if bytes in kinds(table).values() else AT_ONCE


def _as_held(connection: Connection, table: Table, names: list[str]) -> Iterator[tuple[Any, ...]]:
    flags = [at for at, name in enumerate(names) if kinds(table)[name] is bool]
    columns = [type_coerce(table.c[name], NullType()).label(None) for name in names]
    statement = select(*columns).order_by(table.c.sequence)
    for row in connection.execute(statement.execution_options(yield_per=at_once(table))):
        yield _flagged(row, flags) if flags else tuple(row)


def _flagged(row: Any, flags: list[int]) -> tuple[Any, ...]:
    values = list(row)
    for at in flags:
        if type(values[at]) is int and values[at] in (0, 1):
            values[at] = bool(values[at])
    return tuple(values)


@contextlib.contextmanager
def any_bytes(connection: Connection) -> Iterator[None]:
    """Have SQLite give out bytes that are no text, which it otherwise refuses to read past."""
    driver: Any = connection.connection.driver_connection
    before = driver.text_factory
    driver.text_factory = lambda found: found.decode(errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = before
