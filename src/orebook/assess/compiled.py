"""Decades of a partition's quotes at once: the rules of the range methods over columns, compiled.

The same numbers as `assess.days`, to the tick and to the quote. Whoever imports this needs the extra `scale`.
"""

from __future__ import annotations

import hashlib
import inspect
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from orebook.assess import admission, arithmetic, compiling, decades, kernel, pricing, standing
from orebook.assess.columns import Array, Columns, Exact, Prices, Room
from orebook.assess.partition import (
    COLUMNS,
    EPOCH,
    MOST,
    Asked,
    calendars_of,
    columns_of,
    judged_of,
    numbers_of,
    stated_of,
    too_large,
)
from orebook.assess.rules import rules
from orebook.assess.series import in_ticks
from orebook.assess.tables import tables
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    from orebook.assess.columns import Tables

__all__ = ["COLUMNS", "Asked", "partition"]

OF_PRICES: dict[str, Any] = {
    "product": np.int32, "price_date": np.int32, "low": np.int64, "high": np.int64, "status": np.uint8,
    "used": np.int32, "set_aside": np.int32, "independent": np.int32, "largest": np.int64, "whole": np.int64,
    "flags": np.uint8, "blended_with": np.int32,
}  # fmt: skip


def partition(quotes: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """The price of each product and day whose evidence makes one, in ticks of the product's unit.

    Args:
        quotes: in the columns and the order of an archive: product, price_date, then as they were stated.
        asked: the products and codes the columns speak of, the method, the moment.

    Raises:
        BadArgumentError: for quotes out of order, or a price that is too large for ticks of 64 bits.
    """
    method = rules(asked.method)
    judged = judged_of(asked, method)
    columns, stated = columns_of(quotes, asked, judged), stated_of(asked, judged)
    most = _in_order(columns)
    days = np.concatenate([columns.price_date[:0], stated.price_date, _reach(columns)])
    first, last = (int(days.min()), int(days.max())) if len(days) else (0, 0)
    looked_up = _tables(asked)
    out = Prices(
        **{name: np.empty(quotes.height + len(stated.product), kind) for name, kind in OF_PRICES.items()}
    )
    given = (looked_up, numbers_of(method, asked), stated)
    told = _priced(columns, given, (calendars_of(asked, first, last), first), most, out, asked)
    return _frame(told, out)


def _reach(columns: Columns) -> Array:
    days = columns.price_date
    return np.array([days.min(), days.max()]) if len(days) else np.empty(0, np.int64)


def _in_order(columns: Columns) -> int:
    """The most rows that a day of a product has."""
    most, out_of_order = decades.looked_over(columns.product, columns.price_date)
    if out_of_order >= 0:
        raise BadArgumentError(
            f"row {out_of_order} of the quotes: out of order. Sort by product, price_date, published, "
            "recorded_at, position, key."
        )
    return int(most)


def _priced(
    columns: Columns, given: tuple[Any, ...], calendars: tuple[Array, int], most: int, out: Prices,
    asked: Asked,
) -> int:  # fmt: skip
    """Price every day; again where the prices of some rows had to be worked out in fractions first."""
    exact, needed = (
        _worked_out(np.empty(0, np.int64), columns, asked),
        np.empty(len(columns.product), np.int64),
    )
    room = _room(most, given[0])
    while True:
        told, more, _ = walk(edition())(columns, *given, exact, *calendars, room, needed, out)
        if more == 0:
            return int(told)
        exact = _worked_out(np.union1d(exact.row, needed[:more]), columns, asked)
        room.seen[:] = 0


@cache
def walk(edition: int) -> Any:
    """The walk over a partition, its machine code kept on disk for the next process.

    What is kept on disk is told apart by the file it stands in; `edition` tells apart those it draws on too.
    """

    def walk(columns, looked_up, numbers, stated, exact, calendars, first, room, needed, out):  # type: ignore[no-untyped-def]
        told, more = _walked(columns, looked_up, numbers, stated, exact, calendars, first, room, needed, out)
        return told, more, edition

    return compiling.kept(walk)


_walked = decades.walked


@cache
def edition() -> int:
    """A number made from the text of everything that is compiled."""
    modules = (kernel, arithmetic, compiling, admission, standing, pricing, decades)
    text = "".join(inspect.getsource(one) for one in modules)
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


_looked_up: list[tuple[Asked, Tables]] = []


def _tables(asked: Asked) -> Tables:
    """The tables of what was asked last, made once for all its partitions."""
    for held, found in _looked_up:
        if held is asked or held == asked:
            return found
    made = tables(asked.products, asked.codes, rules(asked.method), list(asked.calendars))
    _looked_up[:] = [(asked, made)]
    return made


def _worked_out(rows: Array, columns: Columns, asked: Asked) -> Exact:
    """The prices of some rows in ticks, by fractions."""
    low, high = (np.empty(len(rows), np.int64) for _ in range(2))
    for place, row in enumerate(rows.tolist()):
        product, unit = asked.products[columns.product[row]], asked.codes["unit"][columns.unit[row]]
        for ends, into in ((columns.low, low), (columns.high, high)):
            found = in_ticks(float(ends[row]), unit, product.unit)
            if abs(found) > MOST:
                told = f"a quote of {columns.low[row]:g}-{columns.high[row]:g} {unit}"
                raise BadArgumentError(
                    too_large(product, EPOCH + timedelta(days=int(columns.price_date[row])), told)
                )
            into[place] = found
    return Exact(rows, low, high)


def _room(most: int, looked_up: Tables) -> Room:
    voices = int(max(looked_up.publisher.max(), looked_up.named.max())) + 1
    size = max(most, 1)

    def space(count: int = size) -> Array:
        return np.zeros(count, np.int64)

    return Room(
        row=space(), low=space(), high=space(), weight=space(), voice=space(), contributor=space(),
        kind=space(),
        tax=space(), delivery=space(), admitted=np.zeros(size, np.bool_), ticks=space(), beside=space(),
        slots=space(max(64, 4 * size)), seen=space(voices), total=space(voices), met=space(max(size, voices)),
    )  # fmt: skip


def none() -> pl.DataFrame:
    """No price at all."""
    return _frame(0, Prices(**{name: np.empty(0, kind) for name, kind in OF_PRICES.items()}))


def _frame(told: int, out: Prices) -> pl.DataFrame:
    frame = pl.DataFrame({name: column[:told] for name, column in out._asdict().items()})
    mid = (pl.col("low") + pl.col("high")).floordiv(2).alias("mid")
    return frame.select("product", "price_date", "low", "high", mid, *list(OF_PRICES)[4:])
