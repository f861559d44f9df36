"""The gate drawn from history: how far a level moved, and how far it may before others must say so."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from orebook.facts import Quote, Release
from orebook.reader.known import Basis, Known, Standing, voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A level beside the last one known before its day."""

    since: Annotated[date, "the day of the level before"]
    last: Annotated[float, "that level, in `unit`"]
    unit: Annotated[str, "the unit both are compared in"]
    move: Annotated[float, "logarithm of the level over the last one"]
    gate: Annotated[float, "how wide a move passes, as a logarithm"]

    @property
    def inside(self) -> bool:
        """Whether the move passes the gate."""
        return abs(self.move) <= self.gate

    @property
    def share(self) -> float:
        """By what share of the last level it moved.

        >>> Move(since=date(2025, 1, 9), last=4.0, unit="CNY/t", move=math.log(2), gate=0.3).share
        1.0
        """
        return round(math.exp(self.move) - 1, 6)

    @property
    def allowed(self) -> tuple[float, float]:
        """By what share it might have fallen or risen and passed."""
        return round(math.exp(-self.gate) - 1, 6), round(math.exp(self.gate) - 1, 6)


def compare(quote: Quote, known: Known) -> Move | None:
    """A quote beside the last level of its product known before its day; None where there is none.

    Of several levels of that day the lower median counts, so that one odd voice moves nothing.

    >>> from orebook.catalog import load
    >>> from orebook.testing import quotes
    >>> last, new = quotes('''
    ...     prnd-oxide  assessment  400,000  CNY/t  smm    2025-01-02
    ...     prnd-oxide  assessment  716,000  CNY/t  argus  2025-01-09
    ... ''')
    >>> found = compare(new.fact, Known(load()).learn([last]))
    >>> round(found.share, 2), found.inside
    (0.79, False)
    """
    placed = known.placed(quote) if known.levels else None
    if placed is None:
        return None
    basis, value = placed
    return moved(value, basis, quote.price_date, known.latest(basis, quote), known)


def moved(value: float, basis: Basis, day: date, levels: Iterable[Standing], known: Known) -> Move | None:
    """A value beside the lower median of some levels of one earlier day."""
    ordered = sorted(levels, key=lambda one: one.value)
    if not ordered:
        return None
    last = ordered[(len(ordered) - 1) // 2]
    return Move(
        since=last.day,
        last=last.value,
        unit=basis[1],
        move=math.log(value / last.value),
        gate=known.limits.allowed(known.product(basis[0]), (day - last.day).days),
    )


def witnesses(quote: Quote, known: Known) -> list[Standing]:
    """Levels of independent named publishers that bear a quote out: near in time, and inside the gate."""
    placed = known.placed(quote) if known.levels else None
    if placed is None or not voice(quote):
        return []
    basis, value = placed
    product = known.product(basis[0])
    return [
        one
        for one in known.near(basis, quote)
        if one.voice not in ("", voice(quote))
        and abs(math.log(value / one.value))
        <= known.limits.allowed(product, (one.day - quote.price_date).days)
    ]


def release(waiting: Standing, quote: Quote, known_as: str) -> Release:
    """The release of a quarantined level that another publisher's quote bears out."""
    return Release(
        quote=waiting.quote,
        product=quote.product,
        price_date=waiting.day,
        basis="corroborated",
        evidence=(known_as,),
        author=None,
        reason=f"{voice(quote)} states {quote.printed} ({quote.unit}) for {quote.price_date}, "
        f"independently of {waiting.voice}, which states {waiting.said} for {waiting.day}.",
    )
