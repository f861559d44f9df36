"""The four states of a link and the stalemate index, from the two scores."""

from __future__ import annotations

import math
from fractions import Fraction

#: Seller firm or not, buyer accepting or not (rule S4).
STATE = {
    (True, True): "rally",
    (True, False): "stalemate",
    (False, True): "clearing",
    (False, False): "slump",
}


def state(seller: Fraction | None, buyer: Fraction | None, dead_band: Fraction) -> str | None:
    """Which of the four states two scores make, or None when a side has no direction (rules S4 and S5).

    >>> state(Fraction(8, 10), Fraction(-6, 10), Fraction(1, 10))
    'stalemate'
    >>> state(Fraction(8, 10), Fraction(0), Fraction(1, 10)) is None
    True
    """
    if seller is None or buyer is None or min(abs(seller), abs(buyer)) <= dead_band:
        return None
    return STATE[seller > 0, buyer > 0]


def index(seller: Fraction | None, buyer: Fraction | None) -> float | None:
    """The stalemate index, 0 to 1: geometric mean of a seller's firmness and a buyer's resistance (rule S6).

    >>> index(Fraction(1), Fraction(-1)), index(Fraction(1), Fraction(1))
    (1.0, 0.0)
    """
    if seller is None or buyer is None:
        return None
    return math.sqrt(max(seller, Fraction(0)) * max(-buyer, Fraction(0)))
