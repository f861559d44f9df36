"""Which word a move earns, by the dated thresholds of the method (review/1, V3 and V4)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from orebook.facts import Assessment
from orebook.review.numbers import rounded

UP = ("up-markedly", "up", "up-slightly")
DOWN = ("down-markedly", "down", "down-slightly")
STILL = ("stable", "unchanged")


def direction(now: Assessment, before: Assessment, parameters: Mapping[str, Any]) -> str:
    """The id of the word for a week's move, from the percentage as it is printed.

    Both assessments have a mid, in one unit. A move inside half of the range quoted a week earlier is slight.

    >>> from orebook.review.directions import word
    >>> word(0.6, False, {"stable_percent": 0.2, "slight_percent": 1.5, "marked_percent": 6.0})
    'up-slightly'
    """
    assert now.mid is not None and before.mid is not None
    if (now.low, now.high, now.mid) == (before.low, before.high, before.mid):
        return "unchanged"
    move = now.mid - before.mid
    width = (before.high or before.mid) - (before.low or before.mid)
    inside = abs(move) <= float(parameters["slight_share_of_range"]) * width
    return word(100 * move / before.mid, inside, parameters)


def word(percent: float, inside: bool, parameters: Mapping[str, Any]) -> str:
    """The id of the word for a percentage; `inside` when the move lies within what was quoted before.

    >>> limits = {"stable_percent": 0.2, "slight_percent": 1.5, "marked_percent": 6.0}
    >>> [word(percent, False, limits) for percent in (0.24, 1.5, -2.0, 6.0)]
    ['stable', 'up-slightly', 'down', 'up-markedly']
    >>> word(-5.0, True, limits)
    'down-slightly'
    """
    printed = abs(rounded(percent, "percent"))
    if printed <= _limit(parameters, "stable_percent"):
        return "stable"
    side = "up" if percent > 0 else "down"
    if printed >= _limit(parameters, "marked_percent"):
        return f"{side}-markedly"
    slight = inside or printed <= _limit(parameters, "slight_percent")
    return f"{side}-slightly" if slight else side


def _limit(parameters: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(str(parameters[name]))
