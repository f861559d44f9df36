"""The arithmetic of a day's price: medians of whole numbers, nothing else.

Plain functions on sequences of integers that are already in ascending order: no order of summation, no
interpolation, no tie left open. They use nothing a compiler of array loops would not take, so the same
functions can serve one product's day and ten million quotes.
"""

from __future__ import annotations

from collections.abc import Sequence

PER_MILLE = 1000


def lower_median(ascending: Sequence[int]) -> int:
    """The middle of a row of prices; of two middles, the lower. Implements the medians of range/1 R7.

    >>> lower_median([399, 400, 405, 410])
    400
    """
    return ascending[(len(ascending) - 1) // 2]


def median_deviation(ascending: Sequence[int]) -> int:
    """How far a typical price lies from the median: the lower median of the distances. range/1 R7.

    Distances grow on both sides of the middle, so the smaller half of them is met by walking outwards.

    >>> median_deviation([390, 399, 400, 402, 450])
    2
    """
    middle = (len(ascending) - 1) // 2
    median, left, right, distance = ascending[middle], middle, middle + 1, 0
    for _ in range(middle + 1):
        if left >= 0 and (right >= len(ascending) or median - ascending[left] <= ascending[right] - median):
            distance = median - ascending[left]
            left -= 1
        else:
            distance = ascending[right] - median
            right += 1
    return distance


def reach(ascending: Sequence[int], width: int, floor: int) -> int:
    """How far from the median a price may lie before it is astray, times a thousand. range/1 R7.

    Args:
        ascending: prices in any whole unit, ascending.
        width: median deviations allowed, in parts per thousand.
        floor: share of the median always allowed, in parts per thousand.

    >>> reach([399, 400, 402], 5189, 10)
    5189
    """
    return max(width * median_deviation(ascending), floor * abs(lower_median(ascending)))


def weighted_lower_median(ascending: Sequence[int], weights: Sequence[int]) -> int:
    """The least price at which half of the whole weight is reached. range/1 R9.

    Args:
        ascending: prices in any whole unit, ascending, at least one.
        weights: the positive whole weight of each.

    >>> weighted_lower_median([398, 400, 404], [4, 3, 3])
    400
    """
    whole, reached, place = sum(weights), 0, 0
    for index in range(len(ascending)):
        reached += weights[index]
        place = index
        if 2 * reached >= whole:
            break
    return ascending[place]
