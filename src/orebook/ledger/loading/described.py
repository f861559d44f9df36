"""A load as a document: a short text that says what was loaded, which every quote of it cites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orebook.facts import LOAD, Document, Span, digest
from orebook.ledger.loading.given import Given
from orebook.ledger.loading.parquet import Segment


def document_id(content: str, source: str | None) -> str:
    """The id of a load: the same bytes from the same publisher are the same load."""
    return digest(f"load\n{source}\n{content}")[:16]


def document(
    given: Given, content: str, source: str | None, parts: Sequence[Segment], first: date
) -> Document:
    """The document of a load: it names the hash of every part, and appeared with its first row."""
    text = _text(given, content, source, parts)
    return Document(
        document=document_id(content, source), content=digest(text), title=given.name, published=first,
        source=source, address=given.name, offset=0, text=text, format=LOAD,
    )  # fmt: skip


def _text(given: Given, content: str, source: str | None, parts: Sequence[Segment]) -> str:
    first, last = min(part.first_day for part in parts), max(part.last_day for part in parts)
    lines = [
        f"{given.rows:,} quotes loaded from {given.name}"
        f"{f' of {source}' if source else ''}, for the days {first} to {last}.",
        f"Columns: {', '.join(given.columns)}.",
        f"SHA-256 of what was loaded: {content}.",
    ]
    start = 1
    for number, part in enumerate(parts, 1):
        lines.append(f"Part {number}: rows {start:,} to {start + part.rows - 1:,}, SHA-256 {part.hash}.")
        start += part.rows
    return "\n".join(lines) + "\n"


def spans(document_: Document) -> tuple[Span, ...]:
    """The characters a quote of a load cites: the line that says what was loaded."""
    end = document_.text.index("\n")
    words = document_.text[:end]
    return (Span(role="price", start=0, end=end, text=words, document=document_.document),)
