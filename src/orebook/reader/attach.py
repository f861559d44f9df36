"""Which product each number of a sentence is the price of.

In this order: lists paired by position, a price before its product ("RMB 29,500/mt for lanthanum oxide"), a
price that opens its clause ("At CNY 28,000, ceria was flat"), the nearest product before it, the product
the text was speaking of. A name nobody knows keeps its number from every other product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orebook.reader.classify import Doing, Role
from orebook.reader.lists import Lists, in_list, trailing
from orebook.reader.mention import Mention
from orebook.reader.sentence import Sentence
from orebook.reader.strangers import foreign

#: How far after a price its product may stand: "RMB 29,500/mt ex-works for 99.9% lanthanum oxide".
_NEAR = 60
#: How far behind an example its comma may stand.
_AFTER = 4
#: Words that begin a new clause, of which the price before says nothing.
_TURNS = ("while", "whereas", "but", "although", "though")
#: What stands before the price a premium is counted from, and how near.
_BASES = (" against", " over", " versus", " vs", "对")
_BASE = 16
#: The longest clause at whose end its product may stand: ", there was no change for neodymium metal".
_CLAUSE = 12
#: What a price that opens its clause may be said to hold for.
_SPANS = ("for the week", "for the day", "for the month", "this week", "last week")
_DELIVERIES = (
    *("delivery_exw", "delivery_fob", "delivery_cif", "delivery_ddp", "delivery_warehouse"),
    *("tax_included", "tax_excluded"),
)


@dataclass(slots=True)
class Attached:
    """The product a number belongs to, or the rule by which it belongs to none."""

    mention: Mention | None = None
    refused: str | None = None
    carried: bool = False
    opening: bool = False
    also: tuple[Mention, ...] = ()
    rule: str = ""

    def of(self, mention: Mention | None) -> Attached:
        """The same of another product of its list."""
        return Attached(mention, self.refused, self.carried, self.opening, self.also)


def _of_list(mention: Mention | None) -> Attached:
    return Attached(mention, rule="P2") if mention is not None else Attached(refused="list-mismatch")


class Attacher:
    """Attaches the numbers of one sentence."""

    def __init__(
        self, sentence: Sentence, doings: Sequence[Doing], topic: Mention | None, last: Sequence[Mention]
    ) -> None:
        self.sentence, self.doings, self.topic, self.last = sentence, doings, topic, last

    def all(self) -> list[Attached]:
        """One answer for each number of the sentence."""
        paired = Lists(self.sentence, self.doings, self.last).pair()
        found: list[Attached] = []
        for at in range(len(self.sentence.moneys)):
            attached = self._alone(at) if at not in paired else _of_list(paired[at])
            if attached.carried and self._of_stranger(found):
                attached = Attached(refused="no-product")
            for mention in (attached.mention, *attached.also):
                if mention is not None:
                    mention.used = True
            found.append(attached)
        return found

    def _of_stranger(self, found: Sequence[Attached]) -> bool:
        """Whether a price before in the sentence is of goods nobody knows, which it goes on to tell of."""
        earlier = zip(found, self.sentence.moneys, strict=False)
        return any(one.refused == "no-product" and money.currency and money.per for one, money in earlier)

    def _alone(self, at: int) -> Attached:
        rules = {
            "P3": self._for, "P4": self._opening, "P5": self._lifted, "P1": self._nearest, "P6": self._carried
        }  # fmt: skip
        for rule, attach in rules.items():
            attached = attach(at)
            if attached is not None:
                attached.rule = rule
                return attached
        return Attached(refused="no-product")

    def _after(self, at: int) -> Mention | None:
        right, ceiling = self.sentence.moneys[at].right, self.sentence.ceiling(at)
        return next((mention for mention in self.sentence.mentions if right <= mention.start < ceiling), None)

    def _for(self, at: int) -> Attached | None:
        """RMB 29,500/mt for lanthanum oxide; ending at CNY 29,500, so was lanthanum oxide."""
        right = self.sentence.moneys[at].right
        mention = next((mention for mention in self.sentence.mentions if mention.start >= right), None)
        if mention is None or mention.start - right > _NEAR or self._priced_between(right, mention.start):
            return None
        between = self._undelivered(right, mention.start)
        words = between.strip(" ,()").split()
        landed = len(between) < mention.start - right and words[1:2] == ["for"]  # "cif Japan for cerium"
        given = words[:1] in (["for"], ["of"]) and len(words) <= 6 and ", " not in between
        given = given or (landed and len(words) <= 5 and "," not in between)
        alike = words[:1] == ["so"] and words[1:2] in (["was"], ["were"], ["did"]) and len(words) <= 4
        owned = "的" in between[:4] and len(between) <= 4
        return Attached(mention) if given or alike or owned else None

    def _undelivered(self, start: int, end: int) -> str:
        """What stands between a price and a name, the terms of delivery left out: "fob for cerium oxide"."""
        rest = self.sentence.text[start:end]
        if self.sentence.marks.roles.isdisjoint(_DELIVERIES):
            return rest
        for mark in self.sentence.between(start, end).of(*_DELIVERIES):
            rest = rest.replace(mark.word.text, "", 1)
        return rest

    def _priced_between(self, start: int, end: int) -> bool:
        return any(start < other.start < end and not other.percent for other in self.sentence.moneys)

    def _opening(self, at: int) -> Attached | None:
        """At CNY 28,000 per metric ton, ceria was flat."""
        money, mention = self.sentence.moneys[at], self._after(at)
        if mention is None:
            return None
        clean = not any(
            other.end > self.sentence.floor(at) and other.end <= money.left and not other.used
            for other in self.sentence.mentions
        )
        between = self.sentence.text[money.right : mention.start].strip()
        for dated in self.sentence.dates:
            if money.right <= dated.start and dated.end <= mention.start:
                between = between.replace(self.sentence.text[dated.start : dated.end], "", 1)
        for span in _SPANS:
            between = between.replace(span, "", 1)
        if not (clean and between.strip("on ").startswith(",") and self._opens(at)):
            return None
        words = between.strip(", ").split()
        if words[:1] and words[0] in _TURNS:
            return None
        if len(words) <= 4 or (
            len(words) <= _CLAUSE and words[-1] in ("for", "in", "of") and "," not in words
        ):
            return Attached(mention, opening=True)
        return Attached(refused="no-product") if self._first(mention, at) else None

    def _first(self, mention: Mention, at: int) -> bool:
        """Whether nothing is named or priced before: what opens its sentence is no carried one's."""
        return not at and self.sentence.mentions[0] is mention

    def _opens(self, at: int) -> bool:
        """Whether only "at", "compared with" or the like stands between the last pause and the number."""
        left = self.sentence.moneys[at].left
        pauses = (self.sentence.text.rfind(pause, self.sentence.start, left) for pause in ",;")
        pause = max(pauses)
        if at and pause < self.sentence.floor(at):
            return False  # "to 124,000 from 127,000, dysprosium oxide was": the second is no opening
        start = max(self.sentence.floor(at), pause + 1)
        rest, opener = self._undated(start, left), False
        for mark in self.sentence.between(start, left).of("opener", "approximate"):
            rest, opener = rest.replace(mark.word.text, "", 1), opener or mark.has("opener")
        return opener and rest.strip() in ("", "and")

    def _undated(self, start: int, end: int) -> str:
        """What stands between two places, a date and its "'s" left out: "from last Friday's"."""
        rest = self.sentence.text[start:end]
        for dated in self.sentence.dates:
            if start <= dated.start and dated.end <= end:
                rest = rest.replace(self.sentence.text[dated.start : dated.end], "", 1)
        return rest.replace(" 's ", " ").replace("  ", " ")

    def _lifted(self, at: int) -> Attached | None:
        """A daily increase of 3,000 yuan/mt lifted Pr-Nd oxide to 428,000."""
        money, mention = self.sentence.moneys[at], self._after(at)
        if self.doings[at].role is not Role.CHANGE or mention is None or mention.start - money.right > _NEAR:
            return None
        floor = self.sentence.floor(at)
        if any(floor <= other.start < money.left for other in self.sentence.mentions):
            return None
        between = self.sentence.gap(money.right, mention.start)
        words = between.split()
        if not words or any(pause in between for pause in ",;，；:："):
            return None
        marks = self.sentence.between(money.right, mention.start)
        moved = marks.has("up", "down", "lifting")
        return Attached(mention) if moved and len(words) <= 3 and words[0] != "and" else None

    def _nearest(self, at: int) -> Attached | None:
        """The last product named before the number, unless something else has been named since."""
        left = self.sentence.moneys[at].left
        before = [
            mention
            for mention in self.sentence.mentions
            if mention.end <= left and not self._base(at, mention)
        ]
        if not before:
            return None
        if before[-1].unknown and not before[-1].actor:
            return Attached(before[-1], refused="no-product")
        own = [mention for mention in before if not mention.actor and not self._aside(mention)]
        floor = self.sentence.floor(at)
        turned = not own or (at and own[-1].end <= floor <= before[-1].start)  # "..., and dysprosia sellers"
        mention = before[-1] if turned else own[-1]
        if foreign(self.sentence, mention.end, left) or self._elsewhere(mention.end, left):
            return Attached(refused="no-product")
        return Attached(mention, also=() if mention.unknown else self._shared(at, mention))

    def _shared(self, at: int, mention: Mention) -> tuple[Mention, ...]:
        """The other products of "A and B (both) stood at X": one price for each of them."""
        before = [other for other in self.sentence.mentions if other.end <= mention.end]
        listed = self._apart(trailing(self.sentence, before))
        if self._each(at, mention) and not any(other.unknown or other.actor for other in listed):
            return tuple(listed[:-1])
        if len(listed) < 2 or self.sentence.marks.has("respectively"):
            return ()
        left = self.sentence.moneys[at].left
        alone = not any(other.start > mention.end and other.end <= left for other in self.sentence.mentions)
        plain = not any(other.unknown or other.actor or other.used or self._aside(other) for other in listed)
        return tuple(listed[:-1]) if alone and plain and self._first_level(at, listed[0]) else ()

    def _apart(self, listed: list[Mention]) -> list[Mention]:
        """The last items of a list that do not touch: in 钕铁硼废料氧化铽 two names are one."""
        at = len(listed) - 1
        while at > 0 and listed[at - 1].end < listed[at].start:
            at -= 1
        return listed[at:]

    def _each(self, at: int, mention: Mention) -> bool:
        """Whether a change is told of every product of the list before it: 均上涨1万元/吨."""
        moved = self.doings[at].role is Role.CHANGE
        return moved and any(mark.start >= mention.end for mark in self.sentence.lead(at).of("both"))

    def _first_level(self, at: int, mention: Mention) -> bool:
        """Whether a number is the first price after a product, its whole list of products before it."""
        moneys = self.sentence.moneys
        levels = (
            other
            for other in range(len(moneys))
            if moneys[other].left >= mention.end
            and in_list(self.sentence, self.doings, other)
            and moneys[other].priced_or_ranged
        )
        return next(levels, None) == at and self.sentence.floor(at) <= mention.start

    def _elsewhere(self, start: int, end: int) -> bool:
        """Whether, after a pause, the text has gone on to goods of some other place."""
        if not self.sentence.marks.has("place"):
            return False
        pause = max(self.sentence.text.rfind(mark, start, end) for mark in (",", "，", ";", "；"))
        return pause >= 0 and self.sentence.between(pause, end).has("place")

    def _aside(self, mention: Mention) -> bool:
        """Whether a product is only an example or the object of something else: demand for it."""
        if self._example(mention):
            return True
        if not self.sentence.marks.has("aside"):
            return False
        for mark in reversed(self.sentence.between(self.sentence.start, mention.start)):
            if self.sentence.gap(mark.end, mention.start).strip("the "):
                return False
            if mark.has("aside"):
                return True
        return False

    def _base(self, at: int, mention: Mention) -> bool:
        """Whether a premium is only told over a product: "#1 cathode against SHFE copper at a premium of"."""
        moved = at and self.doings[at].role is Role.CHANGE and self.sentence.moneys[at - 1].signed
        if not (self.sentence.moneys[at].signed or moved):
            return False
        before = self.sentence.text[max(self.sentence.start, mention.start - _BASE) : mention.start]
        return before.rstrip().removesuffix(" the").endswith(_BASES)

    def _example(self, mention: Mention) -> bool:
        """Whether a name stands in "high-quality copper, such as A and B, was": the price is the first's."""
        if not self.sentence.marks.has("example"):
            return False
        before = [other for other in self.sentence.mentions if other.end <= mention.start]
        if not before or ", " not in self.sentence.text[mention.end : mention.end + _AFTER]:
            return False
        lead = self.sentence.between(self.sentence.start, mention.start)
        words = lead.of("example", "level", "up", "down", "clause")
        said = [mark for mark in words if not mark.has("clause") or mark.word.text != "and"]
        if not said or not said[-1].has("example"):
            return False
        return any(not self.sentence.gap(other.end, said[-1].start).strip(", ") for other in before)

    def _carried(self, at: int) -> Attached | None:
        """The product the text was speaking of, when nothing in this sentence names another."""
        money = self.sentence.moneys[at]
        if self.topic is None or foreign(self.sentence, self.sentence.start, money.left, strict=True):
            return None
        if self.topic.unknown:
            return Attached(self.topic, refused="no-product")
        return Attached(self.topic, carried=True)
