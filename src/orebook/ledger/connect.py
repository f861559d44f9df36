"""The way to a book: one engine, a transaction to read in, a transaction to write in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.pool import QueuePool

from orebook.errors import LedgerError
from orebook.ledger.address import Address
from orebook.ledger.failures import told
from orebook.ledger.turn import turn

#: Seconds to wait for somebody who writes without taking a turn, or for a server to answer.
PATIENCE = 30
ANSWER = 10

#: Durable before it is acknowledged; references hold; others are waited for.
_PRAGMAS = ("synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {PATIENCE * 1000}")

#: The statement a transaction opens with; "" opens none, for a pragma that will not stand in one.
_BEGIN = "orebook_begin"

_ONE_WRITER = text("SELECT pg_advisory_xact_lock(hashtext('orebook'), hashtext(current_schema()::text))")


class Access:
    """A book's address with an engine that answers there."""

    def __init__(self, address: Address, *, create: bool) -> None:
        self.address = address
        with told(address.label):
            self._engine = _engine(address, create)
        server = self._engine.dialect.name == "postgresql"
        # SQLite gives a transaction one snapshot by itself; PostgreSQL has to be asked.
        one_snapshot = {"isolation_level": "REPEATABLE READ"} if server else {}
        self._reader = self._engine.execution_options(**one_snapshot)

    @property
    def label(self) -> str:
        """What messages call the book."""
        return self.address.label

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot of the book: what others add meanwhile is not seen."""
        with told(self.label), self._reader.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """The turn to write: all that is written inside is kept at its end, or none of it."""
        with told(self.label), turn(self.address.file), self._immediate() as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(_ONE_WRITER)
            yield connection

    def _immediate(self) -> Connection:
        return self._engine.connect().execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})

    def log_ahead(self) -> None:
        """Have a new SQLite book write ahead, so that reading never waits for writing.

        Raises:
            LedgerError: on a file system that cannot share memory between programs.
        """
        if self.address.file is None:
            return
        with told(self.label), self._engine.connect().execution_options(**{_BEGIN: ""}) as connection:
            mode = connection.exec_driver_sql("PRAGMA journal_mode = WAL").scalar()
        if mode != "wal":
            raise LedgerError(f"{self.label}: this file system cannot hold a book. Make it on a local disk.")

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()


def _engine(address: Address, create: bool) -> Engine:
    if address.url is not None and not address.in_memory:
        return _postgresql(address.url)
    engine = _memory() if address.file is None else _file(address, create)
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return engine


def _file(address: Address, create: bool) -> Engine:
    mode = {"mode": "rwc" if create else "rw", "uri": "true"}
    url = URL.create("sqlite", database=f"file:{quote(str(address.file))}", query=mode)
    return create_engine(url, poolclass=QueuePool, connect_args=_sqlite())


def _memory() -> Engine:
    """One connection, handed from thread to thread: a second one would be another, empty book."""
    return create_engine(
        "sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=_sqlite()
    )


def _sqlite() -> dict[str, Any]:
    return {"isolation_level": None, "check_same_thread": False, "timeout": PATIENCE}


def _settle(connection: Any, _: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    statement = connection.get_execution_options().get(_BEGIN, "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": ANSWER})
    except (NoSuchModuleError, ImportError):
        raise LedgerError(
            'A book on PostgreSQL needs psycopg. Install it with: pip install "orebook[postgresql]"'
        ) from None
