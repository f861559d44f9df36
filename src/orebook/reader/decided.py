"""What people decided about refused words takes the place of what the reader makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from orebook.facts import Document, Quote, Span
from orebook.reader.expressions import expressions
from orebook.reader.mentions import Namer
from orebook.reader.money import Place
from orebook.reader.reading import Reading
from orebook.reader.recording import joined
from orebook.reader.vocabulary import Vocabulary
from orebook.terms import Decision

#: The rule a decided quote carries.
DECISION = "T1-decision"


def decided(reading: Reading, vocabulary: Vocabulary) -> Reading:
    """The reading with each decision about one of its documents carried out.

    Where a person read a price, it is a quote by the rule T1-decision, of the characters they decided about;
    where they said there is none, nothing is read and nothing refused.
    """
    texts = {(document.document, document.content): document for document in reading.documents}
    for decision in vocabulary.catalog.decisions:
        document = texts.get((decision.document, decision.content))
        if document is not None and _stands(decision, document):
            reading = _carried_out(decision, document, reading, vocabulary)
    return reading


def _stands(decision: Decision, document: Document) -> bool:
    start, end = decision.start - document.offset, decision.end - document.offset
    return 0 <= start < end and document.text[start:end] == decision.text


def _carried_out(decision: Decision, document: Document, reading: Reading, vocabulary: Vocabulary) -> Reading:
    quotes = [one for one in reading.quotes if not _meets(one.spans, decision)]
    if decision.product is not None:
        quotes.append(_quote(decision, document, vocabulary))
    refusals = tuple(one for one in reading.refusals if not _meets(one.spans, decision))
    return replace(reading, quotes=tuple(quotes), refusals=refusals)


def _meets(spans: Sequence[Span], decision: Decision) -> bool:
    """Whether a fact is about the decided words: its price or statement lies in them."""
    return any(
        span.document == decision.document and span.start < decision.end and decision.start < span.end
        for span in spans
        if span.role in ("price", "statement")
    )


def _quote(decision: Decision, document: Document, vocabulary: Vocabulary) -> Quote:
    spans = _spans(decision, document, vocabulary)
    return Quote(
        product=decision.product or "",
        kind=decision.kind or "assessment",
        low=decision.low,
        high=decision.high,
        unit=decision.unit or "",
        price_date=decision.price_date or document.published,
        published=document.published,
        source=document.source,
        contributor=None,
        tax=None,
        delivery=None,
        place=None,
        volume=None,
        terms=None,
        spans=spans,
        printed=spans[0].text,
        repairs=(),
        flags=(),
        rules=(DECISION,),
    )


def _spans(decision: Decision, document: Document, vocabulary: Vocabulary) -> tuple[Span, ...]:
    """The number, its unit and its product where they stand in the decided words, and the words."""
    folded = vocabulary.fold(decision.text)
    marks = vocabulary.marks(folded)
    moneys = expressions(folded, marks, ())
    whole: Place = (0, len(decision.text))
    places: list[tuple[str, Place]] = [
        ("price", (moneys[0].start, moneys[0].end) if len(moneys) == 1 else whole)
    ]
    places += [
        ("product", (mention.start, mention.end))
        for mention in Namer(vocabulary, folded, marks).all()
        if decision.product in mention.products
    ][:1]
    places += [("unit", place) for place in joined(moneys[0].places, folded)] if len(moneys) == 1 else []
    places += [("statement", whole)]
    return tuple(_span(role, place, decision, document) for role, place in places)


def _span(role: str, place: Place, decision: Decision, document: Document) -> Span:
    start, end = place
    return Span(
        role=role,
        start=decision.start + start,
        end=decision.start + end,
        text=decision.text[start:end],
        document=document.document,
    )
