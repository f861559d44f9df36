"""Holding the copy against the ledger: each file against its hash, each row against the ledger."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, select

from orebook.ledger.archive import building, gathered, manifest
from orebook.ledger.archive.manifest import Manifest
from orebook.ledger.archive.shape import CODED, SCHEMA, marked
from orebook.ledger.tables import BATCHES

_MEND = "Make it anew with: orebook history sync --anew"


def findings(connection: Connection, folder: Path) -> Iterator[str]:
    """What is wrong with the copy; nothing where it is what the ledger would make of it."""
    found = manifest.read(folder)
    if found is None:
        yield f"{folder} has no manifest that reads. Make the copy with: orebook history sync"
        return
    head = connection.execute(select(BATCHES.c.head).where(BATCHES.c.number == found.batch)).scalar()
    if head != found.head:
        yield f"{folder} is a copy of another book: its batch {found.batch} has another seal. {_MEND}"
        return
    broken = [part.name for part in found.parts if not part.whole(folder)]
    yield from (f"{folder / name} is not what was written. {_MEND}" for name in broken)
    if not broken:
        yield from _different(connection, folder, found)


def _different(connection: Connection, folder: Path, found: Manifest) -> Iterator[str]:
    """Products whose rows differ from those of a copy made anew from the ledger, in the same place."""
    if found.seen != gathered.now(connection):
        yield f"{folder} does not hold what was learnt since batch {found.batch}. Run: orebook history sync"
        return
    with tempfile.TemporaryDirectory(dir=folder, prefix="verifying-") as aside:
        fresh = building.anew(connection, Path(aside))
        ours, theirs = _prints(folder, found), _prints(Path(aside), fresh)
    for product in sorted(ours.keys() | theirs.keys()):
        if ours.get(product) != theirs.get(product):
            yield f"{product}: its rows in {folder} are not the ledger's. {_MEND}"


def _prints(folder: Path, found: Manifest) -> dict[str, tuple[int, int]]:
    """For each product the number of its rows and a fingerprint of them, whatever their codes are."""
    marks = pl.concat([building.none(), *(pl.read_parquet(folder / part.name) for part in found.marks)])
    every: dict[str, tuple[int, int]] = {}
    for part in (*found.buckets, *found.tails):
        rows = marked(pl.read_parquet(folder / part.name), marks)
        words = [found.words.named(name, rows[name]).cast(pl.String) for name in ("product", *CODED)]
        told = rows.with_columns(words).select("product", print=pl.struct(list(SCHEMA)).hash(seed=1))
        sums = told.group_by("product").agg(n=pl.len(), sum=pl.col("print").sum())
        for product, count, total in sums.iter_rows():
            before = every.get(product, (0, 0))
            every[product] = before[0] + count, (before[1] + total) % 2**64
    return every
