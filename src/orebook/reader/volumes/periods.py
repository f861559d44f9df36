"""The period a statistic is of, as ISO: a day, a week, a month, a quarter, a year, or a span of months.

A month without a year is the last such month not after publication. "A year earlier" is no period of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from orebook.reader.dates import Dated
from orebook.reader.regular import Pattern

_COUNTS = {word: at % 12 + 1 for at, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
     "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"))} | {"两": 2}  # fmt: skip
_ORDERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_HALVES = {"first": 1, "second": 2, "上": 1, "下": 2, "1": 1, "2": 2}
_COMPARED = (
    "than",
    "than in",
    "from",
    "from the",
    "versus",
    "compared with",
    "compared to",
    "against",
    "vs",
    "since",
)
_COMPARED_ZH = ("较", "比", "自", "从", "由", "比较", "于")
_BEFORE = 16
#: Words for the length of the period that any date beside them tells better.
_LOOSE = ("weekly", "周度", "当周")


@dataclass(frozen=True, slots=True)
class Period:
    """A period where it stands; `against` when something is only compared with it."""

    start: int
    end: int
    iso: str
    against: bool = False
    loose: bool = False


def _pattern(months: str) -> str:
    year = r"(?P<y{0}>20\d\d|this year|last year)"
    tail = r"(?:(?:,?\s(?:of\s|in\s)?|\s?){0})?"
    return "|".join(
        (
            rf"\b(?P<r1>{months})\.?\s?(?:-|to|through)\s?(?P<r2>{months})\b" + tail.format(year.format("r")),
            r"\bfirst\s(?P<n>[a-z]+|\d{1,2})\smonths\b" + tail.format(year.format("n")),
            r"(?:(?P<yk>20\d\d)\s?)?\b?q(?P<q>[1-4])\b" + tail.format(year.format("q")),
            r"\b(?P<qo>first|second|third|fourth|final|last)[\s-]quarter\b" + tail.format(year.format("o")),
            rf"\b(?P<qm>{months})[\s-]quarter\b" + tail.format(year.format("m")),
            r"\b(?P<h>first|second)[\s-]half\b" + tail.format(year.format("h")),
            r"\bh(?P<hh>[12])\b" + tail.format(year.format("z")),
            rf"\b(?P<mon>{months})\b\.?" + tail.format(year.format("mon")),
            r"(?:(?P<zy>20\d\d)年|(?P<zw>今年|去年))?(?:(?P<z1>\d{1,2})月?[-至到](?P<z2>\d{1,2})月|前(?P<zn>[一二三四五六七八九十两]+|\d{1,2})个?月|第?(?P<zq>[一二三四1-4])季度|(?P<zh>上|下)半年|(?P<zm>\d{1,2})月份?)",
            r"(?P<week>\bthis week\b|\bweekly\b|本周|周度|当周)|(?P<lastweek>\blast week\b|上周)",
            r"(?P<month>\bthis month\b|本月|当月)|(?P<lastmonth>\blast month\b|上月|上个月)",
            r"(?P<ty>\bthis year\b|今年)|(?P<ly>\blast year\b|去年)",
            r"\b(?P<only>20\d\d)\b年?",
        )
    )  # fmt: skip


class Periods:
    """Finds the periods of a stretch of text published on a day."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.months = {name: int(number) for number, names in words["month"].items() for name in names}
        self._finder = Pattern(_pattern("|".join(sorted(self.months, key=len, reverse=True))))

    def find(
        self, folded: str, text: str, start: int, end: int, days: Sequence[Dated], on: date
    ) -> list[Period]:
        """Every period, in order, none overlapping; a full day stands in front of the month in it."""
        taken = [one for one in days if one.day is not None and not one.period and one.end <= end]
        found = list(_days(taken, folded))
        for match in self._finder.finditer(folded[start:end]):
            left, right = start + match.start(), start + match.end()
            iso = self._iso(match.groupdict(), folded, text, left, right, on)
            if iso and not any(left < dated.end and dated.start < right for dated in taken):
                loose = folded[left:right] in _LOOSE
                found.append(Period(left, right, iso, _compared(folded, left), loose))
        found = [one for one in found if folded[one.end : one.end + 2] != "同期"]
        return sorted(_in_weeks(found, folded), key=lambda one: one.start)

    def _iso(
        self, part: Mapping[str, str | None], folded: str, text: str, start: int, end: int, on: date
    ) -> str | None:
        if part["mon"]:
            name = text[start:end]
            if (part["mon"] in ("may", "mar") and name[:1].islower()) or _numbered(folded, end):
                return None
        if part["week"] and folded[start - 1 : start] == "样":
            return None  # 样本周度: of the sample, not of this week
        for reading in (self._span, self._quarter, self._single, _named):
            iso = reading(part, on)
            if iso:
                return iso
        return _year_alone(part, folded, start, end)

    def _span(self, part: Mapping[str, str | None], on: date) -> str | None:
        if part["r1"]:
            return _months(part["yr"], self.months[part["r1"]], self.months[part["r2"] or ""], on)
        if part["n"]:
            return _months(part["yn"], 1, _count(part["n"]), on)
        if part["h"] or part["hh"]:
            half = _HALVES[part["h"] or part["hh"] or ""]
            return _months(part["yh"] or part["yz"], half * 6 - 5, half * 6, on)
        told = part["zy"] or part["zw"]
        if part["z1"]:
            return _months(told, int(part["z1"]), int(part["z2"] or 0), on)
        if part["zn"]:
            return _months(told, 1, _count(part["zn"]), on)
        if part["zh"]:
            half = _HALVES[part["zh"]]
            return _months(told, half * 6 - 5, half * 6, on)
        return None

    def _quarter(self, part: Mapping[str, str | None], on: date) -> str | None:
        number = part["q"] or part["zq"]
        if number:
            quarter = int(number) if number.isdigit() else _COUNTS[number]
        elif part["qo"]:
            quarter = _ORDERS[part["qo"]]
        elif part["qm"]:
            quarter = (self.months[part["qm"]] + 2) // 3
        else:
            return None
        told = part["yk"] or part["yq"] or part["yo"] or part["ym"] or part["zy"] or part["zw"]
        return f"{_year(told, quarter * 3 - 2, on)}-Q{quarter}"

    def _single(self, part: Mapping[str, str | None], on: date) -> str | None:
        if part["mon"]:
            return _month(part["ymon"], self.months[part["mon"]], on)
        return _month(part["zy"] or part["zw"], int(part["zm"]), on) if part["zm"] else None


