"""No contributor has more of the weight than its part, and who has most of it.

Implements range/2 R11 and R15.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from orebook.assess.arithmetic import FINENESS, capped, contributor_limit
from orebook.assess.rules import Rules
from orebook.assess.series import Entry


def weighed(entries: Sequence[Entry], rules: Rules) -> tuple[list[Entry], bool]:
    """The standing entries with the weight each counts by, and whether any was brought down. range/2 R11.

    Under a method without a cap each counts by the weight of its kind.
    """
    if rules.cap is None:
        return list(entries), False
    fine = [replace(item, weight=item.weight * FINENESS) for item in entries]
    totals = _totals((item.contributor, item.weight) for item in fine)
    rest = totals.pop("", 0)
    limit = contributor_limit(rest, sorted(totals.values(), reverse=True), rules.cap)
    found = [
        replace(item, weight=capped(item.weight, totals[item.contributor], limit))
        if item.contributor
        else item
        for item in fine
    ]
    return found, any(total > limit for total in totals.values())


def share(entries: Sequence[Entry]) -> Fraction | None:
    """The largest part of the whole weight that one voice has; every unknown publisher is one voice. R15."""
    totals = _totals((item.voice, item.weight) for item in entries)
    return Fraction(max(totals.values()), sum(totals.values())) if totals else None


def _totals(weights: Iterable[tuple[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for whose, weight in weights:
        totals[whose] = totals.get(whose, 0) + weight
    return totals
