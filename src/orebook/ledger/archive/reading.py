"""Reading the copy: the files that are asked for, what the ledger has learnt since, and words for codes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy import Connection, func, select

from orebook.errors import BadArgumentError
from orebook.ledger.archive import building, gathered
from orebook.ledger.archive.manifest import Manifest
from orebook.ledger.archive.shape import NEVER, SCHEMA, interleaved, marked, no_marks, ordered
from orebook.ledger.archive.words import Words
from orebook.ledger.sealing import newest
from orebook.ledger.tables import FACTS, SEGMENTS

Array = np.ndarray[Any, Any]
_EPOCH = date(1970, 1, 1)
#: Quotes learnt since that are read from the ledger; with more, the copy is brought up to date first.
FAR_TEXTS, FAR_ROWS = 5_000, 250_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are asked for."""

    products: Collection[str] | None = None
    start: date | None = None
    end: date | None = None
    known_at: int | None = None
    standing: bool = True
    """Only rows known by that moment and not corrected by then; else every row, whenever it was known."""

    @property
    def moment(self) -> int:
        """The moment asked about; all there is counts as known one instant before never."""
        return NEVER - 1 if self.known_at is None else self.known_at


@dataclass(frozen=True, slots=True)
class Current:
    """The copy, and beside it the rows and marks the ledger has learnt since it was written."""

    folder: Path
    manifest: Manifest
    batch: int
    words: Words
    fresh: pl.DataFrame
    marks: pl.DataFrame
    segments: dict[int, tuple[str, int, int]]
    """Sequence -> id, first row and one past the last, of every segment: what keys are of."""


def far(connection: Connection, found: Manifest) -> bool:
    """Whether the ledger has learnt so much since that the copy should be brought up to date."""
    loaded = select(func.sum(SEGMENTS.c.rows)).where(SEGMENTS.c.sequence > found.seen.segments)
    texts = select(func.count()).where(FACTS["quotes"].c.sequence > found.seen.quotes)
    return (
        connection.execute(texts).scalar_one() > FAR_TEXTS
        or (connection.execute(loaded).scalar() or 0) > FAR_ROWS
    )


def current(connection: Connection, folder: Path, found: Manifest) -> Current:
    """The copy with what the ledger has learnt since."""
    words = found.words.copy()
    fresh = list(building.learnt(connection, found.seen, words))
    marks = [*(pl.read_parquet(folder / part.name) for part in found.marks)]
    marks.append(gathered.marks(connection, found.seen))
    return Current(
        folder=folder,
        manifest=found,
        batch=newest(connection).number,
        words=words,
        fresh=ordered(pl.concat(fresh)) if fresh else pl.DataFrame(schema=SCHEMA),
        marks=pl.concat(marks) if marks else no_marks(),
        segments=gathered.places(connection),
    )


def rows(held: Current, asked: Asked, columns: Sequence[str]) -> pl.DataFrame:
    """The rows asked for, in codes, in the copy's order."""
    codes = _codes(held.words, asked.products)
    names = list(dict.fromkeys([*columns, *(_ORDER if _mixed(held) else ())]))
    files = [
        held.folder / part.name
        for part in (*held.manifest.buckets, *held.manifest.tails)
        if codes is None or ((codes >= part.first) & (codes <= part.last)).any()
    ]
    every = [pl.scan_parquet(files, glob=False)] if files else []
    parts = [_within(rows_, asked, codes, held.marks, names) for rows_ in (*every, held.fresh.lazy())]
    if held.manifest.tails or len(parts) == 1:
        found = ordered(pl.concat(parts)) if held.manifest.tails else parts[0]
    else:
        found = interleaved(*parts) if parts[1].height else parts[0]
    return _alphabetical(held.words, found)


#: What puts rows of the buckets, the tails and the ledger into one order.
_ORDER = ("product", "price_date", "published", "recorded_at")


def _mixed(held: Current) -> bool:
    return bool(held.manifest.tails) or not held.fresh.is_empty()


def _within(
    every: pl.LazyFrame, asked: Asked, codes: Array | None, marks: pl.DataFrame, names: Sequence[str]
) -> pl.DataFrame:
    """The rows asked for out of one lot of files, with what is known of them since the files were written."""
    asked_for = every.filter(_wanted(asked, codes))
    if marks.is_empty():
        return asked_for.select(names).collect()
    both = list(dict.fromkeys([*names, "key", "corrected_at", "released_at"]))
    found = marked(asked_for.select(both).collect(), marks)
    return (found.filter(pl.col("corrected_at") > asked.moment) if asked.standing else found).select(names)


def _wanted(asked: Asked, codes: Array | None) -> pl.Expr:
    said = pl.lit(True)
    if asked.standing:
        said = (pl.col("available_at") <= asked.moment) & (pl.col("corrected_at") > asked.moment)
    if codes is not None:
        said &= pl.col("product").is_in(pl.Series(codes, dtype=pl.Int32).implode())
    if asked.start is not None:
        said &= pl.col("price_date") >= (asked.start - _EPOCH).days
    if asked.end is not None:
        said &= pl.col("price_date") <= (asked.end - _EPOCH).days
    return said


def _codes(words: Words, products: Collection[str] | None) -> Array | None:
    if products is None:
        return None
    if isinstance(products, str):
        raise BadArgumentError(f'"{products}" is one name where a list is expected. Write ["{products}"].')
    places = {name: code for code, name in enumerate(words.products)}
    return np.array(sorted(places[name] for name in set(products) if name in places), dtype=np.int32)


def _alphabetical(words: Words, found: pl.DataFrame) -> pl.DataFrame:
    """Rows by the ids of their products, also where a product came late and its code is high."""
    if words.products == sorted(words.products):
        return found
    rank = np.argsort(np.argsort(np.array(words.products)))
    by_rank = pl.Series(rank).gather(found["product"])
    return found.with_columns(by_rank.alias("rank")).sort("rank", maintain_order=True).drop("rank")
