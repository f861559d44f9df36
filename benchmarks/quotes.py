"""Quotes as a trade would make them over two decades, seeded: `benchmarks/quotes.py ROWS FILE [SEED]`.

3,000 products over 5,000 days, some traded a thousand times as often as others; their prices walk. Every
seventh quote or so is in another unit, three in two hundred are far off, one in fifty corrects an earlier
row (`supersedes` names its `key`). Rows come in the order they became known (`available_at`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

PRODUCTS, DAYS, SEED = 3_000, 5_000, 20240607
FIRST_DAY = np.datetime64("2006-01-02")
DAY_US = 86_400_000_000
#: Four in the afternoon: nothing is known of a day before its close.
CLOSE_US = 57_600_000_000
#: Rows come in as many stretches of days, so that fifty million need no more memory than a few.
STRETCHES = 50

UNITS = ("CNY/t", "CNY/kg", "USD/t", "USD/kg", "USD/lb", "AUD/kg")
#: What one money and one mass make of a price in yuan a tonne.
PER_TONNE = np.array([1.0, 1e-3, 1 / 7.1, 1e-3 / 7.1, 0.45359237e-3 / 7.1, 1e-3 / 4.7])
KINDS = {"assessment": 0.22, "listing": 0.13, "bid": 0.2, "offer": 0.2, "transaction": 0.2, "order": 0.03,
         "forecast": 0.02}  # fmt: skip
DELIVERIES = {"": 0.5, "exw": 0.3, "fob": 0.1, "cif": 0.1}
PLACES = {"": 0.6, "Ganzhou": 0.1, "Baotou": 0.1, "Shanghai": 0.1, "Rotterdam": 0.1}
TAXES = {"": 0.15, "included": 0.7, "excluded": 0.15}
TERMS = {"": 0.97, "cash": 0.02, "30 days": 0.01}
FLAGS = {"": 0.975, "approximate": 0.02, "quarantined": 0.003, "average": 0.002}
SOURCES = ["", *[f"s{number:03d}" for number in range(1, 201)]]
CONTRIBUTORS = ["", *[f"C{number:03d}" for number in range(1, 501)]]


def products() -> list[str]:
    """The ids of the products: p0001 and so on."""
    return [f"p{number:04d}" for number in range(1, PRODUCTS + 1)]


class Trade:
    """What stays the same while quotes are made: how often each product trades, and how its price walks."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        weight = self.random.lognormal(0, 1.3, PRODUCTS)
        self.often = np.cumsum(weight / weight.sum())
        self.base = np.exp(self.random.normal(11.0, 1.5, PRODUCTS))
        steps = self.random.normal(0, 0.01, (PRODUCTS, DAYS)).astype("f4")
        self.walk = np.exp(np.cumsum(steps, axis=1, dtype="f4"))
        self.unit = self.random.choice(len(UNITS), PRODUCTS, p=[0.5, 0.1, 0.2, 0.1, 0.08, 0.02]).astype("u1")

    def stretch(self, number: int, rows: int) -> dict[str, np.ndarray[Any, Any]]:
        """Quotes of one stretch of days, the corrections last; `of` is the row each corrects, or -1."""
        corrections = rows // 50
        first = self._first(number, rows - corrections)
        corrected = self.random.choice(rows - corrections, corrections, replace=False)
        again = {name: column[corrected] for name, column in first.items()}
        for side in ("low", "high"):
            again[side] = np.round(again[side] * 1.01, 4)
        again["known"] = again["known"] + 1 + self._later(corrections, 3.0)
        made = {name: np.concatenate([first[name], again[name]]) for name in first}
        made["of"] = np.concatenate([np.full(rows - corrections, -1), corrected])
        return made

    def _first(self, number: int, rows: int) -> dict[str, np.ndarray[Any, Any]]:
        draw, days = self.random, DAYS // STRETCHES
        product = np.searchsorted(self.often, draw.random(rows)).clip(0, PRODUCTS - 1).astype("i4")
        day = draw.integers(number * days, (number + 1) * days, rows).astype("i4")
        unit = np.where(draw.random(rows) < 0.86, self.unit[product], draw.integers(0, len(UNITS), rows))
        kind = draw.choice(len(KINDS), rows, p=list(KINDS.values())).astype("u1")
        low, high = self._prices(product, day, unit, rows)
        volume = np.where(draw.random(rows) < 0.5, np.nan, np.round(draw.lognormal(2.5, 1.2, rows), 1))
        return {
            "product": product, "kind": kind, "low": low, "high": high, "unit": unit.astype("u1"), "day": day,
            "volume": volume, "known": day.astype("i8") * DAY_US + CLOSE_US + self._later(rows, 0.1),
            **{name: self._words(words, rows) for name, words in WORDS.items()},
            "source": draw.integers(1, len(SOURCES), rows).astype("u2"),
            "contributor": (draw.random(rows) < 0.7) * draw.integers(1, len(CONTRIBUTORS), rows),
        }  # fmt: skip

    def _words(self, words: dict[str, float], rows: int) -> np.ndarray[Any, Any]:
        return self.random.choice(len(words), rows, p=list(words.values())).astype("u1")

    def _later(self, rows: int, days: float) -> np.ndarray[Any, Any]:
        return self.random.exponential(days * DAY_US, rows).astype("i8")

    def _prices(self, product: Any, day: Any, unit: Any, rows: int) -> tuple[Any, Any]:
        """Low and high in the unit quoted, to four digits after the point; a few far off."""
        draw = self.random
        mid = self.base[product] * self.walk[product, day] * np.exp(draw.normal(0, 0.008, rows))
        far = draw.random(rows)
        mid = np.where(far < 0.0075, mid * draw.uniform(1.15, 2, rows), mid)
        mid = np.where(far > 0.9925, mid * draw.uniform(0.4, 0.85, rows), mid) * PER_TONNE[unit]
        spread = draw.uniform(0, 0.006, rows) * (draw.random(rows) < 0.8)
        return np.round(mid * (1 - spread), 4), np.round(mid * (1 + spread), 4)


