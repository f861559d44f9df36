"""Writing and reading the Parquet files of the copy."""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from orebook.errors import LedgerError
from orebook.ledger.archive.manifest import Part
from orebook.ledger.archive.shape import marked, ordered

#: Rows that are read or passed over together: about five products of three thousand in ten million quotes.
GROUP = 16_384
#: Rows of a bucket when it is written anew.
BUCKET = 250_000

_COUNT = itertools.count()


def spill(rows: pl.DataFrame, path: Path) -> None:
    """Rows as a Parquet file, which may still be on its way to the disk; not compressed (decisions/0013).

    Raises:
        LedgerError: a disk that is full.
    """
    try:
        rows.write_parquet(path, compression="uncompressed", row_group_size=GROUP, statistics=True)
    except PolarsError as error:
        raise LedgerError(
            f"{path.parent}: the sorted copy cannot be written ({error}). Make room on the disk; the book"
            " itself is whole."
        ) from None


def write(folder: Path, kind: str, rows: pl.DataFrame, first: int = 0, last: int = 0) -> Part:
    """A file of the copy, on the disk when this returns."""
    name = f"{kind}-{first:06d}-{time.time_ns():x}-{os.getpid():x}-{next(_COUNT):x}.parquet"
    aside = folder / f"{name}.part"
    spill(rows, aside)
    with aside.open("rb") as file:
        hash_ = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    aside.replace(folder / name)
    told = (folder / name).stat()
    return Part(name, rows.height, first, last, told.st_size, told.st_mtime_ns, hash_)


def ranges(counts: Sequence[int], most: int = BUCKET) -> Iterator[tuple[int, int]]:
    """Products side by side, first and last code, so that each range holds about so many rows.

    >>> list(ranges([3, 3, 9, 1, 1], most=6))
    [(0, 1), (2, 2), (3, 4)]
    """
    first = held = 0
    for code, count in enumerate(counts):
        if held and held + count > most:
            yield first, code - 1
            first, held = code, 0
        held += count
    if counts:
        yield first, len(counts) - 1


def buckets(
    folder: Path, spilled: Sequence[Path], bounds: Sequence[tuple[int, int]], marks: pl.DataFrame
) -> list[Part]:
    """A file for each range of products, out of rows that lie in several files, each sorted by product."""

    def one(bound: tuple[int, int]) -> Part:
        first, last = bound
        inside = pl.col("product").is_between(first, last)
        found = [pl.scan_parquet(path).filter(inside).collect() for path in spilled]
        rows = marked(ordered(pl.concat(found)), marks)
        return write(folder, "bucket", rows, first, last)

    with ThreadPoolExecutor(os.cpu_count()) as work:
        return list(work.map(one, bounds))
