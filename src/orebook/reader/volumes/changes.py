"""By how much a statistic was said to have moved, and from what: "down 0.6% MoM", 较周一减少4200吨."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orebook.reader.volumes.line import Line
from orebook.reader.volumes.periods import Period
from orebook.reader.volumes.roles import Doing, Role, arrives

#: A change that opens its sentence is of the level that follows: "Up 3% YoY, output was 214 mt".
_OPENING = 16
#: All that stands between a change and where it led, without "to".
_BECOMES = ("为", "达", "达到", "现为")


@dataclass(frozen=True, slots=True)
class Moved:
    """A signed change in `unit`, from `against`."""

    start: int
    end: int
    change: float
    unit: str
    against: str | None


def owned(line: Line, doing: Sequence[Doing]) -> dict[int, int]:
    """For each level the first change that is its own: {level: change}, by their places in the sentence."""
    pairs: dict[int, int] = {}
    for at, one in enumerate(doing):
        if one.role is Role.CHANGE:
            level = _level(line, doing, at)
            if level is not None:
                pairs.setdefault(level, at)
    return pairs


def _level(line: Line, doing: Sequence[Doing], at: int) -> int | None:
    """The level a change belongs to: the one it led to, else the one before it, else the one it opens."""
    ahead = next((n for n in range(at + 1, len(doing)) if doing[n].role is not Role.PRIOR), None)
    leads = ahead is not None and doing[ahead].role is Role.LEVEL
    if leads and ahead is not None and _leads(line, at, ahead):
        return ahead
    before = next((n for n in range(at - 1, -1, -1) if doing[n].role is Role.LEVEL), None)
    if before is not None:
        fresh = line.having("measure", line.quantities[before].end, line.quantities[at].start)
        return None if fresh else before
    opening = line.quantities[at].start - line.sentence.start < _OPENING
    named = line.having("measure", line.sentence.start, line.quantities[at].start)
    return ahead if leads and opening and not named else None


def _leads(line: Line, at: int, ahead: int) -> bool:
    """Whether a change led to a level: "rose 3 points to 72%", 环比下降2个百分点，为65%."""
    start, end = line.quantities[at].end, line.quantities[ahead].start
    if line.having("measure", start, end) or line.having("turn", start, end):
        return False
    return arrives(line, ahead) or line.text[start:end].strip("，, ") in _BECOMES


def moved(line: Line, at: int, period: str, doing: Sequence[Doing]) -> Moved:
    """A change with its sign and what it is from."""
    place = line.quantities[at]
    against = _against(line, at, period, doing)
    return Moved(place.start, place.end, float(abs(place.middle) * doing[at].sign), place.unit, against)


def _of_older(line: Line, at: int, doing: Sequence[Doing]) -> list[Period]:
    """The period of an older level right behind a change: "down 5.2% from 5,774 mt in September"."""
    older = at + 1
    if older >= len(doing) or doing[older].role is not Role.PRIOR:
        return []
    start, end = line.quantities[older].end, min(line.closes(older), line.ends(line.quantities[older].end))
    return [one for one in line.periods if start <= one.start and one.end <= end]


def _against(line: Line, at: int, period: str, doing: Sequence[Doing]) -> str | None:
    """A period named with it, else a word such as MoM or 同比."""
    place = line.quantities[at]
    start, end = max(line.clause(place.start), line.opens(at)), min(line.closes(at), line.ends(place.end))
    named = [one for one in line.periods if start <= one.start and one.end <= end and one.against]
    named += _of_older(line, at, doing)
    cues = line.having("against", start, end)
    exact = [one for one in named if not any(cue.start <= one.start < cue.end for cue in cues)]
    if exact:
        return exact[0].iso
    if not cues:
        return None
    word = cues[-1] if cues[-1].start >= place.end or len(cues) == 1 else cues[0]
    told = word.roles["against"]
    return step(period) if told == "same" else told


def step(period: str) -> str | None:
    """What 环比 compares a period with: the month, week or quarter before it.

    >>> step("2025-01"), step("2025-W03"), step("2025-Q1"), step("2025-01-09")
    ('month', 'week', 'quarter', None)
    """
    if "W" in period:
        return "week"
    if "Q" in period:
        return "quarter"
    return "month" if len(period) == 7 else None
