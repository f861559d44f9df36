"""Decades of a partition's quotes at once: the rules of the range methods over columns, compiled.

The same numbers as `assess.days`, to the tick and to the quote. Whoever imports this needs the extra `scale`.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import polars as pl

from orebook.assess import admission, arithmetic, compiling, decades, kernel, pricing, standing
from orebook.assess.admission import MOST
from orebook.assess.columns import NEVER, Array, Columns, Exact, Numbers, Prices, Room, Stated
from orebook.assess.rules import Rules, rules
from orebook.assess.series import in_ticks
from orebook.assess.tables import Codes, tables
from orebook.errors import BadArgumentError
from orebook.terms import Method, Product

if TYPE_CHECKING:
    from orebook.assess.columns import Tables

#: Columns of an archive that an assessment reads.
COLUMNS = (
    "product", "price_date", "kind", "low", "high", "unit", "tax", "delivery", "place", "terms", "volume",
    "source", "contributor", "flags", "available_at", "corrected_at", "released_at",
)  # fmt: skip

_OF_PRICES: dict[str, Any] = {
    "product": np.int32, "price_date": np.int32, "low": np.int64, "high": np.int64, "status": np.uint8,
    "used": np.int32, "set_aside": np.int32, "independent": np.int32, "largest": np.int64, "whole": np.int64,
    "flags": np.uint8,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of a partition: by which method, as known when, and what people judged."""

    products: Annotated[Sequence[Product], "by their number in the column `product`"]
    codes: Annotated[Codes, "column -> its words, the first of them absent"]
    method: Method
    known_at: Annotated[int | None, "microseconds UTC; None: all there is"] = None
    start: date = date.min
    end: date = date.max
    verdicts: Annotated[Mapping[int, int], "key of a quote -> SET_ASIDE or ADMITTED"] = field(default_factory=dict)
    stated: Annotated[Mapping[tuple[int, date], tuple[int, int]], "product and day -> low and high, ticks"] = field(
        default_factory=dict
    )
    closed: Annotated[Collection[date], "days on which the market does not trade"] = ()


