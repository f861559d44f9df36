"""A law of the audit: no value of any row of a book can be another without being found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from orebook.ledger import Store, open_store
from orebook.ledger.tables import METADATA

from ..stores.filled import fill  # noqa: TID252 - the tests are no package

quiet = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.sampled_from(
    [(table.name, column.name) for table in METADATA.sorted_tables for column in table.columns]
)
VALUES = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.integers(0, 3)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
    | st.binary(max_size=5)
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled book whose triggers are gone."""
    found = tmp_path_factory.mktemp("law") / "metals.db"
    with open_store(found, create=True) as store:
        fill(store)
    with closing(sqlite3.connect(found, isolation_level=None)) as door:
        for (name,) in door.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            door.execute(f"DROP TRIGGER {name}")
    return found


@pytest.fixture(scope="module")
def book(place: Path) -> Iterator[Store]:
    with open_store(place) as store:
        yield store


@quiet
@given(cell=CELLS, which=st.integers(0, 100), value=VALUES)
def test_any_single_value_altered_is_found(
    place: Path, book: Store, cell: tuple[str, str], which: int, value: Any
) -> None:
    """Text for a number, bytes for a text, one for true, a place in the order: whatever SQLite takes."""
    table, column = cell
    with closing(sqlite3.connect(place, isolation_level=None)) as door:
        places = [at for (at,) in door.execute(f"SELECT sequence FROM {table} ORDER BY sequence")]
        at = places[which % len(places)]
        before = _held(door, table, column, at)
        try:
            door.execute(f'UPDATE {table} SET "{column}" = ? WHERE sequence = ?', (value, at))
        except sqlite3.IntegrityError:
            assume(False)
        now = value if column == "sequence" else at
        try:
            assume(_held(door, table, column, now) != before)
            assert book.verify().findings != ()
        finally:
            door.execute(f'UPDATE {table} SET "{column}" = ? WHERE sequence = ?', (before[0], now))
    assert book.verify().findings == ()


def _held(door: sqlite3.Connection, table: str, column: str, at: Any) -> tuple[Any, ...]:
    """A value and its kind: to SQLite 1 and 1.0 may be the same."""
    found = door.execute(f'SELECT "{column}", typeof("{column}") FROM {table} WHERE sequence = ?', (at,))
    return tuple(found.fetchone() or (None, None))
