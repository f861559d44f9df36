"""When a week closes: Thursday, or the last day that has evidence where Thursday has none behind it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from orebook.errors import BadArgumentError


def monday(week: str) -> date:
    """The first day of an ISO week.

    Raises:
        BadArgumentError: when the week is not written as 2025-W02, or that year has no such week.

    >>> monday("2025-W02")
    datetime.date(2025, 1, 6)
    """
    year, mark, number = week.partition("-W")
    written = mark and year.isdecimal() and len(year) == 4 and number.isdecimal() and len(number) == 2
    try:
        if written:
            return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        pass
    raise BadArgumentError(
        f'"{week}" is not a week of the calendar. Write an ISO week as 2025-W02, from W01 to W52 or W53.'
    )


def week_of(on: date) -> str:
    """The ISO week a day falls in.

    >>> week_of(date(2025, 1, 9))
    '2025-W02'
    """
    year, number, _ = on.isocalendar()
    return f"{year:04d}-W{number:02d}"


def close_day(week: str, evidence: Collection[date], weekday: int) -> date:
    """The day a week's review speaks of.

    Args:
        week: ISO week.
        evidence: days on which the book holds quotes or phrases.
        weekday: ISO weekday of the close, 4 for Thursday (review/1, close_weekday).

    >>> close_day("2025-W02", {date(2025, 1, 8), date(2025, 1, 10)}, 4)
    datetime.date(2025, 1, 9)
    >>> close_day("2025-W02", {date(2025, 1, 10)}, 4)
    datetime.date(2025, 1, 10)
    """
    first = monday(week)
    usual = first + timedelta(days=weekday - 1)
    within = sorted(day for day in evidence if first <= day <= first + timedelta(days=6))
    return usual if not within or within[0] <= usual else within[-1]
