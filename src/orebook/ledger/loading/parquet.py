"""A part of a load as Parquet bytes: any tool that reads Parquet reads it, words and all."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass

import polars as pl

#: No segment is longer, in bytes; see decisions/0013.
WIDEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a load, ready to be kept."""

    rows: int
    first_day: str
    last_day: str
    products: str
    hash: str
    content: bytes


def segments(part: pl.DataFrame, widest: int = WIDEST) -> list[Segment]:
    """A part as one segment, or as several where its rows are wide.

    >>> from datetime import date
    >>> part = pl.DataFrame({"product": ["b", "a"], "price_date": [date(2025, 1, 9), date(2025, 1, 8)]})
    >>> [(one.rows, one.first_day, one.products) for one in segments(part)]
    [(2, '2025-01-08', '["a","b"]')]
    """
    content = _written(part)
    if len(content) > widest and part.height > 1:
        half = part.height // 2
        return [*segments(part[:half], widest), *segments(part[half:], widest)]
    days, products = part["price_date"], part["product"].unique().cast(pl.String).sort()
    return [
        Segment(
            rows=part.height,
            first_day=str(days.min()),
            last_day=str(days.max()),
            products=json.dumps(products.to_list(), ensure_ascii=False, separators=(",", ":")),
            hash=hashlib.sha256(content).hexdigest(),
            content=content,
        )
    ]


def _written(part: pl.DataFrame) -> bytes:
    target = io.BytesIO()
    part.write_parquet(target, compression="zstd", compression_level=1, row_group_size=250_000)
    return target.getvalue()
