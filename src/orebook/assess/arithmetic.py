"""The arithmetic of range/2 beyond medians: screen, cap, ladder, blend, shares. Whole numbers throughout.

Plain functions on whole numbers and on sequences of them, none of which calls another: a compiler of array
loops takes each as it stands, so a day of one product and ten million quotes pass through the same lines.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Weights are multiplied by this before they are capped, so that a capped one is still a whole number.
FINENESS = 1000

ASSESSED, BLENDED, THIN, JUDGED = 0, 1, 2, 3


def allowance(deviation: int, median: int, width: int, floor: int) -> int:
    """How far from the median a price may lie before it is astray, times a thousand. range/2 R10.

    Args:
        deviation: the median distance from the median.
        median: of the doubled middles.
        width: median deviations allowed, in parts per thousand.
        floor: share of the median always allowed, in parts per thousand.

    >>> allowance(1, 400, 5189, 10)
    5189
    """
    return max(width * deviation, floor * abs(median))


def astray(price: int, median: int, allowed: int) -> bool:
    """Whether a price lies further from the median than is allowed; `allowed` is in thousandths. range/2 R10.

    >>> astray(450, 400, 12_000), astray(411, 400, 12_000)
    (True, False)
    """
    return abs(price - median) * 1000 > allowed


def contributor_limit(rest: int, totals: Sequence[int], cap: int) -> int:
    """The most weight one contributor may have: none may have more than its part of the whole. range/2 R11.

    Those above the limit are brought down to it, which makes the whole smaller and with it the limit; the
    k largest are brought down together, for the first k that leaves the next one within the limit. Where so
    few stand that no limit can hold, each counts as much as the smallest.

    Args:
        rest: weight of the quotes without a contributor.
        totals: each contributor's weight, in descending order.
        cap: part of the whole weight one may have, in parts per thousand.

    Returns:
        The limit, in the unit of the weights; 0 when there is no contributor.

    >>> contributor_limit(6000, [4000, 1000], 250)
    2333
    >>> contributor_limit(0, [4000, 4000, 2000], 250)
    2000
    """
    count, tail = len(totals), rest
    for position in range(count):
        tail += totals[position]
    for above in range(count + 1):
        free = 1000 - cap * above
        if free <= 0 or count == 0:
            break
        limit = cap * tail // free
        if above == count or totals[above] <= limit:
            if limit > 0:
                return limit
            break
        tail -= totals[above]
    return totals[count - 1] if count > 0 else 0


def capped(weight: int, total: int, limit: int) -> int:
    """The weight of one quote of a contributor, brought down in the measure its contributor is. range/2 R11.

    Args:
        weight: of the quote.
        total: weight of all the contributor's quotes.
        limit: the most that may be, as `contributor_limit` says.

    >>> capped(4000, 4000, 2333), capped(1000, 1000, 2333), capped(2, 4000, 1)
    (2333, 1000, 1)
    """
    if total <= limit:
        return weight
    return max(1, weight * limit // total)


def middle(low: int, high: int) -> int:
    """Halfway between low and high, rounded down to the tick. range/2 R12.

    >>> middle(399, 402)
    400
    """
    return (low + high) // 2


def ladder(contributors: int, others: int, independent: int, enough: int, minimum: int) -> int:
    """How a day's price is made, by how much stands behind it. range/2 R13.

    Args:
        contributors: named contributors among the deals, bids and offers that stand.
        others: quotes that stand beside the deals, bids and offers of named contributors.
        independent: named voices among all that stand.
        enough: contributors that make a price assessed whatever else there is.
        minimum: independent voices that make it assessed otherwise.

    Returns:
        ASSESSED, THIN, or BLENDED: to be blended with the last price made.

    >>> ladder(5, 0, 5, 5, 2) == ASSESSED, ladder(1, 1, 1, 5, 2) == THIN, ladder(4, 0, 4, 5, 2) == BLENDED
    (True, True, True)
    """
    if contributors >= enough:
        return ASSESSED
    if others > 0:
        return ASSESSED if independent >= minimum else THIN
    return BLENDED


def blended(today: int, last: int, fresh: int) -> int:
    """Today's figure and the last one made, each in its part, rounded down to the tick. range/2 R14.

    The same as (fresh * today + (1000 - fresh) * last) // 1000, kept within smaller numbers.

    Args:
        today: in ticks.
        last: in ticks.
        fresh: part of today's, in parts per thousand.

    >>> blended(4_000_000, 3_900_001, 300), (300 * 4_000_000 + 700 * 3_900_001) // 1000
    (3930000, 3930000)
    """
    return last + fresh * (today - last) // 1000


def single_source(largest: int, whole: int, half: int) -> bool:
    """Whether one voice has more than its part of the whole weight. range/2 R15.

    Args:
        largest: the capped weight of the voice that has most.
        whole: the capped weight of all.
        half: the part above which it is flagged, in parts per thousand.

    >>> single_source(3000, 6000, 500), single_source(3001, 6000, 500)
    (False, True)
    """
    return largest * 1000 > half * whole
