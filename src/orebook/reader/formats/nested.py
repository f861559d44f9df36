"""A page inside a feed: text with its references doubled, a literal, or elements of the feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orebook.reader.formats.caps import Caps
from orebook.reader.formats.markup import LITERAL, OPEN, Markup, Token
from orebook.reader.formats.page import Page
from orebook.reader.formats.references import pieces
from orebook.reader.formats.told import Stretch


def taken(field: Sequence[Token], markup: Markup, caps: Caps) -> tuple[str, list[Stretch]]:
    """What a field says, and where it stands in the feed."""
    if any(token.kind == OPEN for token in field[1:]):
        page = Page(markup, caps)
        page.read(markup.tokens(field[0].end, max(token.end for token in field)))
        written = page.written()
        return written.text, list(written.stretches())
    decoded, places = _decoded([token for token in field if token.kind != OPEN], markup.source)
    page = Page(Markup(decoded), caps)
    page.read(page.markup.tokens())
    written = page.written()
    return written.text, list(_moved(written.stretches(), places))


def _decoded(texts: Sequence[Token], source: str) -> tuple[str, list[tuple[int, int]]]:
    """A field with its references resolved once, and for each run of it where it stands in the feed."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for token in texts:
        literal = [(source[token.start : token.end], token.start, False)]
        runs = literal if token.kind == LITERAL else pieces(source, token.start, token.end)
        for text, offset, _ in runs:
            places.append((length, offset))
            parts.append(text)
            length += len(text)
    return "".join(parts), places


def _moved(stretches: Sequence[Stretch], places: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """Stretches of the resolved field as stretches of the feed, cut where a reference was resolved."""
    at = 0
    for start, end, _, _, offset in stretches:
        assert offset is not None
        while start < end:
            while at + 1 < len(places) and places[at + 1][0] <= offset:
                at += 1
            begin, origin = places[at]
            stop = places[at + 1][0] if at + 1 < len(places) else offset + end - start
            size = min(end - start, stop - offset)
            yield Stretch(start, start + size, offset=origin + offset - begin)
            start, offset = start + size, offset + size
