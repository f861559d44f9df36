"""The first and last day of an event: from January 15 to February 5, 1月15日至2月5日, 自11月8日起.

A day without a year is the one nearest to the day of publication, a quarter ahead of it at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from orebook.reader.dates import Dated
from orebook.reader.regular import Pattern

_JOINED = ("to", "-", "until", "through", "and", "till", "至", "到", "")
_LAST = ("until", "till", "through", "to", "至", "到", "截至")
_FIRST = ("from", "on", "since", "starting", "beginning", "effective", "as of", "自", "于", "从")
_COMPARED = ("than", "compared", "versus", "较", "比", "return", "back", "resume")
#: Right behind a date, these say that work goes on again then.
_AGAIN = ("复工", "复产", "恢复", "开工", "返工", "resum")


#: A day without a year lies at most this many days ahead.
_AHEAD = 92
#: How far in a sentence a dateline may stand.
_DATELINE = 24


@dataclass(frozen=True, slots=True)
class Day:
    """A day where it stands."""

    start: int
    end: int
    day: date


def _pattern(months: str) -> str:
    year = r"(?:,?\s(?P<y{0}>20\d\d))?"
    return "|".join(
        (
            r"\b(?P<y1>20\d\d)[-/](?P<m1>\d{1,2})[-/](?P<d1>\d{1,2})\b",
            rf"\b(?P<m2>{months})\b\.?\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:-|to)\s?(?P<e2>\d{{1,2}}))?\b{year.format(2)}",
            rf"\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:-|to)\s?(?P<e3>\d{{1,2}}))?\s(?:of\s)?(?P<m3>{months})\b{year.format(3)}",
            r"(?:(?P<y4>20\d\d)年)?(?P<m4>\d{1,2})月(?P<d4>\d{1,2})[日号]?(?:\s?[-至到]\s?(?P<e4>\d{1,2})[日号])?",
        )
    )


class Days:
    """Finds when an event begins and ends."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.months = {name: int(number) for number, names in words["month"].items() for name in names}
        self._finder = Pattern(_pattern("|".join(sorted(self.months, key=len, reverse=True))))

    def lasting(
        self, folded: str, start: int, end: int, dates: Sequence[Dated], on: date
    ) -> tuple[date | None, date | None]:
        """The first and the last day that a stretch names for what it tells."""
        found = [
            one
            for one in self._all(folded, start, end, on)
            if not _aside(folded, one, start) and not _dateline(folded, one, start)
        ]
        for first, last in pairwise(found):
            if folded[first.end : last.start].strip(" 的日") in _JOINED and first.day < last.day:
                return first.day, last.day
        if not found:
            return next((_weekday(folded, dated) for dated in dates if dated.weekday), None), None
        return _ends(folded, found, start)

    def _all(self, folded: str, start: int, end: int, on: date) -> Iterator[Day]:
        for match in self._finder.finditer(folded[start:end]):
            part = match.groupdict()
            for number in _numbers(part):
                day = self._day(part, number, on)
                if day is not None:
                    yield Day(start + match.start(), start + match.end(), day)

    def _day(self, part: Mapping[str, str | None], number: str, on: date) -> date | None:
        told = part["m1"] or part["m4"]
        month = int(told) if told else self.months[part["m2"] or part["m3"] or ""]
        year = next((part[name] for name in ("y1", "y2", "y3", "y4") if part[name]), None)
        years = [int(year)] if year else [on.year - 1, on.year, on.year + 1]
        days = [day for one in years if (day := _made(one, month, int(number))) is not None]
        near = [day for day in days if (day - on).days <= _AHEAD] or days
        return min(near, key=lambda day: abs((day - on).days), default=None)


def _numbers(part: Mapping[str, str | None]) -> list[str]:
    """The days of one expression: one, or both ends of "January 15-20"."""
    first = next(part[name] for name in ("d1", "d2", "d3", "d4") if part[name])
    last = next((part[name] for name in ("e2", "e3", "e4") if part[name]), None)
    return [number for number in (first, last) if number]


def _ends(folded: str, found: Sequence[Day], start: int) -> tuple[date | None, date | None]:
    """First and last day of days that stand apart: those with "from" or "until" tell it; any other begins."""
    last = next((one.day for one in found if _led(folded, one, start, _LAST)), None)
    opens = [one for one in found if not _led(folded, one, start, _LAST)]
    told = [one for one in opens if _led(folded, one, start, _FIRST) or folded[one.end : one.end + 1] == "起"]
    first = next(iter(told or opens), None)
    return (first.day if first else None), last


def _led(folded: str, one: Day, start: int, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands right before a day."""
    before = folded[max(start, one.start - 12) : one.start].rstrip()
    return any(
        before.endswith(word) and (not word.isascii() or not before[: -len(word)][-1:].isalpha())
        for word in words
    )


def _aside(folded: str, one: Day, start: int) -> bool:
    """Whether a day is only compared with, or the one on which work goes on."""
    before = folded[max(start, one.start - 16) : one.start].rstrip().removesuffix(" on").removesuffix(" in")
    return before.endswith(_COMPARED) or folded[one.end : one.end + 8].strip(" 起后").startswith(_AGAIN)


def _dateline(folded: str, one: Day, start: int) -> bool:
    """Whether a day only dates the report: "Nov 19 (Reuters) - "."""
    after = folded[one.end : one.end + _DATELINE]
    return one.start - start < _DATELINE and after.startswith(" (") and ") -" in after


def _weekday(folded: str, dated: Dated) -> date | None:
    """The day a weekday means: the coming one after "from", else the last; none that is compared with."""
    before = folded[max(0, dated.start - 8) : dated.start].rstrip()
    if before.endswith(("than", "较", "比")):
        return None
    return dated.ahead if before.endswith(("from", "until", "自", "从")) and dated.ahead else dated.day


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
