"""Dates that stand beside each other: a weekday and its date as one, and two weekdays of a move in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from orebook.reader.dates import Dated

_FAR = 60
#: How far two dates that are one may stand apart.
_APART = 6


def merged(dates: Sequence[Dated], text: str) -> list[Dated]:
    """Weekday and date beside each other as one: "Friday 20 November", 上周五（1月9日）."""
    found: list[Dated] = []
    for dated in dates:
        last = found[-1] if found else None
        if last is None or dated.day is None or last.complete or not _touch(last, dated, text):
            found.append(dated)
            continue
        clash = last.weekday is not None and dated.day.isoweekday() != last.weekday
        found[-1] = replace(dated, start=last.start, clash=clash)
    return _in_order(found, text)


def _in_order(found: list[Dated], text: str) -> list[Dated]:
    """The days with that of "from 395,000 on Monday to 386,000 on Friday" in the week of the later one."""
    for at, (one, other) in enumerate(pairwise(found)):
        named = one.weekday is not None and other.weekday is not None and one.day is not None
        if not named or other.day is None or one.day is None or one.day <= other.day:
            continue
        lead, between = text[max(0, one.start - _FAR) : one.start], text[one.end : other.start]
        if "from " in lead and " to " in between and not any(stop in between for stop in (". ", ";", "\n")):
            found[at] = replace(one, day=one.day - timedelta(days=7))
    return found


def _touch(one: Dated, other: Dated, text: str) -> bool:
    """Whether only a comma, a bracket or "the" stands between two dates."""
    if other.start - one.end > _APART:
        return False
    figures = [any(letter.isdigit() for letter in text[day.start : day.end]) for day in (one, other)]
    if all(figures) and one.day != other.day and one.day is not None:
        return False
    between = text[one.end : other.start].strip(" ,(")
    return between in ("", "the") or (one.day is None and between == "on")
