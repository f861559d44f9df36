"""One value of a fact as one value of a column, strict both ways.

Writing refuses what would come back different: NaN, an infinity, a whole number no float holds. Reading
refuses what was never written, so that a damaged row is seen and not passed on.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

from orebook.ledger.characters import SUB, restored, written

Code = Callable[[Any], Any]

#: The widest whole number either engine holds.
_WIDEST = 2**63 - 1


def or_none(code: Code) -> Code:
    """The same, for a field that may be absent."""
    return lambda value: None if value is None else code(value)


def write_text(value: Any) -> str:
    """Text, every character of it."""
    must(value, str, "text")
    return written(value)


def read_text(value: Any) -> str:
    """Text as it was given."""
    if type(value) is not str:
        raise TypeError("not text")
    return restored(value) if SUB in value else value


def write_number(value: Any) -> float:
    """A number to its last bit.

    >>> write_number(float("nan"))
    Traceback (most recent call last):
    ValueError: a number is finite; absent is None
    """
    must(value, (float, int), "a number")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("a number is finite; absent is None")
    if number != value:
        raise ValueError("it has more digits than a float holds")
    return number + 0.0  # SQLite keeps no sign on a zero, so neither engine does


def read_number(value: Any) -> float:
    """A number as it was given."""
    if type(value) is not float:
        raise TypeError("not a number")
    return value


def write_whole(value: Any) -> int:
    """A whole number of at most 63 bits."""
    must(value, int, "a whole number")
    if abs(value) > _WIDEST:
        raise ValueError("it is wider than 63 bits")
    return int(value)


def read_whole(value: Any) -> int:
    """A whole number as it was given."""
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def write_day(value: Any) -> str:
    """A day, without an hour."""
    if type(value) is not date:
        raise TypeError("a day without an hour is expected")
    return value.isoformat()


def read_day(value: Any) -> date:
    """A day as it was given."""
    return date.fromisoformat(value)


def must(value: Any, kind: Any, name: str) -> None:
    """Refuse a value of another kind; True is no number."""
    if isinstance(value, bool) or not isinstance(value, kind):
        raise TypeError(f"{name} is expected")
