"""One document's events: which kind, where in the chain, whose, from when to when, and how certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from orebook.facts import Document, Event, Span
from orebook.reader.happenings.words import Words, words
from orebook.reader.lexicon import Cue
from orebook.reader.sentence import Sentence
from orebook.reader.touched import touched
from orebook.reader.vocabulary import Vocabulary

_PAUSES = (",", "，", ";", "；", "。")
#: A stop for a holiday is the holiday, no maintenance; one by law is the control.
_STRONGER = {"maintenance": ("holiday", "control")}
_SEGMENTS = ("ore", "oxide", "metal", "magnet", "scrap")
_NEAR = 24
#: Events that are of goods: what is named anywhere in the sentence is what is sold or listed.
_OF_GOODS = ("tender", "listing", "quota")


def read_happenings(
    document: Document, sentences: Sequence[Sentence], vocabulary: Vocabulary
) -> tuple[Event, ...]:
    """Every event a document's sentences tell, once each; what is denied, supposed or over is left out."""
    said = words(vocabulary)
    if said is None or not sentences:
        return ()
    found: dict[tuple[object, ...], Event] = {}
    for sentence in touched(sentences, said.lexicon.triggers(sentences[0].text)):
        for event in _told(sentence, document, said, vocabulary):
            key = (event.kind, event.segment, event.product, event.who, event.starts, event.ends)
            found.setdefault(key, event)
    return tuple(found.values())


def _told(sentence: Sentence, document: Document, said: Words, vocabulary: Vocabulary) -> Iterator[Event]:
    text = sentence.text[sentence.start : sentence.end].replace("\n", " ")
    found = said.sieve.found(text)
    told = [(kind, pattern) for kind, pattern in said.kinds if pattern in found]
    held = {kind: match for kind, pattern in told if (match := _first(text, kind, pattern, said))}
    for kind, match in held.items():
        if not any(stronger in held for stronger in _STRONGER.get(kind, ())):
            yield _event(kind, match, sentence, document, said, vocabulary)


def _first(text: str, kind: str, pattern: Any, said: Words) -> Any:
    """The first phrase of a kind that nothing undoes, or None."""
    for match in pattern.finditer(text):
        if not _undone(text, kind, match, said):
            return match
    return None


def _undone(text: str, kind: str, match: Any, said: Words) -> bool:
    """Whether a phrase is denied, supposed, over, or only looks like the event."""
    clause = max((text.rfind(pause, 0, match.start()) for pause in _PAUSES), default=-1) + 1
    before, undone = text[clause : match.start()], said.undone
    return bool(
        undone["denied"].occurs(before)
        or undone["denied"].occurs(match.group())
        or undone["condition"].occurs(text[: match.end()])
        or (kind != "listing" and undone["over"].occurs(before))
        or undone["over_after"].occurs(text[match.end() :])
        or undone["alike"].occurs(text[max(0, match.start() - _NEAR) : match.end() + _NEAR])
    )


def _event(
    kind: str, match: Any, sentence: Sentence, document: Document, said: Words, vocabulary: Vocabulary
) -> Event:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    cues = said.lexicon.cues(sentence.text, sentence.start, sentence.end)
    starts, ends = said.days.lasting(
        sentence.text, sentence.start, sentence.end, sentence.dates, document.published
    )
    product = _product(sentence, kind, start)
    return Event(
        kind=kind,
        segment=_segment(cues, product, start, vocabulary),
        price_date=document.published,
        spans=(
            _span(document, "phrase", start, end),
            _span(document, "sentence", sentence.start, sentence.end),
        ),
        product=product[1] if product else None,
        who=_who(cues, said, sentence, start, document),
        starts=starts,
        ends=ends,
        certainty=_certainty(sentence, said),
        published=document.published,
        source=document.source,
    )


def _certainty(sentence: Sentence, said: Words) -> str:
    text = sentence.text[sentence.start : sentence.end]
    return next((name for name, pattern in said.certainty if pattern.occurs(text)), "stated")


def _product(sentence: Sentence, kind: str, place: int) -> tuple[int, str] | None:
    """The product named nearest to the phrase, and where; of a stop or a holiday in the same clause only."""
    named = [
        (one.start, one.products[0])
        for one in sentence.mentions
        if len(one.products) == 1 and not one.element
    ]
    near = [one for one in named if kind in _OF_GOODS or not _paused(sentence, one[0], place)]
    return min(near, key=lambda one: abs(one[0] - place), default=None)


def _paused(sentence: Sentence, one: int, other: int) -> bool:
    return any(pause in sentence.text[min(one, other) : max(one, other)] for pause in _PAUSES)


def _segment(
    cues: Sequence[Cue],
    product: tuple[int, str] | None,
    place: int,
    vocabulary: Vocabulary,
) -> str | None:
    """The part of the chain: of the plants or product named last before the phrase, else first after it."""
    places = [(cue.start, cue.roles["segment"]) for cue in cues if "segment" in cue.roles]
    if product is not None:
        of = vocabulary.catalog.products[product[1]].segment
        places += [(product[0], of)] if of in _SEGMENTS else []
    before = [one for one in places if one[0] < place]
    return max(before)[1] if before else min(places)[1] if places else None


def _who(cues: Sequence[Cue], said: Words, sentence: Sentence, place: int, document: Document) -> str | None:
    """Whose it is: a company, a sort of plant, a place, the nearest before the phrase."""
    found = _last(cues, "company", place)
    if found is None and said.plants:
        found = max(said.plants.find(sentence.text, sentence.start, place), default=None)
    found = found or _last(cues, "place", place)
    return document.text[found[0] : found[1]] if found else None


def _last(cues: Sequence[Cue], role: str, place: int) -> tuple[int, int] | None:
    """The last words of a role that end before a place."""
    return next(
        ((cue.start, cue.end) for cue in reversed(cues) if role in cue.roles and cue.end <= place), None
    )


def _span(document: Document, role: str, start: int, end: int) -> Span:
    return Span(
        role=role,
        start=document.offset + start,
        end=document.offset + end,
        text=document.text[start:end],
        document=document.document,
    )
