"""What must hold of every row of a load, each rule asked of a whole column at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from orebook.errors import nearest
from orebook.facts import KINDS
from orebook.ledger import codec
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED, UNITS

EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a column: where it fails, and what was expected there."""

    column: str
    wrong: pl.Expr
    expected: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a load is held against: the products that are known, and the moment of the load."""

    products: Collection[str] | None
    today: date
    moment: int


def failing(raw: pl.DataFrame, formed: pl.DataFrame, asked: Asked) -> Iterator[tuple[Rule, pl.Series]]:
    """The rules that fail, each with its rows, counted from 0.

    >>> from orebook.ledger.loading.columns import formed
    >>> table = pl.DataFrame({"product": "a", "kind": "bid", "low": 2.0, "high": [1.0], "unit": "CNY/t",
    ...                       "price_date": date(2025, 1, 9)})
    >>> held = failing(table, formed(table, None), Asked(None, date(2025, 1, 10), 2**62))
    >>> [(rule.column, rows.to_list()) for rule, rows in held]
    [('low', [0])]
    """
    both = formed.with_columns(raw.select(pl.all().is_not_null().name.prefix("given ")))
    rules = [*_read(raw, formed), *_words(formed, asked), *_numbers(), *_days(asked)]
    if "available_at" in formed.columns:
        rules += _moments(asked)
    found = both.select([rule.wrong.any().alias(str(at)) for at, rule in enumerate(rules)]).row(0)
    for rule, fails in zip(rules, found, strict=True):
        if fails:
            yield rule, both.select(rule.wrong.fill_null(False).arg_true()).to_series()


#: What a value looks like that reads, by column.
_LOOKS = {
    "low": "a number", "high": "a number", "volume": "a number of tonnes",
    "price_date": "a day such as 2025-01-09", "published": "a day such as 2025-01-09",
    "available_at": "a moment such as 2025-01-09T14:38",
}  # fmt: skip


def _read(raw: pl.DataFrame, formed: pl.DataFrame) -> list[Rule]:
    """Whatever stands in a row reads as what its column holds."""
    return [
        Rule(name, pl.col(f"given {name}") & pl.col(name).is_null(), expected)
        for name, expected in _LOOKS.items()
        if name in raw.columns and raw.schema[name] != formed.schema[name]
    ]


def _words(formed: pl.DataFrame, asked: Asked) -> Iterator[Rule]:
    known = {"kind": KINDS, "unit": UNITS, "tax": (TAX_INCLUDED, TAX_EXCLUDED)}
    if asked.products is not None:
        known["product"] = tuple(asked.products)
    for name in ("product", "kind", "unit"):
        yield Rule(name, pl.col(name).is_null(), "it is stated in every row")
    for name, words in known.items():
        yield from _among(formed, name, words)
    longest = f"at most {codec.LONGEST} characters"
    for name in (column for column, kind in formed.schema.items() if kind == pl.Categorical):
        yield from _where(formed, name, lambda word: len(word) > codec.LONGEST, lambda _: longest)


def _among(formed: pl.DataFrame, name: str, words: Collection[str]) -> Iterator[Rule]:
    held, every = frozenset(words), sorted(words)

    def told(word: str) -> str:
        if name != "product":
            return f"one of {', '.join(words)}"
        return f"a product of the catalogue.{nearest(word, every)}".rstrip(".")

    yield from _where(formed, name, lambda word: word not in held, told)


#: Wrong words of a column that are told one by one; a column of strange words is told as one.
_WORDS = 100


def _where(
    formed: pl.DataFrame, name: str, wrong: Callable[[str], bool], told: Callable[[str], str]
) -> Iterator[Rule]:
    """A rule for each word that is wrong; every word is looked at once, however many rows say it."""
    found = sorted(filter(wrong, formed[name].unique().drop_nulls().cast(pl.String).to_list()))
    for word in found[:_WORDS]:
        yield Rule(name, pl.col(name) == pl.lit(word), told(word))
    if len(found) > _WORDS:
        rest = pl.Series(found[_WORDS:], dtype=pl.Categorical).implode()
        yield Rule(name, pl.col(name).is_in(rest), told(found[-1]).partition(". ")[0])


def _numbers() -> list[Rule]:
    low, high, volume = pl.col("low"), pl.col("high"), pl.col("volume")
    finite = "a finite number; what is absent is left empty"
    return [
        *(Rule(name, ~pl.col(name).is_finite(), finite) for name in ("low", "high", "volume")),
        Rule("low", ~pl.col("given low") & ~pl.col("given high"), "a low, a high, or both"),
        Rule("low", low.is_finite() & high.is_finite() & (low > high), "no more than the high of its row"),
        Rule("volume", volume.is_finite() & (volume < 0), "tonnes, 0 or more"),
    ]


def _days(asked: Asked) -> list[Rule]:
    price, published = pl.col("price_date"), pl.col("published")
    tomorrow = asked.today + timedelta(days=1)  # the east is a day ahead of the book's clock
    forecast = pl.col("kind") == "forecast"
    return [
        Rule("price_date", ~pl.col("given price_date"), "it is stated in every row"),
        Rule("price_date", ~price.is_between(EARLIEST, date(2199, 12, 31)), "a day from 1900 to 2199"),
        Rule("published", published > tomorrow, f"a day up to {asked.today}"),
        Rule("published", ~forecast & (published < price), "the price's day or a later one"),
    ]


def _moments(asked: Asked) -> list[Rule]:
    moment = pl.col("available_at").to_physical()
    earliest = pl.col("published").cast(pl.Datetime("us")).to_physical() - 86_400_000_000
    return [
        Rule("available_at", moment > asked.moment, "a moment before the load"),
        Rule("available_at", moment < earliest, "a moment after the row was published"),
    ]
