"""Months, quarters, halves and years as reports name them, and the ends of them.

`in May last year`, `the first two months of 2025`, `Q1 2025`, `end-June`, `去年5月`, `上半年`, `4月初`.
A period is dated to its last day; its beginning or middle, or "the same period", is no day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from orebook.reader.once import once_each
from orebook.reader.regular import Match, Pattern

#: Numbers of quarters, halves and months as words.
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            ("first", "一", "one", "上半年"),
            ("second", "二", "two", "两", "下半年"),
            ("third", "三", "three"),
            ("fourth", "四", "four", "final"),
            ("五", "five"),
            ("六", "six"),
            ("七", "seven"),
            ("八", "eight"),
            ("九", "nine"),
            ("十", "ten"),
            ("eleven",),
        ),
        start=1,
    )
    for word in words
}
#: Months in Chinese numerals, the longer ones first.
HAN_MONTHS = {name: 1 + number for number, name in enumerate((*"一二三四五六七八九十", "十一", "十二"))}
HAN_MONTH = "|".join(sorted(HAN_MONTHS, key=len, reverse=True))
_ENDS = ("end of", "end-", "end", "底", "末", "年底", "年末", "year-end", "year end", "yearend")
#: What may stand before a day in brackets: 周报(5.26-5.30).
_BEFORE = "(评报"
#: The last day of a week's trading.
_FRIDAY = 5
#: A quarter named without a year may close this long after publication.
_QUARTER = timedelta(days=92)


@dataclass(slots=True)
class Period:
    """A period where it stands: its last day, or None where no day is certain."""

    start: int
    end: int
    day: date | None
    ahead: date | None = None
    closing: bool = False
    exact: bool = False


def _english(months: str, years: str) -> tuple[str, ...]:
    year = rf"(?P<year>(?:19|20)\d{{2}}|{years})"
    after = rf"(?:,?\s(?:of\s|in\s)?{year})?"
    edge = "(?P<edge>end of|end-|end|yearend|year-end|late|early|mid|start of|beginning of|middle of)"
    return (
        rf"\b(?P<same>first|second|third|fourth|final)[\s-]quarter of (?:the )?(?:{year} )?"
        r"(?:financial|fiscal) year\b",
        rf"\b(?P<month>{months})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?:of\s)?(?P<year>{years})",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{months})\.?,?\s(?:of\s)?(?P<year>{years})",
        rf"\b(?P<same>same|corresponding|comparable)\s(?:period|week|month|quarter|half|day|time)\s(?:of\s|in\s)?"
        rf"(?:(?:{months})\.?\s)?(?:of\s)?{year}",
        r"\b(?P<same>same|corresponding|comparable|year-earlier|year-ago|prior-year)\s(?:period|quarter|half)\b",
        rf"\b{edge}[\s-]?(?P<month>{months})\b{after}",
        rf"\b(?P<same>first|second) half of (?:{months}|the month|the week)\b{after}",
        rf"\b{edge}[\s-]?{year}\b",
        rf"\b{edge}\s(?P<back>last month|the previous month)\b",
        rf"\b{edge}\s(?:the|this)\s(?P<same>month|week)\b",
        r"\b(?:(?P<edge>end of)\s(?:the|this) year|(?:by\s|at\s|before\s)year[\s-]end)\b",
        rf"\b(?P<month>{months})\.?,?\s(?:of\s|in\s)?{year}\b",
        rf"\b(?:{months})\.?\s?(?:-|to|through)\s?(?P<month>{months})\b{after}",
        rf"\bbetween\s(?:{months})\.?\sand\s(?P<month>{months})\b{after}",
        rf"\b(?:(?P<quarter>first|second|third|fourth|final)[\s-]quarter|(?P<half>first|second)[\s-]half)\b{after}",
        rf"\b(?:q(?P<quarter>[1-4])|h(?P<half>[12]))\b{after}",
        r"\b(?:(?P<quarter>[1-4])q|(?P<half>[12])h)\s?(?P<year>(?:20)?\d{2})\b",
        rf"\bfirst\s(?P<count>[a-z]+|\d{{1,2}})\smonths\b{after}",
        r"\b(?P<year>(?:19|20)\d{2})(?P<called>(?:'s)?\s(?:annual\s|full-year\s|yearly\s)?(?:average|mean))\b",
        r"\((?:(?:19|20)\d{2}[./])?\d{1,2}[./]\d{1,2} ?[-~] ?(?P<year>(?:19|20)\d{2})?[./]?"
        r"(?P<month>\d{1,2})[./](?P<day>\d{1,2})(?:,[^()]{0,12})?\)",
        r"\((?:(?:19|20)\d{2})?[01]\d[0-3]\d ?[-~] ?(?:(?:19|20)\d{2})?(?P<month>[01]\d)(?P<day>[0-3]\d)"
        r"(?:,[^()]{0,12})?\)",
        r"[评报]\((?P<month>\d{1,2})[./](?P<day>\d{1,2})\)",
        rf"\b(?:last|final)\s(?P<trading>(?:trading|business|working) day)\s(?:of|in)\s"
        rf"(?:(?P<month>{months})\b,?\s?)?{year}?",
        rf"\b(?:ended|finished|closed out|closed)\s(?P<closed>{year})\sat\b",
    )


def _chinese(years: str) -> tuple[str, ...]:
    han = rf"(?P<year>(?:19|20)\d{{2}} ?年 ?|{years})"
    moon = rf"(?P<month>\d{{1,2}} ?|{HAN_MONTH})月"
    return (
        rf"{han}{moon}(?: ?(?P<day>\d{{1,2}}) ?[日号]|份?(?P<edge>底|末|初|上旬|中旬|下旬|))",
        rf"{moon}份?(?P<edge>底|末|初|上旬|中旬|下旬)",
        rf"{han}?(?:{moon}份?)?[年月]?[末底]?的?最后一个(?P<trading>交易日)",
        rf"{han}?(?:第(?P<quarter>[一二三四1-4])季度?|(?P<half>上半年|下半年)|前(?P<count>[一二三四五六七八九十两\d])个?月)",
        rf"{han}?(?P<quarter>[一二三四1-4])季度",
        rf"{han}?\d{{1,2}}[-至到](?P<month>\d{{1,2}})月份?(?:\D|$)",
        rf"{han}(?P<edge>同期|年底|年末|底|末|年初|初)",
        rf"{han}全年",
        r"\b(?P<year>(?:20)?\d{2})年?(?:q(?P<quarter>[1-4])|h(?P<half>[12]))",
        r"(?P<edge>年底|年末)",
        r"(?P<back>上)个?月(?:(?P<day>\d{1,2})[日号]|(?P<edge>底|末|初|上旬|中旬|下旬))",
    )


class Periods:
    """Finds the periods of one document, published on a day."""

    def __init__(self, words: Mapping[str, Any], published: date) -> None:
        self.published = published
        self.written = written(words)
        self.months, self.years = self.written.months, self.written.years

    def find(self, folded: str, present: Collection[Pattern]) -> Iterator[Period]:
        """Every period of a folded text that one of the patterns present finds; some may overlap."""
        for finder in self.written.finders if present else ():
            for match in finder.finditer(folded) if finder in present else ():
                found = self._read(match, folded)
                if found is not None:
                    yield found

    def _read(self, match: Match, folded: str) -> Period | None:
        part = match.groupdict()
        start, end = match.span()
        end -= len(part.get("called") or "")
        while start < end and folded[start] in _BEFORE:
            start += 1
        closed = part.get("closed")
        if closed:
            end -= len(" at")
            start = end - len(closed)
        while end > start and not (folded[end - 1].isalnum()):
            end -= 1
        if _goes_on(folded, end, part):
            return None
        if part.get("day") and (part.get("year") or "")[:1].isdigit():
            return None  # a full date, read as one
        if part.get("trading") and not (part.get("year") or part.get("month")):
            return None
        edge = part.get("edge")
        if part.get("same") == "week" and edge in _ENDS:
            return None  # the end of the week a report appears in is the day it appears on
        if part.get("same") or (edge and edge not in (*_ENDS, "late")) or edge == "同期":
            return Period(start, end, None)
        year, month = self._year(part.get("year")), self._month(part)
        if month is None or not 1 <= month <= 12:
            return None
        return self._closed(part, start, end, year, month, match.group())

    def _closed(
        self, part: Mapping[str, str | None], start: int, end: int, year: int | None, month: int, words: str
    ) -> Period | None:
        edge = part.get("edge")
        if part.get("back"):
            before = self.published.replace(day=1) - timedelta(days=1)
            year, month = before.year, before.month
        year = year or self._latest(month, part)
        if part.get("day"):
            day = _day(year, month, int(part["day"] or 0))
            return Period(start, end, day, day, exact=True) if day else None
        last = _month_end(year, month)
        if part.get("trading"):
            last -= timedelta(days=max(0, last.isoweekday() - _FRIDAY))
            return Period(start, end, last, last, exact=True)
        unsaid = edge in _ENDS or bool(part.get("closed")) or "year-end" in words or "year end" in words
        day = None if unsaid and last > self.published else last
        ahead = last if part.get("year") or last >= self.published else _month_end(year + 1, month)
        return Period(start, end, day, ahead, closing=unsaid, exact=unsaid)

    def _year(self, told: str | None) -> int | None:
        if not told:
            return None
        digits = told.rstrip(" 年")
        if digits.isdigit():
            return int(digits) + (2000 if len(digits) == 2 else 0)
        return self.published.year + self.years[told]

    def _month(self, part: Mapping[str, str | None]) -> int | None:
        for name, long in (("quarter", 3), ("half", 6), ("count", 1)):
            told = part.get(name)
            if told:
                number = int(told) if told.isdigit() else _COUNTS.get(told)
                return number * long if number else None
        told = (part.get("month") or "").strip()
        if told in HAN_MONTHS:
            return HAN_MONTHS[told]
        return 12 if not told else int(told) if told.isdigit() else self.months[told]

    def _latest(self, month: int, part: Mapping[str, str | None]) -> int:
        year = self.published.year
        if part.get("quarter") or part.get("half"):
            return year if _month_end(year, month) <= self.published + _QUARTER else year - 1
        whole = not part.get("month") and not part.get("count")
        return year if whole or month <= self.published.month else year - 1


def _goes_on(folded: str, end: int, part: Mapping[str, str | None]) -> bool:
    """Whether a month is only the beginning of a day: "March to May 5"."""
    rest = folded[end : end + 5].strip(" .")
    return bool(part.get("month")) and not part.get("year") and not part.get("edge") and rest[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Written:
    """How a catalogue writes months and years, and the patterns that find them."""

    months: Mapping[str, int]
    years: Mapping[str, int]
    finders: tuple[Pattern, ...]


@once_each
def written(words: Mapping[str, Any]) -> Written:
    """The months and years of a catalogue's words of dates, compiled once."""
    months = {name: int(number) for number, names in words["month"].items() for name in names}
    years = {name: int(back) for back, names in words["yearword"].items() for name in names}
    english, chinese = _english(either(months), either(years)), _chinese(either(years))
    return Written(months, years, tuple(map(Pattern, english + chinese)))


def either(names: Mapping[str, int]) -> str:
    """One pattern for any of some names, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
