"""The period a quantity is of: named beside it, before it, by the sentence before, or by what is counted."""

from __future__ import annotations

from datetime import date

from orebook.reader.regular import Pattern
from orebook.reader.volumes.line import Line
from orebook.reader.volumes.periods import Period, week

#: Stocks, rates and orders stand as of the day of the report where no time is named; flows have no such day.
_STANDING = ("inventory", "operating-rate", "order")
#: What is granted or built is of a year.
_YEARLY = ("quota", "capacity")
#: "5.5 tonnes in August": what the quantity is of stands right behind it.
_BESIDE = Pattern(r"^\s*(?:in|for|during|on|at|as of|by)\s(?:the\s)?$")
#: How long an ISO day is.
_DAY = 10


def period(line: Line, at: int, measure: str, spoken: str | None) -> tuple[str | None, Period | None]:
    """The ISO period, and where it is named in the sentence."""
    found = _named(line, at, measure)
    if measure in _YEARLY:
        return _year(line, found)
    if found is not None:
        return found.iso, found
    if spoken is not None:
        return spoken, None
    if measure in _STANDING:
        return _standing(line, at), None
    later = next(
        (one for one in line.periods if not one.against and one.start > line.quantities[at].end), None
    )
    return (later.iso, later) if later is not None else (None, None)


def _year(line: Line, found: Period | None) -> tuple[str, Period | None]:
    """The year that is named, else that of the report: no day or month named in passing is meant."""
    if found is not None and found.iso[:4] in line.text[found.start : found.end]:
        return found.iso[:4], found
    if found is not None and len(found.iso) == 4:
        return found.iso, found
    return str(line.published.year), None


def _named(line: Line, at: int, measure: str) -> Period | None:
    place = line.quantities[at]
    start, end = line.opens(at), min(line.closes(at), line.ends(place.end))
    own = [one for one in line.periods if not one.against and not one.loose]
    before = [one for one in own if start <= one.start and one.end <= place.start]
    behind = [one for one in own if place.end <= one.start and one.end <= end]
    earlier = [one for one in own if one.end <= start]
    if behind and _BESIDE.occurs(line.text[place.end : behind[0].start]):
        return _weekly(line, behind[0], measure)
    for several, pick in ((before, -1), (behind, 0), (earlier, -1)):
        if several:
            return _weekly(line, several[pick], measure)
    return next((one for one in line.periods if one.loose), None)


def _weekly(line: Line, found: Period, measure: str) -> Period:
    """The week of a day that is named for a weekly figure; stocks stand as of the day itself."""
    loose = any(one.loose for one in line.periods)
    if not loose or measure == "inventory" or len(found.iso) != _DAY:
        return found
    return Period(found.start, found.end, week(date.fromisoformat(found.iso)))


def _standing(line: Line, at: int) -> str:
    """The day of the report, or its week where the change is said to be of a week."""
    place = line.quantities[at]
    weekly = [
        cue
        for cue in line.having("against", line.sentence.start, line.sentence.end)
        if cue.roles["against"] == "week"
    ]
    rate = place.unit == "%"
    return week(line.published) if weekly and rate else line.published.isoformat()
