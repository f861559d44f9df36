"""One sentence with everything found in it, and the small questions every rule asks of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from orebook.reader.dated import Dated
from orebook.reader.mention import Mention
from orebook.reader.money import Money
from orebook.reader.vocabulary import Mark
from orebook.reader.words import Words

#: Words too small to come between a cue and its number.
SMALL = frozenset(
    (
        "",
        "a",
        "the",
        "an",
        "just",
        "only",
        "even",
        "further",
        "another",
        "a further",
        "of a",
        "now",
        "cif",
        "fob",
        "its",
        "well",
        "as",
        "still",
        "also",
        "then",
        ":",
        "in",
        "the same",
        "the previous",
        "the prior",
        "previous",
        "its previous",
        "the preceding",
    )
)

#: The longest name of an older time before its number: 前期的, 上一期的.
_EARLIER = 8


@dataclass(slots=True)
class Sentence:
    """What stands between two full stops."""

    text: str
    start: int
    end: int
    number: int
    marks: Words
    mentions: list[Mention]
    moneys: list[Money]
    dates: list[Dated]
    stretches: dict[tuple[int, int], Words] = field(default_factory=dict)
    floors: list[int] = field(default_factory=list)
    ceilings: list[int] = field(default_factory=list)
    leads: dict[int, Words] = field(default_factory=dict)
    tails: dict[int, Words] = field(default_factory=dict)

    def count(self, moneys: list[Money]) -> None:
        """Take these as its numbers; percentages among them bound no words."""
        self.moneys, self.floors, self.ceilings, self.leads, self.tails = moneys, [], [], {}, {}
        floor, ceiling = self.start, self.end
        for money in moneys:
            self.floors.append(floor)
            floor = floor if money.percent else money.right
        for money in reversed(moneys):
            self.ceilings.append(ceiling)
            ceiling = ceiling if money.percent else money.left
        self.ceilings.reverse()

    def floor(self, at: int) -> int:
        """Where the words leading up to a number begin: after the number before it."""
        return self.floors[at]

    def ceiling(self, at: int) -> int:
        """Where the words trailing a number end: before the number after it."""
        return self.ceilings[at]

    def between(self, start: int, end: int) -> Words:
        """The words that stand wholly between two places; every rule asks for the same few stretches."""
        known = self.stretches.get((start, end))
        if known is None:
            marks = self.marks.marks
            first = bisect_left(marks, start, key=_start)
            known = Words(marks[first : max(first, bisect_right(marks, end, key=_end))])
            self.stretches[start, end] = known
        return known

    def lead(self, at: int) -> Words:
        """The words between the number before and this one."""
        known = self.leads.get(at)
        if known is None:
            known = self.leads[at] = self.between(self.floors[at], self.moneys[at].left)
        return known

    def tail(self, at: int) -> Words:
        """The words between this number and the one after."""
        known = self.tails.get(at)
        if known is None:
            known = self.tails[at] = self.between(self.moneys[at].right, self.ceilings[at])
        return known

    def governors(self, at: int) -> Iterator[Mark]:
        """The words right before a number, nearest first, as long as nothing else comes between."""
        left = self.moneys[at].left
        for mark in reversed(self.lead(at)):
            names = mark.word.names
            if "open" in names or "close" in names:
                continue
            if ("per" in names or "mass" in names) and self._own(at, mark):
                left = mark.start
                continue
            between = self._undated(mark.end, left)
            if between not in SMALL:
                earlier = self._earlier(at, left)
                if earlier is not None:
                    yield earlier
                return
            yield mark
            left = mark.start

    def _earlier(self, at: int, left: int) -> Mark | None:
        """The word that compares with an older time: 由前期的52.3万, 较上一期的-43.05."""
        for mark in reversed(self.lead(at).of("prior")):
            if mark.end <= left:
                between = self.text[mark.end : left].strip()
                return mark if len(between) <= _EARLIER and between.endswith("的") else None
        return None

    def _own(self, at: int, mark: Mark) -> bool:
        """Whether a word is part of the number's own unit: 每公斤 before 965美元."""
        return any(start <= mark.start and mark.end <= end for start, end in self.moneys[at].places)

    def _undated(self, start: int, end: int) -> str:
        """What is written between two places, a date left out: "from Monday's 400,000", 由上周五的54.5万."""
        words = self.text[start:end].strip()
        if not words or not self.dates or words in SMALL:
            return words
        inside = next((dated for dated in self.dates if dated.start >= start and dated.end <= end), None)
        if inside is None:
            return words
        return (self.text[start : inside.start] + self.text[inside.end : end]).strip(" ()'s的")

    def follower(self, at: int) -> Mark | None:
        """The word right after a number, where nothing comes between."""
        tail = self.tail(at)
        return tail[0] if tail and not self.text[self.moneys[at].right : tail[0].start].strip() else None

    def gap(self, start: int, end: int) -> str:
        """What is written between two places."""
        return self.text[start:end].strip()


def _start(mark: Mark) -> int:
    return mark.start


def _end(mark: Mark) -> int:
    return mark.end


Item = TypeVar("Item", Mark, Mention, Money, Dated)


class Parts(Generic[Item]):
    """Hands out the items of a whole text that stand in one stretch of it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items: list[Item] = list(items)
        self.starts = [item.start for item in items]

    def within(self, start: int, end: int) -> list[Item]:
        """The items that begin between two places, in order."""
        return self.items[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
