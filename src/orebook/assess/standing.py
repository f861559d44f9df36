"""Which of a day's admissible quotes stand: bases, last words, own assessments, the screen. Compiled.

Implements range/2 R4, R7, R8 and R10, range/1 R4 to R7; the plain twins are `series`, `rank` and `screen`.
Every step moves what is left to the front of the room, in the order in which it was stated.
"""

from __future__ import annotations

import math

from orebook.assess.columns import Array, Columns, Numbers, Room, Tables
from orebook.assess.compiling import allowance, astray, compiled, lower_median, median_deviation, woven

#: Up to this many quotes, comparing each with each and sorting by insertion are quickest.
FEW = 32


@compiled
def moved(room: Room, into: int, place: int) -> None:
    """Move an entry to another place of the room."""
    if into != place:
        room.row[into], room.low[into], room.high[into] = room.row[place], room.low[place], room.high[place]
        room.weight[into], room.kind[into] = room.weight[place], room.kind[place]
        room.voice[into], room.contributor[into] = room.voice[place], room.contributor[place]
        room.tax[into], room.delivery[into] = room.tax[place], room.delivery[place]
        room.admitted[into] = room.admitted[place]


@compiled
def several(stated: Array, count: int) -> bool:
    """Whether more than one thing is stated; 0 states nothing."""
    first = 0
    for place in range(count):
        if stated[place] != 0:
            if first == 0:
                first = stated[place]
            elif stated[place] != first:
                return True
    return False


@woven
def undisputed(room: Room, count: int, tables: Tables, product: int) -> int:
    """Leave out those that state a basis the catalogue leaves open and the day's quotes dispute. R4."""
    tax = tables.tax[product] == 0 and several(room.tax, count)
    delivery = tables.base[product] == 0 and several(room.delivery, count)
    if not tax and not delivery:
        return count
    left = 0
    for place in range(count):
        if not (tax and room.tax[place] != 0) and not (delivery and room.delivery[place] != 0):
            if left != place:
                moved(room, left, place)
            left += 1
    return left


@compiled
def same(one: int, other: int, columns: Columns, room: Room) -> bool:
    """Whether two entries are statements about one subject. range/2 R7."""
    if room.voice[one] != room.voice[other] or room.kind[one] != room.kind[other]:
        return False
    row, more = room.row[one], room.row[other]
    if columns.place[row] != columns.place[more] or columns.terms[row] != columns.terms[more]:
        return False
    mine, theirs = columns.volume[row], columns.volume[more]
    if math.isnan(mine) or math.isnan(theirs):
        return math.isnan(mine) and math.isnan(theirs)
    return mine == theirs and math.copysign(1.0, mine) == math.copysign(1.0, theirs)


@woven
def last_words(room: Room, count: int, columns: Columns) -> int:
    """Leave out what its publisher stated again later. range/2 R7."""
    if count > FEW:
        return _last_words_of_many(room, count, columns)
    left = 0
    for place in range(count):
        later = place + 1
        while later < count and not same(place, later, columns, room):
            later += 1
        if later == count:
            if left != place:
                moved(room, left, place)
            left += 1
    return left


@compiled
def _last_words_of_many(room: Room, count: int, columns: Columns) -> int:
    """The same by a table of what was met already, walking back from the last statement."""
    size = 64
    while size < 2 * count:
        size *= 2
    slots, said = room.slots, room.met
    slots[:size] = -1
    for place in range(count - 1, -1, -1):
        row = room.row[place]
        mixed = room.voice[place] * 1_000_003 + room.kind[place] * 8_191 + columns.place[row] * 131
        slot = (
            mixed
            + columns.terms[row] * 31
            + int(columns.volume[row] * 1000 if columns.volume[row] > 0 else 0)
        ) & (size - 1)
        while slots[slot] >= 0 and not same(slots[slot], place, columns, room):
            slot = (slot + 1) & (size - 1)
        said[place] = slots[slot] >= 0
        if slots[slot] < 0:
            slots[slot] = place
    left = 0
    for place in range(count):
        if not said[place]:
            if left != place:
                moved(room, left, place)
            left += 1
    return left


@woven
def own_assessments(room: Room, count: int, tables: Tables, mark: int) -> int:
    """Leave out what a publisher that assesses the product states besides, as its own. range/2 R8."""
    assessing = 0
    for place in range(count):
        if tables.own[room.kind[place]]:
            room.seen[room.voice[place]] = mark
            assessing += 1
    if assessing == 0 or assessing == count:
        return count
    left = 0
    for place in range(count):
        free = tables.own[room.kind[place]] or room.admitted[place]
        if free or room.seen[room.voice[place]] != mark:
            if left != place:
                moved(room, left, place)
            left += 1
    return left


@woven
def screened(room: Room, count: int, numbers: Numbers) -> int:
    """Leave out those that lie too far from the median of all. range/2 R10."""
    if count < numbers.screen_from:
        return count
    middles = room.ticks[:count]
    for place in range(count):
        middles[place] = room.low[place] + room.high[place]
    in_order(middles)
    median = lower_median(middles)
    allowed = allowance(median_deviation(middles), median, numbers.screen_width, numbers.screen_floor)
    left = 0
    for place in range(count):
        if room.admitted[place] or not astray(room.low[place] + room.high[place], median, allowed):
            if left != place:
                moved(room, left, place)
            left += 1
    return left


@compiled
def in_order(numbers: Array) -> None:
    """Sort in place: by insertion, over wider gaps first where there are many."""
    gap = 1
    while gap < len(numbers) // FEW:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(gap, len(numbers)):
            number, before = numbers[place], place - gap
            while before >= 0 and numbers[before] > number:
                numbers[before + gap] = numbers[before]
                before -= gap
            numbers[before + gap] = number
        gap //= 3
