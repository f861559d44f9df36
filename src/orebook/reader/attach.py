"""Which product each number of a sentence is the price of.

In this order: lists paired by position, a price before its product ("RMB 29,500/mt for lanthanum oxide"), a price
that opens its clause ("At CNY 28,000, ceria was flat"), the nearest product before it, the product the text was
speaking of. A name nobody knows keeps its number from every other product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orebook.reader.classify import Doing, Role
from orebook.reader.dates import Dated
from orebook.reader.mentions import SEPARATORS, Mention
from orebook.reader.money import Money
from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import Mark

_FOR = ("for", "of", "for the", "of the", "for a tonne of", "per tonne of", "a tonne for", "fob for", "ex-works for", "cif for")
_OPENERS = ("compared with", "compared to", "against", "versus", "from", "from around", "from about", "at around", "at about", "at", "ending at", "closing at", "ended at", "trading at", "standing at", "priced at", "quoted at", "assessed at", "finishing at", "settling at")
_LINKS = frozenset((*SEPARATORS, ", and at", "and at", ", at", "at", "and to", ", to", "to", "、", "and the", "则", "while", "and around", "and about"))


@dataclass(slots=True)
class Attached:
    """The product a number belongs to, or the rule by which it belongs to none."""

    mention: Mention | None = None
    refused: str | None = None
    carried: bool = False
    opening: bool = False
    also: tuple[Mention, ...] = ()


class Attacher:
    """Attaches the numbers of one sentence."""

    def __init__(self, sentence: Sentence, doings: Sequence[Doing], topic: Mention | None, last: Sequence[Mention]) -> None:
        self.sentence, self.doings, self.topic, self.last = sentence, doings, topic, last
        self.paired: dict[int, Attached] = {}

    def all(self) -> list[Attached]:
        """One answer for each number of the sentence."""
        self._respectively()
        self._equal_lists()
        found: list[Attached] = []
        for at in range(len(self.sentence.moneys)):
            attached = self.paired.get(at) or self._alone(at)
            for mention in (attached.mention, *attached.also):
                if mention is not None:
                    mention.used = True
            found.append(attached)
        return found

    # lists

    def _levels(self, start: int, end: int) -> list[int]:
        return [at for at, money in enumerate(self.sentence.moneys) if start <= money.start and money.end <= end and self._lists(at)]

    def _lists(self, at: int) -> bool:
        money = self.sentence.moneys[at]
        return not money.volume and not money.percent and self.doings[at].role in (Role.LEVEL, Role.ABOVE, Role.BELOW)

    def _respectively(self) -> None:
        floor = self.sentence.start
        for mark in self.sentence.marks:
            if not mark.has("respectively"):
                continue
            chinese = not mark.word.text.isascii()
            levels = self._levels(mark.end, self.sentence.end) if chinese else self._levels(floor, mark.start)
            run = self._first_run(levels) if chinese else self._last_run(levels)
            if len(run) > 1:
                self._pair(run, floor)
            floor = mark.end

    def _last_run(self, levels: list[int]) -> list[int]:
        run: list[int] = []
        for at in reversed(levels):
            if run and self._named_between(at, run[0]):
                break
            run.insert(0, at)
        return run

    def _first_run(self, levels: list[int]) -> list[int]:
        run: list[int] = []
        for at in levels:
            if run and self._named_between(run[-1], at):
                break
            run.append(at)
        return run

    def _named_between(self, one: int, other: int) -> bool:
        start, end = self.sentence.moneys[one].right, self.sentence.moneys[other].left
        return any(start <= mention.start < end for mention in self.sentence.mentions)

    def _pair(self, run: list[int], floor: int) -> None:
        first = self.sentence.moneys[run[0]]
        before = [mention for mention in self.sentence.mentions if floor <= mention.start and mention.end <= first.left]
        named = self._trailing_list(before) if before else list(self.last)
        if before and len(named) < len(run):
            named = before if len(before) == len(run) else named
        if len(named) > len(run):
            named = named[-len(run) :] if not self._one_list(named) else named
        if len(named) != len(run):
            self.paired |= {at: Attached(refused="list-mismatch") for at in run}
            return
        self.paired |= {at: Attached(mention) for at, mention in zip(run, named, strict=True)}

    def _one_list(self, mentions: Sequence[Mention]) -> bool:
        return len(self._trailing_list(mentions)) == len(mentions)

    def _trailing_list(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The last mentions that follow one another with only list marks between."""
        run = list(mentions[-1:])
        for mention in reversed(mentions[:-1]):
            if self.sentence.gap(mention.end, run[0].start) not in SEPARATORS:
                break
            run.insert(0, mention)
        return run

    def _equal_lists(self) -> None:
        """ "A and B were X and Y": two lists of one length pair by position without a word for it."""
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
        return self.sentence.gap(self.sentence.moneys[one].right, self.sentence.moneys[other].left) in _LINKS

    def _pair_equal(self, run: list[int]) -> None:
        first = self.sentence.moneys[run[0]]
        floor = self.sentence.floor(run[0])
        before = [mention for mention in self.sentence.mentions if floor <= mention.start and mention.end <= first.left and not mention.unknown]
        if len(before) == len(run) and self._one_list(before):
            self.paired |= {at: Attached(mention) for at, mention in zip(run, before, strict=True)}

    # one number

    def _alone(self, at: int) -> Attached:
        for rule in (self._for, self._opening, self._nearest, self._carried):
            attached = rule(at)
            if attached is not None:
                return attached
        return Attached(refused="no-product")

    def _after(self, at: int) -> Mention | None:
        right, ceiling = self.sentence.moneys[at].right, self.sentence.ceiling(at)
        return next((mention for mention in self.sentence.mentions if right <= mention.start < ceiling), None)

    def _for(self, at: int) -> Attached | None:
        """RMB 29,500/mt for lanthanum oxide; ending at CNY 29,500, so was lanthanum oxide."""
        money = self.sentence.moneys[at]
        mention = next((mention for mention in self.sentence.mentions if mention.start >= money.right), None)
        if mention is None or mention.start - money.right > 60:
            return None
        between = self.sentence.text[money.right : mention.start]
        if any(money.right < other.start < mention.start and not other.percent for other in self.sentence.moneys):
            return None
        words = between.strip(" ,()").split()
        if words[:1] in (["for"], ["of"]) and len(words) <= 6 and "," not in between:
            return Attached(mention)
        if words[:2] in (["so", "was"], ["so", "were"], ["so", "did"]) and len(words) <= 4:
            return Attached(mention)
        return Attached(mention) if "的" in between[:4] and len(between) <= 4 else None

    def _opening(self, at: int) -> Attached | None:
        """At CNY 28,000 per metric ton, ceria was flat."""
        money, mention = self.sentence.moneys[at], self._after(at)
        if mention is None:
            return None
        opening = self.sentence.text[self.sentence.floor(at) : money.left]
        before = opening.replace("and,", ",").split(",")[-1].strip()
        clean = not any(other.end > self.sentence.floor(at) and other.end <= money.left and not other.used for other in self.sentence.mentions)
        between = self.sentence.text[money.right : mention.start].strip()
        for dated in self.sentence.dates:
            if money.right <= dated.start and dated.end <= mention.start:
                between = between.replace(self.sentence.text[dated.start : dated.end], "", 1)
        follows = between.strip("on ").startswith(",") and len(between.strip(", ").split()) <= 4
        return Attached(mention, opening=True) if clean and before in _OPENERS and follows else None

    def _nearest(self, at: int) -> Attached | None:
        money = self.sentence.moneys[at]
        before = [mention for mention in self.sentence.mentions if mention.end <= money.left]
        if not before:
            return None
        own = [mention for mention in before if not mention.actor and not self._aside(mention)]
        mention = own[-1] if own else before[-1]
        floor = self.sentence.floor(at)
        if own and own[-1].end <= floor <= before[-1].start and at:  # "..., and dysprosia sellers took 20,000 off"
            mention = before[-1]
        if before[-1].unknown and not before[-1].actor:
            return Attached(before[-1], refused="no-product")
        if self._foreign(mention.end, money.left) or self._elsewhere(mention.end, money.left):
            return Attached(refused="no-product")
        return Attached(mention, also=self._shared(at, mention))

    def _shared(self, at: int, mention: Mention) -> tuple[Mention, ...]:
        """The other products of "A and B (both) stood at X": one price for each of them."""
        money = self.sentence.moneys[at]
        listed = self._trailing_list([other for other in self.sentence.mentions if other.end <= mention.end])
        alone = not any(other.start > mention.end and other.end <= money.left for other in self.sentence.mentions)
        levels = [other for other in range(len(self.doings)) if self._lists(other) and self.sentence.moneys[other].priced_or_ranged]
        plain = all(other.products and not other.actor and not other.used and not self._aside(other) for other in listed)
        first = levels and levels[0] == at and self.sentence.floor(at) <= listed[0].start
        split = any(mark.has("respectively") for mark in self.sentence.marks)
        return tuple(listed[:-1]) if alone and plain and first and not split and len(listed) > 1 else ()

    def _elsewhere(self, start: int, end: int) -> bool:
        """Whether, after a pause, the text has gone on to goods of some other place."""
        pause = max(self.sentence.text.rfind(mark, start, end) for mark in (",", "，", ";", "；"))
        return pause >= 0 and any(mark.has("place") for mark in self.sentence.between(pause, end))

    def _aside(self, mention: Mention) -> bool:
        """Whether a product is only the object of something else: demand for it, in line with it."""
        return any(mark.has("aside") and not self.sentence.gap(mark.end, mention.start).strip("the ") for mark in self.sentence.between(self.sentence.start, mention.start))

    def _carried(self, at: int) -> Attached | None:
        """The product the text was speaking of, when nothing in this sentence names another."""
        money = self.sentence.moneys[at]
        if self.topic is None or self._foreign(self.sentence.start, money.left, strict=True):
            return None
        if self.topic.unknown:
            return Attached(self.topic, refused="no-product")
        return Attached(self.topic, carried=True)

    def _foreign(self, start: int, end: int, strict: bool = False) -> bool:
        """Whether the clause before a number has a subject that is no known word."""
        return foreign(self.sentence, start, end, strict)


