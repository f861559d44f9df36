"""The shape of the Parquet copy: its columns, the order of its rows, and what the codes stand for.

Words and product ids are codes into lists that the copy's manifest holds; code 0 is the empty word, absent.
Days count from 1970, moments are microseconds UTC, `NEVER` is a moment that does not come. No value is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

NEVER = 2**63 - 1

SCHEMA: Mapping[str, Any] = {
    "product": pl.Int32, "price_date": pl.Int32, "kind": pl.UInt8, "low": pl.Float64, "high": pl.Float64,
    "unit": pl.UInt8, "tax": pl.UInt8, "delivery": pl.UInt16, "place": pl.UInt16, "terms": pl.UInt16,
    "volume": pl.Float64, "source": pl.UInt32, "contributor": pl.UInt32, "flags": pl.UInt16,
    "available_at": pl.Int64, "corrected_at": pl.Int64, "released_at": pl.Int64, "published": pl.Int32,
    "recorded_at": pl.Int64, "key": pl.UInt64,
}  # fmt: skip

#: Columns whose words are codes.
CODED = ("kind", "unit", "tax", "delivery", "place", "terms", "source", "contributor", "flags")

#: Days before 1970 that still sort as whole numbers without a sign; a load takes none before 1900.
BACK = 40_000


def _order() -> pl.Expr:
    """Product, day and publication as one whole number."""
    day, published = (pl.col(name).cast(pl.Int64) + BACK for name in ("price_date", "published"))
    return pl.col("product").cast(pl.Int64) * 2**40 + day * 2**20 + published


_ORDER = _order()


def ordered(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows by product, day, publication and moment of learning; what was learnt at one moment stays as it is.

    >>> rows = pl.DataFrame({"product": [1, 0, 0], "price_date": [5, 9, 8], "published": [5, 9, 9],
    ...                      "recorded_at": [1, 2, 3]})
    >>> ordered(rows).rows()
    [(0, 8, 9, 3), (0, 9, 9, 2), (1, 5, 5, 1)]
    """
    by = ["order"] if rows["recorded_at"].is_sorted() else ["order", "recorded_at"]
    return rows.with_columns(_ORDER.alias("order")).sort(by, maintain_order=True).drop("order")


def interleaved(rows: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Rows in order, with others put in their places that are in order too and were all learnt later.

    >>> rows = pl.DataFrame({"product": [0, 1], "price_date": [5, 5], "published": [5, 5]})
    >>> interleaved(rows, rows).to_series().to_list()
    [0, 0, 1, 1]
    """
    before, after = (frame.select(_ORDER.alias("order")).to_series().to_numpy() for frame in (rows, later))
    at = np.searchsorted(before, after, side="right")
    places = np.insert(np.arange(len(before)), at, len(before) + np.arange(len(after)))
    return pl.concat([rows, later], rechunk=True)[places]


def marked(rows: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Rows with the moments from which they count as corrected and as released.

    `marks` has a `key`, and for each a `corrected_at` and a `released_at`; the earliest moment counts.
    """
    if marks.is_empty() or rows.is_empty():
        return rows
    first = marks.group_by("key").agg(pl.col("corrected_at", "released_at").min())
    both = rows.join(first, on="key", how="left", maintain_order="left", suffix="_marked")
    return both.with_columns(
        pl.min_horizontal(name, f"{name}_marked").alias(name) for name in ("corrected_at", "released_at")
    ).drop("corrected_at_marked", "released_at_marked")


def no_marks() -> pl.DataFrame:
    """No corrections and no releases."""
    return pl.DataFrame(schema={name: SCHEMA[name] for name in ("key", "corrected_at", "released_at")})