def _numbered(folded: str, end: int) -> bool:
    """Whether a day follows a month: not the 7 of "May 7,023 mt"."""
    rest = folded[end : end + 6].lstrip()
    digits = len(rest) - len(rest.lstrip("0123456789"))
    return 0 < digits <= len("31") and rest[digits : digits + 1] not in tuple(",.%")


def _named(part: Mapping[str, str | None], on: date) -> str | None:
    """This and last week, month and year."""
    if part["week"] or part["lastweek"]:
        return week(on - timedelta(days=7 if part["lastweek"] else 0))
    if part["month"] or part["lastmonth"]:
        first = on.replace(day=1)
        return f"{(first if part['month'] else first - timedelta(days=1)):%Y-%m}"
    if part["ty"] or part["ly"]:
        return str(on.year - bool(part["ly"]))
    return None


def _year_alone(part: Mapping[str, str | None], folded: str, start: int, end: int) -> str | None:
    """A year that stands as one: "in 2025", 2025年; not the 2025 of 2025.5 or of a price."""
    glued = folded[start - 1 : start] in tuple(",.-$/¥") or (
        folded[end : end + 1] in tuple(",.-") and folded[end + 1 : end + 2].isdigit()
    )
    return None if glued else part["only"]


def _days(taken: Iterable[Dated], folded: str) -> Iterator[Period]:
    for dated in taken:
        yield Period(dated.start, dated.end, f"{dated.day}", _compared(folded, dated.start))


def _in_weeks(found: Iterable[Period], folded: str) -> Iterator[Period]:
    """A day named as the end of its week stands for the week."""
    for one in found:
        before = folded[max(0, one.start - _BEFORE) : one.start]
        ends = before.rstrip().endswith(("week ended", "week ending", "week to", "week of")) or folded[
            one.end : one.end + 3
        ].lstrip(" )").startswith("当周")
        if ends and len(one.iso) == 10:
            one = Period(one.start, one.end, week(date.fromisoformat(one.iso)))
        yield one


def _compared(folded: str, start: int) -> bool:
    before = folded[max(0, start - _BEFORE) : start].rstrip()
    words = before.split()
    return before.endswith(_COMPARED_ZH) or (
        bool(words) and (words[-1] in _COMPARED or " ".join(words[-2:]) in _COMPARED)
    )


def week(day: date) -> str:
    """The ISO week of a day.

    >>> week(date(2025, 1, 9))
    '2025-W02'
    """
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def _months(told: str | None, first: int, last: int, on: date) -> str | None:
    if not 1 <= first < last <= 12:
        return None
    year = _year(told, last, on)
    return f"{year}-{first:02}/{year}-{last:02}"


def _month(told: str | None, month: int, on: date) -> str | None:
    return f"{_year(told, month, on)}-{month:02}" if 1 <= month <= 12 else None


def _year(told: str | None, month: int, on: date) -> int:
    if not told:
        return on.year - (month > on.month)
    if told in ("this year", "今年"):
        return on.year
    return on.year - 1 if told in ("last year", "去年") else int(told)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word, 0)
