"""The periods statistics are of, written as ISO, and the days they span."""

from __future__ import annotations

from datetime import date, timedelta

from orebook.errors import BadArgumentError

_EXPECTED = "Write 2025-01-09, 2025-W02, 2025-01, 2025-Q1, 2025, or a span of months such as 2025-01/2025-10."


def extent(period: str) -> tuple[date, date]:
    """The first and the last day of a period.

    Raises:
        BadArgumentError: for text that is no period.

    >>> [str(day) for day in extent("2025-Q1")]
    ['2025-01-01', '2025-03-31']
    >>> [str(day) for day in extent("2025-W02")]
    ['2025-01-06', '2025-01-12']
    >>> [str(day) for day in extent("2025-01/2025-10")]
    ['2025-01-01', '2025-10-31']
    """
    first, _, last = period.partition("/")
    try:
        return _days(first)[0], _days(last or first)[1]
    except ValueError:
        raise BadArgumentError(f'"{period}" is not a period. {_EXPECTED}') from None


def touches(period: str, start: date | None, end: date | None) -> bool:
    """Whether a period has a day from `start` to `end`; an absent end is open.

    >>> touches("2025-01", date(2025, 1, 31), None), touches("2025-01", date(2025, 2, 1), None)
    (True, False)
    """
    first, last = extent(period)
    return (start is None or last >= start) and (end is None or first <= end)


def _days(text: str) -> tuple[date, date]:
    year, _, rest = text.partition("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if rest[0] == "W":
        return date.fromisocalendar(int(year), int(rest[1:]), 1), date.fromisocalendar(
            int(year), int(rest[1:]), 7
        )
    if rest[0] == "Q":
        return _months(int(year), int(rest[1:]) * 3 - 2, int(rest[1:]) * 3)
    if len(rest) == len("01"):
        return _months(int(year), int(rest), int(rest))
    return date.fromisoformat(text), date.fromisoformat(text)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    following = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), following - timedelta(days=1)