def foreign(sentence: Sentence, start: int, end: int, strict: bool) -> bool:
    """Whether an unknown noun stands where a product would: "..., and unobtainium was at 400,000"."""
    text = sentence.text[start:end]
    clause = max((text.rfind(mark) for mark in (", and ", ", while ", ", but ", "; ", ", whereas ", ", with ", "；")), default=-1)
    if clause < 0 and not strict:
        return False
    begin = start + clause + 1 if clause >= 0 else start
    marks = sentence.between(begin, end)
    verb = next((mark for mark in marks if mark.has("level", "up", "down", "threshold", "to") and mark.word.text not in ("at", "of", "now", "in")), None)
    stop = verb.start if verb is not None else end
    subject = [mark for mark in marks if mark.end <= stop]
    if any(mark.has("carrier", "kind", "actor") and not _qualified(sentence, mark) for mark in subject):
        return False
    known = [*subject, *(dated for dated in sentence.dates if begin <= dated.start and dated.end <= stop)]
    return _uncovered(sentence.text, begin, stop, sorted(known, key=lambda item: item.start))


def _qualified(sentence: Sentence, mark: Mark) -> bool:
    """Whether the noun before a price word is nobody's known word: "unobtainium prices"."""
    if not mark.word.text.isascii():
        return False
    words = sentence.text[max(sentence.start, mark.start - 24) : mark.start].split()
    word = words[-1].strip(",;:()") if words else ""
    if any(dated.end >= mark.start - 2 and dated.start < mark.start for dated in sentence.dates):
        return False
    if not word.isalpha() or not word.isascii() or len(word) < 3:
        return False
    return not any(other.start <= mark.start - len(word) - 1 < other.end or other.word.text == word for other in sentence.marks)


def _uncovered(text: str, start: int, end: int, marks: Sequence[Mark | Dated]) -> bool:
    """Whether some word of a stretch is in no vocabulary."""
    at, rest = start, []
    for mark in marks:
        rest.append(text[at : mark.start])
        at = max(at, mark.end)
    rest.append(text[at:end])
    words = [word.strip(".,:;()[]\"'") for piece in rest for word in piece.replace("-", " ").split()]
    return any(word.isascii() and word.isalpha() and len(word) > 3 for word in words)
