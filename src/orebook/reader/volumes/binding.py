"""Which measure a quantity is of: the word that names it, nearest first, when the unit fits."""

from __future__ import annotations

from orebook.reader.lexicon import Cue
from orebook.reader.regular import Pattern
from orebook.reader.volumes.line import Line
from orebook.reader.volumes.quantities import fits

#: "300 mt of orders", 300吨的订单, "a 72% operating rate": the measure stands right behind.
_BEHIND = Pattern(r"^\s*(?:的|of|in|worth of)?\s*(?:[a-z]+\s){0,1}$")


def measure(line: Line, at: int, spoken: Cue | None) -> Cue | None:
    """The word that says what a quantity counts; `spoken` is what the sentence before counted."""
    place = line.quantities[at]
    clause = max(line.clause(place.start), line.opens(at))
    behind = _behind(line, at)
    before = _nearest(line, clause, place.start, at)
    if behind is not None and (_touches(line, at, behind) or (_weak(line, behind) and before is None)):
        return behind
    if before is not None:
        return None if _other(before) else before
    found = _nearest(line, line.sentence.start, place.start, at)
    if found is not None:
        return None if _other(found) else found
    return spoken if spoken is not None and fits(place.unit, spoken.roles["measure"]) else None


def _nearest(line: Line, start: int, end: int, at: int) -> Cue | None:
    """The nearest word before that counts in such a unit; an adjective gives way to the noun before it."""
    unit, weak = line.quantities[at].unit, None
    for cue in reversed(line.cues):
        if cue.start < start or cue.end > end or not _counts(cue, unit):
            continue
        if weak is not None:
            return cue if cue.start >= line.clause(weak.start) and not _weak(line, cue) else weak
        if not _weak(line, cue):
            return cue
        weak = cue
    return weak


def _counts(cue: Cue, unit: str) -> bool:
    return _other(cue) or ("measure" in cue.roles and fits(unit, cue.roles["measure"]))


def _weak(line: Line, cue: Cue) -> bool:
    return cue.text in line.words.weak


def _other(cue: Cue) -> bool:
    return "other" in cue.roles


def _behind(line: Line, at: int) -> Cue | None:
    """The measure behind a quantity, in its own clause and before the next quantity."""
    place = line.quantities[at]
    until = min(line.closes(at), line.ends(place.end))
    found = [cue for cue in line.cues if place.end <= cue.start and cue.end <= until]
    measures = [cue for cue in found if _counts(cue, place.unit)]
    return measures[0] if measures and not _other(measures[0]) else None


def _touches(line: Line, at: int, cue: Cue) -> bool:
    return _BEHIND.occurs(line.text[line.quantities[at].end : cue.start])
