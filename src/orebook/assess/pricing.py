"""A day's low and high from the quotes that stand, over columns: cap, medians, ladder, shares. Compiled.

Implements range/2 R11 to R15, and range/1 R8 and R9; the plain twin is `settle`.
"""

from __future__ import annotations

from orebook.assess.arithmetic import ASSESSED, BLENDED, THIN
from orebook.assess.columns import CAPPED, SINGLE_SOURCE, Array, Numbers, Room, Tables
from orebook.assess.compiling import (
    capped,
    compiled,
    contributor_limit,
    ladder,
    single_source,
    weighted_lower_median,
    woven,
)
from orebook.assess.standing import FEW


@woven
def totals(room: Room, whose: Array, count: int, mark: int) -> tuple[int, int]:
    """The weight of each voice into `room.total`, the voices met into `room.met`, 0 apart.

    Returns:
        How many voices were met, and the weight of the entries of none.
    """
    met, rest = 0, 0
    for place in range(count):
        voice = whose[place]
        if voice == 0:
            rest += room.weight[place]
        elif room.seen[voice] == mark:
            room.total[voice] += room.weight[place]
        else:
            room.seen[voice] = mark
            room.total[voice] = room.weight[place]
            room.met[met] = voice
            met += 1
    return met, rest


@woven
def cap(room: Room, count: int, numbers: Numbers, mark: int) -> int:
    """Bring contributors above the limit down to it. range/2 R11.

    Returns:
        CAPPED when any was, else 0.
    """
    met, rest = totals(room, room.contributor, count, mark)
    if met == 0:
        return 0
    for place in range(met):
        room.ticks[place] = -room.total[room.met[place]]
    sorted_pairs(room.ticks, room.beside, met)
    for place in range(met):
        room.ticks[place] = -room.ticks[place]
    limit = contributor_limit(rest, room.ticks[:met], numbers.cap)
    if room.ticks[0] <= limit:
        return 0
    for place in range(count):
        whose = room.contributor[place]
        if whose != 0:
            room.weight[place] = capped(room.weight[place], room.total[whose], limit)
    return CAPPED


@compiled
def sorted_pairs(prices: Array, weights: Array, count: int) -> None:
    """Sort prices in place, the weight of each moving with it: by insertion, over wider gaps first."""
    gap = 1
    while gap < count // FEW:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(gap, count):
            price, weight, before = prices[place], weights[place], place - gap
            while before >= 0 and prices[before] > price:
                prices[before + gap], weights[before + gap] = prices[before], weights[before]
                before -= gap
            prices[before + gap], weights[before + gap] = price, weight
        gap //= 3


@woven
def median(room: Room, ends: Array, count: int) -> int:
    """The weighted lower median of the lows or of the highs. range/2 R12."""
    if count == 1:
        return int(ends[0])
    for place in range(count):
        room.ticks[place], room.beside[place] = ends[place], room.weight[place]
    sorted_pairs(room.ticks, room.beside, count)
    return weighted_lower_median(room.ticks[:count], room.beside[:count])


@woven
def shares(room: Room, count: int, mark: int) -> tuple[int, int, int]:
    """How many voices are named, the weight of the one that has most, and that of all. range/2 R15."""
    met, rest = totals(room, room.voice, count, mark)
    largest, whole = rest, rest
    for place in range(met):
        total = room.total[room.met[place]]
        largest = max(largest, total)
        whole += total
    return met, largest, whole


@woven
def rung(room: Room, count: int, tables: Tables, numbers: Numbers, independent: int, mark: int) -> int:
    """Assessed, thin, or to be blended. range/2 R13, range/1 R8."""
    if numbers.enough == 0:
        return ASSESSED if independent >= numbers.minimum else THIN
    contributors, others = 0, 0
    for place in range(count):
        whose = room.contributor[place]
        if whose == 0 or not tables.market[room.kind[place]]:
            others += 1
        elif room.seen[whose] != mark:
            room.seen[whose] = mark
            contributors += 1
    found = ladder(contributors, others, independent, numbers.enough, numbers.minimum)
    return THIN if found == BLENDED and numbers.fresh == 0 else found


@woven
def flagged(numbers: Numbers, largest: int, whole: int) -> int:
    """SINGLE_SOURCE where one voice has too large a share, else 0. range/2 R15."""
    return SINGLE_SOURCE if numbers.half > 0 and single_source(largest, whole, numbers.half) else 0
