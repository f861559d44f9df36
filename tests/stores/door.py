"""The back door to a filled book: what is done through it is taken back, so one book serves many tests."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from orebook.ledger import Audit, Head, Store, verifying


class Door:
    """A transaction in a book with its triggers out of the way; it is never committed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.sqlite = connection.dialect.name == "sqlite"

    def run(self, statement: str) -> None:
        """Run SQL behind the book's back."""
        self._connection.exec_driver_sql(statement.replace("%", "%%"))

    def ask(self, statement: str) -> list[Any]:
        return [tuple(row) for row in self._connection.exec_driver_sql(statement)]

    def verify(self, expected: Head | str | None = None) -> Audit:
        return verifying.verify(self._connection, expected)

    def found(self, table: str) -> list[str]:
        """What an audit finds in a table."""
        return [finding.what for finding in self.verify().findings if finding.table == table]

    def head(self) -> Head:
        head = verifying.head(self._connection)
        assert head is not None
        return head

    @property
    def connection(self) -> Connection:
        return self._connection

    def bytes(self, words: str) -> str:
        """SQL for other bytes."""
        return f"CAST('{words}' AS BLOB)" if self.sqlite else f"'{words}'::bytea"


@contextlib.contextmanager
def opened(store: Store) -> Iterator[Door]:
    """The door of a book, for the length of a test."""
    with store._access._engine.connect() as connection, contextlib.closing(connection.begin()):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in names.scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        yield Door(connection)
        connection.rollback()
