"""What a series shows: words for codes, days for numbers, ids for keys."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from orebook.errors import BadArgumentError, nearest
from orebook.facts import row_id
from orebook.ledger.archive.reading import Asked, Current, rows
from orebook.ledger.archive.shape import CODED

SHOWN = (
    "product", "price_date", "kind", "low", "high", "unit", "tax", "delivery", "place", "volume", "terms",
    "source", "contributor", "flags", "published", "available_at", "released",
)  # fmt: skip
EVERY = (*SHOWN, "recorded_at", "id")


def series(held: Current, asked: Asked, columns: Sequence[str] | None) -> pl.DataFrame:
    """The rows asked for, in words."""
    wanted = _columns(columns)
    return shown(held, rows(held, asked, needed(wanted)), wanted, asked.moment)


def _columns(columns: Sequence[str] | None) -> Sequence[str]:
    for name in columns or ():
        if name not in EVERY:
            raise BadArgumentError(
                f'"{name}" is no column of a series.{nearest(name, EVERY, 1)} They are {", ".join(EVERY)}.'
            )
    return SHOWN if columns is None else list(columns)


def needed(columns: Sequence[str]) -> list[str]:
    """The columns of the copy that some columns of an answer come from."""
    of = {"released": "released_at", "id": "key"}
    return list(dict.fromkeys(of.get(name, name) for name in columns))


def shown(held: Current, found: pl.DataFrame, columns: Sequence[str], moment: int) -> pl.DataFrame:
    """Rows in words: days as days, moments as microseconds UTC, absent as null."""
    made = [_shown(held, found, name, moment) for name in columns]
    return pl.DataFrame(made)


def _shown(held: Current, found: pl.DataFrame, name: str, moment: int) -> pl.Series:
    if name == "released":
        return (found["released_at"] <= moment).alias(name)
    if name == "id":
        return ids(held, found["key"])
    column = found[name]
    if name in ("product", *CODED):
        return held.words.named(name, column)
    if name in ("price_date", "published"):
        return column.cast(pl.Date)
    return column.fill_nan(None) if name in ("low", "high", "volume") else column


def ids(held: Current, keys: pl.Series) -> pl.Series:
    """The ids that quotes have in the ledger."""

    def one(key: int) -> str:
        segment, first, end = held.segments.get(key >> 32, ("", 0, 0))
        row = key & 0xFFFFFFFF
        return row_id(segment, row) if first <= row < end else f"quote-{key:016x}"

    return pl.Series("id", [one(key) for key in keys], dtype=pl.String)
