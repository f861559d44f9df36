"""What turns a cue round or puts it out of the day: negation, doubt, another week.

All of it stays inside the clause: in "prices did not move, suppliers raised quotes" nothing is negated but
the move. What looks like a negation and is none ("not only", 不断) is blotted out first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from orebook.reader.regular import Pattern
from orebook.reader.rubric import Rubric

#: A time at the head of a sentence rules the sentence when little else stands in its clause.
_ADVERBIAL = 12
#: How far before a speaker a "no" or "few" still counts the speakers away: "no suppliers raised quotes".
_COUNTED = 14
_ENGLISH_REACH, _CHINESE_REACH = 48, 14
#: How far behind a cue a time still belongs to it: "raised their quotes last week".
_BEHIND = 16
_TIMES = ("past", "next", "now")


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue's surroundings: the sentence, and where the cue's own clause starts and ends."""

    sentence: str
    start: int
    end: int


def blotted(sentence: str, rubric: Rubric) -> str:
    """A sentence, as long as before, without what looks like a negation and is none: "not only", 不得不."""
    return _masked(sentence, rubric.turns["not-really"])


def breaks(sentence: str, rubric: Rubric) -> list[tuple[int, int]]:
    """Where one clause of a sentence ends and the next begins, in order."""
    return rubric.turns["break"].spans(sentence)


def clause(sentence: str, start: int, end: int, broken: Sequence[tuple[int, int]]) -> Clause:
    """The clause around a stretch of a sentence, from the break before it to the break after it."""
    before = bisect_right(broken, start + 1, key=_stop)
    after = bisect_left(broken, end, key=_at)
    first = min(broken[before - 1][1], start) if before else 0
    return Clause(sentence, first, broken[after][0] if after < len(broken) else len(sentence))


def _at(found: tuple[int, int]) -> int:
    return found[0]


def _stop(found: tuple[int, int]) -> int:
    return found[1]


def governed(around: Clause, start: int, speaker: tuple[int, int] | None, said: int, rubric: Rubric) -> int:
    """From where in its clause a cue can be negated.

    A negation before the speaker belongs to something else, one before an earlier cue to that cue, unless an
    "or" carries it on: "did not raise quotes or hold back stock".

    Args:
        around: the cue's clause.
        start: where the cue starts.
        speaker: where its speaker stands, if anybody is named.
        said: where the cue before it ended.
        rubric: the words.
    """
    since = speaker[1] if speaker and around.start <= speaker[0] < start else around.start
    carried = rubric.turns["or"].occurs(around.sentence[said:start])
    return said if since < said <= start and not carried else since


def negated(
    around: Clause,
    start: int,
    since: int,
    gaps: Sequence[str],
    speaker: tuple[int, int] | None,
    rubric: Rubric,
) -> bool:
    """Whether a cue says the opposite: "did not raise quotes", 未上调报价, "no suppliers raised quotes"."""
    if any(rubric.turns["not"].occurs(part) for part in (*gaps, _near(around.sentence[since:start]))):
        return True
    if speaker is None or not around.start <= speaker[0] < start:
        return False
    counted = around.sentence[max(around.start, speaker[0] - _COUNTED) : speaker[0]]
    return rubric.turns["nobody"].occurs(counted)


def _near(before: str) -> str:
    reach = _CHINESE_REACH if any("一" <= letter <= "龥" for letter in before[-4:]) else _ENGLISH_REACH
    return before[-reach:]


def doubtful(around: Clause, start: int, gaps: Sequence[str], rubric: Rubric) -> bool:
    """Whether a cue is only expected, possible or conditional, and so shows nothing yet."""
    before = around.sentence[around.start : start]
    return any(rubric.turns["maybe"].occurs(part) for part in (before, *gaps))


def elsewhen(around: Clause, start: int, end: int, rubric: Rubric) -> bool:
    """Whether a cue is told of another week than the report's: by a time before it, or right behind it."""
    if rubric.found.isdisjoint([rubric.turns[name] for name in _TIMES]):
        return False
    sentence = around.sentence
    if rubric.turns["compared"] in rubric.found:
        sentence = _masked(sentence, rubric.turns["compared"])
    behind = sentence[end : min(around.end, end + _BEHIND)]
    if rubric.turns["past"].occurs(behind) or rubric.turns["next"].occurs(behind):
        return True
    times = [
        (found.end(), name)
        for name in _TIMES
        if rubric.turns[name] in rubric.found
        for found in rubric.turns[name].finditer(sentence[:start])
        if found.start() >= around.start or name == "now" or _leads(sentence, found.span(), rubric)
    ]
    return bool(times) and max(times)[1] != "now"


def _leads(sentence: str, time: tuple[int, int], rubric: Rubric) -> bool:
    first = rubric.turns["break"].search(sentence, time[1])
    return time[0] <= _ADVERBIAL and first is not None and first.start() - time[1] <= _ADVERBIAL


def _masked(text: str, pattern: Pattern) -> str:
    for found in list(pattern.finditer(text)):
        text = text[: found.start()] + "_" * (found.end() - found.start()) + text[found.end() :]
    return text
