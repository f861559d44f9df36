"""How a day's price is made, by how much stands behind it: assessed, thin, or to be blended.

Implements range/1 R8 and R9, range/2 R12, R13 and R18.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, cast

from orebook.assess.arithmetic import ASSESSED, BLENDED, blended, ladder
from orebook.assess.day import Day
from orebook.assess.kernel import weighted_lower_median
from orebook.assess.rules import Rules
from orebook.assess.series import Entry, in_ticks
from orebook.facts import Held, Judgement
from orebook.terms import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A price made of a day's own evidence."""

    day: Day
    low: Annotated[int, "ticks of the product's unit"]
    high: Annotated[int, "ticks of the product's unit"]
    status: str
    last: Annotated[date | None, "the day of the price it is blended with"] = None


def made(product: Product, today: Day, rules: Rules) -> Made | None:
    """The price a day makes by itself; None where it makes none, or is to be blended with the last one."""
    if today.verdicts.price is not None:
        return _judged(product, today, today.verdicts.price)
    status = standing_of(today.standing, rules)
    if status is None or not today.standing:
        return None
    low, high = settled(today.standing)
    return Made(day=today, low=low, high=high, status=status)


def _judged(product: Product, today: Day, held: Held[Judgement]) -> Made:
    """The price as the newest judgement states it. range/2 R18."""
    said = held.fact
    low, high = (in_ticks(cast("float", end), str(said.unit), product.unit) for end in (said.low, said.high))
    return Made(day=today, low=low, high=high, status="judged")


def blend(today: Day, last: Made | None, rules: Rules) -> Made:
    """Today's range and the last price made, each in its part; without a last one today's alone. R14."""
    low, high = settled(today.standing)
    if last is None or rules.fresh is None:
        return Made(day=today, low=low, high=high, status="thin")
    low, high = blended(low, last.low, rules.fresh), blended(high, last.high, rules.fresh)
    return Made(day=today, low=low, high=high, status="blended", last=last.day.on)


def standing_of(standing: Sequence[Entry], rules: Rules) -> str | None:
    """Assessed or thin, by who stands behind the price; None where it is to be blended. R13.

    Under a method without a ladder: by independent voices alone (range/1 R8).
    """
    named = independent(standing)
    if rules.enough is None:
        return "assessed" if named >= rules.minimum else "thin"
    market = [item for item in standing if item.contributor and item.kind in rules.market]
    contributors = len({item.contributor for item in market})
    rung = ladder(contributors, len(standing) - len(market), named, rules.enough, rules.minimum)
    if rung == BLENDED and rules.fresh is not None:
        return None
    return "assessed" if rung == ASSESSED else "thin"


def independent(standing: Sequence[Entry]) -> int:
    """Named publishers and contributors, each once; an unknown one is no witness. range/1 R8."""
    return len({item.voice for item in standing if item.voice})


def settled(standing: Sequence[Entry]) -> tuple[int, int]:
    """Low and high in ticks: the weighted lower medians of the lows and of the highs. range/1 R9."""
    low = _median([(item.low, item.weight) for item in standing])
    high = _median([(item.high, item.weight) for item in standing])
    return low, high


def _median(weighted: list[tuple[int, int]]) -> int:
    weighted.sort()
    return weighted_lower_median([tick for tick, _ in weighted], [weight for _, weight in weighted])
