"""The methods told twice: the steps in Python and queries in DuckDB agree to the tick.

range/1 by range_1.sql, range/2 by the query that `make bench-assess` holds the compiled kernel against.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import Any

import duckdb
import polars as pl
import pytest

import assess_duckdb
from fixtures.archived import archived
from orebook.assess import assess, days
from orebook.assess.columns import FLAGS, NONE
from orebook.assess.partition import Asked
from orebook.catalog import load
from orebook.facts import STATUSES, Assessment, Held, Quote, Span, identity
from orebook.terms import Product
from orebook.testing import method
from orebook.units import ticks

RANGE_1, RANGE_2 = method("range/1"), method("range/2")
SQL = Template((Path(__file__).parent / "range_1.sql").read_text("utf-8"))
START, DAYS = date(2025, 1, 1), 90
EPOCH = date(1970, 1, 1)
COLUMNS = {
    **dict.fromkeys(("id", "kind", "low", "high", "unit", "source", "contributor", "tax"), pl.String),
    **dict.fromkeys(("delivery", "place", "terms"), pl.String),
    **dict.fromkeys(("price_date", "published"), pl.Date),
    **dict.fromkeys(("recorded_at", "position"), pl.Int64),
    "volume": pl.Float64,
    "marked": pl.Boolean,
}

SERIES = {
    "a product of stated tax and delivery": {"tax": "included", "delivery": "exw"},
    "a product whose tax is left open": {"tax": None, "delivery": "exw"},
    "a product of which nothing is stated": {"tax": None, "delivery": None},
    "a product priced fob": {"tax": "excluded", "delivery": "fob"},
}


def stated(chance: random.Random, centre: float) -> Held[Quote]:
    """One statement near the day's centre, with everything that can be odd about one."""
    per_kg = chance.random() < 0.1
    low = round(
        centre * chance.choice([1, 1, 1, 1, 1.002, 0.99, 1.04, 0.1, 1.6]) + chance.randint(-9, 9) / 4, 5
    )
    high = round(low + chance.choice([0, 0, 1000, 2000.25, 3.00005, -5]), 5)
    on = START + timedelta(days=chance.choice([*range(0, 40), *range(60, DAYS)]))
    quote = Quote(
        product="prnd-oxide",
        kind=chance.choice(
            ["assessment"] * 4 + ["transaction", "bid", "offer", "listing", "order", "forecast"]
        ),
        low=None if chance.random() < 0.03 else (round(low / 1000, 6) if per_kg else low),
        high=None if chance.random() < 0.03 else (round(high / 1000, 6) if per_kg else high),
        unit="CNY/kg" if per_kg else chance.choice(["CNY/t"] * 15 + ["USD/kg"]),
        price_date=on,
        published=on + timedelta(days=chance.choice([0, 0, 0, 1, 3])),
        source=chance.choice(
            ["smm", "SMM ", "argus", "mysteel", "fastmarkets", "sunsirs", "metalminer", None]
        ),
        contributor=chance.choice([None] * 6 + ["smm", "plant-a", "plant-b", ""]),
        tax=chance.choice([None] * 6 + ["included", "included", "excluded"]),
        delivery=chance.choice([None] * 6 + ["exw", "Ex-works", "fob", "FOB China", "in-warehouse"]),
        place=chance.choice([None] * 9 + ["Baotou"]),
        volume=chance.choice([None] * 9 + [5.0, 20.0]),
        terms=chance.choice([None] * 9 + ["cash"]),
        spans=(Span(role="price", start=chance.randint(0, 3), end=9, text="", document="d"),),
        printed=str(chance.random()),
        repairs=(),
        flags=chance.choice(
            [()] * 12 + [("approximate", "average"), ("period-average",), ("approximate", "quarantined")]
        ),
    )
    return Held(id=identity(quote), fact=quote, recorded_at=chance.randint(0, 2), available_at=0)


def book(seed: int, size: int) -> list[Held[Quote]]:
    chance = random.Random(seed)
    return [stated(chance, 400_000 + 500 * chance.randint(0, 3)) for _ in range(size)]


def row(held: Held[Quote]) -> dict[str, Any]:
    quote = held.fact
    named = {name: getattr(quote, name) for name in COLUMNS if hasattr(quote, name)}
    return named | {
        "id": held.id,
        "recorded_at": held.recorded_at,
        "position": quote.spans[0].start,
        "marked": bool({"quarantined", "period-average"} & set(quote.flags)),
        "low": None if quote.low is None else f"{quote.low:.6f}",
        "high": None if quote.high is None else f"{quote.high:.6f}",
    }


