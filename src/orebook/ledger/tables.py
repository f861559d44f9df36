"""The ledger's tables, derived from the facts: the same names in Python, SQL and JSON.

Beside a fact's own fields each table has what the book adds: `sequence`, the order of learning; `id`; the
`document` it came from; the two clocks `recorded_at` and `available_at` in microseconds UTC; whether it was
`backfilled`; and what it `supersedes`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from orebook.ledger import codec

#: Raised by one whenever a table changes; a book made by a newer Orebook is not opened by an older one.
VERSION = 4

METADATA = MetaData()
_KINDS: dict[str, Any] = {
    "text": Text(), "number": Double(), "whole": BigInteger(), "day": String(10), "json": Text(),
}  # fmt: skip


def _sequence() -> Column[int]:
    kind = BigInteger().with_variant(Integer(), "sqlite")
    return Column("sequence", kind, Identity(always=True), primary_key=True)


def _clock(name: str) -> Column[int]:
    return Column(name, BigInteger(), nullable=False)


def _batch() -> Column[int]:
    """The batch a row was written in; NULL in rows older than batches, which batch 1 seals."""
    return Column("batch", BigInteger(), nullable=True)


def _of_fact(name: str) -> Table:
    declared = {
        field.name: Column(field.name, _KINDS[field.kind], nullable=field.optional)
        for field in codec.fields(name)
    }
    added: dict[str, Column[Any]] = {
        "document": Column("document", Text(), ForeignKey("documents.id"), nullable=True),
        "supersedes": Column("supersedes", Text(), nullable=True),
    }
    return Table(
        name,
        METADATA,
        _sequence(),
        Column("id", Text(), nullable=False),
        *declared.values(),
        *[column for key, column in added.items() if key not in declared],
        _clock("recorded_at"),
        _clock("available_at"),
        Column("backfilled", Boolean(), nullable=False),
        _batch(),
        UniqueConstraint("id"),
        *_indexes(name, declared),
        sqlite_autoincrement=True,
    )


def _indexes(name: str, declared: dict[str, Any]) -> list[Index]:
    """What the reads ask by: a market day, or a product and its days."""
    found = [Index(f"{name}_by_day", "price_date")] if "price_date" in declared else []
    if found and "product" in declared:
        found.append(Index(f"{name}_by_product", "product", "price_date"))
    return found


FACTS: dict[str, Table] = {name: _of_fact(name) for name in codec.TABLES}

#: What was kept with each document, written in the same transaction: a fact removed later is missed.
MANIFEST = Table(
    "manifest",
    METADATA,
    _sequence(),
    Column("document", Text(), ForeignKey("documents.id"), nullable=False, index=True),
    Column("fact", Text(), nullable=False),
    Column("id", Text(), nullable=False),
    Column("product", Text()),
    Column("price_date", String(10)),
    _batch(),
    sqlite_autoincrement=True,
)

#: Every TOML text a number was worked out by, under its hash.
TEXTS = Table(
    "texts",
    METADATA,
    _sequence(),
    Column("hash", String(64), nullable=False),
    Column("path", Text(), nullable=False),
    Column("text", Text(), nullable=False),
    _clock("recorded_at"),
    _batch(),
    UniqueConstraint("hash", "path"),
    sqlite_autoincrement=True,
)

#: Every file that was read whole, by its bytes and how they were to be read: it is not read again.
FILES = Table(
    "files",
    METADATA,
    _sequence(),
    Column("key", String(64), nullable=False),
    Column("content", String(64), nullable=False),
    Column("name", Text(), nullable=False),
    Column("on_day", Text()),
    Column("source", Text()),
    Column("documents", Text(), nullable=False),
    _clock("recorded_at"),
    _batch(),
    UniqueConstraint("key"),
    sqlite_autoincrement=True,
)

#: What a feed's server said each time; the newest row of an address says how to ask it next.
FETCHES = Table(
    "fetches",
    METADATA,
    _sequence(),
    Column("address", Text(), nullable=False, index=True),
    Column("status", Integer(), nullable=False),
    Column("etag", Text()),
    Column("modified", Text()),
    Column("failures", Integer(), nullable=False),
    _clock("not_before"),
    _clock("recorded_at"),
    _batch(),
    sqlite_autoincrement=True,
)

#: Which Orebook may write here: the newest row counts.
SCHEMA = Table(
    "schema",
    METADATA,
    _sequence(),
    Column("version", Integer(), nullable=False),
    _clock("recorded_at"),
    _batch(),
    sqlite_autoincrement=True,
)

#: Which text stood at which path from when on; no hash: it was taken away. So the words of any day are found.
AGREED = Table(
    "agreed",
    METADATA,
    _sequence(),
    Column("path", Text(), nullable=False),
    Column("hash", String(64)),
    _clock("recorded_at"),
    _batch(),
    sqlite_autoincrement=True,
)

#: History loaded in bulk: parts of a load as Parquet, each with the hash of its bytes. See decisions/0013.
SEGMENTS = Table(
    "segments",
    METADATA,
    _sequence(),
    Column("id", Text(), nullable=False),
    Column("document", Text(), ForeignKey("documents.id"), nullable=False),
    Column("part", Integer(), nullable=False),
    Column("rows", BigInteger(), nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("products", Text(), nullable=False),
    Column("hash", String(64), nullable=False),
    _clock("recorded_at"),
    Column("backfilled", Boolean(), nullable=False),
    _batch(),
    # Last: SQLite reads a column behind the bytes by way of all of them.
    Column("content", LargeBinary(), nullable=False),
    UniqueConstraint("id"),
    sqlite_autoincrement=True,
)

#: The chain of hashes: a row a batch, over every row written in it and over the batch before.
BATCHES = Table(
    "batches",
    METADATA,
    _sequence(),
    Column("number", BigInteger(), nullable=False),
    Column("content", Text(), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("head", String(64), nullable=False),
    _clock("recorded_at"),
    UniqueConstraint("number"),
    sqlite_autoincrement=True,
)
