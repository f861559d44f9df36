"""Which format bytes are in, by how they begin; a file's name decides only what bytes leave open."""

from __future__ import annotations

import codecs

from orebook.errors import UnreadableDocumentError

TEXT, PAGE, FEED, PDF, ARCHIVE, OLD_OFFICE = "text", "page", "feed", "pdf", "archive", "old-office"
_BEGINNINGS = {
    b"PK\x03\x04": ARCHIVE,
    b"PK\x05\x06": ARCHIVE,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLD_OFFICE,
}
_FEEDS = ("<rss", "<feed", "<rdf:rdf", "<atom:feed")
_PAGES = ("<!doctype html", "<html")
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_FEED_NAMES = (".rss", ".atom", ".xml")
#: How far into a file its first tag is looked for.
_HEAD = 2048


def kind(content: bytes, name: str) -> str:
    """Text, page, feed, PDF, archive (of a workbook) or old Office file.

    >>> kind(b"%PDF-1.7", "report"), kind(b"<p>8,000", "page.html"), kind(b"oxide <b> ore", "notes.txt")
    ('pdf', 'page', 'text')
    """
    for beginning, told in _BEGINNINGS.items():
        if content.startswith(beginning):
            return told
    if b"%PDF-" in content[:1024]:
        return PDF
    return _markup(_head(content), name.lower()) or TEXT


def _markup(head: str, name: str) -> str | None:
    """The kind of markup a file begins with, or None where it is none."""
    first = _first_tag(head)
    if first.startswith(_PAGES):
        return PAGE
    if first.startswith(_FEEDS):
        return FEED
    if head.startswith("<?xml"):
        return FEED if not first.startswith("<!doctype html") else PAGE
    if head.startswith("<") and name.endswith(_FEED_NAMES):
        return FEED
    return PAGE if name.endswith(_PAGE_NAMES) else None


def _first_tag(head: str) -> str:
    """The head from its first tag on: declarations and remarks before it left out."""
    while head.startswith(("<?", "<!--")):
        mark = "?>" if head.startswith("<?") else "-->"
        head = head.partition(mark)[2].lstrip()
    return head


def _head(content: bytes) -> str:
    """The beginning of a file, as far as it can be told before its encoding is."""
    piece = content[:_HEAD]
    if piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return piece.decode("utf-16", "replace").lstrip("\ufeff \r\n\t").lower()
    return piece.decode("utf-8-sig", "replace").lstrip("\ufeff \r\n\t").lower()


def refuse_other(content: bytes, name: str) -> None:
    """Refuse what is neither text nor any format that is read."""
    others = {
        b"\x89PNG": "an image",
        b"\xff\xd8\xff": "an image",
        b"GIF8": "an image",
        b"{\\rtf": "a rich text",
    }
    others |= {b"\x1f\x8b": "a compressed file", b"SQLite format 3": "a database"}
    for beginning, what in others.items():
        if content.startswith(beginning):
            raise UnreadableDocumentError(f"{name}: it is {what}, which is not read.")
