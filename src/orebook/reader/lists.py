"""Lists of products and lists of prices, paired by position.

"A, B and C ... to X, Y and Z, respectively" says so; "A and B were X and Y" need not. Lists of different
lengths pair nothing: their prices are refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from orebook.reader.classify import Doing, Role
from orebook.reader.mention import SEPARATORS, Mention
from orebook.reader.parallel import listed
from orebook.reader.sentence import Sentence


class Lists:
    """Pairs the lists of one sentence; `last` are the products the text named before it."""

    def __init__(self, sentence: Sentence, doings: Sequence[Doing], last: Sequence[Mention]) -> None:
        self.sentence, self.doings, self.last = sentence, doings, last
        self.paired: dict[int, Mention | None] = {}

    def pair(self) -> dict[int, Mention | None]:
        """The mention of each listed number; None for the numbers of a list that does not add up."""
        self._respectively()
        self._changes()
        self._equal_lists()
        return self.paired

    def _levels(self, start: int, end: int) -> list[int]:
        return [
            at
            for at, money in enumerate(self.sentence.moneys)
            if start <= money.start and money.end <= end and in_list(self.sentence, self.doings, at)
        ]

    def _respectively(self) -> None:
        floor = self.sentence.start
        for mark in self.sentence.marks.of("respectively"):
            if mark.word.text.isascii():
                run = self._run(self._levels(floor, mark.start)[::-1])[::-1]
            else:
                run = self._run(self._levels(mark.end, self.sentence.end))
            if len(run) > 1:
                self._pair(run, floor)
            floor = mark.end

    def _changes(self) -> None:
        """Pair a list of changes or of older levels with the products before it, if they are as many."""
        if not self.sentence.marks.has("respectively"):
            return
        run: list[int] = []
        for at, doing in enumerate([*self.doings, None]):
            role = doing.role if doing is not None else None
            moved = role in (Role.CHANGE, Role.PRIOR) and not self.sentence.moneys[at].percent
            if moved and (not run or (self.doings[run[0]].role is role and listed(self.sentence, at))):
                run.append(at)
                continue
            if len(run) > 1 or (run and self._parallel(run[0])):
                self._pair_changes(run)
            run = [at] if moved else []

    def _parallel(self, at: int) -> bool:
        """Whether a change that stands alone is said to be one of several: 分别下跌2000元和持平."""
        return self.doings[at].role is Role.CHANGE and self.sentence.lead(at).has("respectively")

    def _pair_changes(self, run: list[int]) -> None:
        named = self._named(self.sentence.start, self.sentence.moneys[run[0]].left)
        told = trailing(self.sentence, named) if named else list(self.last)
        told = named if len(told) < len(run) == len(named) else told
        pairs: list[Mention | None] = [*told] if len(told) == len(run) else [None] * len(run)
        self.paired |= dict(zip(run, pairs, strict=True))

    def _run(self, levels: list[int]) -> list[int]:
        """The numbers from the first on, until a product is named between two of them."""
        run: list[int] = levels[:1]
        for at in levels[1:]:
            first, second = sorted((run[-1], at))
            start, end = self.sentence.moneys[first].right, self.sentence.moneys[second].left
            if any(start <= mention.start < end for mention in self.sentence.mentions):
                break
            if self._turns(start, end):
                break
            run.append(at)
        return run

    def _turns(self, start: int, end: int) -> bool:
        """Whether a list ends where another begins: "at 2,600, above market prices of 1,180 and"."""
        words = self.sentence.between(start, end).of("prior", "above", "below")
        return any(self.sentence.text[start : mark.start].rstrip().endswith(",") for mark in words)

    def _pair(self, run: list[int], floor: int) -> None:
        left = self.sentence.moneys[run[0]].left
        before = self._named(floor, left) or self._named(self.sentence.start, left)
        named = trailing(self.sentence, before) if before else self._told_of(len(run))
        if len(named) < len(run) and len(before) == len(run):
            named = before
        elif before and len(named) > len(run) and len(trailing(self.sentence, named)) != len(named):
            named = named[-len(run) :]
        told: list[Mention | None] = [*named] if len(named) == len(run) else [None] * len(run)
        self.paired |= dict(zip(run, told, strict=True))

    def _told_of(self, count: int) -> list[Mention]:
        """The products spoken of before: those that were priced, where they are as many as the numbers."""
        priced = [mention for mention in self.last if mention.used]
        return priced if len(priced) == count else list(self.last)

    def _named(self, start: int, end: int) -> list[Mention]:
        return [
            mention for mention in self.sentence.mentions if start <= mention.start and mention.end <= end
        ]

    def _equal_lists(self) -> None:
        """Pair "A and B were X and Y" by position: two lists of one length need no word for it."""
        if len(self.sentence.moneys) < 2:
            return
        levels = [at for at in self._levels(self.sentence.start, self.sentence.end) if at not in self.paired]
        run: list[int] = []
        for at in [*levels, -1]:
            if at >= 0 and (not run or self._follows(run[-1], at)):
                run.append(at)
                continue
            if len(run) > 1:
                self._pair_equal(run)
            run = [at]

    def _follows(self, one: int, other: int) -> bool:
        """Whether only list marks and small words stand between two numbers."""
        start, end = self.sentence.moneys[one].right, self.sentence.moneys[other].left
        rest = self.sentence.text[start:end]
        for mark in self.sentence.between(start, end).of("link", "approximate"):
            rest = rest.replace(mark.word.text, "", 1)
        return rest.strip(" ,，、;；") in ("", "the")

    def _pair_equal(self, run: list[int]) -> None:
        left = self.sentence.moneys[run[0]].left
        named = [mention for mention in self._named(self._start(run[0]), left) if not mention.unknown]
        if len(named) == len(run) and len(trailing(self.sentence, named)) == len(named):
            self.paired |= dict(zip(run, named, strict=True))

    def _start(self, at: int) -> int:
        """Where the words leading up to a list begin: before the moves that led to it."""
        floor = self.sentence.floor(at)
        while at and self.doings[at - 1].role in (Role.CHANGE, Role.PRIOR):
            if any(mention.start >= floor for mention in self._named(floor, self.sentence.moneys[at].left)):
                break
            at -= 1
            floor = self.sentence.floor(at)
        return floor


def in_list(sentence: Sentence, doings: Sequence[Doing], at: int) -> bool:
    """Whether a number may be an item of a list of prices."""
    level = doings[at].role in (Role.LEVEL, Role.ABOVE, Role.BELOW)
    return level and not sentence.moneys[at].volume and not sentence.moneys[at].percent


def trailing(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """The last mentions that follow one another with only list marks between."""
    run = list(mentions[-1:])
    for mention in reversed(mentions[:-1]):
        if sentence.gap(mention.end, run[0].start) not in SEPARATORS:
            break
        run.insert(0, mention)
    return run
