"""Making the copy: from nothing, by a tail of what was learnt since, or by merging tails into buckets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from sqlalchemy import Connection

from orebook.ledger.archive import files, gathered
from orebook.ledger.archive.gathered import Seen
from orebook.ledger.archive.manifest import Manifest, Part
from orebook.ledger.archive.shape import SCHEMA, marked, ordered
from orebook.ledger.archive.words import Words
from orebook.ledger.sealing import newest


def learnt(connection: Connection, seen: Seen, words: Words) -> Iterator[pl.DataFrame]:
    """The rows the ledger has learnt since then, in the copy's shape, segment by segment."""
    told = gathered.quotes(connection, seen.quotes, words)
    if not told.is_empty():
        yield told
    yield from gathered.loaded(connection, seen.segments, words)


def stamped(connection: Connection, manifest: Manifest) -> Manifest:
    """The manifest with the ledger's last batch and the last row of each table, as seen here."""
    last = newest(connection)
    return replace(manifest, batch=last.number, head=last.head, seen=gathered.now(connection))


def anew(connection: Connection, folder: Path) -> Manifest:
    """The whole copy, from the ledger alone; no more of it is in memory at a time than a few segments."""
    words = Words()
    words.add_products(gathered.products(connection))
    aside = folder / "building"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        spilled, counts = _spilled(learnt(connection, Seen(), words), aside, len(words.products))
        marks = gathered.marks(connection, Seen())
        made = files.buckets(folder, spilled, list(files.ranges(counts)), marks)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return stamped(connection, Manifest(words=words, buckets=tuple(made)))


def _spilled(rows: Iterator[pl.DataFrame], aside: Path, products: int) -> tuple[list[Path], list[int]]:
    """Rows written aside, each frame sorted by product in a file of its own; and the rows of each product."""
    paths: list[Path] = []
    counts = np.zeros(products, dtype=np.int64)
    for frame in rows:
        paths.append(aside / f"{len(paths):06d}.parquet")
        counts += np.bincount(frame["product"].to_numpy(), minlength=products)
        by_product = frame.sort("product", maintain_order=True)
        files.spill(by_product, paths[-1])
    return paths, counts.tolist()


def followed(connection: Connection, folder: Path, before: Manifest) -> Manifest:
    """The copy with a tail: what the ledger has learnt since, sorted, in a file beside the buckets."""
    words = before.words.copy()
    fresh = list(learnt(connection, before.seen, words))
    marks = gathered.marks(connection, before.seen)
    made = replace(before, words=words)
    if fresh:
        rows = ordered(pl.concat(fresh))
        made = replace(made, tails=(*made.tails, files.write(folder, "tail", rows, *_bounds(rows))))
    if not marks.is_empty():
        made = replace(made, marks=(*made.marks, files.write(folder, "marks", marks)))
    return stamped(connection, made)


def _bounds(rows: pl.DataFrame) -> tuple[int, int]:
    return int(rows["product"].min()), int(rows["product"].max())  # type: ignore[arg-type]


def merged(folder: Path, before: Manifest) -> Manifest:
    """The copy with its tails and marks merged into the buckets; a bucket nothing touches stays as it is."""
    if not before.tails and not before.marks:
        return before
    marks = pl.concat([pl.read_parquet(folder / part.name) for part in before.marks] or [none()])
    tail = pl.concat([pl.read_parquet(folder / part.name) for part in before.tails] or [_empty()])
    reached = _reaching(before, tail)

    def one(bucket: Part | None, bound: tuple[int, int]) -> Part:
        return _rewritten(folder, bucket, tail.filter(pl.col("product").is_between(*bound)), marks, bound)

    with ThreadPoolExecutor() as work:
        made = list(work.map(one, *zip(*reached, strict=True))) if reached else []
    return replace(before, buckets=tuple(made), tails=(), marks=())


def _reaching(before: Manifest, tail: pl.DataFrame) -> list[tuple[Part | None, tuple[int, int]]]:
    """Every bucket with its range of products; products that are new come in buckets of their own."""
    every = len(before.words.products)
    known = max((part.last for part in before.buckets), default=-1) + 1
    old = [(part, (part.first, part.last)) for part in before.buckets]
    counts = np.bincount(tail["product"].to_numpy(), minlength=every)[known:]
    return [*old, *[(None, (known + first, known + last)) for first, last in files.ranges(counts.tolist())]]


def _rewritten(
    folder: Path, bucket: Part | None, rows: pl.DataFrame, marks: pl.DataFrame, bound: tuple[int, int]
) -> Part:
    held = _empty() if bucket is None else pl.read_parquet(folder / bucket.name)
    if bucket is not None and rows.is_empty() and not held["key"].is_in(marks["key"].implode()).any():
        return bucket
    return files.write(folder, "bucket", marked(ordered(pl.concat([held, rows])), marks), *bound)


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema=SCHEMA)


def none() -> pl.DataFrame:
    """No marks, as a file of marks would hold them."""
    return _empty().select("key", "corrected_at", "released_at")
