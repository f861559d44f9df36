"""The columns a table of quotes may have, and how each is brought into one form.

They are the fields of a quote, by its declaration in `facts`, and three more: `key`, the user's own number or
word for a row; `supersedes`, the key of an earlier row that this one corrects; and `available_at`, from when
the row was known, of history that is loaded late.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from orebook.errors import BadArgumentError, nearest

WORDS = ("product", "kind", "unit", "source", "contributor", "tax", "delivery", "place", "terms", "flags")
NUMBERS = ("low", "high", "volume")
DAYS = ("price_date", "published")
OWN = ("key", "supersedes", "available_at")
REQUIRED = ("product", "kind", "low", "high", "unit", "price_date")

#: The columns of a quote as a segment keeps them, in the order a quote declares them.
QUOTE = (
    "product", "kind", "low", "high", "unit", "price_date", "published", "source", "contributor", "tax",
    "delivery", "place", "volume", "terms", "flags",
)  # fmt: skip
#: The text columns are read as: a day, or a moment of the day in UTC.
_DAY, _MOMENT = "%Y-%m-%d", pl.Datetime("us", "UTC")


def known(names: Sequence[str], label: str) -> None:
    """Refuse a table that lacks a column, or has one nobody would read.

    Raises:
        BadArgumentError: naming the columns.

    >>> known(["product", "kind", "low", "hihg", "unit", "price_date"], "q.csv")
    Traceback (most recent call last):
    orebook.errors.BadArgumentError: q.csv: column "hihg" is none of a quote. Nearest: "high". ...
    """
    every = (*QUOTE, *OWN)
    for name in names:
        if name not in every:
            raise BadArgumentError(
                f'{label}: column "{name}" is none of a quote.{nearest(name, every, 1)} Rename it or leave it'
                f" out; the columns are {', '.join(every)}."
            )
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        raise BadArgumentError(
            f"{label}: column {', '.join(missing)} is missing. Every table of quotes has"
            f" {', '.join(REQUIRED)}."
        )


def formed(given: pl.DataFrame, source: str | None) -> pl.DataFrame:
    """The columns of a quote, each in its one type; what does not read is null.

    >>> formed(pl.DataFrame({"product": ["a"], "low": ["1.5"], "price_date": ["2025-01-09"]}), None)["low"]
    shape: (1,)
    Series: 'low' [f64]
    [
        1.5
    ]
    """
    names = [name for name in (*QUOTE, *OWN) if name in given.columns]
    made = given.select([_column(name, given.schema[name]) for name in names])
    if "published" not in names:
        made = made.with_columns(published=pl.col("price_date"))
    else:  # the price's own day, where none is stated at all: one that does not read stays null
        unstated = pl.lit(given["published"].is_null())
        made = made.with_columns(
            published=pl.when(unstated).then(pl.col("price_date")).otherwise(pl.col("published"))
        )
    absent = [pl.lit(None, pl.Float64 if name in NUMBERS else pl.Categorical).alias(name)
              for name in QUOTE if name not in made.columns]  # fmt: skip
    made = made.with_columns(absent)
    if source is not None:
        named = pl.lit(source, pl.Categorical)
        made = made.with_columns(pl.col("source").fill_null(named))
    return made.select(*QUOTE, *[name for name in OWN if name in names])


def _column(name: str, kind: pl.DataType) -> pl.Expr:
    if name in WORDS:
        return _word(name, kind)
    if name in NUMBERS:
        return _number(name, kind)
    if name in DAYS:
        return _day(name, kind)
    return _moment(name, kind) if name == "available_at" else key(name, kind)


def _word(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.List):
        column = column.list.join(",")
    elif kind not in (pl.String, pl.Categorical, pl.Enum):
        column = column.cast(pl.String, strict=False)
    if kind == pl.String or isinstance(kind, pl.List):
        column = pl.when(column != "").then(column)
    return column.cast(pl.Categorical)


def _number(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.String:
        return column.str.strip_chars().cast(pl.Float64, strict=False)
    if kind.is_numeric() or kind == pl.Null:
        return column.cast(pl.Float64) + 0.0  # no sign on a zero, as in every other row of the ledger
    return pl.lit(None, pl.Float64).alias(name)


def _day(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind in (pl.String, pl.Categorical):
        return column.cast(pl.String).str.to_date(_DAY, strict=False)
    if kind == pl.Datetime:
        return pl.when(column.dt.time() == pl.time(0)).then(column.dt.date()).alias(name)
    return column if kind == pl.Date else pl.lit(None, pl.Date).alias(name)


def _moment(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.String:
        return column.str.to_datetime(time_unit="us", time_zone="UTC", strict=False)
    if isinstance(kind, pl.Datetime):
        zoned = column.dt.convert_time_zone("UTC") if kind.time_zone else column.dt.replace_time_zone("UTC")
        return zoned.cast(_MOMENT)
    if kind == pl.Int64 or kind == pl.Date:
        return column.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return pl.lit(None, _MOMENT).alias(name)


def key(name: str, kind: pl.DataType) -> pl.Expr:
    """A key: a whole number, or else a word."""
    column = pl.col(name)
    if kind.is_float():  # what pandas makes of whole numbers with gaps; a broken one is no row's key
        whole = pl.when(column == column.round()).then(column).cast(pl.Int64)
        return pl.when(column.is_not_null() & whole.is_null()).then(-(2**63)).otherwise(whole).alias(name)
    return column.cast(pl.Int64) if kind.is_integer() else column.cast(pl.String, strict=False)
