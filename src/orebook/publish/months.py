"""Calendar months and days ahead, as deadlines count them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any


def ahead(day: date, months: int) -> date:
    """The same day some months on, or the month's last where it has none.

    >>> ahead(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term(day: date, stage: Mapping[str, Any]) -> date | None:
    """By when a stage's next is owed, `days` or `months` from a day; None where the method says neither.

    >>> term(date(2025, 1, 9), {"days": 14})
    datetime.date(2025, 1, 23)
    """
    if "days" in stage:
        return day + timedelta(days=int(stage["days"]))
    return ahead(day, int(stage["months"])) if "months" in stage else None
