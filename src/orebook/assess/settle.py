"""A day's price: the range the standing quotes settle on, its status, and what is carried on a silent day.

Implements range/1 R8 to R10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from orebook.assess.day import Day, by_day, day
from orebook.assess.kernel import weighted_lower_median
from orebook.assess.rules import Rules, rules
from orebook.assess.series import Entry
from orebook.facts import Assessment, Held, Quote, SetAside
from orebook.terms import Method, Product
from orebook.units import from_ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is being assessed and how; the same for every day of a series."""

    product: Product
    method: str
    rules: Rules
    known_at: str | None


def assess(
    product: Product,
    quotes: Sequence[Held[Quote]],
    *,
    on: date,
    method: Method,
    known_at: str | None = None,
) -> Assessment:
    """What a product cost on a day: low, high and mid, their status, and every quote used or set aside.

    Args:
        product: whose price; its unit is the assessment's, its tax basis and delivery make the series.
        quotes: any, of any days; only this product's of `on` and of the days it may be carried from count.
        on: the market's day.
        method: of the range family; its numbered rules name why a quote was set aside.
        known_at: stamped on the result; the quotes handed in are taken to be all that was known.

    Returns:
        Prices in `product.unit` on the basis `product.tax`, None when suspended. The order of the quotes is
        of no consequence. Implements range/1 R1 to R10.

    Raises:
        BadArgumentError: when a parameter of the method is missing or wrong.

    >>> from orebook.catalog import load
    >>> from orebook.testing import method, quotes
    >>> book = quotes("prnd-oxide  assessment  399,000-401,000  CNY/t  smm  2025-01-09")
    >>> price = assess(load().products["prnd-oxide"], book, on=date(2025, 1, 10), method=method("range/1"))
    >>> price.mid, price.status, price.as_of
    (400000.0, 'carried', datetime.date(2025, 1, 9))
    """
    asked = Asked(product=product, method=method.id, rules=rules(method), known_at=known_at)
    found = by_day(product, quotes, on - timedelta(days=asked.rules.carry_days), on)
    today = day(product, on, found.pop(on, ()), asked.rules)
    made = today if today.standing else _last_made(asked, found)
    return _assessment(asked, today, made or today)


def days(
    product: Product,
    quotes: Sequence[Held[Quote]],
    *,
    start: date,
    end: date,
    method: Method,
    known_at: str | None = None,
) -> list[Assessment]:
    """A product's price on each day from `start` to `end` whose quotes make one, oldest first.

    Nothing is carried: a day without a price of its own is absent. Otherwise as `assess`.

    >>> from orebook.catalog import load
    >>> from orebook.testing import method, quotes
    >>> book = quotes("prnd-oxide  assessment  399,000-401,000  CNY/t  smm  2025-01-09")
    >>> week = {"start": date(2025, 1, 6), "end": date(2025, 1, 10), "method": method("range/1")}
    >>> [str(price.price_date) for price in days(load().products["prnd-oxide"], book, **week)]
    ['2025-01-09']
    """
    asked = Asked(product=product, method=method.id, rules=rules(method), known_at=known_at)
    found = by_day(product, quotes, start, end)
    each = (day(product, on, found[on], asked.rules) for on in sorted(found))
    return [_assessment(asked, made, made) for made in each if made.standing]


def _last_made(asked: Asked, found: Mapping[date, Sequence[Held[Quote]]]) -> Day | None:
    """The latest earlier day that makes a price, among the days one may be carried from. range/1 R10."""
    for on in sorted(found, reverse=True):
        earlier = day(asked.product, on, found[on], asked.rules)
        if earlier.standing:
            return earlier
    return None


def _assessment(asked: Asked, today: Day, made: Day) -> Assessment:
    low, high, mid = settled(made.standing)
    carried = made is not today
    aside = {**made.aside, **today.aside}
    return Assessment(
        product=asked.product.id,
        price_date=today.on,
        low=low,
        high=high,
        mid=mid,
        unit=asked.product.unit,
        status="carried" if carried else status(made.standing, asked.rules),
        used=tuple(sorted(entry.id for entry in made.standing)),
        set_aside=tuple(SetAside(quote=quote, rule=rule) for quote, rule in sorted(aside.items())),
        method=asked.method,
        known_at=asked.known_at,
        as_of=made.on if carried else None,
    )


def status(standing: Sequence[Entry], rules: Rules) -> str:
    """Assessed, thin or suspended: by how many independent voices are left. range/1 R8."""
    named = {entry.voice for entry in standing if entry.voice}
    if len(named) >= rules.minimum:
        return "assessed"
    return "thin" if standing else "suspended"


def settled(standing: Sequence[Entry]) -> tuple[float | None, float | None, float | None]:
    """Low, high and mid in the product's unit: weighted lower medians, the mid rounded down. range/1 R9."""
    if not standing:
        return None, None, None
    low = _median([(entry.low, entry.weight) for entry in standing])
    high = _median([(entry.high, entry.weight) for entry in standing])
    return from_ticks(low), from_ticks(high), from_ticks((low + high) // 2)


def _median(weighted: list[tuple[int, int]]) -> int:
    weighted.sort()
    return weighted_lower_median([tick for tick, _ in weighted], [weight for _, weight in weighted])
