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


def rows(connection: Connection, table: Table, *where: Any) -> Iterator[tuple[Any, ...]]:
    """Every row in the order of learning, as they come: its sequence, its batch, the values its seal covers.

    Values are as the engine holds them, whatever their column should hold; a 0 or 1 for a flag is the flag.
    """
    names = hashed_columns(table)
    flags = [at for at, name in enumerate(names, 2) if kinds(table)[name] is bool]
    batch = table.c.get("batch", table.c.sequence)
    columns = [type_coerce(column, NullType()) for column in (table.c.sequence, batch, *table.c[*names])]
    statement = select(*columns).where(*where).order_by(table.c.sequence)
    for row in connection.execute(statement.execution_options(yield_per=AT_ONCE)):
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
