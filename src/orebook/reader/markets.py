"""Which market a sentence speaks of: by its section, by its own words, or by the paragraph before it."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.reader.rubric import Market, Rubric
from orebook.reader.turns import Clause

#: How many characters may stand between a market's name and the cue it belongs to.
_ADJACENT = 3
_PRECEDING = 60
Stretch = tuple[int, int]
#: A market where a sentence names it: start, end, which.
Named = tuple[int, int, Market]


def section(heading: str | None, rubric: Rubric) -> Market | None:
    """The market a section heading names, or None for any other heading."""
    if not heading:
        return None
    return next((market for market in rubric.markets if market.heading.occurs(heading)), None)


def topics(sentence: str, rubric: Rubric) -> list[Named]:
    """The markets a sentence announces, in order: "Oxides: ...", "in the metals sector", 废料方面."""
    if not rubric.markets:
        return []
    found = [
        (start, end, market)
        for market in rubric.markets
        for pattern in (market.label, market.topic)
        if pattern in rubric.found
        for start, end in pattern.spans(sentence)
    ]
    return sorted(found, key=lambda row: (row[0], -row[1], row[2].id))


def announced(topics: Sequence[Named], at: int) -> Market | None:
    """The market announced last before a place in the sentence."""
    return next((market for start, _, market in reversed(topics) if start <= at), None)


def named(sentence: str, taken: Sequence[Stretch], rubric: Rubric) -> list[Named]:
    """Every market whose product a sentence names, outside the names of parties and asides on other prices.

    Args:
        sentence: folded.
        taken: where parties are named; "metal plants" names no market.
        rubric: the words.
    """
    if not rubric.markets:
        return []
    found = [
        (start, -end, market.id, market)
        for market in rubric.markets
        if market.named in rubric.found
        for start, end in market.named.spans(sentence)
    ]
    found.sort(key=lambda row: row[:3])
    kept: list[Named] = []
    for start, minus_end, _, market in found:
        free = not kept or start >= kept[-1][1]
        if free and not any(start < end and begin < -minus_end for begin, end in taken):
            kept.append((start, -minus_end, market))
    aside = rubric.joints["aside"]
    return [row for row in kept if not aside.occurs(sentence[max(0, row[0] - _PRECEDING) : row[0]])]


def about(around: Clause, hit: Stretch, names: Sequence[Named], rubric: Rubric) -> Market | None:
    """The market a cue itself names: "inquiries for oxide", "high-priced metals", 氧化物询价."""
    for start, end, market in names:
        if hit[0] <= start < hit[1]:
            return market
        if hit[1] <= start < around.end and rubric.joints["about"].occurs(around.sentence[hit[1] : start]):
            return market
        if around.start <= start and 0 <= hit[0] - end <= _ADJACENT:
            return market
    return None


def only(names: Sequence[Named], start: int = 0, end: int | None = None) -> Market | None:
    """The market named in a stretch of a sentence when it is the only one."""
    markets = {market.id: market for at, _, market in names if start <= at and (end is None or at < end)}
    return next(iter(markets.values())) if len(markets) == 1 else None
