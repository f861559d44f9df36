"""What is asked of a partition of quotes, and what of it array loops can work on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import polars as pl

from orebook.assess.columns import (
    ADMITTED,
    CALENDAR_UNKNOWN,
    MARKET_CLOSED,
    NEVER,
    SET_ASIDE,
    Array,
    Columns,
    Numbers,
    Stated,
)
from orebook.assess.judging import Verdicts, verdicts
from orebook.assess.rules import (
    BLEND,
    CORRECTED,
    JUDGED_PRICE,
    JUDGED_QUOTE,
    LADDER,
    SINGLE_SOURCE,
    Rules,
)
from orebook.assess.series import in_ticks
from orebook.calendars import is_open
from orebook.errors import BadArgumentError
from orebook.facts import Held, Judgement
from orebook.terms import Calendar, Method, Product

if TYPE_CHECKING:
    from orebook.assess.tables import Codes

#: Columns of an archive that an assessment reads.
COLUMNS = (
    "product", "price_date", "kind", "low", "high", "unit", "tax", "delivery", "place", "terms", "volume",
    "source", "contributor", "flags", "available_at", "corrected_at", "released_at",
)  # fmt: skip

#: More ticks than this and the screen's products would no longer fit 64 bits: ten thousand million a unit.
MOST = 10**14

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a partition: by which method, as known when, and what people judged by then."""

    products: Annotated[Sequence[Product], "by their number in the column `product`"]
    codes: Annotated[Codes, "column -> its words, the first of them for absent"]
    method: Method
    known_at: Annotated[int | None, "microseconds UTC; None: all there is"] = None
    start: date = date.min
    end: date = date.max
    judgements: Annotated[Sequence[Held[Judgement]], "known by then"] = ()
    calendars: Annotated[Mapping[str, Calendar], "money of a product's unit -> calendar of its market"] = (
        field(default_factory=dict)
    )
    keys: Annotated[Mapping[str, int], "id of a judged quote -> its key, where the id does not tell it"] = (
        field(default_factory=dict)
    )

    @property
    def columns(self) -> tuple[str, ...]:
        """Those of the quotes that are read; `key` besides where somebody judged a quote."""
        return (*COLUMNS, "key") if self.judgements else COLUMNS


def columns_of(quotes: pl.DataFrame, asked: Asked, judged: Mapping[int, Mapping[date, Verdicts]]) -> Columns:
    """The columns of a partition, none of them copied."""
    found: dict[str, Any] = {name: quotes[name].to_numpy() for name in COLUMNS}
    return Columns(**found, verdict=_verdicts(quotes, asked, judged))


def judged_of(asked: Asked, rules: Rules) -> dict[int, dict[date, Verdicts]]:
    """The judgements in force, by number of product and by day; none under a method without them."""
    if not (rules.has(JUDGED_QUOTE) and rules.has(JUDGED_PRICE)):
        return {}
    named = {held.fact.product for held in asked.judgements}
    numbered = [(number, one) for number, one in enumerate(asked.products) if one.id in named]
    return {number: verdicts(one, asked.judgements) for number, one in numbered}


def _verdicts(quotes: pl.DataFrame, asked: Asked, judged: Mapping[int, Mapping[date, Verdicts]]) -> Array:
    rows = [
        (number, days_since(on), key_of(quote, asked.keys), verdict)
        for number, by_day in judged.items()
        for on, said in by_day.items()
        for ids, verdict in ((said.aside, SET_ASIDE), (said.admitted, ADMITTED))
        for quote in ids
        if key_of(quote, asked.keys) is not None
    ]
    if not rows:
        return np.empty(0, np.uint8)
    names = {"product": pl.Int32, "price_date": pl.Int32, "key": pl.UInt64, "verdict": pl.UInt8}
    every = pl.DataFrame(rows, names, orient="row")
    where = quotes.select("product", "price_date", pl.col("key").cast(pl.UInt64))
    found = where.join(every, on=["product", "price_date", "key"], how="left", maintain_order="left")
    return found["verdict"].fill_null(0).to_numpy()


def key_of(quote: str, keys: Mapping[str, int]) -> int | None:
    """The key of a quote by its id: the number its fingerprint is, or the one it was given in bulk.

    Returns:
        None for the id of a quote that is in no archive: nothing is judged of any.

    >>> key_of("quote-00000000000000ff", {}), key_of("elsewhere", {})
    (255, None)
    """
    fingerprint = re.fullmatch(r"quote-([0-9a-f]{16})", quote)
    return keys.get(quote, int(fingerprint[1], 16) if fingerprint else None)


def stated_of(asked: Asked, judged: Mapping[int, Mapping[date, Verdicts]]) -> Stated:
    """The prices people stated, by product and day. range/2 R18."""
    rows = sorted(
        (number, days_since(on), *_ends(asked.products[number], said.price.fact))
        for number, by_day in judged.items()
        for on, said in by_day.items()
        if said.price is not None
    )
    found = np.array(rows, np.int64).reshape(len(rows), 4)
    return Stated(*(np.ascontiguousarray(found[:, place]) for place in range(4)))


def _ends(product: Product, said: Judgement) -> tuple[int, int]:
    low, high = (in_ticks(float(end or 0.0), str(said.unit), product.unit) for end in (said.low, said.high))
    if max(abs(low), abs(high)) > MOST:
        raise BadArgumentError(too_large(product, said.price_date, f"{said.low:g}-{said.high:g} {said.unit}"))
    return low, high


def too_large(product: Product, on: date, told: str) -> str:
    """What to say of a price that whole ticks of 64 bits cannot be reckoned with."""
    most = f"{MOST // 10_000:,} {product.unit}"
    return (
        f"{product.id} on {on}: {told} is beyond the {most} that are assessed at scale. Judge the quote "
        "set aside, correct it, or assess the product by itself: orebook prices."
    )


def calendars_of(asked: Asked, first: int, last: int) -> Array:
    """A row of flags for each calendar, from the day `first` to `last`; the first row is of no calendar."""
    return np.array([np.zeros(last - first + 1, np.uint8), *(
        _flags(one, first, last) for one in asked.calendars.values()
    )])  # fmt: skip


def _flags(calendar: Calendar, first: int, last: int) -> list[int]:
    flag = {None: CALENDAR_UNKNOWN, False: MARKET_CLOSED, True: 0}
    return [flag[is_open(calendar, EPOCH + timedelta(days=day))] for day in range(first, last + 1)]


def numbers_of(rules: Rules, asked: Asked) -> Numbers:
    """The parameters of the method; what it does not have is 0."""
    return Numbers(
        known_at=NEVER - 1 if asked.known_at is None else asked.known_at,
        corrects=rules.has(CORRECTED),
        minimum=rules.minimum,
        screen_from=rules.screen_from,
        screen_width=rules.screen_width,
        screen_floor=rules.screen_floor,
        carry_days=rules.carry_days,
        cap=rules.cap or 0,
        enough=rules.enough or 0 if rules.has(LADDER) else 0,
        fresh=rules.fresh or 0 if rules.has(BLEND) else 0,
        half=rules.half or 0 if rules.has(SINGLE_SOURCE) else 0,
        start=days_since(asked.start),
        end=days_since(asked.end),
    )


def days_since(day: date) -> int:
    """Days since 1970.

    >>> days_since(date(1970, 1, 2))
    1
    """
    return (day - EPOCH).days
