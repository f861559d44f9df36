"""What the ledger has learnt since the copy was made: rows in the copy's shape, corrections and releases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select

from orebook.facts import in_segment
from orebook.ledger import segments
from orebook.ledger.archive.shape import CODED, NEVER, SCHEMA, no_marks
from orebook.ledger.archive.words import Words
from orebook.ledger.characters import restored
from orebook.ledger.segments import Header
from orebook.ledger.tables import FACTS, SEGMENTS

#: The tables the copy is made from.
SOURCES = {"quotes": FACTS["quotes"], "segments": SEGMENTS, "corrections": FACTS["corrections"],
           "releases": FACTS["releases"]}  # fmt: skip

_QUOTES = (
    "sequence", "id", "recorded_at", "available_at", "product", "kind", "low", "high", "unit", "price_date",
    "published", "source", "contributor", "tax", "delivery", "place", "volume", "terms", "spans", "flags",
)  # fmt: skip
_NUMBERS = ("low", "high", "volume")


@dataclass(frozen=True, slots=True)
class Seen:
    """Up to which row of each table a copy has seen the ledger."""

    quotes: int = 0
    segments: int = 0
    corrections: int = 0
    releases: int = 0


def now(connection: Connection) -> Seen:
    """The last row of each table."""
    return Seen(**{
        name: connection.execute(select(func.max(table.c.sequence))).scalar() or 0
        for name, table in SOURCES.items()
    })  # fmt: skip


def quotes(connection: Connection, after: int, words: Words) -> pl.DataFrame:
    """The quotes read from texts since then, in the order of learning."""
    table = FACTS["quotes"]
    statement = select(*table.c[_QUOTES]).where(table.c.sequence > after).order_by(table.c.sequence)
    rows = [_plain(row) for row in connection.execute(statement)]
    names = [*_QUOTES[1:-2], "position", "flags"]
    kinds = {name: _KINDS.get(name, pl.String) for name in names}
    told = pl.DataFrame(rows, schema=kinds, orient="row")
    told = told.with_columns(pl.col("price_date", "published").str.to_date())
    key = pl.Series("key", [int(id_.removeprefix("quote-"), 16) for id_ in told["id"]], dtype=pl.UInt64)
    told = told.with_columns(key, corrected_at=pl.lit(NEVER)).sort("recorded_at", "position", "key")
    return shaped(told, words)


_KINDS: dict[str, Any] = {
    "recorded_at": pl.Int64, "available_at": pl.Int64, "position": pl.Int64,
    **dict.fromkeys(_NUMBERS, pl.Float64),
}  # fmt: skip


def _plain(row: Any) -> tuple[Any, ...]:
    *stated, spans, flags = tuple(row)[1:]
    texts = [restored(value) if isinstance(value, str) else value for value in stated]
    position = max((one["start"] for one in json.loads(spans) if one["role"] == "price"), default=0)
    return (*texts, position, ",".join(json.loads(restored(flags))))


def shaped(told: pl.DataFrame, words: Words) -> pl.DataFrame:
    """Rows in the copy's shape, from rows in words."""
    coded = [words.coded(name, told[name]) for name in ("product", *CODED)]
    never = pl.lit(NEVER).alias("released_at")
    plain = told.select(
        *(pl.col(name).fill_null(float("nan")) for name in _NUMBERS),
        *(pl.col(name).cast(pl.Date).to_physical() for name in ("price_date", "published")),
        *("recorded_at", "available_at", "corrected_at", "key"),
        never,
    ).with_columns(coded)
    return plain.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def loaded(connection: Connection, after: int, words: Words) -> Iterator[pl.DataFrame]:
    """The segments kept since then, one frame each, in the order of learning."""
    headers = segments.headers(connection, after)
    corrected: dict[str, pl.DataFrame] = {}
    for header in headers:
        if header.document not in corrected:
            corrected = {header.document: _corrected(connection, headers, header.document)}
        rows = segments.frame(connection, header).collect()
        rows = rows.join(corrected[header.document], on="row", how="left", maintain_order="left")
        key = (pl.col("row").cast(pl.UInt64) + header.sequence * 2**32).alias("key")
        at = pl.col("corrected_at").fill_null(NEVER)
        yield shaped(rows.with_columns(key, at, recorded_at=pl.lit(header.recorded_at)), words)


def _corrected(connection: Connection, headers: Sequence[Header], document: str) -> pl.DataFrame:
    """Rows of a load that other rows of it correct, each with the earliest moment from which it is."""
    pairs = [
        segments.frame(connection, header)
        .filter(pl.col("corrects") > 0)
        .select(row=pl.col("corrects"), corrected_at=pl.col("available_at"))
        .collect()
        for header in headers
        if header.document == document
    ]
    return pl.concat(pairs).group_by("row").agg(pl.col("corrected_at").min())


def marks(connection: Connection, seen: Seen) -> pl.DataFrame:
    """From when quotes count as corrected or as released, by corrections and releases noted since then."""
    found = [
        *_noted(connection, "corrections", "corrects", seen.corrections),
        *_noted(connection, "releases", "quote", seen.releases),
    ]
    numbers = _sequences(connection, {place[0] for id_, _, _ in found if (place := in_segment(id_))})
    rows = [(key, *at) for id_, *at in found if (key := _key(id_, numbers)) is not None]
    return pl.DataFrame(rows, schema=no_marks().schema, orient="row") if rows else no_marks()


def _noted(connection: Connection, name: str, column: str, after: int) -> Iterator[tuple[str, int, int]]:
    table = FACTS[name]
    statement = select(table.c[column], table.c.available_at).where(table.c.sequence > after)
    for id_, at in connection.execute(statement):
        yield (id_, at, NEVER) if name == "corrections" else (id_, NEVER, at)


def _sequences(connection: Connection, names: set[str]) -> dict[str, int]:
    statement = select(SEGMENTS.c.id, SEGMENTS.c.sequence).where(SEGMENTS.c.id.in_(sorted(names)))
    return {id_: sequence for id_, sequence, *_ in connection.execute(statement)} if names else {}


def _key(id_: str, sequences: dict[str, int]) -> int | None:
    """The key a quote stands under in the copy; None for what is no quote."""
    place = in_segment(id_)
    if place is not None:
        return sequences[place[0]] * 2**32 + place[1] if place[0] in sequences else None
    return int(id_.removeprefix("quote-"), 16) if id_.startswith("quote-") else None


def products(connection: Connection) -> set[str]:
    """Every product that is quoted."""
    table = FACTS["quotes"]
    told = {restored(name) for name in connection.execute(select(table.c.product).distinct()).scalars()}
    loaded_ = connection.execute(select(SEGMENTS.c.products)).scalars()
    return told.union(*(json.loads(listed) for listed in loaded_))


def places(connection: Connection) -> dict[int, tuple[str, int, int]]:
    """Each segment by its sequence: its id, its first row, and one past its last."""
    return {
        header.sequence: (header.id, header.first, header.first + header.rows)
        for header in segments.headers(connection)
    }
