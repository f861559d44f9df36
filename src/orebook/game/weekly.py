"""A price once a week, and its changes: rules F1 and F2 of the method."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from orebook.facts import MADE, Assessment


@dataclass(frozen=True, slots=True)
class Week:
    """A product's price at the end of a week."""

    ago: int  # weeks before the forecast's own week, which is 0
    mid: float  # in the assessment's unit
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Step:
    """A weekly log change and the one just before it, None after a gap or at the beginning."""

    change: float
    before: float | None


def weeks(assessments: Iterable[Assessment], *, on: date, window: int) -> tuple[Week, ...]:
    """The last price of each week up to a day, oldest first; weeks without one are not there.

    Weeks end on the weekday of `on`. Assessments may come in any order. Left out: days after `on`, weeks
    before `window`, prices carried or suspended, not above zero, or in another unit than the latest.
    Method forecast/1, F1.

    >>> from orebook.testing import series
    >>> daily = series("prnd-oxide", "2025-01-01", [398_000, 399_000, 400_000, 401_000], every=1)
    >>> [(week.ago, week.mid) for week in weeks(daily, on=date(2025, 1, 9), window=156)]
    [(1, 399000), (0, 401000)]

    >>> from orebook.testing import series
    >>> daily = series("prnd-oxide", "2025-01-01", [398_000, 399_000, 400_000, 401_000], every=1)
    >>> [(week.ago, week.mid) for week in weeks(daily, on=date(2025, 1, 9), window=156)]
    [(1, 399000), (0, 401000)]
    """
    usable = [item for item in assessments if _usable(item, on)]
    if not usable:
        return ()
    unit = max(usable, key=_recency).unit
    last: dict[int, Assessment] = {}
    for item in usable:
        ago = (on - item.price_date).days // 7
        if item.unit == unit and ago <= window and (ago not in last or _recency(item) > _recency(last[ago])):
            last[ago] = item
    return tuple(Week(ago, _mid(item), item) for ago, item in sorted(last.items(), reverse=True))


def steps(series: Sequence[Week]) -> tuple[Step, ...]:
    """Log changes between weeks that follow each other; across a gap there is none.

    Method forecast/1, F2.

    >>> from orebook.testing import series
    >>> prices = series("prnd-oxide", "2024-12-12", [396_000, 400_000, None, 404_000, 404_000])
    >>> [round(step.change, 4) for step in steps(weeks(prices, on=date(2025, 1, 9), window=156))]
    [0.0101, 0.0]
    """
    taken: list[Step] = []
    into: dict[int, float] = {}  # week -> the change that led into it
    for earlier, later in pairwise(series):
        if earlier.ago - later.ago == 1:
            change = math.log(later.mid / earlier.mid)
            taken.append(Step(change, into.get(earlier.ago)))
            into[later.ago] = change
    return tuple(taken)


def last_change(series: Sequence[Week]) -> float | None:
    """The change into the latest week, None when the week before it has no price."""
    if len(series) < 2 or series[-2].ago - series[-1].ago != 1:
        return None
    return math.log(series[-1].mid / series[-2].mid)


def _usable(item: Assessment, on: date) -> bool:
    return (
        item.price_date <= on
        and item.status in MADE
        and item.mid is not None
        and math.isfinite(item.mid)
        and item.mid > 0
    )


def _mid(item: Assessment) -> float:
    return item.mid if item.mid is not None else math.nan


def _recency(item: Assessment) -> tuple[date, bool, str, str, float]:
    """Later day first; for one day, what was known later (None knows all); the rest only breaks ties."""
    return (item.price_date, item.known_at is None, item.known_at or "", item.unit, _mid(item))
