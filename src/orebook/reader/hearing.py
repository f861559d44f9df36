"""Hearing a sentence: which cues it holds, whose they are, and what they score.

Cues are tried from left to right, the longest first. One that cannot be placed leaves its words to the next;
one that is placed keeps them, even when it is negated, doubtful or of another week and so says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orebook.reader import markets, parties, sides, turns
from orebook.reader.markets import Named
from orebook.reader.parties import Mention
from orebook.reader.regular import Pattern
from orebook.reader.rubric import Market, Rubric
from orebook.terms import Cue


@dataclass(frozen=True, slots=True)
class Line:
    """A folded sentence and what it stands in: its parties and markets, its section, and what came before."""

    sentence: str
    breaks: Sequence[tuple[int, int]]
    named: Sequence[Mention]
    markets: Sequence[Named]
    topics: Sequence[Named]
    section: Market | None
    market: Market | None
    link: str | None
    words: Rubric


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue where a sentence uses it, and what stands in its gaps."""

    start: int
    end: int
    cue: Cue
    gaps: tuple[str, ...]

    def blocks(self, other: Hit) -> bool:
        """Whether both claim the same words; "wait-and-see" may still be said of either side."""
        same = (self.start, self.end) == (other.start, other.end) and self.cue.side != other.cue.side
        return self.start < other.end and other.start < self.end and not same


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue that could be placed: its link, and its score or None when it says nothing."""

    hit: Hit
    link: str
    score: float | None
    speaker: str | None = None


def hear(line: Line) -> list[Heard]:
    """Every cue of a sentence that could be placed and says something, each cue once for a link."""
    kept: list[Heard] = []
    for hit in _hits(line):  # in order, so only the last two kept can reach into it
        if any(heard.hit.blocks(hit) for heard in kept[-2:]):
            continue
        heard = _placed(hit, line, kept[-1] if kept else None)
        if heard:
            kept.append(heard)
    once = {(heard.hit.cue.id, heard.link): heard for heard in reversed(kept) if heard.score is not None}
    return sorted(once.values(), key=lambda heard: (heard.hit.start, heard.hit.cue.id))


def _hits(line: Line) -> list[Hit]:
    found = [hit for cue, pattern in line.words.cues for hit in _matches(cue, pattern, line)]
    return sorted(found, key=lambda hit: (hit.start, -hit.end, hit.cue.id))


def _matches(cue: Cue, pattern: Pattern, line: Line) -> Iterator[Hit]:
    """Where a cue is used; a match whose gap reaches into another clause gives way to the next inside it."""
    at, turned = 0, line.words.turns["but"]
    while match := pattern.search(line.sentence, at):
        gaps = tuple(gap for gap in match.groups() if gap)
        if any(turned.occurs(gap) for gap in gaps):
            at = match.start() + 1
            continue
        yield Hit(match.start(), match.end(), cue, gaps)
        at = match.end()


def _placed(hit: Hit, line: Line, before: Heard | None) -> Heard | None:
    """A cue with its link and score, or None when it belongs to nobody or to no link."""
    around = turns.clause(line.sentence, hit.start, hit.end, line.breaks)
    who = parties.speakers(around, (hit.start, hit.end), hit.cue, line.named, line.words)
    market = _market(hit, around, line)
    spoken = before.link if before else None
    if who:
        link = _said_by(who, hit.cue, market, spoken, around, line)
    else:
        link = _unsaid(hit, around, market, spoken, line)
    speaker = who[-1].party.id if who else None
    return Heard(hit, link, _score(hit, around, who, before, line.words), speaker) if link else None


def _score(
    hit: Hit, around: turns.Clause, who: Sequence[Mention], before: Heard | None, words: Rubric
) -> float | None:
    if turns.doubtful(around, hit.start, hit.gaps, words) or turns.elsewhen(
        around, hit.start, hit.end, words
    ):
        return None
    speaker = (who[-1].start, who[-1].end) if who else None
    since = turns.governed(around, hit.start, speaker, before.hit.end if before else 0, words)
    turned = turns.negated(around, hit.start, since, hit.gaps, speaker, words)
    return hit.cue.negated_score if turned else hit.cue.score


def _market(hit: Hit, around: turns.Clause, line: Line) -> Market | None:
    """The market a cue is said in: its object, one just announced, the section, its clause, the paragraph."""
    return (
        markets.about(around, (hit.start, hit.end), line.markets, line.words)
        or markets.announced(line.topics, hit.start)
        or line.section
        or markets.only(line.markets, around.start, around.end)
        or line.market
    )


def _said_by(
    who: Sequence[Mention],
    cue: Cue,
    market: Market | None,
    spoken: str | None,
    around: turns.Clause,
    line: Line,
) -> str | None:
    for mention in who:
        if mention.party.silent or not sides.takes_part(cue, mention, market, spoken, around, line.words):
            continue
        if link := sides.link(mention.party, cue.side, market):
            return link
    return None


def _unsaid(
    hit: Hit, around: turns.Clause, market: Market | None, spoken: str | None, line: Line
) -> str | None:
    """The link of a cue nobody is named for: the market's, else that of the words just before it."""
    stretch = (hit.start, hit.end)
    if sides.needed(hit.cue) or parties.another_speaks(around, stretch, hit.cue, line.named, line.words):
        return None
    if market is not None and market.link:
        return market.link
    before = spoken or sides.nearest_link(hit.start, hit.cue.side, line.named)
    return before or (line.link if market is None else None)
