"""Prices of a partition in words and units, as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from orebook.assess.columns import FLAGS, NONE
from orebook.facts import STATUSES
from orebook.units import TICKS_PER_UNIT

if TYPE_CHECKING:
    from orebook.assess.partition import Asked


def told(prices: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """Product ids, days, prices in the product's unit, words for statuses and flags; named as `Assessment`.

    Args:
        prices: as `compiled.partition` gives them, in ticks and codes.
        asked: what they answer.

    Returns:
        A row for each price: product, price_date, low, high, mid, unit, status, used and set_aside (how many
        quotes), independent, share (0..1, null where the method has none), flags, method.
    """
    ids, units = (_words([getattr(one, name) for one in asked.products]) for name in ("id", "unit"))
    return prices.select(
        ids.gather(prices["product"]).alias("product"),
        pl.col("price_date").cast(pl.Date),
        *(_in_units(prices[name]) for name in ("low", "high", "mid")),
        units.gather(prices["product"]).alias("unit"),
        _words(STATUSES).gather(prices["status"]).alias("status"),
        pl.col("used", "set_aside", "independent"),
        pl.when(pl.col("whole") > 0).then(_quotient(prices["largest"], prices["whole"])).alias("share"),
        _flags().alias("flags"),
        pl.lit(asked.method.id).alias("method"),
    )


def empty(asked: Asked) -> pl.DataFrame:
    """The same without a price."""
    from orebook.assess.compiled import none

    return told(none(), asked)


def _words(words: Sequence[str]) -> pl.Series:
    """Words as numbers that stand for them: quick to look up, small to keep."""
    return pl.Series(words, dtype=pl.Enum(list(dict.fromkeys(words))))


def _in_units(ticks: pl.Series) -> pl.Series:
    """Ticks in the unit, as `units.from_ticks`: divided, for to multiply by 0.0001 would not be exact."""
    return pl.Series(ticks.name, ticks.to_numpy() / TICKS_PER_UNIT)


def _quotient(part: pl.Series, whole: pl.Series) -> pl.Series:
    return pl.Series(part.to_numpy() / whole.to_numpy().clip(1))


def _flags() -> pl.Expr:
    """The words of a price's flags in alphabetical order, apart by commas."""
    said = {word: pl.col("flags") & (1 << bit) > 0 for bit, word in enumerate(FLAGS)}
    leans = pl.when(pl.col("blended_with") != NONE).then(
        pl.format("blended-with-{}", pl.col("blended_with").cast(pl.Date).cast(pl.String))
    )
    rest = [pl.when(said[word]).then(pl.lit(word)) for word in sorted(said)]
    return pl.concat_str([leans, *rest], separator=",", ignore_nulls=True)
