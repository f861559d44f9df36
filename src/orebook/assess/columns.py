"""What the compiled assessment is handed and hands back: columns, look-up tables, numbers, room."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

Array = Any

#: Stands for a moment that never came.
NEVER = 2**63 - 1

#: Flags of a price, a bit each; their words in the order of the bits.
FLAGS = ("capped", "single-source", "market-closed", "calendar-unknown")
CAPPED, SINGLE_SOURCE, MARKET_CLOSED, CALENDAR_UNKNOWN = 1, 2, 4, 8

#: The last day of a price that leans on none.
NONE = -(2**31)

#: Verdicts of a person about a quote.
NO_VERDICT, SET_ASIDE, ADMITTED = 0, 1, 2


class Columns(NamedTuple):
    """Quotes as an archive holds them: by product, day, then in the order in which they were stated."""

    product: Array
    price_date: Annotated[Array, "days since 1970"]
    kind: Array
    low: Annotated[Array, "in the quote's unit; NaN: open below"]
    high: Annotated[Array, "in the quote's unit; NaN: open above"]
    unit: Array
    tax: Array
    delivery: Array
    place: Array
    terms: Array
    volume: Annotated[Array, "tonnes, its bits; those of NaN: unstated"]
    source: Array
    contributor: Array
    flags: Array
    available_at: Annotated[Array, "microseconds UTC"]
    corrected_at: Annotated[Array, "microseconds UTC, or NEVER"]
    released_at: Annotated[Array, "microseconds UTC, or NEVER"]
    verdict: Annotated[Array, "NO_VERDICT, SET_ASIDE or ADMITTED; empty: nobody judged a quote"]


class Tables(NamedTuple):
    """What catalogue and method say of each code."""

    weight: Annotated[Array, "kind -> whole weight; 0: not taken"]
    own: Annotated[Array, "kind -> whether it is a publisher's assessment"]
    market: Annotated[Array, "kind -> whether it is a deal, bid or offer of the ladder"]
    numerator: Annotated[Array, "product, unit -> ticks in a millionth of the quote's unit, above the line"]
    denominator: Annotated[Array, "product, unit -> below the line; 0: another currency"]
    tax: Annotated[Array, "product -> code of its tax; 0: left open"]
    base: Annotated[Array, "product -> number of its delivery; 0: left open"]
    delivery: Annotated[Array, "delivery -> the number all words for it share; 0: unsaid"]
    spot: Annotated[Array, "product -> number of its place; 0: anywhere"]
    place: Annotated[Array, "place -> the number all spellings of it share; 0: unsaid"]
    lot: Annotated[Array, "product -> least tonnes; -infinity: none"]
    publisher: Annotated[Array, "source -> number of the voice; 0: unknown"]
    named: Annotated[Array, "contributor -> number of the voice; 0: unknown"]
    calendar: Annotated[Array, "product -> row of the calendars; 0: none"]
    marks: Annotated[Array, "flags -> 0 stays in, 1 is out, 2 is out until it is released"]


class Numbers(NamedTuple):
    """Parameters of the method, and the moment asked about. What a method does not have is 0."""

    known_at: int
    corrects: Annotated[bool, "whether what a correction withdrew or replaced is set aside"]
    minimum: int
    screen_from: int
    screen_width: int
    screen_floor: int
    carry_days: int
    cap: int
    enough: Annotated[int, "contributors that make a price assessed; 0: no ladder"]
    fresh: int
    half: int
    start: Annotated[int, "first day told, days since 1970"]
    end: Annotated[int, "last day told"]


class Stated(NamedTuple):
    """Prices that people stated by judgement, by product and day: one a day, the newest."""

    product: Array
    price_date: Array
    low: Annotated[Array, "ticks"]
    high: Annotated[Array, "ticks"]


class Exact(NamedTuple):
    """Prices that need a closer look than the compiled arithmetic gives, worked out beforehand."""

    row: Annotated[Array, "ascending"]
    low: Annotated[Array, "ticks of the product's unit"]
    high: Annotated[Array, "ticks of the product's unit"]


class Prices(NamedTuple):
    """A row for each product and day that makes a price."""

    product: Array
    price_date: Array
    low: Annotated[Array, "ticks"]
    high: Annotated[Array, "ticks"]
    status: Array
    used: Array
    set_aside: Array
    independent: Array
    largest: Annotated[Array, "weight of the voice that has most"]
    whole: Annotated[Array, "weight of all"]
    flags: Annotated[Array, "bits of FLAGS"]
    blended_with: Annotated[Array, "day of the price it is blended with, or NONE"]


class Room(NamedTuple):
    """Space for one day of one product, used again for every day."""

    row: Array
    low: Array
    high: Array
    weight: Array
    voice: Array
    contributor: Annotated[Array, "number of the voice of a named contributor; 0: none"]
    kind: Array
    tax: Array
    delivery: Array
    admitted: Array
    ticks: Annotated[Array, "prices in order"]
    beside: Annotated[Array, "what goes with each"]
    slots: Annotated[Array, "places of a table of last words, -1 where empty"]
    seen: Annotated[Array, "voice -> number of the day it was last met on"]
    total: Annotated[Array, "voice -> its weight that day"]
    met: Annotated[Array, "the voices met"]
