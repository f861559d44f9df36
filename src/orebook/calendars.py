"""When a market is open, and the moment from which its day's prices may be released.

A year whose holidays the calendar does not hold is unknown: nothing is guessed from the weekday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from orebook.errors import BadArgumentError
from orebook.terms import Calendar


def is_open(calendar: Calendar, day: date) -> bool | None:
    """Whether a market works on a day; None where the calendar does not hold that year.

    A make-up workday (调休) on a Sunday is open, a public holiday on a Tuesday is not.

    >>> from orebook.catalog import load
    >>> china = load().calendars["china"]
    >>> is_open(china, date(2025, 1, 26)), is_open(china, date(2025, 1, 28)), is_open(china, date(1999, 1, 4))
    (True, False, None)
    """
    year = calendar.years.get(day.year)
    if year is None:
        return None
    if day in year.workdays:
        return True
    return day not in year.holidays and day.isoweekday() not in calendar.weekend


def next_open(calendar: Calendar, day: date) -> date:
    """The first day after `day` on which a market works.

    Raises:
        BadArgumentError: when it lies in a year that the calendar does not hold.

    >>> from orebook.catalog import load
    >>> str(next_open(load().calendars["china"], date(2025, 1, 27)))
    '2025-02-05'
    """
    following = day + timedelta(days=1)
    while not is_open(calendar, following):
        _held(calendar, following)
        following += timedelta(days=1)
    return following


def release_moment(calendar: Calendar, day: date) -> datetime:
    """The moment, in UTC, from which the prices of a day may be released.

    A day on which the market is closed has one too: whether anything is released then is the publisher's
    to say, and nothing rolls to another day by itself.

    Raises:
        BadArgumentError: when the calendar does not hold that year.

    >>> from orebook.catalog import load
    >>> release_moment(load().calendars["china"], date(2025, 1, 9)).isoformat()
    '2025-01-09T09:00:00+00:00'
    """
    _held(calendar, day)
    return datetime.combine(day, calendar.release, ZoneInfo(calendar.zone)).astimezone(UTC)


def _held(calendar: Calendar, day: date) -> None:
    if day.year not in calendar.years:
        known = ", ".join(str(year) for year in sorted(calendar.years)) or "none"
        raise BadArgumentError(
            f"calendar {calendar.id}: the holidays of {day.year} are not known (known: {known}). "
            f"Add a [[year]] with its notice to calendars/{calendar.id}.toml."
        )
