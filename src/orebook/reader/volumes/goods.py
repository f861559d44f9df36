"""What a quantity counts: a product of the catalogue, or the words the text has for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orebook.reader.mentions import Mention
from orebook.reader.regular import Pattern
from orebook.reader.volumes.line import Line

_BEHIND = Pattern(r"^\s*(?:reo\s|lce\s)?(?:of|for|worth of|was|were|are|is|的)?\s*(?:the\s)?$")
_RESPECTIVELY, _TWO = ("respectively", "分别"), 2

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Goods:
    """What is counted: a product of the catalogue, or what the text calls it."""

    start: int
    end: int
    product: str | None
    of_plants: bool = False


def goods(line: Line, at: int, measure: str) -> Goods | None:
    """What a quantity counts: paired with it, named right behind it, else the nearest name before it."""
    named = sorted(_named(line, measure), key=lambda one: (one.start, -one.end))
    paired = _paired(line, at, named)
    if paired is not None:
        return paired
    place = line.quantities[at]
    behind = [one for one in named if _right_behind(line, place.end, one)]
    if behind:
        return behind[0]
    before = [one for one in named if one.end <= place.start and not _bracketed(line, one, place.start)]
    until = min(line.ends(place.end), line.closes(at))
    later = next((one for one in named if place.start <= one.start and one.end <= until), None)
    return _widest([one for one in before if not one.of_plants] or before) if before else later


def _right_behind(line: Line, end: int, one: Goods) -> bool:
    return one.start >= end and _BEHIND.occurs(line.text[end : one.start])


def _bracketed(line: Line, one: Goods, place: int) -> bool:
    """Whether a name stands in a bracket that closes before the quantity: 钨精矿(三氧化钨含量65%)."""
    rest = line.text[one.end : place]
    return ")" in rest and "(" not in rest[: rest.index(")")]


def _paired(line: Line, at: int, named: Sequence[Goods]) -> Goods | None:
    """The name of a list that stands in the same place as the quantity in its own: "respectively", 分别."""
    whole = line.text[line.sentence.start : line.sentence.end]
    if len(line.levels) < _TWO or not any(word in whole for word in _RESPECTIVELY):
        return None
    first = line.quantities[line.levels[0]].start
    names = [one for one in named if one.end <= first]
    return names[-len(line.levels) :][line.levels.index(at)] if len(names) >= len(line.levels) else None


def _widest(before: list[Goods]) -> Goods:
    """The nearest name; of two that overlap the one that is a product."""
    last = before[-1]
    over = [one for one in before if one.start < last.end and last.start < one.end]
    return next((one for one in over if one.product), min(over, key=lambda one: (one.start, -one.end)))


def _named(line: Line, measure: str) -> Iterator[Goods]:
    """Every name of goods; of a quota, the work it is for stands in place of a name that is no product."""
    sentence, rates = line.sentence, measure == "operating-rate"
    works = [] if rates else list(line.words.plants.find(line.text, sentence.start, sentence.end))
    mentions = [one for one in sentence.mentions if not one.back and not _inside_cue(line, one)]
    for one in mentions:
        if not _priced_only(line, one):
            told = None if line.text[one.start : one.end] in line.words.ungraded else product(one)
            yield Goods(one.start, one.end, told, _within(one.start, works))
    roles = ("part",) if measure == "quota" and _parts_alone(line, mentions) else ("goods",)
    for cue in line.cues:
        if not cue.roles.keys().isdisjoint(roles):
            yield Goods(cue.start, cue.end, None, _within(cue.start, works))


def _parts_alone(line: Line, mentions: Sequence[Mention]) -> bool:
    """Whether the works a quota is for are named, and no product is."""
    parts = any("part" in cue.roles for cue in line.cues)
    return parts and not any(product(one) for one in mentions)


def _within(place: int, stretches: Sequence[Place]) -> bool:
    return any(start <= place < end for start, end in stretches)


def _priced_only(line: Line, mention: Mention) -> bool:
    """Whether a mention is a price and no goods: a future, a premium, a charge has no stocks."""
    return any(name in line.words.priced_only for name in mention.products)


def product(mention: Mention) -> str | None:
    """The product a mention means, where it means one."""
    return mention.products[0] if len(mention.products) == 1 else mention.usual


def _inside_cue(line: Line, mention: Mention) -> bool:
    """Whether a bare element stands in a longer name the words know: the 钕 of 烧结钕铁硼."""
    if len(mention.products) == 1:
        return False
    return any(
        "goods" in cue.roles and cue.start <= mention.start and mention.end <= cue.end for cue in line.cues
    )
