"""Whose a quantity is, what is counted, and between whom it was traded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import re2

from orebook.reader.mentions import Mention
from orebook.reader.plants import plants
from orebook.reader.volumes.line import Line

_BEHIND = re2.compile(r"^\s*(?:reo\s|lce\s)?(?:of|for|worth of|was|were|are|is|的)?\s*(?:the\s)?$")
_FROM, _FROM_HAN = ("from",), ("自", "从", "来自", "由")
_TO, _TO_HAN = ("to",), ("向", "对", "往", "至", "到")
_RESPECTIVELY, _TWO = ("respectively", "分别"), 2
_DESTINATION = ("destination", "目的地", "目的国")
_AND = ("and", "和", "、", ",", "及", "与")

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
    return one.start >= end and bool(_BEHIND.search(line.text[end : one.start]))


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
    works = (
        [] if measure == "operating-rate" else list(plants(line.text, line.sentence.start, line.sentence.end))
    )
    mentions = [one for one in line.sentence.mentions if not one.back and not _inside_cue(line, one)]
    for one in mentions:
        if not _priced_only(line, one):
            yield Goods(one.start, one.end, product(one), _within(one.start, works))
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


def owner(line: Line, at: int, measure: str, spoken: Place | None) -> Place | None:
    """Whose it is: a company, a sort of plant or trader, or a place, the nearest before the quantity.

    One named in the quantity's own clause comes first, then whose the figure before was, then any before.
    """
    place, start = line.quantities[at].start, line.sentence.start
    own = _owners(line, max(line.clause(place), line.since(at)), place, measure, plants_too=True)
    if own is not None or spoken is not None:
        return own or spoken
    return _owners(line, start, place, measure, plants_too=measure in ("operating-rate", "order"))


def lasts(line: Line, place: Place | None) -> bool:
    """Whether an owner holds for the figures after it: a company or a place does, a sort of plant does not."""
    return place is not None and any(
        ("company" in cue.roles or "place" in cue.roles) and place[0] <= cue.start and cue.end <= place[1]
        for cue in line.cues
    )


def _owners(line: Line, start: int, end: int, measure: str, *, plants_too: bool) -> Place | None:
    companies = _cued(line, "company", start, end)
    works = [*plants(line.text, start, end), *_cued(line, "party", start, end)] if plants_too else []
    places = [span for span in _cued(line, "place", start, end) if not _other_side(line, span, measure)]
    if places and measure not in ("operating-rate", "order", "inventory"):
        works = []
    return next((_joined(line, found) for found in (companies, sorted(works), places) if found), None)


def _joined(line: Line, found: Sequence[Place]) -> Place:
    """The last of several, with those it is joined to: "Shanghai and Guangdong"."""
    start, end = found[-1]
    for one in reversed(found[:-1]):
        if line.text[one[1] : start].strip() not in _AND:
            break
        start = one[0]
    return start, end


def partner(line: Line, at: int, measure: str) -> Place | None:
    """Of trade, the place it came from or went to."""
    if measure not in ("import", "export"):
        return None
    place = line.quantities[at]
    until = min(line.closes(at), line.ends(place.end))
    spans = [
        span
        for span in _cued(line, "place", min(line.clause(place.start), line.since(at)), until)
        if _other_side(line, span, measure)
    ]
    return spans[-1] if spans else None


def _cued(line: Line, role: str, start: int, end: int) -> list[Place]:
    return [(cue.start, cue.end) for cue in line.having(role, start, end)]


def _other_side(line: Line, span: Place, measure: str) -> bool:
    """Whether a place is where imports came from, or where exports went."""
    if measure == "export" and any(
        word in line.text[line.sentence.start : line.sentence.end] for word in _DESTINATION
    ):
        return span[0] > line.clause(span[0])
    before = line.text[max(line.sentence.start, span[0] - 14) : span[0]].rstrip()
    words, han = (_TO, _TO_HAN) if measure == "export" else (_FROM, _FROM_HAN)
    return before.endswith(han) or before.split(" ")[-1] in words
