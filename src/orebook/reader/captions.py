"""What stands above and below a table: its unit or currency, and the day it is of.

"(USD/kg, fob China)", "Prices are in yuan and include VAT", 单位：元/吨, "for the week ended April 13".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from orebook.facts import Document
from orebook.reader.cells import Cell
from orebook.reader.clauses import sentences
from orebook.reader.dates import Calendar
from orebook.reader.header import Measure, parse_unit
from orebook.reader.vocabulary import Mark, Vocabulary

#: How much text above and below a table may speak of it: two lines of so many characters.
_REACH, _LINES = 400, 2
_FAR = 3
#: What a longer number ends in before a size: the 40 of 401,000.
_DIGITS = (*"0123456789,.",)
Told = tuple[Measure | None, str | None]
_WEEKS = ("week ended", "week ending", "week to", "weeks to", "week of")


@dataclass(frozen=True, slots=True)
class Caption:
    """The unit a table is in, or only its currency, and its day, each where they are certain."""

    measure: Measure | None = None
    currency: str | None = None
    day: date | None = None


def caption(document: Document, start: int, end: int, vocabulary: Vocabulary) -> Caption:
    """What the lines around a table, which stands from `start` to `end`, tell of it."""
    above, below = _above(document.text, start), _below(document.text, end)
    told = [_told(document.text, *place, vocabulary) for place in (*above, *below)]
    measures = {(one.code, one.scale): one for one, _ in told if one is not None}
    currencies = {currency for _, currency in told if currency}
    measure = next(iter(measures.values())) if len(measures) == 1 else None
    currency = currencies.pop() if len(currencies) == 1 else None
    return Caption(measure, currency, _day(document, above, vocabulary))


def _above(text: str, start: int) -> list[tuple[int, int]]:
    """The last lines before a table, down to a blank one after the first."""
    return _lines(text, max(0, start - _REACH), start)[-_LINES:]


def _below(text: str, end: int) -> list[tuple[int, int]]:
    return _lines(text, end, min(len(text), end + _REACH))[:_LINES]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for line in text[start:end].split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _told(text: str, start: int, end: int, vocabulary: Vocabulary) -> Told:
    """The one unit or currency a line names; a line that states a price or a rate names none."""
    told = (
        _caption(text, start + first, start + last, vocabulary) for first, last in sentences(text[start:end])
    )
    return next((one for one in told if one != (None, None)), (None, None))


def _caption(text: str, start: int, end: int, vocabulary: Vocabulary) -> Told:
    """The one unit or currency a sentence is about."""
    folded = vocabulary.fold(text[start:end])
    marks = vocabulary.marks(folded)
    spoken = [mark for mark in marks if mark.has("currency")]
    names = {str(mark.get("currency")) for mark in spoken}
    if len(names) != 1 or "=" in folded or not _leads(folded, spoken, vocabulary):
        return None, None
    place = unit_place(folded, marks, spoken[0])
    priced = any(folded[mark.end :].lstrip()[:1].isdigit() for mark in spoken)
    if priced or _counted(folded, marks, place[0] if place else spoken[0].start):
        return None, None
    if place is None:
        return None, names.pop()
    printed = Cell(start + place[0], start + place[1], text[start + place[0] : start + place[1]])
    measure = parse_unit(printed.text, vocabulary)
    return (Measure(measure.code, measure.scale, printed), None) if measure is not None else (None, None)


def _leads(folded: str, spoken: list[Mark], vocabulary: Vocabulary) -> bool:
    """Whether a clause begins as captions do: "Prices in", 单位, or the currency itself."""
    words, starts = vocabulary.catalog.words.get("page", {}).get("caption", ()), _starts(folded)
    return any(folded.startswith(word, at) for at in starts for word in words) or any(
        mark.start in starts for mark in spoken
    )


def _counted(folded: str, marks: list[Mark], at: int) -> bool:
    """Whether a number stands before a unit, so that it is a price and not a caption."""
    before = folded[:at].rstrip()
    scaled = any(mark.has("scale") and mark.end == len(before) for mark in marks)
    return before[-1:].isdigit() or scaled


def _starts(folded: str) -> list[int]:
    """Where a clause of a caption begins."""
    return [0] + [
        at + 1 + (folded[at + 1 : at + 2] == " ") for at, mark in enumerate(folded) if mark in "(,;:，；（"
    ]


def unit_place(folded: str, marks: list[Mark], currency: Mark) -> tuple[int, int] | None:
    """Where a whole unit stands around a currency: "10,000 yuan/tonne", 万元/吨."""
    mass = next(
        (mark for mark in marks if mark.has("mass") and 0 < mark.start - currency.end <= _FAR + 2), None
    )
    if mass is None:
        return None
    start = currency.start
    before = next((mark for mark in marks if mark.end == start and mark.has("scale")), None)
    start = before.start if before else start
    number = folded[:start].rstrip()
    for size in ("10,000", "10000", "10k", "1,000"):
        if number.endswith(size) and not number[: -len(size)].endswith(_DIGITS):
            start = len(number) - len(size)
    return start, mass.end


def _day(document: Document, above: list[tuple[int, int]], vocabulary: Vocabulary) -> date | None:
    """The day the line over a table states, where it states just one, or the end of its week."""
    if not above:
        return None
    start, end = above[-1]
    words = document.text[start:end]
    folded = vocabulary.fold(words)
    found = Calendar(vocabulary.catalog.words["dates"], document.published).find(words, folded, ())
    stated = [dated for dated in found if not dated.period and dated.day is not None]
    week = [one for one in stated if folded[: one.start].rstrip().endswith(_WEEKS)]
    days = {dated.day for dated in week or stated}
    return days.pop() if len(days) == 1 else None
