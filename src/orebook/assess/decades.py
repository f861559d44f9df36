"""A partition's days one after another: priced from quotes, blended with the last, or as judged. Compiled.

Implements the order of range/2 R1 to R18; the plain twins are `day`, `history` and `settle`.
"""

from __future__ import annotations

from orebook.assess.admission import gathered
from orebook.assess.arithmetic import BLENDED, JUDGED, THIN
from orebook.assess.columns import NONE, Array, Columns, Exact, Numbers, Prices, Room, Stated, Tables
from orebook.assess.compiling import blended, compiled, woven
from orebook.assess.pricing import cap, flagged, median, rung, shares
from orebook.assess.standing import last_words, own_assessments, screened, undisputed

#: Numbers that tell the days apart on which a voice was met; one day takes so many.
MARKS_A_DAY = 4

#: Longer ago than any price is carried.
LONG_AGO = -(2**40)


@woven
def left(
    room: Room, count: int, columns: Columns, tables: Tables, numbers: Numbers, product: int, mark: int
) -> int:
    """How many quotes of the room stand after the rules that look at all of them together."""
    if count > 1:
        count = undisputed(room, count, tables, product)
        count = last_words(room, count, columns)
        count = own_assessments(room, count, tables, mark)
        count = screened(room, count, numbers)
    return count


@woven
def priced(
    room: Room, count: int, tables: Tables, numbers: Numbers, mark: int
) -> tuple[int, int, int, int, int, int, int]:
    """What the quotes that stand make: low, high, status, flags, voices, largest and whole weight."""
    if count == 0:
        return 0, 0, THIN, 0, 0, 0, 0
    flags = cap(room, count, numbers, mark + 1) if numbers.cap > 0 and count > 1 else 0
    independent, largest, whole = shares(room, count, mark + 2)
    low, high = median(room, room.low, count), median(room, room.high, count)
    status = rung(room, count, tables, numbers, independent, mark + 3)
    flags |= flagged(numbers, largest, whole)
    if numbers.half == 0:  # a method that does not tell shares tells none
        independent, largest, whole = 0, 0, 0
    return low, high, status, flags, independent, largest, whole


@woven
def of_calendar(which: int, day: int, calendars: Array, first: int) -> int:
    """The flag of a day on which the market is closed, or of one the calendar does not hold. range/2 R17."""
    return calendars[which, day - first] if which > 0 else 0


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
def is_judged(stated: Stated, judged: int, product: int, day: int) -> bool:
    """Whether somebody stated the price of a day. range/2 R18."""
    return (
        judged < len(stated.product)
        and stated.product[judged] == product
        and stated.price_date[judged] == day
    )


@compiled
def walked(
    columns: Columns, tables: Tables, numbers: Numbers, stated: Stated, exact: Exact,
    calendars: Array, first_day: int, room: Room, needed: Array, out: Prices,
) -> tuple[int, int]:  # fmt: skip
    """Price every day of a partition.

    Args:
        columns: of quotes, in their order.
        tables: what catalogue and method say of each code.
        numbers: the parameters.
        stated: prices stated by judgement.
        exact: prices of rows that were worked out beforehand.
        calendars: a row each, the flag of each day.
        first_day: the day the calendars begin.
        room: to work in.
        needed: filled with the rows whose prices must be worked out beforehand (see `Exact`).
        out: filled with the prices.

    Returns:
        How many prices stand in `out`, and how many rows in `needed`; where there are any, `out` is void.
    """
    row, judged, told, asked = 0, 0, 0, 0
    current, last_low, last_high, last_day = -1, 0, 0, LONG_AGO
    while row < len(columns.product) or judged < len(stated.product):
        if comes_first(columns, row, stated, judged):
            product, day, end = (
                int(columns.product[row]),
                int(columns.price_date[row]),
                end_of_day(columns, row),
            )
        else:
            product, day, end = int(stated.product[judged]), int(stated.price_date[judged]), row
        if product != current:
            current, last_day = product, LONG_AGO
        count, known, asked = gathered(row, end, columns, tables, numbers, exact, room, needed, asked)
        mark, row, leans = (row + 1) * MARKS_A_DAY, end, NONE
        count = left(room, count, columns, tables, numbers, product, mark)
        low, high, status, flags, independent, largest, whole = priced(room, count, tables, numbers, mark)
        if status == BLENDED and day - last_day <= numbers.carry_days:
            low, high = blended(low, last_low, numbers.fresh), blended(high, last_high, numbers.fresh)
            leans = last_day
        elif status == BLENDED:
            status = THIN
        if is_judged(stated, judged, product, day):
            low, high, status, leans = stated.low[judged], stated.high[judged], JUDGED, NONE
            count, flags, independent, largest, whole = 0, 0, 0, 0, 0
            judged += 1
        elif count == 0:
            continue
        last_low, last_high, last_day = low, high, day
        if not numbers.start <= day <= numbers.end:
            continue
        out.product[told], out.price_date[told], out.low[told], out.high[told] = product, day, low, high
        out.status[told], out.used[told], out.set_aside[told] = status, count, known - count
        out.independent[told], out.largest[told], out.whole[told] = independent, largest, whole
        out.flags[told], out.blended_with[told] = flags, leans
        out.flags[told] |= of_calendar(tables.calendar[product], day, calendars, first_day)
        told += 1
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
