"""A book of the version that was released before: brought up to date, it says what it said, and is sealed.

`released/` holds what version 3 itself wrote, as SQL, and what it answered at several moments.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from orebook.errors import BookMissingError, LedgerError
from orebook.facts import identity
from orebook.ledger import Store, codec, migrate, open_store
from orebook.ledger.tables import METADATA, VERSION
from orebook.units import clock

from .made import report

RELEASED = Path(__file__).with_name("released")
ANSWERS = json.loads((RELEASED / "version_3_answers.json").read_text(encoding="utf-8"))


@pytest.fixture
def older(address: str) -> str:
    """A book as version 3 left it, on both engines."""
    if "://" in address:
        import psycopg

        with psycopg.connect(address, autocommit=True) as server:
            server.execute((RELEASED / "version_3_postgresql.sql").read_text(encoding="utf-8"))
    else:
        with closing(sqlite3.connect(address)) as file:
            file.executescript((RELEASED / "version_3_sqlite.sql").read_text(encoding="utf-8"))
            file.execute("PRAGMA journal_mode = WAL")
    return address


def test_opening_an_older_book_says_how_to_bring_it_up_to_date(older: str) -> None:
    with pytest.raises(LedgerError, match=r"made by an older Orebook .*version 3.*orebook migrate --book"):
        open_store(older)


def test_a_migrated_book_answers_as_before(older: str) -> None:
    """Every question, at every moment that version 3 was asked about."""
    done = migrate(older)
    assert (done.version, done.now, done.findings) == (3, VERSION, ())
    with open_store(older) as store:
        for question, asked in ANSWERS.items():
            for moment, ids in asked.items():
                held = getattr(store, question)(known_at=clock(moment))
                assert [one.id for one in held] == ids, (question, moment)
        assert sum(len(asked["2025-03-01"]) for asked in ANSWERS.values()) == 13
        assert store.taken([]) == {}
        assert store.fetched("http://desk/feed") is not None


def test_every_id_is_still_what_its_fact_is_made_from(older: str) -> None:
    """A publication has five fields more than it had, and the id it had."""
    migrate(older)
    with open_store(older) as store:
        held = {one.id: one.fact for name in codec.TABLES if name != "documents" for one in _all(store, name)}
        lines = {
            line.id for of in store.manifest([one.id for one in store.documents()]).values() for line in of
        }
        assert {identity(one.fact) for one in store.documents()} <= lines
    assert len(held) == 11
    assert {identity(fact) for fact in held.values()} == set(held)


def _all(store: Store, name: str) -> list[Any]:
    return list(getattr(store, name)())


def test_a_migrated_book_is_sealed_and_goes_on(older: str) -> None:
    migrate(older)
    with open_store(older) as store:
        audit = store.verify()
        assert (audit.batches, audit.findings) == (1, ())
        head = store.head()
        assert store.append(report("Another.")).kept == 4
        assert store.verify(head).findings == ()
        assert store.head() != head


@pytest.mark.parametrize("table", ["quotes", "publications", "manifest", "texts", "files", "schema"])
def test_an_older_row_altered_after_it_was_sealed_is_found(older: str, table: str) -> None:
    from .door import opened

    migrate(older)
    column = METADATA.tables[table].columns.keys()[1]
    with open_store(older) as store, opened(store) as door:
        value = "version - 1" if column == "version" else f"substr({column}, 2) || 'x'"
        door.run(f"UPDATE {table} SET {column} = {value} WHERE sequence = 1")
        assert door.found(table)
    for statement in (f"UPDATE {table} SET batch = 1", f"DELETE FROM {table} WHERE sequence = 1"):
        with open_store(older) as store, opened(store) as door:
            door.run(statement)
            assert door.found(table)


def test_what_was_altered_before_is_told(older: str) -> None:
    """It is sealed as it stands; the ids still tell."""
    change = "UPDATE quotes SET low = 1.0 WHERE sequence = 1"
    if "://" in older:
        import psycopg

        with psycopg.connect(older, autocommit=True) as server:
            server.execute("SET session_replication_role = replica")
            server.execute(change)
    else:
        with closing(sqlite3.connect(older, isolation_level=None)) as file:
            file.execute("DROP TRIGGER quotes_no_update")
            file.execute(change)
    assert [(one.table, one.product) for one in migrate(older).findings] == [("quotes", "prnd-oxide")]


def _schema(store: Store) -> dict[str, Any]:
    """Columns in their order, indexes, keys and triggers of every table."""
    with store._access.reading() as connection:
        asked = inspect(connection)
        tables = {
            name: {
                "columns": [
                    (one["name"], str(one["type"]), one["nullable"], one["default"], one.get("identity"))
                    for one in asked.get_columns(name)
                ],
                "indexes": sorted((one["name"], one["column_names"]) for one in asked.get_indexes(name)),
                "unique": sorted(one["column_names"] for one in asked.get_unique_constraints(name)),
                "foreign": sorted(str(one["constrained_columns"]) for one in asked.get_foreign_keys(name)),
                "key": asked.get_pk_constraint(name)["constrained_columns"],
            }
            for name in asked.get_table_names()
        }
        statement = (
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            if connection.dialect.name == "sqlite"
            else "SELECT trigger_name, event_object_table, event_manipulation || action_statement"
            " FROM information_schema.triggers ORDER BY 1, 2, 3"
        )
        return {**tables, "triggers": [tuple(row) for row in connection.exec_driver_sql(statement)]}


def test_a_migrated_book_has_the_tables_of_a_new_one(
    older: str, tmp_path: Path, postgresql_server: Callable[[str], str]
) -> None:
    from .postgresql import new_database

    migrate(older)
    on_server = "://" in older
    fresh = new_database(postgresql_server, "fresh") if on_server else str(tmp_path / "fresh.db")
    with open_store(fresh, create=True) as new, open_store(older) as migrated:
        assert _schema(migrated) == _schema(new)


def test_the_file_is_kept_as_it_was_beside_the_book(older: str, tmp_path: Path) -> None:
    done = migrate(older)
    if "://" in older:
        assert done.copy is None
        return
    assert done.copy == tmp_path / "metals.db.version-3"
    again = shutil.copy(done.copy, tmp_path / "again.db")
    assert migrate(again).version == 3


def test_a_book_of_today_is_left_as_it_is(older: str) -> None:
    migrate(older)
    with open_store(older) as store:
        head = store.head()
    assert migrate(older).version == VERSION
    with open_store(older) as store:
        assert store.head() == head


def test_a_migration_that_fails_leaves_the_book_as_it_was(
    older: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, say, when the older rows are sealed: the next try does the whole of it."""
    from orebook.ledger import migrations

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "seal_older", full)
        with pytest.raises(LedgerError, match="No space left"):
            migrate(older)
    assert migrate(older).version == 3
    with open_store(older) as store:
        assert store.verify().findings == ()


def test_two_programs_may_migrate_one_book(older: str) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-c", "import sys, orebook.ledger as l; print(l.migrate(sys.argv[1]).version)"]
    both = [subprocess.Popen([*command, older], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert sorted(one.communicate(timeout=60)[0].strip() for one in both) == ["3", str(VERSION)]


def test_a_book_older_than_any_release_is_made_anew(address: str, older: str) -> None:
    change = "UPDATE schema SET version = 2"
    if "://" in address:
        import psycopg

        with psycopg.connect(address, autocommit=True) as server:
            server.execute("SET session_replication_role = replica")
            server.execute(change)
    else:
        with closing(sqlite3.connect(address, isolation_level=None)) as file:
            file.execute("DROP TRIGGER schema_no_update")
            file.execute(change)
    for call in (migrate, open_store):
        with pytest.raises(LedgerError, match="before Orebook's first release"):
            call(address)


def test_there_must_be_a_book_to_migrate(tmp_path: Path, postgresql_url: str) -> None:
    for address in (str(tmp_path / "none.db"), postgresql_url):
        with pytest.raises(BookMissingError):
            migrate(address)
