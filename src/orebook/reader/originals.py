"""Where in the file that was handed in something stands: its page, its cell, its place in the markup."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from orebook.facts import Document, Origin, Span
from orebook.reader.formats.told import BETWEEN, Piece, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The file a text was taken from: its format, where the text begins in the whole file's, its places.

    `title` is the headline the file itself gives the text; it goes to the first document of it.
    """

    format: str = "text"
    base: int = 0
    origins: tuple[Origin, ...] = ()
    title: str | None = None

    def of(self, document: Document) -> Document:
        """A document of the text, told where it stands in the file.

        `document.offset` counts from the start of the text; from here on it counts from that of the file.
        """
        if self == PLAIN:
            return document
        start, end = document.offset, document.offset + len(document.text)
        return replace(
            document,
            format=self.format,
            offset=self.base + start,
            origins=tuple(self._within(start, end)),
            title=self.title if self.title is not None and start == 0 else document.title,
        )

    def _within(self, start: int, end: int) -> Iterator[Origin]:
        """The stretches between two places of the text, counted as spans are."""
        first = max(0, bisect_right(self.origins, start, key=_start) - 1)
        last = bisect_right(self.origins, end - 1, key=_start)
        for one in self.origins[first:last]:
            begin, stop = max(one.start, start), min(one.end, end)
            if begin < stop:
                offset = None if one.offset is None else one.offset + begin - one.start
                yield replace(one, start=begin + self.base, end=stop + self.base, offset=offset)


#: A text that was handed in as it is.
PLAIN = Original()


def originals(told: Told) -> Iterator[tuple[Piece, Original]]:
    """Each piece of a file, and where it stands in it; a piece that repeats an earlier one is left out."""
    base, seen = 0, set()
    for piece in told.pieces:
        key = (piece.text, piece.published, piece.address)
        if key not in seen:
            seen.add(key)
            title = piece.title if told.format in ("html", "feed") else None
            yield piece, Original(format=told.format, base=base, origins=_origins(piece), title=title)
        base += len(piece.text) + len(BETWEEN)


def _origins(piece: Piece) -> tuple[Origin, ...]:
    return tuple(
        Origin(start=one.start, end=one.end, page=one.page, cell=one.cell, offset=one.offset)
        for one in piece.stretches
    )


def origin_of(document: Document, span: Span) -> Origin | None:
    """Where the first character of a span stands in the file; None for plain text.

    `offset` of the answer is that of the span, not of the stretch it lies in.
    """
    return origin_at(document, span.start)


def origin_at(document: Document, at: int) -> Origin | None:
    """Where a character stands in the file, or the next that stands anywhere; counted as spans are."""
    first = max(0, bisect_right(document.origins, at, key=_start) - 1)
    found = next((one for one in document.origins[first : first + 2] if one.end > at), None)
    if found is None or found.offset is None or found.start >= at:
        return found
    return replace(found, start=at, offset=found.offset + at - found.start)


def whereabouts(document: Document, at: int) -> str | None:
    """Where a character stands in the file, in words; None for plain text.

    >>> from datetime import date
    >>> from orebook.reader.document import make
    >>> page = Original(format="pdf", origins=(Origin(start=0, end=9, page=2, cell=None, offset=None),))
    >>> whereabouts(page.of(make("Ore, 2025", 0, date(2025, 1, 9), None, None, None)), 4)
    'page 2'
    """
    origin = origin_at(document, at)
    if origin is None:
        return None
    if origin.page is not None:
        return f"page {origin.page}"
    return f"cell {origin.cell}" if origin.cell is not None else f"character {origin.offset:,} of the markup"


def _start(origin: Origin) -> int:
    return origin.start
