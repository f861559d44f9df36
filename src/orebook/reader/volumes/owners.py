"""Whose a quantity is, and between whom it was traded."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.reader.volumes.line import Line

_FROM, _FROM_HAN = ("from",), ("自", "从", "来自", "由")
_TO, _TO_HAN = ("to",), ("向", "对", "往", "至", "到")
_DESTINATION = ("destination", "目的地", "目的国")
_TRADE = ("import", "export")
_AND = ("and", "和", "、", ",", "及", "与")

Place = tuple[int, int]


def owner(line: Line, at: int, measure: str, spoken: Place | None, other: Place | None) -> Place | None:
    """Whose it is: a company, a sort of plant or trader, or a place, the nearest before the quantity.

    One named in the quantity's own clause comes first, then whose the figure before was, then any before.
    """
    place, start = line.quantities[at].start, line.sentence.start
    own = _owners(line, max(line.clause(place), line.since(at)), place, measure, plants_too=True)
    if other is not None and own == other:  # the place is the other side's: whose it is was told before
        return spoken
    if own is not None or spoken is not None:
        return own or spoken
    return _owners(line, start, place, measure, plants_too=measure in ("operating-rate", "order"))


def lasts(line: Line, place: Place | None) -> bool:
    """Whether an owner holds for the figures after it: companies and places do, sorts of plants do not."""
    return place is not None and any(
        ("company" in cue.roles or "place" in cue.roles) and place[0] <= cue.start and cue.end <= place[1]
        for cue in line.cues
    )


def _owners(line: Line, start: int, end: int, measure: str, *, plants_too: bool) -> Place | None:
    companies = _cued(line, "company", start, end)
    works = (
        [*line.words.plants.find(line.text, start, end), *_cued(line, "party", start, end)]
        if plants_too
        else []
    )
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


def partner(line: Line, at: int, measure: str, listed: bool) -> Place | None:
    """Of trade, the place it came from or went to; in a list of such places the preposition stands once."""
    if measure not in _TRADE:
        return None
    if listed and (beside := _beside(line, at)):
        return beside
    place = line.quantities[at]
    until = min(line.closes(at), line.ends(place.end))
    spans = [
        span
        for span in _cued(line, "place", min(line.clause(place.start), line.since(at)), until)
        if _other_side(line, span, measure)
    ]
    return spans[-1] if spans else None


def _beside(line: Line, at: int) -> Place | None:
    """The place that stands right before a quantity: 津巴布韦10.9万吨."""
    start = line.quantities[at].start
    found = _cued(line, "place", line.since(at), start)
    return found[-1] if found and not line.text[found[-1][1] : start].strip() else None


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
