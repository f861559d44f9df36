"""Ranges as people write them, and an assertion that a product was assessed at one."""

from __future__ import annotations

import re

from orebook import units
from orebook.errors import BadArgumentError
from orebook.facts import Assessment

_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})-(?P<high>{_NUMBER})|(?P<open>[<>])(?P<bound>{_NUMBER})|(?P<one>{_NUMBER})"
)


def assert_range(assessment: Assessment, expected: str, status: str | None = None) -> None:
    """Fail unless a product was assessed at this range, and with this status where one is given.

    `expected` is written as in a table, 400,000-401,000, or `none` for no price. Compared to the tick.

    Raises:
        AssertionError: with both ranges, and what the assessment used and set aside.

    >>> from orebook.testing import series
    >>> [assessment] = series("prnd-oxide", "2025-01-09", [400_000])
    >>> assert_range(assessment, "400,000")
    >>> assert_range(assessment, "401,000")
    Traceback (most recent call last):
    AssertionError: prnd-oxide on 2025-01-09: expected 401,000 CNY/t, assessed 400,000 CNY/t (assessed). ...
    """
    low, high = (None, None) if expected == "none" else bounds(expected)
    same = _same(low, assessment.low) and _same(high, assessment.high)
    if same and status in (None, assessment.status):
        return
    wanted = f"{expected} {assessment.unit}" + (f" ({status})" if status else "")
    rules = ", ".join(f"{one.quote} by {one.rule}" for one in assessment.set_aside) or "none"
    raise AssertionError(
        f"{assessment.product} on {assessment.price_date}: expected {wanted}, assessed "
        f"{_written(assessment.low, assessment.high)} {assessment.unit} ({assessment.status}). "
        f"Used: {', '.join(assessment.used) or 'none'}. Set aside: {rules}."
    )


def bounds(written: str) -> tuple[float | None, float | None]:
    """Read a range as it stands in a table; an open side is None.

    Raises:
        BadArgumentError: for anything that is not one.

    >>> bounds("400,000-401,000"), bounds(">490,000"), bounds("-45--40"), bounds("54.7")
    ((400000.0, 401000.0), (490000.0, None), (-45.0, -40.0), (54.7, 54.7))
    """
    found = _RANGE.fullmatch(written)
    if found is None:
        raise BadArgumentError(
            f'"{written}" is not a range. Write 400,000-401,000, 400,000, >490,000 or <500,000.'
        )
    if found["open"]:
        bound = number(found["bound"])
        return (bound, None) if found["open"] == ">" else (None, bound)
    return number(found["low"] or found["one"]), number(found["high"] or found["one"])


def number(written: str) -> float:
    """Read a number with or without commas between its thousands.

    Raises:
        BadArgumentError: for anything that is not one.

    >>> number("400,000"), number("-5.4")
    (400000.0, -5.4)
    """
    if re.fullmatch(_NUMBER, written) is None:
        raise BadArgumentError(f'"{written}" is not a number. Write 400,000 or 54.7.')
    return float(written.replace(",", ""))


def _same(expected: float | None, found: float | None) -> bool:
    if expected is None or found is None:
        return expected is found
    return units.ticks(expected) == units.ticks(found)


def _written(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "none"
    if low is None or high is None:
        return f">{low:,.10g}" if low is not None else f"<{high:,.10g}"
    return f"{low:,.10g}" if low == high else f"{low:,.10g}-{high:,.10g}"