def partition(quotes: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """The price of each product and day whose quotes make one, oldest first, in ticks of the product's unit.

    Args:
        quotes: in the columns and the order of an archive: product, price_date, then as they were stated.
        asked: the products and codes the columns speak of, the method, the moment.

    Raises:
        BadArgumentError: for quotes out of order, or a price that is too large for ticks of 64 bits.
    """
    method = rules(asked.method)
    looked_up = _tables(asked)
    columns = _columns(quotes, asked)
    most, out_of_order = decades.looked_over(columns.product, columns.price_date)
    if out_of_order >= 0:
        raise BadArgumentError(
            f"row {out_of_order} of the quotes: out of order. Sort by product, price_date, published, "
            "recorded_at, position, key."
        )
    room, stated = _room(most, looked_up), _stated(asked)
    out = Prices(**{name: np.empty(quotes.height + len(asked.stated), kind) for name, kind in _OF_PRICES.items()})
    return _frame(_priced(columns, looked_up, _numbers(method, asked), stated, room, out, asked), out)


_looked_up: dict[int, tuple[Asked, Tables]] = {}


def _tables(asked: Asked) -> Tables:
    """The tables of what was asked last, made once for all its partitions."""
    found = _looked_up.get(id(asked))
    if found is None or found[0] is not asked:
        found = (asked, tables(asked.products, asked.codes, rules(asked.method)))
        _looked_up.clear()
        _looked_up[id(asked)] = found
    return found[1]


def _priced(
    columns: Columns, looked_up: Tables, numbers: Numbers, stated: Stated, room: Room, out: Prices, asked: Asked
) -> int:  # fmt: skip
    """Price every day, again where prices had to be worked out in fractions first."""
    exact, needed = _worked_out(np.empty(0, np.int64), columns, asked), np.empty(len(columns.product), np.int64)
    closed, closed_from = _closed(asked.closed)
    while True:
        told, more, _ = walk(edition())(
            columns, looked_up, numbers, stated, exact, closed, closed_from, room, needed, out
        )
        if more == 0:
            return int(told)
        exact = _worked_out(np.union1d(exact.row, needed[:more]), columns, asked)


@cache
def walk(edition: int) -> Any:
    """The walk over a partition, its machine code kept on disk for the next process.

    What is kept is told apart by the file it comes from; `edition` tells apart the files it draws on as well.
    """

    def walk(columns, looked_up, numbers, stated, exact, closed, closed_from, room, needed, out):  # type: ignore[no-untyped-def]
        told, more = walked(columns, looked_up, numbers, stated, exact, closed, closed_from, room, needed, out)
        return told, more, edition

    return compiling.kept(walk)


walked = decades.walked


@cache
def edition() -> int:
    """A number made from the text of everything that is compiled."""
    modules = (kernel, arithmetic, compiling, admission, standing, pricing, decades)
    text = "".join(inspect.getsource(one) for one in modules)
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def _columns(quotes: pl.DataFrame, asked: Asked) -> Columns:
    found: dict[str, Any] = {name: quotes[name].to_numpy() for name in COLUMNS}
    return Columns(**found, verdict=_verdicts(quotes, asked.verdicts))


def _verdicts(quotes: pl.DataFrame, verdicts: Mapping[int, int]) -> Array:
    if not verdicts:
        return np.empty(0, np.uint8)
    every = pl.DataFrame(
        {"key": list(verdicts), "verdict": list(verdicts.values())}, {"key": pl.UInt64, "verdict": pl.UInt8}
    )
    joined = quotes.select(pl.col("key").cast(pl.UInt64)).join(every, on="key", how="left", maintain_order="left")
    return joined["verdict"].fill_null(0).to_numpy()


def _stated(asked: Asked) -> Stated:
    rows = sorted((product, _days(day), *ends) for (product, day), ends in asked.stated.items())
    columns = np.array(rows, np.int64).reshape(len(rows), 4)
    return Stated(*(np.ascontiguousarray(columns[:, place]) for place in range(4)))


def _closed(closed: Collection[date]) -> tuple[Array, int]:
    days = sorted(_days(day) for day in closed)
    marked = np.zeros(days[-1] - days[0] + 1 if days else 0, np.bool_)
    marked[[day - days[0] for day in days]] = True
    return marked, days[0] if days else 0


def _days(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()


def _numbers(method: Rules, asked: Asked) -> Numbers:
    return Numbers(
        known_at=NEVER - 1 if asked.known_at is None else asked.known_at,
        minimum=method.minimum,
        screen_from=method.screen_from,
        screen_width=method.screen_width,
        screen_floor=method.screen_floor,
        carry_days=method.carry_days,
        cap=getattr(method, "cap", 0),
        enough=getattr(method, "enough", 0),
        fresh=getattr(method, "fresh", 0),
        half=getattr(method, "half", 0),
        start=_days(asked.start),
        end=_days(asked.end),
    )


def _worked_out(rows: Array, columns: Columns, asked: Asked) -> Exact:
    """The prices of some rows in ticks, by fractions."""
    low, high = (np.empty(len(rows), np.int64) for _ in range(2))
    for place, row in enumerate(rows.tolist()):
        product, unit = asked.products[columns.product[row]], asked.codes["unit"][columns.unit[row]]
        for ends, into in ((columns.low, low), (columns.high, high)):
            found = in_ticks(float(ends[row]), unit, product.unit)
            if abs(found) > MOST:
                raise BadArgumentError(_too_large(product, row, columns))
            into[place] = found
    return Exact(rows, low, high)


def _too_large(product: Product, row: int, columns: Columns) -> str:
    day = date.fromordinal(int(columns.price_date[row]) + date(1970, 1, 1).toordinal())
    return (
        f"{product.id} on {day}: a quote of {columns.low[row]:g}-{columns.high[row]:g} is beyond the "
        f"{MOST // 10_000:,} {product.unit} that are assessed at scale. Judge it set aside, or correct it."
    )


def _room(most: int, looked_up: Tables) -> Room:
    voices = int(max(looked_up.publisher.max(), looked_up.named.max())) + 1
    size = max(most, 1)

    def space(count: int = size) -> Array:
        return np.zeros(count, np.int64)

    return Room(
        row=space(), low=space(), high=space(), weight=space(), voice=space(), contributor=space(), kind=space(),
        tax=space(), delivery=space(), admitted=np.zeros(size, np.bool_), ticks=space(), beside=space(),
        slots=space(max(64, 4 * size)), seen=space(voices), total=space(voices), met=space(max(size, voices)),
    )  # fmt: skip


def _frame(told: int, out: Prices) -> pl.DataFrame:
    frame = pl.DataFrame({name: column[:told] for name, column in out._asdict().items()})
    mid = (pl.col("low") + pl.col("high")).floordiv(2).alias("mid")
    return frame.select("product", "price_date", "low", "high", mid, *list(_OF_PRICES)[4:])
