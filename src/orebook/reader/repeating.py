"""Documents the book holds, read again: the text they were cut from, put together and read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

from orebook.facts import Document, Span
from orebook.reader.reading import Reading, joined
from orebook.reader.walk import read
from orebook.terms import Catalog

Spanned = TypeVar("Spanned")


def again(documents: Sequence[Document], *, catalog: Catalog, today: date) -> Reading:
    """What documents that were handed in as one text say under a catalogue.

    Only facts of these documents come back; their spans count as they did, from the start of that text.

    >>> from orebook.catalog import load
    >>> first = read("Cerium oxide was 8,000 yuan/mt.", on=date(2025, 1, 9), source="own", address=None,
    ...              catalog=load(), today=date(2025, 1, 9))
    >>> again(first.documents, catalog=load(), today=date(2025, 1, 9)).quotes == first.quotes
    True
    """
    known = {document.document for document in documents}
    readings = []
    for stretch in _stretches(documents):
        first = stretch[0]
        text = "".join(document.text for document in stretch)
        found = read(text, on=_day(stretch), source=first.source, address=first.address, catalog=catalog,
                     today=today)  # fmt: skip
        readings.append(_moved(found, first.offset))
    return replace(_of(joined(readings), known), documents=tuple(documents))


def _stretches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Documents that follow one another in their text without a gap."""
    stretch: list[Document] = []
    for document in sorted(documents, key=_offset):
        if stretch and stretch[-1].offset + len(stretch[-1].text) != document.offset:
            yield stretch
            stretch = []
        stretch.append(document)
    if stretch:
        yield stretch


def _offset(document: Document) -> int:
    return document.offset


def _day(stretch: Sequence[Document]) -> date:
    """The day the text was handed in for: no item of a page is later."""
    return max(document.published for document in stretch)


def _moved(reading: Reading, by: int) -> Reading:
    """The reading with its spans counted from elsewhere."""
    if not by:
        return reading
    facts = {field.name: tuple(_shifted(fact, by) for fact in getattr(reading, field.name))
             for field in fields(reading) if field.name != "documents"}  # fmt: skip
    return replace(reading, **facts)


def _shifted(fact: Spanned, by: int) -> Spanned:
    spans: tuple[Span, ...] = getattr(fact, "spans", ())
    return replace(fact, spans=tuple(  # type: ignore[type-var]
        replace(span, start=span.start + by, end=span.end + by) for span in spans))  # fmt: skip


def _of(reading: Reading, known: set[str]) -> Reading:
    """The facts that come from some documents."""
    facts = {}
    for field in fields(reading):
        told = (one for one in getattr(reading, field.name) if field.name != "documents" and one.spans)
        facts[field.name] = tuple(one for one in told if one.spans[0].document in known)
    return Reading(**facts)
