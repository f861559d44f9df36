"""Quotes as an archive holds them, by the million, from a seed: sorted files by bucket, with their codes.

Everything odd that real ones have: other units and currencies, bounds, marks, corrections, restatements,
outliers, contributors, unnamed publishers, disputed bases, quotes not yet known, and a few days on which a
thousand people speak.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from orebook.terms import Product

SEED = 20260_1101
NEVER = 2**63 - 1
DAY_US = 86_400_000_000
FIRST = (date(2006, 1, 2) - date(1970, 1, 1)).days
Chance = np.random.Generator

SOURCES = ["", *(f"publisher-{n}" for n in range(12)), "Publisher-3 "]
CONTRIBUTORS = ["", *(f"C{n}" for n in range(40)), "c7", "publisher-5"]
CODES: dict[str, list[str]] = {
    "kind": ["", "assessment", "listing", "bid", "offer", "transaction", "order", "forecast"],
    "unit": ["", "CNY/t", "CNY/kg", "USD/kg", "USD/t", "USD/lb"],
    "tax": ["", "included", "excluded"],
    "delivery": ["", "exw", "Ex-works", "fob", "CIF", "in-warehouse"],
    "place": ["", "Baotou", "Ganzhou", "Rotterdam"],
    "terms": ["", "cash", "30 days"],
    "source": SOURCES,
    "contributor": CONTRIBUTORS,
    "flags": ["", "approximate", "period-average", "quarantined", "average,approximate",
              "approximate,quarantined"],
}  # fmt: skip
TYPES: dict[str, Any] = {
    "product": pl.Int32, "price_date": pl.Int32, "kind": pl.UInt8, "low": pl.Float64, "high": pl.Float64,
    "unit": pl.UInt8, "tax": pl.UInt8, "delivery": pl.UInt16, "place": pl.UInt16, "terms": pl.UInt16,
    "volume": pl.Float64, "source": pl.UInt32, "contributor": pl.UInt32, "flags": pl.UInt16,
    "available_at": pl.Int64, "corrected_at": pl.Int64, "released_at": pl.Int64, "published": pl.Int32,
    "recorded_at": pl.Int64, "position": pl.Int32, "key": pl.UInt64,
}  # fmt: skip
ORDER = ("product", "price_date", "published", "recorded_at", "position", "key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of everything."""

    quotes: int
    products: int = 3_000
    days: int = 5_000

    @property
    def buckets(self) -> int:
        """Files, of as many quotes as an archive's; a product is in the file of its number modulo this."""
        return max(2, self.quotes // 250_000)

    @property
    def known_at(self) -> int:
        """A moment a month before the last day, so that a little is not known by it."""
        return (FIRST + self.days - 30) * DAY_US


def products(count: int) -> list[Product]:
    """Products of every sort of series: with tax or without, ex works, fob or left open, in CNY or USD."""
    units = ["CNY/t"] * 7 + ["CNY/kg", "USD/kg", "USD/t"]
    taxes, deliveries = ["included", "included", "excluded", None], ["exw", "exw", "fob", None, None]
    return [
        Product(
            id=f"product-{n:04}", chain="rare-earths", segment="oxide", unit=units[n % 10], tax=taxes[n % 4],
            delivery=deliveries[n % 5], per=None, formula=None, en=f"product {n}", zh=None, names=(),
        )
        for n in range(count)
    ]  # fmt: skip


def shares(size: Size) -> np.ndarray:
    """How often each product is quoted: a few every day by many, most now and then by one or two."""
    weights = 1.0 / (np.arange(size.products) + 40.0) ** 0.9
    found: np.ndarray = weights / weights.sum()
    return found


def write(folder: Path, size: Size, seed: int = SEED) -> list[Path]:
    """Write the files of a size to a folder, and `codes.json` beside them; done once, found again."""
    done = folder / "codes.json"
    files = [folder / f"bucket-{bucket:03}.parquet" for bucket in range(size.buckets)]
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for bucket, file in enumerate(files):
            rows = partition(size, bucket, seed)
            rows.write_parquet(file, compression="uncompressed", row_group_size=16_384, statistics=True)
        named = [product.id for product in products(size.products)]
        done.write_text(json.dumps({**CODES, "product": named}), encoding="utf-8")
    return files


def partition(size: Size, bucket: int, seed: int = SEED) -> pl.DataFrame:
    """The quotes of one bucket's products, in the archive's order."""
    chance = np.random.default_rng([seed, bucket])
    numbers = np.arange(bucket, size.products, size.buckets)
    weight = shares(size)[numbers]
    count = max(1, round(size.quotes * float(weight.sum())))
    product = numbers[chance.choice(len(numbers), count, p=weight / weight.sum())]
    day = chance.integers(0, size.days, count)
    day -= day % np.where(product < size.products // 10, 1, 5)  # all but a tenth are quoted once a week
    _crowd(chance, product, day)
    rows = {"product": product, "price_date": FIRST + day, **_said(chance, size, product, day)}
    rows |= _clocks(chance, rows)
    rows["key"] = chance.integers(0, 2**63, count)
    frame = pl.DataFrame(rows).with_columns(
        pl.col(name).fill_nan(None) if name in ("low", "high") else pl.col(name) for name in rows
    )
    return _restated(frame).with_columns(pl.col("low", "high").fill_null(math.nan)).select(
        pl.col(name).cast(kind) for name, kind in TYPES.items()
    ).sort(ORDER)  # fmt: skip


def _crowd(chance: Chance, product: np.ndarray, day: np.ndarray) -> None:
    """One day in a bucket on which a thousand people speak, where there are enough to do so."""
    if len(product) >= 100_000:
        where = chance.choice(len(product), 1_200, replace=False)
        product[where], day[where] = product[where[0]], day[where[0]]


def _said(chance: Chance, size: Size, product: np.ndarray, day: np.ndarray) -> dict[str, np.ndarray]:
    count = len(product)
    own = np.array([CODES["unit"].index(one.unit) for one in products(size.products)])[product]
    base = np.exp(np.random.default_rng(7).uniform(np.log(3_000), np.log(3_000_000), size.products))[product]
    level = base * (1 + 0.3 * np.sin(day / 180 + product)) * (1 + 0.004 * chance.standard_normal(count))
    level *= _pick(chance, count, [1.0, 1.04, 0.1, 1.6], [0.985, 0.007, 0.003, 0.005])
    unit = np.where(chance.random(count) < 0.1, chance.integers(1, 6, count), own)
    scale = np.array([1, 1, 1e-3, 1.4e-4, 0.14, 6.3e-5])[unit]
    low = np.round(level * scale, 2)
    high = np.round(low * _pick(chance, count, [1.0, 1.005, 1.02, 0.99], [0.3, 0.4, 0.29, 0.01]), 2)
    named = chance.random(count) < 0.35
    return {
        "kind": _pick(chance, count, [1, 2, 3, 4, 5, 6, 7], [0.45, 0.05, 0.15, 0.15, 0.15, 0.03, 0.02]),
        "low": np.where(chance.random(count) < 0.02, np.nan, low),
        "high": np.where(chance.random(count) < 0.02, np.nan, high),
        "unit": unit,
        "tax": _pick(chance, count, [0, 1, 2], [0.8, 0.17, 0.03]),
        "delivery": _pick(chance, count, [0, 1, 2, 3, 4, 5], [0.8, 0.08, 0.06, 0.04, 0.01, 0.01]),
        "place": _pick(chance, count, [0, 1, 2, 3], [0.9, 0.05, 0.04, 0.01]),
        "terms": _pick(chance, count, [0, 1, 2], [0.9, 0.06, 0.04]),
        "volume": _pick(chance, count, [math.nan, 0.5, 5.0, 20.0, 60.0], [0.8, 0.02, 0.06, 0.06, 0.06]),
        "source": chance.integers(0, len(SOURCES), count),
        "contributor": np.where(named, chance.integers(1, len(CONTRIBUTORS), count), 0),
        "flags": _pick(chance, count, range(6), [0.88, 0.06, 0.01, 0.015, 0.03, 0.005]),
        "position": chance.integers(0, 4_000, count),
    }


def _clocks(chance: Chance, rows: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    day = rows["price_date"]
    published = day + _pick(chance, len(day), [0, 1, 3], [0.9, 0.07, 0.03])
    recorded = published * DAY_US + chance.integers(0, DAY_US, len(day))
    late = recorded + chance.integers(0, 400 * DAY_US, len(day))
    return {
        "published": published,
        "recorded_at": recorded,
        "available_at": recorded,
        "corrected_at": np.where(chance.random(len(day)) < 0.02, late, NEVER),
        "released_at": np.where((rows["flags"] > 2) & (chance.random(len(day)) < 0.4), late, NEVER),
    }


def _restated(frame: pl.DataFrame) -> pl.DataFrame:
    """The same thing said again a day later by some: three in a hundred, at a price a little off."""
    again = frame.head(frame.height // 33).with_columns(
        pl.col("low") * 1.001, pl.col("high") * 1.001, pl.col("published") + 1, pl.col("key") ^ 1,
        *(pl.col(name) + DAY_US for name in ("recorded_at", "available_at")),
    ).with_columns(pl.col("low", "high").round(4))  # fmt: skip
    return pl.concat([frame.head(frame.height - again.height), again])


def _pick(chance: Chance, count: int, values: Any, odds: list[float]) -> np.ndarray:
    """`count` of some values by their odds; quicker than `choice` by a table."""
    table = np.repeat(np.asarray(values), np.round(np.asarray(odds) * 1000).astype(int))
    found: np.ndarray = table[chance.integers(0, len(table), count)]
    return found
