"""Dates as reports write them, and the day each means, counted from the day of publication.

`on Friday June 14`, `as of 8 January`, `May 27-31`, `3月7日`, `22日`, `上周五（1月9日）`, `last Thursday`,
`yesterday`, `2025年全年`, `the quarter to September 30`. A year left out is the nearest that is not well
after publication.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from orebook.reader.once import once_each
from orebook.reader.patterns import Sieve
from orebook.reader.periods import HAN_MONTH, HAN_MONTHS, Periods, either, written
from orebook.reader.regular import Match, Pattern
from orebook.reader.vocabulary import Mark

#: A level's day may lie this far after publication (a weekly written before its Friday), no further.
LEEWAY = timedelta(days=7)
#: The last day of a week's trading.
_FRIDAY = 5
#: Roles of words that tell a day without a figure.
_WORDS = frozenset(("lastday", "thisday", "weekday", "week", "relative", "trading", "vague"))


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


@once_each
def _compiled(words: Mapping[str, Any]) -> tuple[Mapping[str, int], Pattern, Sieve]:
    """The months of a catalogue, the pattern of a date, and which patterns of dates a text holds at all."""
    known = written(words)
    finder = _pattern(either(known.months))
    return known.months, finder, Sieve([finder, *known.finders])


def _pattern(months: str) -> Pattern:
    return Pattern(
        r"(?P<y1>\b(?:19|20)\d{2})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})\b"
        r"(?: ?[-~—至到] ?(?P<y1b>(?:19|20)\d{2})[-/.](?P<m1b>\d{1,2})[-/.](?P<d1b>\d{1,2})\b)?"
        rf"|\b(?P<m2>{months})\b\.?\s{{1,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"(?:\s?(?:-|to)\s?(?:(?P<m2b>{months})\b\.?\s)?(?P<d2b>\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s{{1,2}}(?P<y2>(?:19|20)\d{{2}}))?\b"
        rf"|\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?(?:-|to)\s?(?P<d3b>\d{{1,2}})(?:st|nd|rd|th)?)?\s(?:of\s)?(?P<m3>{months})\b\.?(?:,?\s(?P<y3>(?:19|20)\d{{2}})\b)?"
        r"|(?:(?P<y4>(?:19|20)\d{2})年)?(?P<m4>\d{1,2})月(?P<d4>\d{1,2})(?:[日号])?(?:\s?[-~—至到]\s?(?:(?:(?:19|20)\d{2}年)?(?P<m4b>\d{1,2})月)?(?P<d4b>\d{1,2})[日号])?"
        r"|\b(?P<m19>\d{1,2})[./](?P<d19>\d{1,2})[日号]"
        r"|(?:(?P<y16>(?:19|20)\d{2}) ?年 ?)?(?P<m16>\d{1,2}) ?月 ?(?P<d16>\d{1,2}) ?[日号]"
        r"(?: ?[-~—至到] ?(?:(?P<m16b>\d{1,2}) ?月 ?)?(?P<d16b>\d{1,2}) ?[日号])?"
        r"|(?P<y5>(?:19|20)\d{2}) ?年 ?(?:第?(?P<q5>[1-4一二三四])季度?|(?P<m5>\d{1,2}) ?月份?|(?P<h5>全年|度|底|末|年底))"
        rf"|\b(?P<m6>{months})\s(?P<y6>(?:19|20)\d{{2}})\b"
        rf"|\bsmm(?P<m13>\d{{1,2}}),?\s(?:(?P<d13>\d{{1,2}})\s(?:{months}|month)|(?:{months}|month)\s(?P<d13b>\d{{1,2}}))\b"
        r"|第(?P<q7>[1-4一二三四])季度?"
        r"|\b(?P<d8>\d{1,2})(?:[日号])"
        r"|\bthe\s(?P<d9>\d{1,2})(?:st|nd|rd|th)\b"
        r"|(?P<y10>(?:19|20)\d{2}) ?年(?:度|底)?|\b(?P<y15>(?:19|20)\d{2}):"
        r"|\b(?P<m11>\d{1,2}) ?月份?(?:底|末|初|中旬|上旬|下旬)?"
        r"|\b(?:of|in|since|by|during|end|year-end|yearend|full-year|full year|calendar|calendar year|for)"
        r"\s(?P<y12>(?:19|20)\d{2})\b"
        rf"|\b(?P<m14>{months})\b|(?P<m18>{HAN_MONTH})月份?"
    )


_QUARTERS = {"1": 3, "2": 6, "3": 9, "4": 12, "一": 3, "二": 6, "三": 9, "四": 12}


class Calendar:
    """Reads the dates of one document, published on a day."""

    def __init__(self, words: Mapping[str, Any], published: date) -> None:
        self.published = published
        self.months, self._finder, self._sieve = _compiled(words)
        self._periods_of = Periods(words, published)

    def find(self, text: str, folded: str, marks: Sequence[Mark]) -> list[Dated]:
        """Every date of a text, in order, none overlapping."""
        present = self._sieve.found(folded)
        matches = self._finder.finditer(folded) if self._finder in present else ()
        found = [dated for match in matches if (dated := self._stated(match, text, folded))]
        found = [*self._lasting(folded, present), *self._bracketed(found, folded)]
        starts = {place for dated in found for place in range(dated.start, dated.end)}
        named = [dated for dated in self._named(marks) if dated.start not in starts]
        return _without_overlap(sorted([*found, *named], key=lambda dated: (dated.start, -dated.end)))

    def _lasting(self, folded: str, present: Collection[Pattern]) -> Iterator[Dated]:
        for one in self._periods_of.find(folded, present):
            lasts = one.day is not None and not one.exact
            yield Dated(one.start, one.end, one.day, one.ahead, period=lasts, closing=one.closing)

    def _bracketed(self, found: list[Dated], folded: str) -> list[Dated]:
        """A day in brackets after a quarter or year falls in it: 2023年第2季（4月1日起执行）."""
        for at in range(1, len(found)):
            period, dated = found[at - 1], found[at]
            opened = folded[period.end : dated.start].strip(" 度") == "("
            if opened and period.period and period.day and dated.day and not (dated.complete or dated.period):
                within = _day(str(period.day.year), str(dated.day.month), str(dated.day.day))
                found[at] = Dated(dated.start, dated.end, within, within, complete=True)
        return found

    # dates in figures

    def _stated(self, match: Match, text: str, folded: str) -> Dated | None:
        part = match.groupdict()
        start, end = match.start(), match.end()
        if folded.startswith(("may", "mar"), start) and text[start] == "m":
            return None
        if _continues(folded, end):
            return self._shorter(match, part, folded)
        for reading in (self._numeric, self._month_day, self._chinese, self._day_alone):
            dated = reading(part, start, end)
            if dated is not None:
                return dated
        return self._periods(part, start, end, folded)

    def _shorter(self, match: Match, part: dict[str, str | None], folded: str) -> Dated | None:
        """Read the day of "July 1 to 5,200", whose number only looked like the end of a range of days."""
        if (
            not part["d2b"]
            or part["m2b"]
            or _continues(folded, end := match.end(self._finder.groupindex["d2"]))
        ):
            return None
        return self._yearless(None, self.months[part["m2"] or ""], part["d2"], match.start(), end)

    def _numeric(self, part: Mapping[str, str | None], start: int, end: int) -> Dated | None:
        if not part["y1"]:
            return None
        last = _day(part["y1b"], part["m1b"], part["d1b"]) if part["y1b"] else None
        day = last or _day(part["y1"], part["m1"], part["d1"])
        return Dated(start, end, day, day, complete=day is not None)

    def _month_day(self, part: Mapping[str, str | None], start: int, end: int) -> Dated | None:
        month = part["m2b"] or part["m2"] or part["m3"]
        if month is None:
            return None
        number = part["d2b"] or part["d2"] or part["d3b"] or part["d3"]
        return self._yearless(part["y2"] or part["y3"], self.months[month], number, start, end)

    def _chinese(self, part: Mapping[str, str | None], start: int, end: int) -> Dated | None:
        if part["m13"]:  # a machine took 讯 or 月 for a word: SMM4, 17 March is 17 April
            return self._yearless(None, int(part["m13"]), part["d13"] or part["d13b"], start, end)
        month = part["m4b"] or part["m4"] or part["m16b"] or part["m16"] or part["m19"]
        if not month:
            return None
        number = part["d4b"] or part["d4"] or part["d16b"] or part["d16"] or part["d19"]
        return self._yearless(part["y4"] or part["y16"], int(month), number, start, end)

    def _yearless(
        self, year: str | None, month: int, number: str | None, start: int, end: int
    ) -> Dated | None:
        if year:
            day = _day(year, str(month), number)
            return Dated(start, end, day, day, complete=day is not None)
        past, ahead = self.nearest(month, int(number or 0)), self.coming(month, int(number or 0))
        return Dated(start, end, past, ahead) if past or ahead else None

    def _periods(self, part: Mapping[str, str | None], start: int, end: int, folded: str) -> Dated | None:
        year = part["y5"] or part["y6"] or part["y10"] or part["y12"] or part["y15"]
        end -= bool(part["y15"])
        if part["q7"]:
            last = self._quarter_end(_QUARTERS[part["q7"]])
            return Dated(start, end, last, last, period=True)
        if part["m14"] and folded.startswith((" contract", " delivery", " futures", "'s contract"), end):
            return None
        if part["m18"]:  # 三月期铜 is copper for delivery in three months
            months = folded.startswith(("期", "个"), end)
            return None if months else self._month_alone(HAN_MONTHS[part["m18"]], start, end)
        if part["m11"] or part["m14"]:
            return self._month_alone(int(part["m11"] or self.months[part["m14"] or ""]), start, end)
        if year is None:
            return None
        month = (
            _QUARTERS[part["q5"]] if part["q5"] else int(part["m5"] or self.months.get(part["m6"] or "", 12))
        )
        if not 1 <= month <= 12:
            return None
        closing = _month_end(int(year), month)
        return Dated(start, end, closing, closing, period=True)

    def _month_alone(self, month: int, start: int, end: int) -> Dated | None:
        """A month without a year: its last day, this year's or, where that lies ahead, the year before's."""
        if not 1 <= month <= 12:
            return None
        year = self.published.year - (month > self.published.month)
        past = _month_end(year, month)
        ahead = past if past >= self.published else _month_end(year + 1, month)
        return Dated(start, end, past, ahead, period=True)

    def _quarter_end(self, month: int) -> date:
        end = _month_end(self.published.year, month)
        return (
            end if end <= self.published + timedelta(days=92) else _month_end(self.published.year - 1, month)
        )

    def _day_alone(self, part: Mapping[str, str | None], start: int, end: int) -> Dated | None:
        number = int(part["d8"] or part["d9"] or 0)
        if not 1 <= number <= 31:
            return None
        for back in range(3):
            month = self.published.month - 1 - back
            day = _day(str(self.published.year + month // 12), str(month % 12 + 1), str(number))
            if day and day <= self.published:
                return Dated(start, end, day, day)
        return None

    def nearest(self, month: int, number: int) -> date | None:
        """The latest such day that is not well after publication."""
        for year in (self.published.year + 1, self.published.year, self.published.year - 1):
            day = _day(str(year), str(month), str(number))
            if day and day <= self.published + LEEWAY:
                return day
        return None

    def coming(self, month: int, number: int) -> date | None:
        """The first such day from publication on."""
        for year in (self.published.year, self.published.year + 1):
            day = _day(str(year), str(month), str(number))
            if day and day >= self.published:
                return day
        return None

    # dates in words

    def _named(self, marks: Sequence[Mark]) -> Iterator[Dated]:
        for mark in marks:
            if mark.word.names.isdisjoint(_WORDS):
                continue
            if mark.has("lastday"):
                yield self._last_weekday(mark)
            elif mark.has("thisday"):
                yield self._this_weekday(mark)
            elif mark.has("weekday"):
                yield self._weekday(mark)
            elif mark.has("week"):
                yield from self._week(mark)
            elif mark.has("relative"):
                day = self.published + timedelta(days=int(mark.get("relative")))
                near = abs(int(mark.get("relative"))) <= 1
                yield Dated(mark.start, mark.end, day if near else None, day, weekly=mark.has("weekago"))
            elif mark.has("trading"):
                day = trading_day_before(self.published)
                yield Dated(mark.start, mark.end, day, day, daily=True)
            elif mark.has("vague"):
                yield Dated(mark.start, mark.end, None, back=int(mark.get("backward") or 0))

    def _weekday(self, mark: Mark) -> Dated:
        back = (self.published.isoweekday() - int(mark.get("weekday"))) % 7
        day = self.published - timedelta(days=back)
        return Dated(
            mark.start,
            mark.end,
            day,
            day + timedelta(days=7) if day < self.published else day,
            weekday=day.isoweekday(),
        )

    def _week(self, mark: Mark) -> Iterator[Dated]:
        """The Friday of a week spoken of as a whole; none for the week that still runs."""
        back, over = int(mark.get("week")), self.published.isoweekday() > _FRIDAY
        if back or over:
            monday = self.published - timedelta(days=self.published.weekday())
            day = monday + timedelta(days=7 * back + _FRIDAY - 1)
            yield Dated(mark.start, mark.end, day, day, weekly=True)

    def _this_weekday(self, mark: Mark) -> Dated:
        day = self.published + timedelta(days=int(mark.get("thisday")) - self.published.isoweekday())
        return Dated(mark.start, mark.end, day, day, weekday=day.isoweekday())

    def _last_weekday(self, mark: Mark) -> Dated:
        monday = self.published - timedelta(days=self.published.weekday())
        day = monday + timedelta(days=int(mark.get("lastday")) - 8)
        return Dated(mark.start, mark.end, day, day, weekday=day.isoweekday())


def trading_day_before(day: date) -> date:
    """The last weekday before a day.

    >>> trading_day_before(date(2025, 3, 17)).isoformat()
    '2025-03-14'
    """
    before = day - timedelta(days=1)
    return before - timedelta(days=max(0, before.isoweekday() - _FRIDAY))


def months_before(day: date, months: int) -> date:
    """The end of the month so many months before that of a day.

    >>> months_before(date(2024, 12, 31), 3).isoformat()
    '2024-09-30'
    """
    month = day.year * 12 + day.month - 1 - months
    return _month_end(month // 12, month % 12 + 1)


def _continues(folded: str, end: int) -> bool:
    """Whether the digits go on: "May 560,000", "10% ", "3.5"."""
    after = folded[end : end + 2]
    if not folded[end - 1].isdigit():
        return False
    return after[:1].isdigit() or after[:1] == "%" or (after[:1] in ",." and after[1:2].isdigit())


def _without_overlap(found: list[Dated]) -> list[Dated]:
    kept: list[Dated] = []
    for dated in found:
        if not kept or dated.start >= kept[-1].end:
            kept.append(dated)
    return kept


def _day(year: str | None, month: str | None, number: str | None) -> date | None:
    try:
        return date(int(year or 0), int(month or 0), int(number or 0))
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
