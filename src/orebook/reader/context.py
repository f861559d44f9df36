"""What a text has been speaking of so far: its product, day, kind of price and units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from orebook.facts import Document
from orebook.reader.beside import compared
from orebook.reader.completion import Unit
from orebook.reader.mentions import Mention
from orebook.reader.opening import reviews
from orebook.reader.refusing import Refuser
from orebook.reader.regular import Pattern
from orebook.reader.sentence import Sentence
from orebook.reader.standing import Standing
from orebook.reader.vocabulary import Vocabulary
from orebook.reader.years import Years
from orebook.terms import Product

#: Listed prices that open no list: of the number beside them, and of no other.
_ALONE = ("lists", "长协", "长单")


#: What one seller does to its own prices.
_SETTING = Pattern(
    r"\b(?:was|were|been) "
    r"(?:lifted|raised|cut|lowered|adjusted|set|kept|left|reduced|increased|trimmed|hiked)\b"
)


@dataclass(slots=True)
class Context:
    """The memory of one reading of one document, from its first sentence to its last."""

    document: Document
    folded: str
    vocabulary: Vocabulary
    refuser: Refuser
    standing: Standing
    years: Years = field(default_factory=Years)
    topic: Mention | None = None
    last: list[Mention] = field(default_factory=list)
    listing: bool = False
    asked: str | None = None
    reached: int = 0
    announced: bool = False
    stood: bool = False
    money: Unit | None = None
    units: dict[str, Unit] = field(default_factory=dict)
    premiums: dict[int, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day the reading is made."""
        return self.refuser.today

    def product(self, name: str) -> Product:
        """A product of the catalogue by its id."""
        return self.vocabulary.catalog.products[name]

    def hear(self, sentence: Sentence, end: int, older: Collection[int] = ()) -> None:
        """Take the days a sentence states, up to a place in it, as those the text speaks of."""
        for dated in sentence.dates:
            if dated.end <= end and dated.start not in older and not compared(sentence, dated):
                self.standing.hear(sentence, dated)

    def open(self, sentence: Sentence) -> None:
        """Go into a sentence: a new line or another kind of price ends a list of listed prices."""
        kinds = {
            mark.get("kind")
            for mark in sentence.marks.of("kind")
            if not mark.word.text.startswith(_ALONE) and mark.word.text != "list"
        }
        turned = sentence.marks.has("spot_market")
        if "\n" in self.folded[self.reached : sentence.start] or turned or kinds - {"listing", "assessment"}:
            self.listing = False
        self.stood = self.listing or (self.announced and _set(sentence))
        self.listing = self.stood or "listing" in kinds
        if "\n" in self.folded[self.reached : sentence.start]:
            self.standing.part()
        first = sentence.marks[0] if sentence.marks else None
        self.standing.open(present=first is not None and first.has("back") and first.start == sentence.start)
        self.reached = sentence.end
        self.years.hear(sentence)

    def standing_kind(self, sentence: Sentence, at: int) -> str | None:
        """The kind of price a number goes on with: "they" are the offers just told of, a list goes on."""
        left = sentence.moneys[at].left
        named = any(mention.end <= left for mention in sentence.mentions)
        if self.asked and not named and any(mark.word.text == "they" for mark in sentence.lead(at)):
            return self.asked
        said = any(mark.get("kind") == "listing" for mark in sentence.marks.of("kind") if mark.end <= left)
        return "listing" if self.stood or (self.listing and said) else None

    def _review(self, sentence: Sentence) -> None:
        """Keep the time a sentence without a price looks back on; any other day ends it."""
        told = [dated for dated in sentence.dates if dated.day is not None and not compared(sentence, dated)]
        priced = any(money.currency for money in sentence.moneys)
        if len(told) == 1 and not priced and reviews(sentence, told[0], self.standing.published):
            self.standing.reviewed = told[0]
        elif told or sentence.marks.has("back"):
            self.standing.reviewed = None

    def close(self, sentence: Sentence) -> None:
        """Leave a sentence, remembering what it spoke of."""
        self._review(sentence)
        self.standing.fresh = False
        named = [mention for mention in sentence.mentions if not mention.actor]
        if named:
            self.topic = _topic(named)
        kinds = [str(mark.get("kind")) for mark in sentence.marks.of("kind")]
        asked = [kind for kind in kinds if kind in ("offer", "bid")]
        listed = "listing" in kinds
        self.announced = listed and not sentence.moneys and sentence.marks.has("up", "down", "change")
        self.asked = asked[-1] if asked else self.asked if self.asked and _speaks_of_them(sentence) else None
        spoken = [mention for mention in (named or sentence.mentions) if len(mention.products) == 1]
        self.last = spoken or self.last


def _set(sentence: Sentence) -> bool:
    """Whether somebody set its prices: "were lifted by 7,000 yuan/mt", "was kept at"."""
    return _SETTING.search(sentence.text[sentence.start : sentence.end]) is not None


def _speaks_of_them(sentence: Sentence) -> bool:
    return any(mark.word.text in ("they", "these", "those") for mark in sentence.marks)


def _topic(named: list[Mention]) -> Mention | None:
    """The product a sentence leaves the text speaking of: the last priced, or the only one named."""
    used = [mention for mention in named if mention.used]
    if used:
        return used[-1]
    distinct = {mention.products for mention in named if mention.products}
    if len(distinct) == 1 and not any(mention.unknown for mention in named):
        return named[0]
    return named[-1] if named[-1].unknown else None
