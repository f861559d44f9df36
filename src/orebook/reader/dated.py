"""A date where it stands in a text, and days counted from days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

#: The last day of a week's trading.
FRIDAY = 5


@dataclass(slots=True)
class Dated:
    """A date where it stands: the day it means, or None where it names a time that is no day."""

    start: int
    end: int
    day: date | None
    ahead: date | None = None
    complete: bool = False
    period: bool = False
    weekday: int | None = None
    clash: bool = False
    closing: bool = False
    weekly: bool = False
    daily: bool = False
    back: int = 0


def trading_day_before(day: date) -> date:
    """The last weekday before a day.

    >>> trading_day_before(date(2025, 3, 17)).isoformat()
    '2025-03-14'
    """
    before = day - timedelta(days=1)
    return before - timedelta(days=max(0, before.isoweekday() - FRIDAY))


def months_before(day: date, months: int) -> date:
    """The end of the month so many months before that of a day.

    >>> months_before(date(2024, 12, 31), 3).isoformat()
    '2024-09-30'
    """
    month = day.year * 12 + day.month - 1 - months
    return month_end(month // 12, month % 12 + 1)


def day_of(year: str | None, month: str | None, number: str | None) -> date | None:
    """The day of a year, month and number as they are written, or None where there is no such day."""
    try:
        return date(int(year or 0), int(month or 0), int(number or 0))
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month; the first month of the next year may be called the thirteenth."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
