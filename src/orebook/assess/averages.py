"""The average of a period, and a price as it is shown.

Implements range/2 R19 and R20.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from orebook.assess.parameters import parameter
from orebook.assess.rules import AVERAGE, DISPLAY
from orebook.errors import BadArgumentError
from orebook.facts import MADE, Assessment
from orebook.terms import Method
from orebook.units import from_ticks, ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """The mean of a product's mids over a period."""

    product: Annotated[str, "id of products"]
    start: Annotated[date, "first day of the period"]
    end: Annotated[date, "last day of the period"]
    mid: Annotated[float | None, "in `unit`; None where no day made a price"]
    unit: Annotated[str, "money per what"]
    days: Annotated[int, "days that made a price"]
    skipped: Annotated[int, "calendar days of the period that made none"]
    method: Annotated[str, "name and version of the method"]
    known_at: Annotated[str | None, "ISO moment up to which evidence was admitted"]
    assessments: Annotated[tuple[date, ...], "the days it counts"] = ()


def average(
    product: str,
    unit: str,
    assessments: Iterable[Assessment],
    *,
    start: date,
    end: date,
    method: Method,
    known_at: str | None = None,
) -> Average:
    """The average price of a period: the mean of the mids of its days with a price made. range/2 R20.

    Args:
        product: its id.
        unit: of the mids.
        assessments: of the product, any days; carried and suspended ones are skipped.
        start: first day.
        end: last day.
        method: which must have a rule for averages.
        known_at: stamped on the result.

    Returns:
        The mean in ticks, half a tick away from zero; None when no day made a price.

    Raises:
        BadArgumentError: when the method has no rule for averages.

    >>> from orebook.testing import method, series
    >>> week = series("prnd-oxide", "2025-01-06", [400_000, 401_000, 402_500], every=1)
    >>> january = {"start": date(2025, 1, 1), "end": date(2025, 1, 31), "method": method("range/2")}
    >>> made = average("prnd-oxide", "CNY/t", week, **january)
    >>> made.mid, made.days, made.skipped
    (401166.6667, 3, 28)
    """
    _has(method, AVERAGE)
    if parameter(method, "average", (str,), '"mean-of-mids"') != "mean-of-mids":
        raise BadArgumentError(f'{method.id} > parameters > average: only "mean-of-mids" is known.')
    counted = sorted(
        (one.price_date, one.mid)
        for one in assessments
        if start <= one.price_date <= end and one.status in MADE and one.mid is not None
    )
    return Average(
        product=product,
        start=start,
        end=end,
        mid=_mean([mid for _, mid in counted]),
        unit=unit,
        days=len(counted),
        skipped=(end - start).days + 1 - len(counted),
        method=method.id,
        known_at=known_at,
        assessments=tuple(day for day, _ in counted),
    )


def _mean(mids: Sequence[float]) -> float | None:
    if not mids:
        return None
    return from_ticks(_away_from_zero(Fraction(sum(ticks(mid) for mid in mids), len(mids))))


def displayed(
    assessment: Assessment | Average, method: Method
) -> tuple[float | None, float | None, float | None]:
    """Low, high and mid as they are shown: rounded to the decimals of the unit. range/2 R19.

    For display alone: whatever is worked from a price uses the price itself. A method without the rule, or
    without decimals for the unit, shows a price as it is.

    >>> from orebook.testing import method, series
    >>> [made] = series("prnd-oxide", "2025-01-09", [399_500.5])
    >>> displayed(made, method("range/2"))[2], displayed(made, method("range/1"))[2]
    (399501.0, 399500.5)
    """
    ends = (None, None) if isinstance(assessment, Average) else (assessment.low, assessment.high)
    decimals = method.parameters.get("display", {}).get(assessment.unit) if DISPLAY in method.rules else None
    low, high, mid = (_rounded(value, decimals) for value in (*ends, assessment.mid))
    return low, high, mid


def _rounded(value: float | None, decimals: int | None) -> float | None:
    if value is None or decimals is None:
        return value
    step = 10 ** (4 - decimals)
    return from_ticks(_away_from_zero(Fraction(ticks(value), step)) * step)


def _away_from_zero(value: Fraction) -> int:
    """The nearest whole number, a half away from zero."""
    nearest = int(abs(value) + Fraction(1, 2))
    return nearest if value >= 0 else -nearest


def _has(method: Method, rule: str) -> None:
    if rule not in method.rules:
        raise BadArgumentError(
            f"{method.id}: has no rule for averages. Ask for range/2 or later, or leave the method out."
        )
