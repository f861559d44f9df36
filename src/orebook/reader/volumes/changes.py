"""By how much a statistic was said to have moved, and from what: "down 0.6% MoM", 较周一减少4200吨."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orebook.reader.volumes.line import Line
from orebook.reader.volumes.roles import Doing, Role, arrives

_STEPS = {"month": "month", "week": "week", "quarter": "quarter"}


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
    if leads and ahead is not None and arrives(line, ahead) and not line.having(
        "measure", line.quantities[at].end, line.quantities[ahead].start
    ):
        return ahead
    before = next((n for n in range(at - 1, -1, -1) if doing[n].role is Role.LEVEL), None)
    if before is not None:
        fresh = line.having("measure", line.quantities[before].end, line.quantities[at].start)
        return None if fresh else before
    named = line.having("measure", line.sentence.start, line.quantities[at].start)
    return ahead if leads and not named else None


def moved(line: Line, at: int, sign: int, period: str) -> Moved:
    """A change with its sign and what it is from."""
    place = line.quantities[at]
    return Moved(place.start, place.end, float(abs(place.middle) * sign), place.unit, _against(line, at, period))


def _against(line: Line, at: int, period: str) -> str | None:
    """A period named with it, else a word such as MoM or 同比."""
    place = line.quantities[at]
    start, end = max(line.clause(place.start), line.opens(at)), min(line.closes(at), line.ends(place.end))
    named = [one for one in line.periods if start <= one.start and one.end <= end and one.against]
    cues = line.having("against", start, end)
    exact = [one for one in named if not any(cue.start < one.end and one.start < cue.end for cue in cues)]
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
