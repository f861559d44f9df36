"""Whose a quantity is, what is counted, and between whom it was traded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import re2

from orebook.reader.mentions import Mention
from orebook.reader.plants import plants
from orebook.reader.volumes.line import Line

_BEHIND = re2.compile(r"^\s*(?:reo\s|lce\s)?(?:of|for|worth of|的)?\s*(?:the\s)?$")
_FROM = ("from", "to", "自", "从", "向", "对", "往", "至", "来自", "coming from", "出口至")


@dataclass(frozen=True, slots=True)
class Goods:
    """What is counted: a product of the catalogue, or what the text calls it."""

    start: int
    end: int
    product: str | None


def goods(line: Line, at: int) -> Goods | None:
    """What a quantity counts: named right behind it, else the nearest name before it."""
    place = line.quantities[at]
    named = sorted(_named(line), key=lambda one: (one.start, -one.end))
    behind = [one for one in named if one.start >= place.end and _BEHIND.search(line.text[place.end : one.start])]
    if behind:
        return behind[0]
    before = [one for one in named if one.end <= place.start]
    return _widest(before) if before else next((one for one in named if one.start < line.ends(place.end)), None)


def _widest(before: list[Goods]) -> Goods:
    """The nearest name; of two that overlap the one that is a product."""
    last = before[-1]
    over = [one for one in before if one.start < last.end and last.start < one.end]
    return next((one for one in over if one.product), min(over, key=lambda one: (one.start, -one.end)))


def _named(line: Line) -> Iterator[Goods]:
    for mention in line.sentence.mentions:
        if not mention.back and not _inside_cue(line, mention) and not _priced_only(line, mention):
            yield Goods(mention.start, mention.end, product(mention))
    for cue in line.cues:
        if "goods" in cue.roles:
            yield Goods(cue.start, cue.end, None)


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


def owner(line: Line, at: int, measure: str) -> tuple[int, int] | None:
    """Whose it is: a company or exchange, a sort of plant, or a place, the nearest before the quantity."""
    start, place = line.sentence.start, line.quantities[at].start
    spans = _cued(line, "company", start, place)
    works = [*plants(line.text, start, place)]
    places = [span for span in _cued(line, "place", start, place) if not _other_side(line, span)]
    order = (spans, works, places) if measure in ("operating-rate", "order") else (spans, places)
    return next((found[-1] for found in order if found), None)


def partner(line: Line, at: int, measure: str) -> tuple[int, int] | None:
    """Of trade, the place it came from or went to."""
    if measure not in ("import", "export"):
        return None
    place = line.quantities[at]
    until = min(line.closes(at), line.ends(place.end))
    spans = [span for span in _cued(line, "place", line.clause(place.start), until) if _other_side(line, span)]
    return spans[-1] if spans else None


def _cued(line: Line, role: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in line.having(role, start, end)]


def _other_side(line: Line, span: tuple[int, int]) -> bool:
    before = line.text[max(line.sentence.start, span[0] - 14) : span[0]].rstrip()
    return before.endswith(_FROM[2:8]) or before.split(" ")[-1] in _FROM
