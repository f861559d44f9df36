"""Who speaks: the party a cue belongs to, by where it stands and how it is joined to the cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from orebook.reader.rubric import Party, Rubric
from orebook.reader.turns import Clause
from orebook.terms import Cue

#: How close before a cue a party must stand to be beside it: "metal plants' recent inquiries".
_BESIDE_ENGLISH, _BESIDE_CHINESE = 24, 6
_PRECEDING = 40
#: Of the parties before a cue, so many may be its speaker.
_NEAREST = 6
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A party where a sentence names it."""

    start: int
    end: int
    party: Party


def mentions(sentence: str, words: Rubric) -> list[Mention]:
    """Every party a sentence names, in order; where names overlap the first and longest counts."""
    if not words.parties:
        return []
    found = [
        Mention(start, end, party) for party in words.parties for start, end in party.pattern.spans(sentence)
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def speakers(
    around: Clause, hit: Stretch, cue: Cue, named: Sequence[Mention], words: Rubric
) -> list[Mention]:
    """Who a cue belongs to: nobody when the sentence does not say, several when they are joined by "and"."""
    for candidates in _by_closeness(around, hit, cue, named, words):
        for mention in candidates:
            if cue.side in mention.party.sides or mention.party.silent:
                return _joined(mention, named, around.sentence, words)
    return []


def another_speaks(around: Clause, hit: Stretch, cue: Cue, named: Sequence[Mention], words: Rubric) -> bool:
    """Whether the words belong to a party right before them that cannot be on the cue's side."""
    if "market" in cue.speakers:
        return False
    before = [mention for mention in _before(around, hit, named, words) if mention.start >= around.start]
    return bool(before) and _beside(around.sentence[before[0].end : hit[0]])


def _by_closeness(
    around: Clause, hit: Stretch, cue: Cue, named: Sequence[Mention], words: Rubric
) -> Iterator[list[Mention]]:
    sentence, after = around.sentence, words.joints["after"]
    yield [mention for mention in named if _inside(mention, hit, sentence, words)]
    following = [mention for mention in named if hit[1] <= mention.start < around.end]
    yield [mention for mention in following if after.occurs(sentence[hit[1] : mention.start])]
    if "market" in cue.speakers:
        return
    before = _before(around, hit, named, words)
    if "near" in cue.speakers:
        yield [one for one in before[:1] if one.start >= around.start and _beside(sentence[one.end : hit[0]])]
    else:
        yield before
        yield _dangling(around, hit, named, words)


def _before(around: Clause, hit: Stretch, named: Sequence[Mention], words: Rubric) -> list[Mention]:
    """Parties before a cue, the nearest first, without those it is done to."""
    sentence, met = around.sentence, words.joints["met"]
    nearest = (mention for mention in reversed(named) if mention.end <= hit[0])
    return [
        mention
        for mention in islice(nearest, _NEAREST)
        if not _preceded(mention, "object", sentence, words)
        and not met.occurs(sentence[max(mention.end, around.start) : hit[0]])
    ]


def _inside(mention: Mention, hit: Stretch, sentence: str, words: Rubric) -> bool:
    if not hit[0] <= mention.start < hit[1]:
        return False
    latin = sentence[mention.start].isascii()
    return mention.start == hit[0] or not latin or _preceded(mention, "of", sentence, words)


def _preceded(mention: Mention, joint: str, sentence: str, words: Rubric) -> bool:
    before = sentence[max(0, mention.start - _PRECEDING) : mention.start]
    return words.joints[joint].occurs(before)


def _beside(between: str) -> bool:
    chinese = any("一" <= letter <= "龥" for letter in between)
    return len(between) <= (_BESIDE_CHINESE if chinese else _BESIDE_ENGLISH)


def _dangling(around: Clause, hit: Stretch, named: Sequence[Mention], words: Rubric) -> list[Mention]:
    """The subject of "unwilling to sell low, suppliers ...": a first clause that has none of its own."""
    sentence, subject = around.sentence, words.joints["subject"]
    if around.start > 0 or words.joints["reason"].occurs(sentence[: hit[0]]):
        return []
    following = [mention for mention in named if mention.start >= around.end]
    return [mention for mention in following if subject.occurs(sentence[around.end : mention.start])][:1]


def _joined(mention: Mention, named: Sequence[Mention], sentence: str, words: Rubric) -> list[Mention]:
    pair, at = words.joints["pair"], list(named).index(mention)
    together = [mention]
    while at > 0 and pair.occurs(sentence[named[at - 1].end : named[at].start]):
        at -= 1
        together.insert(0, named[at])
    return together
