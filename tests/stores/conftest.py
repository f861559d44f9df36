"""What every test of the ledger needs: an empty place on either engine, a store there, and the back door."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from orebook.ledger import Store, open_store

#: A program of its own, no module of tests.
collect_ignore = ["killing.py"]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a book may be made, on both engines."""
    if request.param == "sqlite":
        return str(tmp_path / "metals.db")
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty book, on both engines."""
    with open_store(address, create=True) as opened:
        yield opened


@pytest.fixture
def sql(store: Store, address: str) -> Callable[..., list[Any]]:
    """Runs SQL on the book without Orebook, as anybody with the file or the password could."""

    def run(*statements: str) -> list[Any]:
        with closing(_connect(address)) as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return [] if cursor.description is None else cursor.fetchall()

    return run


@pytest.fixture
def behind(sql: Callable[..., list[Any]], address: str) -> Callable[[str], None]:
    """Runs SQL behind the book's back: with its triggers out of the way."""

    def run(statement: str) -> None:
        if "://" in address:
            sql("SET session_replication_role = replica", statement)
        else:
            triggers = sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            sql(*[f"DROP TRIGGER {name}" for (name,) in triggers], statement)

    return run


def _connect(address: str) -> Any:
    if "://" in address:
        return psycopg.connect(address, autocommit=True)
    return sqlite3.connect(address, isolation_level=None)
