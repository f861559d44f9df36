"""Which quotes lie astray of the day's others: median absolute deviation, with a floor.

Implements range/1 R7, range/2 R10.
"""

from __future__ import annotations

from collections.abc import Sequence

from orebook.assess.kernel import PER_MILLE, lower_median, reach
from orebook.assess.rules import SCREEN, Rules
from orebook.assess.series import Entry


def screened(entries: Sequence[Entry], rules: Rules) -> tuple[list[Entry], dict[str, str]]:
    """Set aside the quotes that lie too far from the median of all. range/1 R7.

    The middle of a range is taken twice over (low + high), which keeps it a whole number of ticks.

    One that a judgement admits counts in the median and is never astray. range/2 R9.

    Args:
        entries: of one product and one day, in any order.
        rules: width and floor, and from how many quotes on the screen works.

    Returns:
        The entries left, and quote id -> name of the rule.
    """
    if len(entries) < rules.screen_from:
        return list(entries), {}
    middles = sorted(item.low + item.high for item in entries)
    median, allowed = lower_median(middles), reach(middles, rules.screen_width, rules.screen_floor)
    astray = {
        item.id: SCREEN
        for item in entries
        if abs(item.low + item.high - median) * PER_MILLE > allowed and not item.admitted
    }
    return [item for item in entries if item.id not in astray], astray