def oracle(product: Product, quotes: list[Held[Quote]]) -> duckdb.DuckDBPyConnection:
    """Ask DuckDB; its tables `answer` and `ruled` hold what it says."""
    numbers = RANGE_1.parameters
    rows = pl.DataFrame([row(held) for held in quotes], schema=COLUMNS)
    same = [(other, word) for word, others in numbers["deliveries"].items() for other in (word, *others)]
    asked = duckdb.connect()
    asked.execute("SET threads = 1")
    asked.register("rows", rows.to_arrow())
    exact = "low::DECIMAL(18, 6) AS low, high::DECIMAL(18, 6) AS high"
    asked.execute(f"CREATE TABLE quotes AS SELECT * REPLACE ({exact}) FROM rows")
    asked.execute("CREATE TABLE weights (kind VARCHAR, weight BIGINT)")
    asked.executemany("INSERT INTO weights VALUES (?, ?)", list(numbers["weights"].items()))
    asked.execute("CREATE TABLE deliveries (other VARCHAR, word VARCHAR)")
    asked.executemany("INSERT INTO deliveries VALUES (?, ?)", same)
    days = f"SELECT DATE '{START}' + i::INT AS day FROM range({DAYS}) AS days(i)"
    asked.execute(f"CREATE TABLE calendar AS {days}")
    basis = {"tax": product.tax, "delivery": product.delivery}
    asked.execute(SQL.substitute(numbers, **{name: _literal(word) for name, word in basis.items()}))
    return asked


def _literal(word: str | None) -> str:
    return f"'{word}'" if word else "NULL"


def each_day() -> Iterator[date]:
    return (START + timedelta(days=day) for day in range(DAYS))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("basis", SERIES.values(), ids=SERIES)
def test_the_query_and_the_steps_agree(basis: dict[str, Any], seed: int) -> None:
    product, quotes = replace(load().products["prnd-oxide"], **basis), book(seed, 1500)
    asked = oracle(product, quotes)
    said = {
        day: rest
        for day, *rest in asked.execute("SELECT day, status, low, high, mid, as_of FROM answer").fetchall()
    }
    rule_of = dict(asked.execute("SELECT id, rule FROM ruled WHERE rule IS NOT NULL").fetchall())
    of_day = {held.id: held.fact.price_date for held in quotes}
    for day in each_day():
        price = assess(product, quotes, on=day, method=RANGE_1)
        ends = [None if end is None else ticks(end) for end in (price.low, price.high, price.mid)]
        assert [price.status, *ends, price.as_of] == said[day], day
        aside = {item.quote: item.rule for item in price.set_aside}
        assert aside == {id_: rule for id_, rule in rule_of.items() if of_day[id_] in (day, price.as_of)}


def test_the_books_of_the_oracle_show_every_rule_and_every_status() -> None:
    quotes = book(1, 1500)
    rules, statuses = set(), set()
    for basis in SERIES.values():
        asked = oracle(replace(load().products["prnd-oxide"], **basis), quotes)
        rules |= {rule for (rule,) in asked.execute("SELECT DISTINCT rule FROM ruled").fetchall()}
        statuses |= {status for (status,) in asked.execute("SELECT DISTINCT status FROM answer").fetchall()}
    assert rules == {None, "R1", "R2", "R3", "R4", "R5", "R6", "R7"}
    assert statuses == {"assessed", "thin", "carried", "suspended"}


def market(seed: int) -> list[Held[Quote]]:
    """A book in which contributors speak more than publishers, so that the cap and the ladder have work."""
    chance = random.Random(seed)

    def by(held: Held[Quote]) -> Held[Quote]:
        named = chance.choice([None, "plant-a", "Plant-A", "plant-b", "c3", "c4", "c5", "c6"])
        kind = chance.choice(["bid", "offer", "transaction", held.fact.kind])
        fact = replace(held.fact, contributor=named, kind=kind, volume=chance.choice([None, 0.1, 5.0]))
        corrected = "a correction" if chance.random() < 0.05 else None
        return replace(held, fact=fact, id=identity(fact), corrected=corrected)

    return [by(held) for held in book(seed, 900)]


def counted(price: Assessment) -> tuple[object, ...]:
    """A price as the query tells it; its share is left out, for the query tells its two weights."""
    last = next(
        (word.removeprefix("blended-with-") for word in price.flags if word.startswith("blended")), None
    )
    flags = sum(1 << FLAGS.index(word) for word in price.flags if word in FLAGS)
    ends = [ticks(end) for end in (price.low, price.high, price.mid) if end is not None]
    return (
        (price.price_date - EPOCH).days, *ends, STATUSES.index(price.status), len(price.used),
        len(price.set_aside), price.independent, flags,
        (date.fromisoformat(last) - EPOCH).days if last else NONE,
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("basis", SERIES.values(), ids=SERIES)
def test_range_2_in_sql_and_in_steps_agree(basis: dict[str, Any], seed: int, tmp_path: Path) -> None:
    product, quotes = replace(load().products["prnd-oxide"], **basis), market(seed)
    frame, codes = archived(quotes, [product.id], {held.id: 0 for held in quotes if held.corrected})
    frame.write_parquet(tmp_path / "bucket.parquet")
    asked = Asked(products=[product], codes=codes, method=RANGE_2)
    found = assess_duckdb.same(assess_duckdb.assess([tmp_path / "bucket.parquet"], asked))
    said = found.drop("product", "largest", "whole").rows()
    made = days(product, quotes, start=START, end=START + timedelta(days=DAYS), method=RANGE_2)
    assert said == [counted(price) for price in made]
    assert {price.status for price in made} == {"assessed", "blended", "thin"}
