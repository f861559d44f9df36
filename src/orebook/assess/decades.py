"""A partition's days one after another: each priced from its quotes, blended with the last, or as judged. Compiled.

Implements the order of range/2 R1 to R18; the plain twins are `day` and `settle`.
"""

from __future__ import annotations

from orebook.assess.admission import gathered
from orebook.assess.arithmetic import BLENDED, JUDGED, THIN
from orebook.assess.columns import (
    MARKET_CLOSED,
    WAS_BLENDED,
    WAS_JUDGED,
    Array,
    Columns,
    Exact,
    Numbers,
    Prices,
    Room,
    Stated,
    Tables,
)
from orebook.assess.compiling import blended, compiled, woven
from orebook.assess.pricing import cap, flagged, median, rung, shares
from orebook.assess.standing import last_words, own_assessments, screened, undisputed

#: Marks of voices used up by one day: assessing, contributors, voices, market.
MARKS_A_DAY = 4

#: As `closed` says of days far from any calendar: nothing.
OPEN = 0


@woven
def left(room: Room, count: int, columns: Columns, tables: Tables, numbers: Numbers, product: int, mark: int) -> int:
    """How many quotes of the room stand after the rules that look at all of them together."""
    if count > 1:
        count = undisputed(room, count, tables, product)
        count = last_words(room, count, columns)
        count = own_assessments(room, count, tables, mark)
        count = screened(room, count, numbers)
    return count


@compiled
def is_closed(day: int, closed: Array, closed_from: int) -> int:
    """MARKET_CLOSED on a day on which the market does not trade, else 0. range/2 R17."""
    place = day - closed_from
    return MARKET_CLOSED if 0 <= place < len(closed) and closed[place] else 0


@woven
def end_of_day(columns: Columns, first: int) -> int:
    """One past the last row of the product and day a row belongs to."""
    product, day, row = columns.product[first], columns.price_date[first], first + 1
    while row < len(columns.product) and columns.price_date[row] == day and columns.product[row] == product:
        row += 1
    return row


@woven
def comes_first(columns: Columns, row: int, stated: Stated, judged: int) -> bool:
    """Whether the next day in order is one with quotes; a day may have both quotes and a judgement."""
    if judged >= len(stated.product):
        return True
    if row >= len(columns.product):
        return False
    if columns.product[row] != stated.product[judged]:
        return bool(columns.product[row] < stated.product[judged])
    return bool(columns.price_date[row] <= stated.price_date[judged])


@woven
def walked(
    columns: Columns, tables: Tables, numbers: Numbers, stated: Stated, exact: Exact,
    closed: Array, closed_from: int, room: Room, needed: Array, out: Prices,
) -> tuple[int, int]:  # fmt: skip
    """Price every day of a partition.

    Args:
        needed: filled with the rows whose prices must be worked out beforehand (see `Exact`).
        out: filled with the prices.

    Returns:
        How many prices stand in `out`, and how many rows in `needed`; where there are any, `out` is void.
    """
    row, judged, told, asked = 0, 0, 0, 0
    current, last_low, last_high, last_day = -1, 0, 0, -(2**40)
    while row < len(columns.product) or judged < len(stated.product):
        if comes_first(columns, row, stated, judged):
            product, day, end = int(columns.product[row]), int(columns.price_date[row]), end_of_day(columns, row)
        else:
            product, day, end = int(stated.product[judged]), int(stated.price_date[judged]), row
        if product != current:
            current, last_day = product, -(2**40)
        count, known, asked = gathered(row, end, columns, tables, numbers, exact, room, needed, asked)
        mark = (row + 1) * MARKS_A_DAY
        count = left(room, count, columns, tables, numbers, product, mark)
        low, high, status, flags = 0, 0, THIN, 0
        independent, largest, whole = 0, 0, 0
        if count > 0:
            if numbers.cap > 0 and count > 1:
                flags |= cap(room, count, numbers, mark + 1)
            independent, largest, whole = shares(room, count, mark + 2)
            low, high = median(room, room.low, count), median(room, room.high, count)
            status = rung(room, count, tables, numbers, independent, mark + 3)
            flags |= flagged(numbers, largest, whole)
        if status == BLENDED:
            if day - last_day <= numbers.carry_days:
                low = blended(low, last_low, numbers.fresh)
                high = blended(high, last_high, numbers.fresh)
                flags |= WAS_BLENDED
            else:
                status = THIN
        is_judged = judged < len(stated.product) and stated.product[judged] == product and (
            stated.price_date[judged] == day
        )  # fmt: skip
        if is_judged:
            low, high, status, flags = stated.low[judged], stated.high[judged], JUDGED, flags | WAS_JUDGED
            judged += 1
        if count > 0 or is_judged:
            last_low, last_high, last_day = low, high, day
            if numbers.start <= day <= numbers.end:
                out.product[told], out.price_date[told], out.low[told], out.high[told] = product, day, low, high
                out.status[told], out.used[told], out.set_aside[told] = status, count, known - count
                out.independent[told], out.largest[told], out.whole[told] = independent, largest, whole
                out.flags[told] = flags | is_closed(day, closed, closed_from)
                told += 1
        row = end
    return told, asked


@compiled
def looked_over(product: Array, price_date: Array) -> tuple[int, int]:
    """The most rows a day has, and the first row out of order, or -1."""
    most, first = 0, 0
    for row in range(1, len(product)):
        if product[row] != product[row - 1] or price_date[row] != price_date[row - 1]:
            most, first = max(most, row - first), row
            later = product[row] > product[row - 1]
            if not later and not (product[row] == product[row - 1] and price_date[row] > price_date[row - 1]):
                return most, row
    return max(most, len(product) - first), -1
