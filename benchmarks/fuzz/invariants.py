"""What holds for every text there is, read rightly or not; and how one is read for it."""

from __future__ import annotations

import functools
from datetime import date

from orebook.catalog import load
from orebook.errors import OrebookError
from orebook.reader import Reading, check, decode, read
from orebook.reader.formats import signature
from orebook.reader.formats.caps import Caps
from orebook.reader.formats.child import take
from orebook.reader.formats.told import RefusedError
from orebook.terms import Catalog

FORMATS = (signature.PAGE, signature.FEED, signature.PDF, signature.ARCHIVE)
ON, TODAY = date(2025, 1, 9), date(2026, 1, 1)


@functools.cache
def catalog() -> Catalog:
    """The package's catalogue, once."""
    return load()


def of_bytes(content: bytes) -> None:
    """Bytes are refused with a reason, or read as a text."""
    try:
        text = decode(content, "fuzz.txt")
    except OrebookError as error:
        assert str(error).startswith("fuzz.txt: "), error
        return
    of_text(text)


def of_file(content: bytes) -> None:
    """A file of one of the formats is refused with a reason, or tells texts with their places."""
    kind = FORMATS[content[0] % len(FORMATS)] if content else signature.PAGE
    caps = Caps(**catalog().words["formats"]["caps"])
    try:
        told = take(kind, content[1:], caps)
    except RefusedError as error:
        assert str(error), "refused without a reason"
        return
    for piece in told.pieces:
        of_text(piece.text)


def of_text(text: str) -> None:
    """Everything read from a text stands there; one in eight is read twice, and says the same."""
    found = reading(text)
    hold(found, text)
    if len(text) % 8 == 0:
        assert reading(text) == found, "read again, it says something else"


def reading(text: str) -> Reading:
    """A text read and checked, as the walk does it."""
    words = catalog()
    found = read(text, on=ON, source=None, address=None, catalog=words, today=TODAY)
    return check(found, catalog=words)


def hold(found: Reading, text: str) -> None:
    """Spans re-read, documents partition the text, ranges run forward, products are known."""
    assert "".join(document.text for document in found.documents) == text, "documents do not make up the text"
    several = (found.quotes, found.changes, found.phrases, found.statistics, found.events, found.refusals)
    for fact in (fact for facts in several for fact in facts):
        for span in fact.spans:
            assert text[span.start : span.end] == span.text, f"{span} does not re-read"
    for quote in found.quotes:
        assert quote.product in catalog().products, quote
        assert quote.low is None or quote.high is None or quote.low <= quote.high, quote
