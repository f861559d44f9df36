"""The sentence a quote stands in, with its own characters set off, for the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from orebook.facts import Document, Phrase, Quote

ENDS = "。！？；\n\r"
STOPS = ".!?;"
#: At most so many characters on either side of what is quoted: a sentence, not a page.
REACH = 220


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence in three pieces: before, the quoted characters, after."""

    before: str
    marked: str
    after: str


def excerpt(fact: Quote | Phrase, document: Document) -> Excerpt:
    """The sentence around what was read, cut to some 220 characters either side.

    The number is marked for a quote, the words for a phrase. A full stop ends a sentence only before a space,
    so that decimals stay whole.
    """
    role = "price" if isinstance(fact, Quote) else "phrase"
    span = next((item for item in fact.spans if item.role == role), fact.spans[0])
    start, end = span.start - document.offset, span.end - document.offset
    first, last = _start(document.text, start), _end(document.text, end)
    before, after = document.text[first:start], document.text[end:last]
    lead = "… " if first > 0 and not _ended(document.text, first) else ""
    tail = " …" if last < len(document.text) and not _ended(document.text, last) else ""
    return Excerpt(lead + before.lstrip(), document.text[start:end], after.rstrip() + tail)


def without(found: Excerpt, address: str | None) -> Excerpt:
    """An excerpt that does not end in its own document's address, as a line of a table does.

    >>> without(Excerpt("oxide,", "400,000", ",https://metal.com/1"), "https://metal.com/1").after
    ''
    """
    if not address or address not in found.after:
        return found
    return Excerpt(found.before, found.marked, found.after.partition(address)[0].rstrip(' ,;"\t'))


def _ended(text: str, place: int) -> bool:
    before = text[:place].rstrip(" ")
    return not before or before[-1] in ENDS + STOPS or text[place : place + 1] in ("\n", "\r")


def _start(text: str, place: int) -> int:
    lowest = max(place - REACH, 0)
    for at in range(place - 1, lowest - 1, -1):
        if _stops(text, at):
            return at + 1
    return _word(text, lowest)


def _end(text: str, place: int) -> int:
    highest = min(place + REACH, len(text))
    for at in range(place, highest):
        if _stops(text, at):
            return at if text[at] in "\n\r" else at + 1
    return highest


def _stops(text: str, at: int) -> bool:
    if text[at] in ENDS:
        return True
    return text[at] in STOPS and (at + 1 == len(text) or text[at + 1].isspace())


def _word(text: str, place: int) -> int:
    """The next start of a word, so that a cut sentence does not begin inside one."""
    space = text.find(" ", place, place + 30)
    return place if place == 0 or space < 0 else space + 1
