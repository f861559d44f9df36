"""Which quotes of a day may count, over columns: kinds, ends, marks, series, lot, corrections. Compiled.

Implements range/2 R1 to R6 and R9, and range/1 R1 to R4; the plain twin is `series`.
"""

from __future__ import annotations

from orebook.assess.columns import (
    ADMITTED,
    NO_VERDICT,
    SET_ASIDE,
    Array,
    Columns,
    Exact,
    Numbers,
    Room,
    Tables,
)
from orebook.assess.compiling import compiled, woven
from orebook.assess.partition import MOST

#: A price the quick arithmetic cannot hold exactly: it is worked out beforehand, in fractions.
OUTSIDE = -(2**63)


@compiled
def ticks(price: float, numerator: int, denominator: int) -> int:
    """A price in ticks, half a tick away from zero; exact, or OUTSIDE. range/2 R4.

    A price of at most six decimals is a whole number of millionths; dividing that by a million gives it back
    to the last bit, which is the test. The division is split so that no product leaves 64 bits.
    """
    if not -1e9 < price < 1e9:
        return OUTSIDE
    if numerator == 1 and denominator == 100:
        whole = round(price * 1e4)
        if whole / 1e4 == price:
            return whole
    millionths = round(price * 1e6)
    if millionths / 1e6 != price:
        return OUTSIDE
    size = abs(millionths)
    over = size // denominator
    rest = size - over * denominator
    found = over * numerator + (2 * rest * numerator + denominator) // (2 * denominator)
    if found > MOST:
        return OUTSIDE
    return found if millionths >= 0 else -found


@woven
def admissible(row: int, columns: Columns, tables: Tables, numbers: Numbers, verdict: int) -> bool:
    """Whether a quote passes what is asked of each by itself: range/2 R1 to R6 and R9."""
    if tables.weight[columns.kind[row]] == 0 or not columns.low[row] <= columns.high[row]:
        return False
    if columns.low[row] - columns.low[row] != 0 or columns.high[row] - columns.high[row] != 0:
        return False  # an end that is infinite is none
    if verdict == SET_ASIDE or (numbers.corrects and columns.corrected_at[row] <= numbers.known_at):
        return False
    if elsewhere(columns.product[row], row, columns, tables):
        return False
    if verdict == ADMITTED:
        return True
    mark = tables.marks[columns.flags[row]]
    if mark == 1 or (mark == 2 and columns.released_at[row] > numbers.known_at):
        return False
    return not bool(columns.volume[row] < tables.lot[columns.product[row]])


@woven
def elsewhere(product: int, row: int, columns: Columns, tables: Tables) -> bool:
    """Whether a quote states another currency, tax basis, place or delivery than the product's. R4."""
    if tables.denominator[product, columns.unit[row]] == 0:
        return True
    tax, base = tables.tax[product], tables.base[product]
    if tax != 0 and columns.tax[row] != 0 and columns.tax[row] != tax:
        return True
    spot, at = tables.spot[product], tables.place[columns.place[row]]
    if spot != 0 and at != 0 and at != spot:
        return True
    stated = tables.delivery[columns.delivery[row]]
    return bool(base != 0 and stated != 0 and stated != base)


@woven
def gathered(
    first: int, last: int, columns: Columns, tables: Tables, numbers: Numbers, exact: Exact, room: Room,
    needed: Array, asked: int,
) -> tuple[int, int, int]:  # fmt: skip
    """Bring a day's admissible quotes into the room, in the order in which they were stated.

    Returns:
        How many came in, how many were known, and how many rows stand in `needed` now.
    """
    count, known = 0, 0
    for row in range(first, last):
        if columns.available_at[row] > numbers.known_at:
            continue
        known += 1
        verdict = NO_VERDICT
        if len(columns.verdict) > 0:
            verdict = columns.verdict[row]
        if admissible(row, columns, tables, numbers, verdict):
            asked = entered(count, row, columns, tables, exact, room, needed, asked)
            room.admitted[count] = verdict == ADMITTED
            count += 1
    return count, known, asked


@woven
def entered(
    place: int,
    row: int,
    columns: Columns,
    tables: Tables,
    exact: Exact,
    room: Room,
    needed: Array,
    asked: int,
) -> int:
    """Put a quote in its place of the room; says how many rows stand in `needed` now."""
    product, kind, unit = columns.product[row], columns.kind[row], columns.unit[row]
    above, below = tables.numerator[product, unit], tables.denominator[product, unit]
    low, high = ticks(columns.low[row], above, below), ticks(columns.high[row], above, below)
    if low == OUTSIDE or high == OUTSIDE:
        found = found_at(row, exact.row)
        if found < 0:
            needed[asked] = row
            asked += 1
            low = high = 0
        else:
            low, high = exact.low[found], exact.high[found]
    by = columns.contributor[row]
    room.row[place], room.low[place], room.high[place] = row, low, high
    room.weight[place], room.kind[place] = tables.weight[kind], kind
    room.contributor[place] = tables.named[by]
    room.voice[place] = tables.named[by] if by != 0 else tables.publisher[columns.source[row]]
    room.tax[place], room.delivery[place] = columns.tax[row], tables.delivery[columns.delivery[row]]
    return asked


@compiled
def found_at(row: int, rows: Array) -> int:
    """Where a row stands among ascending ones, or -1."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        if rows[middle] < row:
            low = middle + 1
        else:
            high = middle
    return low if low < len(rows) and rows[low] == row else -1
