"""What each quantity of a sentence does: a level, a change, an older level, or nothing that is certain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from orebook.reader.regular import Pattern
from orebook.reader.volumes.line import Line

#: "from 200 mt to 214 mt", 降至: what follows is where it arrived.
_ARRIVES = Pattern(r"(?:\bto|[至到])\s*(?:about|around|some|约|just|only)?\s*$")
#: Below what it may lie anywhere: no value is stated. "The same period" is one the sentence does not name.
_OPEN = Pattern(
    r"(?:\b(?:below|under|less than|fewer than|up to|at most|within)|不足|低于|不到|少于|不超过)\s*$"
)
#: How far from a number the words that make it a change or an older level may reach.
_NEAR = 64
_SAME = ("同期", "the same period", "the same time")
_UP_TO = Pattern(r"\b(?:up|down) to\s*$|\bm(?:ade|akes?|aking) up\s*(?:about|around|some)?\s*$")


class Role(Enum):
    """What a quantity does."""

    LEVEL = "level"
    CHANGE = "change"
    PRIOR = "prior"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Doing:
    """A quantity's role, and for a change its sign."""

    role: Role
    sign: int = 0


def doings(line: Line) -> list[Doing]:
    """The role of each quantity, from left to right."""
    return [_doing(line, at) for at in range(len(line.quantities))]


def _doing(line: Line, at: int) -> Doing:
    sign = direction(line, at)
    unit = line.quantities[at].unit
    if sign:
        return Doing(Role.CHANGE, sign)
    if unit == "pp" or (unit == "%" and not _rates(line)) or _OPEN.occurs(line.lead(at)) or ahead(line, at):
        return Doing(Role.NONE)
    if any(
        word in line.text[line.clause(line.quantities[at].start) : line.quantities[at].start]
        for word in _SAME
    ):
        return Doing(Role.NONE)
    return Doing(Role.PRIOR if _older(line, at) else Role.LEVEL)


def _rates(line: Line) -> bool:
    """Whether a sentence speaks of operating rates, which alone are told in per cent."""
    return any(cue.roles.get("measure") == "operating-rate" for cue in line.cues)


def direction(line: Line, at: int) -> int:
    """Which way a quantity says something moved: 1 up, -1 down, 0 when it is no change."""
    lead, tail, words = line.lead(at)[-_NEAR:], line.tail(at)[:_NEAR], line.words
    moved = words.moved.search(lead)
    if moved and not _UP_TO.occurs(lead):
        return words.signs[moved.group(1)]
    moving = words.moving.search(tail)
    if moving:
        return words.signs[moving.group(1)]
    signed = line.quantities[at].sign
    return signed if line.quantities[at].unit in ("%", "pp") else 0


def _older(line: Line, at: int) -> bool:
    lead, tail = line.lead(at)[-_NEAR:], line.tail(at)[:_NEAR]
    return bool(line.words.prior.occurs(lead) or line.words.ago.occurs(tail))


def arrives(line: Line, at: int) -> bool:
    """Whether a quantity is where a movement led: "rose 3 points to 72%", 环比下降12%至5100吨."""
    return _ARRIVES.occurs(line.lead(at))


def ahead(line: Line, at: int) -> bool:
    """Whether the clause speaks of what is expected, possible, planned or denied."""
    start, place = _since(line, at), line.quantities[at]
    if any(_doubts(line, cue.start, cue.end) for cue in line.having("ahead", start, place.start)):
        return True
    until = min(line.closes(at), line.ends(place.end))
    tail = line.text[place.end : until]
    stop = min((tail.find(word) for word in (" and ", " in ") if word in tail), default=len(tail))
    return any(_doubts(line, cue.start, cue.end) for cue in line.having("ahead", place.end, place.end + stop))


def _since(line: Line, at: int) -> int:
    """Where what a doubt reaches to begins: after a semicolon, or a word that turns the sentence."""
    place = line.quantities[at].start
    turns = [cue.end for cue in line.having("turn", line.sentence.start, place)]
    breaks = [line.text.rfind(mark, line.sentence.start, place) + 1 for mark in (";", "；")]
    return max(line.sentence.start, *turns, *breaks)


def _doubts(line: Line, start: int, end: int) -> bool:
    """Whether such a word is meant so: not "as expected", 不低于预期, nor the month of May."""
    if line.text[start:end] == "may" and line.printed[start] == "M":
        return False
    near = line.text[max(line.sentence.start, start - 8) : end + 8]
    return not any(word in near for word in line.words.settled)
