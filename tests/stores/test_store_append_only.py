"""Nothing is updated or deleted; and what is altered behind the book's back shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from fixtures.history import table as loaded
from orebook.errors import EvidenceError
from orebook.facts import Publication, identity
from orebook.ledger import Fetched, Store, Taken, open_store
from orebook.ledger.tables import METADATA

from .made import decided, document, quote, report
from .test_store_known_at import facts_of_every_kind

TABLES = sorted(METADATA.tables)
ERRORS = (sqlite3.IntegrityError, psycopg.errors.RestrictViolation)
Sql = Callable[..., list[Any]]


@pytest.fixture
def full(store: Store) -> Store:
    """A book with a row in every table."""
    release = Publication(
        publication="p", subject="review 2025-W02", author="ann", method="review/1", content="0",
        figures={"mid": 1.0}, cites=(), supersedes=None, reason=None,
    )  # fmt: skip
    store.append(
        [*facts_of_every_kind(), release, *decided(quote(document()))],
        taken=[Taken(content="a", name="a", on=None, source=None)],
    )
    store.note_fetch(Fetched(address="http://desk/feed", status=200))
    store.keep_texts({"a.toml": "x = 1"})
    return store


@pytest.fixture
def laden(full: Store) -> Store:
    """The same with a bulk load: a row in the table of segments too."""
    full.load(loaded(1), source="desk")
    return full


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_no_row_is_updated_or_deleted(laden: Store, sql: Sql, table: str, statement: str) -> None:
    """Whoever holds the file or the password is told why, and how a correction is made."""
    before = sql(f"SELECT * FROM {table}")
    assert len(before) >= 1
    with pytest.raises(ERRORS, match=f"{table}: Orebook keeps what it recorded.*Add a correction"):
        sql(statement.format(table, METADATA.tables[table].columns.keys()[1]))
    assert sql(f"SELECT * FROM {table}") == before


def test_no_table_is_emptied_at_once(full: Store, sql: Sql, address: str) -> None:
    """TRUNCATE goes past row triggers on PostgreSQL, INSERT OR REPLACE past delete triggers on SQLite."""
    if "://" in address:
        with pytest.raises(ERRORS, match="Orebook keeps what it recorded"):
            sql("TRUNCATE quotes")
    else:
        for key in ("sequence", "id"):
            copied = f"INSERT OR REPLACE INTO quotes SELECT {_columns(sql, key)} FROM quotes"
            with pytest.raises(ERRORS, match="quotes: Orebook keeps what it recorded"):
                sql(copied)
    assert [held.fact for held in full.quotes()] == [quote(document())]


def _columns(sql: Sql, same: str) -> str:
    """Every column of a quote, its price doubled, and only one of its two keys the same."""
    changed = {"low": "low * 2", "sequence": "sequence + 1", "id": "id || 'x'"}
    changed.pop(same)
    names = [row[1] for row in sql("PRAGMA table_info(quotes)")]
    return ", ".join(changed.get(name, f'"{name}"') for name in names)


@pytest.mark.parametrize(
    ("column", "value"),
    [("low", "410000"), ("high", "NULL"), ("product", "'prnd-metal'"), ("price_date", "'2025-01-10'"),
     ("spans", "replace(spans, '400,000', '410,000')"), ("flags", "'[\"average\"]'")],
)  # fmt: skip
def test_an_altered_quote_is_no_longer_what_its_id_says(
    full: Store, behind: Callable[[str], None], column: str, value: str
) -> None:
    """It is shown as it stands now, under the id it was kept by: whoever compares the two, sees."""
    behind(f"UPDATE quotes SET {column} = {value}")
    held = full.quotes()[0]
    assert held.id == identity(quote(document()))
    assert identity(held.fact) != held.id


def test_a_quote_given_another_id_is_missed(full: Store, behind: Callable[[str], None]) -> None:
    behind("UPDATE quotes SET id = 'quote-0000000000000000'")
    assert full.quotes()[0].id not in {
        line.id for line in full.manifest([document().document])[document().document]
    }


def test_a_removed_quote_is_missed(full: Store, behind: Callable[[str], None]) -> None:
    behind("DELETE FROM quotes")
    lines = full.manifest([document().document])[document().document]
    assert identity(quote(document())) in {line.id for line in lines} - {held.id for held in full.quotes()}


def test_an_altered_headline_shows_in_the_manifest(full: Store, behind: Callable[[str], None]) -> None:
    """A document's id is made from source, day and text; its own line holds the rest to account."""
    behind("UPDATE documents SET title = 'Something else'")
    held = full.documents()[0]
    assert full.manifest([held.id])[held.id][0].id != identity(held.fact)


BROKEN = [
    ("quotes", "spans", "'[{'", r"quotes quote-[0-9a-f]{16} \(prnd-oxide\): spans no longer reads"),
    ("quotes", "spans", '\'[{"role": "price"}]\'', r"\(prnd-oxide\): spans no longer"),
    ("quotes", "spans", "'5'", r"\(prnd-oxide\): spans no longer"),
    ("quotes", "repairs", "'[1]'", r"\(prnd-oxide\): repairs no longer"),
    ("quotes", "price_date", "'9 Jan 2025'", r"\(prnd-oxide\): price_date no longer"),
    ("phrases", "spans", "'{}x'", r"phrases phrase-[0-9a-f]{16}: spans no longer reads"),
    (
        "publications",
        "figures",
        '\'{"mid": "1"}\'',
        r"publications publication-[0-9a-f]{16}: figures no longer",
    ),
]


@pytest.mark.parametrize(("table", "column", "value", "message"), BROKEN)
def test_a_row_that_no_longer_reads_is_named(
    full: Store, behind: Callable[[str], None], table: str, column: str, value: str, message: str
) -> None:
    behind(f"UPDATE {table} SET {column} = {value}")
    with pytest.raises(EvidenceError, match=message):
        getattr(full, table)()


def test_a_broken_manifest_is_named(full: Store, behind: Callable[[str], None]) -> None:
    behind("UPDATE manifest SET price_date = 'soon' WHERE fact = 'quote'")
    with pytest.raises(EvidenceError, match=r"manifest of .*: the line of quote-[0-9a-f]{16} \(prnd-oxide\)"):
        full.manifest([document().document])


def test_an_altered_text_is_not_given_out(store: Store, behind: Callable[[str], None]) -> None:
    hash_ = store.keep_texts({"range-1.toml": "floor = 0.02"})["range-1.toml"]
    behind("UPDATE texts SET text = 'floor = 0.05'")
    with pytest.raises(EvidenceError, match=f"the text under {hash_} was altered"):
        store.text(hash_)


@pytest.mark.parametrize(
    ("column", "value"),
    [("low", "'dear'"), ("low", "X'00'"), ("printed", "X'00'"), ("printed", "CAST(X'FF' AS TEXT)")],
)
def test_sqlite_takes_any_kind_of_value_and_orebook_does_not(tmp_path: Path, column: str, value: str) -> None:
    """Words for a price, bytes for a text: PostgreSQL refuses these by itself."""
    with open_store(tmp_path / "metals.db", create=True) as store:
        store.append(report())
        with closing(sqlite3.connect(tmp_path / "metals.db", isolation_level=None)) as door:
            door.execute("DROP TRIGGER quotes_no_update")
            door.execute(f"UPDATE quotes SET {column} = {value}")
        with pytest.raises(EvidenceError, match=f"{column}.*altered"):
            store.quotes()