#: Columns whose words are drawn by how often each is stated.
WORDS = {"delivery": DELIVERIES, "place": PLACES, "tax": TAXES, "terms": TERMS, "flags": FLAGS}


def frames(rows: int, seed: int = SEED) -> Iterator[pl.DataFrame]:
    """The quotes in the order they became known within each stretch of days."""
    trade, done = Trade(seed), 0
    for number in range(STRETCHES):
        upto = rows * (number + 1) // STRETCHES
        yield _frame(trade.stretch(number, upto - done), done)
        done = upto


def _frame(made: dict[str, np.ndarray[Any, Any]], before: int) -> pl.DataFrame:
    """Codes to words, in the order of learning; `key` counts the rows from 1."""
    order = np.argsort(made["known"], kind="stable")
    place = np.empty(len(order), "i8")
    place[order] = np.arange(len(order))
    of = made["of"][order]
    supersedes = np.where(of >= 0, before + 1 + place[of], 0)
    column = {name: values[order] for name, values in made.items()}
    day = FIRST_DAY + column["day"].astype("m8[D]")
    lag = (column["known"] - column["day"].astype("i8") * DAY_US) // DAY_US
    start = FIRST_DAY.astype("datetime64[us]").astype("i8")
    return pl.DataFrame({
        "key": before + 1 + np.arange(len(order)), "product": _said(column["product"], products()),
        "kind": _said(column["kind"], list(KINDS)), "low": column["low"], "high": column["high"],
        "unit": _said(column["unit"], list(UNITS)), "price_date": day, "published": day + lag.astype("m8[D]"),
        "source": _said(column["source"], SOURCES), "contributor": _said(column["contributor"], CONTRIBUTORS),
        **{name: _said(column[name], list(words)) for name, words in WORDS.items()},
        "volume": pl.Series(column["volume"]).fill_nan(None),
        "supersedes": pl.Series(supersedes).replace(0, None),
        "available_at": pl.Series(start + column["known"]).cast(pl.Datetime("us", "UTC")),
    })  # fmt: skip


def _said(codes: Any, words: list[str]) -> pl.Series:
    """Codes as their words; the empty word is absent."""
    named = pl.Series([word or None for word in words], dtype=pl.Enum([word for word in words if word]))
    return named.gather(codes)


def write(path: Path, rows: int, seed: int = SEED) -> Path:
    """A Parquet file of so many quotes; a stretch of days is a row group."""
    import pyarrow.parquet as parquet

    writer = None
    for frame in frames(rows, seed):
        table = frame.with_columns(pl.col(pl.Enum).cast(pl.Categorical)).to_arrow(
            compat_level=pl.CompatLevel.oldest()
        )
        writer = writer or parquet.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table)
    assert writer is not None
    writer.close()
    return path


def main() -> int:
    """Write the file and say how many rows it has."""
    rows, path, seed = int(float(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else SEED
    print(f"{write(path, rows, seed)}: {rows:,} quotes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
