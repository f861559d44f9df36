"""A typed line as a document of its own, and the quote that stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from orebook.facts import Document, Span, digest
from orebook.reader.reading import Reading
from orebook.reader.typed.entry import Entry, clean
from orebook.reader.typed.meanings import LINE, meant, quote
from orebook.terms import Catalog

#: The format of documents that were typed in; they are never read as prose.
TYPED = "typed"
_BETWEEN = " | "


@dataclass(slots=True)
class Written:
    """A text as it grows, and where each word of it stands."""

    text: str = ""
    places: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, before: str, role: str, word: str) -> None:
        """Add a word behind what stands before it."""
        start = len(self.text) + len(before)
        self.text += before + word
        self.places.append((role, start, start + len(word)))

    def spans(self, document: str) -> list[Span]:
        """The words, the price first: it is what a quote is found by."""
        found = [
            Span(role=role, start=start, end=end, text=self.text[start:end], document=document)
            for role, start, end in self.places
        ]
        return sorted(found, key=lambda span: span.role != "price")


def line(entry: Entry, catalog: Catalog) -> Reading:
    """A typed line -> its document and its quote; the same line of the same person is the same document.

    Raises:
        UnclearError: naming the word that is not understood.

    >>> from datetime import date
    >>> from orebook.catalog import load
    >>> entry = Entry(product="prnd-metal", called="prnd-metal", price="715000-720000", unit="CNY/t",
    ...               kind="bid", on=date(2026, 11, 20), entered_by="Wang Li", volume="20t",
    ...               contributor="C17")
    >>> line(entry, load()).documents[0].text
    'prnd-metal 715000-720000 CNY/t | bid | on 2026-11-20 | volume 20t | contributor C17 | entered by Wang Li'
    """
    tidy = clean(entry)
    meaning = meant(tidy, catalog)
    written, own = _written(tidy), _written(replace(tidy, role=None)).text
    document = made(written.text, tidy, own)
    spans = written.spans(document.document)
    return Reading(documents=(document,), quotes=(quote(tidy, meaning, spans, LINE, catalog),))


def made(text: str, entry: Entry, own: str) -> Document:
    """The document of a line; its id follows from whose it is, the day it was said, and its own words.

    What the register says of the submitter is not among them: the line typed again later is the same.
    """
    return Document(
        document=digest(f"{TYPED}\n{entry.source}\n{entry.said}\n{own}")[:16],
        content=digest(text),
        title=None,
        published=entry.said,
        source=entry.publisher,
        address=None,
        offset=0,
        text=text,
        format=TYPED,
    )


def _written(entry: Entry) -> Written:
    written = Written()
    written.add("", "product", entry.called)
    written.add(" ", "price", entry.price)
    written.add(" ", "unit", entry.unit)
    for before, role, word in _words(entry):
        written.add(_BETWEEN + before, role, word)
    return written


def _words(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """The other words of a line, each with what stands before it and its role."""
    yield "", "kind", entry.kind
    yield "on ", "date", entry.on.isoformat()
    named = ("volume", "contributor", "source", "delivery", "place", "tax", "terms")
    for name in named:
        word = getattr(entry, name)
        if word is not None:
            yield f"{name} ", name, word
    if entry.at is not None:
        yield "at ", "moment", entry.at.isoformat(timespec="minutes")
    if entry.deal is not None:
        yield "deal ", "deal", str(entry.deal)
    yield from signed(entry)
    if entry.note is not None:
        yield "note ", "note", entry.note


def signed(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Whose it is by the register, and who entered it."""
    if entry.role is not None:
        yield "submitter ", "submitter", f"{entry.role}, {'verified' if entry.verified else 'not verified'}"
    yield "entered by ", "entered-by", entry.entered_by
