"""Reading segments back: which there are, their bytes checked against their hash, and their rows as a frame.

A segment that is not what its id says, or a part that is missing from a load, is never read over.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from orebook.errors import EvidenceError
from orebook.facts import segment_id
from orebook.ledger.parts import parts
from orebook.ledger.tables import MANIFEST, SEGMENTS

if TYPE_CHECKING:
    import polars as pl

_MEND = "The book was altered behind its back; put back a copy of it."


@dataclass(frozen=True, slots=True)
class Header:
    """A segment without its rows: which part of which load, and where its rows begin."""

    sequence: int
    id: str
    document: str
    part: int
    rows: int
    first_day: str
    last_day: str
    hash: str
    recorded_at: int
    backfilled: bool
    first: int = 1
    """Number of its first row, counted from 1 over the whole load."""


_COLUMNS = SEGMENTS.c[
    "sequence", "id", "document", "part", "rows", "first_day", "last_day", "hash", "recorded_at", "backfilled"
]


def headers(connection: Connection, after: int = 0) -> list[Header]:
    """The segments of every load with one after a sequence, in the order the book learnt them.

    Raises:
        EvidenceError: a segment that was kept with a load is gone, or one stands there that was not.
    """
    rows = connection.execute(
        select(*_COLUMNS).where(SEGMENTS.c.sequence > after).order_by(SEGMENTS.c.sequence)
    )
    found: list[Header] = []
    first: dict[str, int] = {}
    for row in rows:
        found.append(Header(**row._mapping, first=first.get(row.document, 1)))
        first[row.document] = found[-1].first + row.rows
    _complete(connection, found)
    return found


def _complete(connection: Connection, found: Sequence[Header]) -> None:
    """Hold the segments against the list that was written with their documents."""
    statement = select(MANIFEST.c.document, MANIFEST.c.id).where(MANIFEST.c.fact == "segment")
    documents = {header.document for header in found}
    noted = {
        (document, id_)
        for part in parts(MANIFEST.c.document, documents)
        for document, id_ in connection.execute(statement.where(part))
    }
    for document, id_ in noted ^ {(header.document, header.id) for header in found}:
        raise EvidenceError(f"Load {document}: segment {id_} is gone, or was added since. {_MEND}")


def content(connection: Connection, header: Header) -> bytes:
    """A segment's Parquet bytes.

    Raises:
        EvidenceError: they are not what was kept.
    """
    statement = select(SEGMENTS.c.content).where(SEGMENTS.c.sequence == header.sequence)
    held = bytes(connection.execute(statement).scalar() or b"")
    hash_ = hashlib.sha256(held).hexdigest()
    if hash_ != header.hash or segment_id(header.document, header.part, hash_) != header.id:
        raise EvidenceError(
            f"Load {header.document}: {header.id} is not what was kept under that id. {_MEND}"
        )
    return held


def frame(connection: Connection, header: Header) -> pl.LazyFrame:
    """A segment's rows: the columns of a quote, `row`, `available_at` and `corrects`, whatever was given.

    `available_at` is microseconds UTC, never after the book learnt the row; `corrects` is 0 where a row
    corrects none.
    """
    import polars as pl

    held = io.BytesIO(content(connection, header))
    rows = pl.scan_parquet(held, row_index_name="row", row_index_offset=header.first)
    names = rows.collect_schema().names()
    known = _available(header, names).clip(upper_bound=header.recorded_at).alias("available_at")
    corrects = pl.col("corrects").fill_null(0) if "corrects" in names else pl.lit(0)
    return rows.with_columns(known, corrects.cast(pl.UInt32).alias("corrects")).drop("key", strict=False)


def _available(header: Header, names: Sequence[str]) -> pl.Expr:
    """From when each row counts as known: when it was learnt, or, of late history, when it appeared."""
    import polars as pl

    if not header.backfilled:
        return pl.lit(header.recorded_at, pl.Int64)
    appeared = pl.col("published").cast(pl.Datetime("us")).to_physical()
    if "available_at" not in names:
        return appeared
    return pl.col("available_at").to_physical().fill_null(appeared)


def touching(
    connection: Connection, every: Sequence[Header], products: Collection[str] | None
) -> Iterator[Header]:
    """The segments in which a product is quoted at all."""
    if products is None:
        yield from every
        return
    wanted = set(products)
    for header in every:
        statement = select(SEGMENTS.c.products).where(SEGMENTS.c.sequence == header.sequence)
        if not wanted.isdisjoint(json.loads(connection.execute(statement).scalar() or "[]")):
            yield header
