"""One quote or phrase against its document: is it there, is it what it was, does it stand in the text?"""

from __future__ import annotations

from orebook.facts import Document, Phrase, Quote, Span, digest, identity, unaltered
from orebook.review.week import Week


def fault(week: Week, cite: str) -> str | None:
    """What is wrong with a cited quote, phrase or judgement, in words; None when nothing is."""
    if cite in week.judgements:
        if identity(week.judgements[cite]) == cite:
            return None
        return f"it rests on {cite}, which is not what was kept under that id: it was altered"
    fact = week.quotes.get(cite) or week.phrases.get(cite)
    if fact is None:
        return f"it rests on {cite}, which the book no longer holds"
    if not unaltered(cite, fact):
        return (
            f"it rests on {cite} ({_printed(fact)}), which is not what was kept under that id: it was altered"
        )
    if not fact.spans:
        return f"it rests on {cite} ({_printed(fact)}), which names no characters of any document"
    return next((wrong for span in fact.spans if (wrong := _span_fault(week, cite, fact, span))), None)


def reread(document: Document, span: Span) -> str:
    """The characters at a span; spans count from the start of the file, a document from its offset."""
    return document.text[max(span.start - document.offset, 0) : max(span.end - document.offset, 0)]


def _span_fault(week: Week, cite: str, fact: Quote | Phrase, span: Span) -> str | None:
    document = week.documents.get(span.document)
    said = f"it rests on {cite} ({_printed(fact)})"
    if document is None or document.document != span.document:
        return f"{said}, whose document {span.document} the book no longer holds"
    if digest(document.text) != document.content:
        return f"{said}, whose document {span.document} was altered: its text has another hash than when kept"
    if reread(document, span) != span.text:
        return f'{said}, whose {span.role} "{span.text}" no longer stands in document {span.document}'
    return None


def _printed(fact: Quote | Phrase) -> str:
    if isinstance(fact, Quote):
        return f'{fact.product} "{fact.printed}", {fact.price_date}'
    return f'{fact.link} {fact.side} "{fact.spans[0].text if fact.spans else fact.cue}", {fact.price_date}'
