"""A document's text taken apart: sentences, each with its words, names, numbers and dates."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeVar

from orebook.facts import Document
from orebook.reader.adjoining import merged
from orebook.reader.clauses import sentences
from orebook.reader.dated import Dated
from orebook.reader.dates import Calendar
from orebook.reader.expressions import expressions
from orebook.reader.mentions import Namer
from orebook.reader.money import Place
from orebook.reader.sentence import Parts, Sentence
from orebook.reader.vocabulary import Mark, Vocabulary
from orebook.reader.words import Words

Found = TypeVar("Found", Mark, Dated)

#: A longer sentence is read in pieces, so that hostile text costs no more than its length.
LONGEST = 2000
_CUTS = ("; ", "；", ", ", "，", " ")


def parsed(document: Document, folded: str, vocabulary: Vocabulary, skip: Sequence[Place]) -> list[Sentence]:
    """The sentences of a document outside the lines its tables took."""
    marks = vocabulary.marks(folded)
    calendar = Calendar(vocabulary.catalog.words["dates"], document.published)
    mentions = Namer(vocabulary, folded, marks).all()
    named = [(mention.start, mention.end) for mention in mentions]
    dates = _outside(calendar.find(document.text, folded, marks), named)
    stated = [(dated.start, dated.end) for dated in dates]
    moneys = expressions(folded, marks, sorted({*named, *stated}))
    words, names = Parts(_outside(marks, stated)), Parts(mentions)
    numbers, days = Parts(moneys), Parts(merged(dates, folded))
    return [
        Sentence(
            text=folded,
            start=start,
            end=end,
            number=number,
            marks=Words(words.within(start, end)),
            mentions=names.within(start, end),
            moneys=numbers.within(start, end),
            dates=days.within(start, end),
        )
        for number, (start, end) in enumerate(_spans(document.text, skip))
    ]


def _spans(text: str, skip: Sequence[Place]) -> Iterator[Place]:
    for start, end in sentences(text):
        if not inside(start, skip):
            yield from pieces(text, start, end)


def inside(place: int, taken: Sequence[Place]) -> bool:
    """Whether a place lies in one of the taken stretches, which are in order."""
    at = bisect_right(taken, (place, place + 1)) - 1
    before = [taken[near] for near in (at, at + 1) if 0 <= near < len(taken)]
    return any(start <= place < end for start, end in before)


def _outside(items: Sequence[Found], taken: Sequence[Place]) -> list[Found]:
    """The items that lie outside: the "May" of May 8 expects nothing, the 2601 of a contract is no date."""
    kept: list[Found] = []
    reached, free, until = 0, 0, -1  # nothing from `free` to `until` is taken
    for item in items:
        place = item.start
        if free <= place < until:
            kept.append(item)
            continue
        while reached < len(taken) and taken[reached] <= (place, place + 1):
            reached += 1
        before = taken[reached - 1] if reached else (0, 0)
        after = taken[reached] if reached < len(taken) else (sys.maxsize, 0)
        free, until = before[1], after[0]
        if not before[0] <= place < free and not until <= place < after[1]:
            kept.append(item)
    return kept


def blanked(folded: str, places: Sequence[Place]) -> str:
    """The text with blanks in some places, which are in order.

    >>> blanked("oxide 111", [(6, 9)])
    'oxide    '
    """
    kept, last = [], 0
    for start, end in places:
        kept += [folded[last:start], " " * (end - start)]
        last = end
    return "".join([*kept, folded[last:]])


def pieces(text: str, start: int, end: int) -> Iterator[Place]:
    """A sentence, or its pieces where it is longer than any of the trade: cut at a pause or a blank.

    >>> list(pieces("x", 0, 1))
    [(0, 1)]
    """
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in _CUTS)
        cut = start + LONGEST if cut < 0 else cut + 1
        yield start, cut
        start = cut
    yield start, end
