"""The last look at our own page: no digit in it but figures, days, ids, addresses and cited words.

What may carry digits, and how the page says so:

- a figure: `data-f`, its key; and its text must be that figure as it is printed;
- a point of a chart: `data-p`, its key;
- a day: `<time>`; an address: `<a href="http...">`; an id of a method, a quote, a rule, a week: `<code>`;
- words of somebody else, and steps of another room: `<q>`, `<blockquote>`, `<samp>`;
- the window's title, which is the headline;
- a mark of a scale, a horizon in weeks: `data-scale`; a product's own name: `data-name`.

In Markdown the same things are set between two marks that are taken out once the text has been looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from orebook.errors import EvidenceError

DIGITS = re.compile(r"[^\s|]*\d[^\s|]*")
OPEN, CLOSE = "\ue000", "\ue001"
TAGS = ("time", "code", "q", "blockquote", "samp", "style", "title")
MARKS = ("data-f", "data-p", "data-scale", "data-name")
VOID = ("meta", "link", "br", "hr", "img", "input", "wbr", "col")


def check_html(page: str, printed: Mapping[str, str]) -> str:
    """The page unchanged, if each digit in it is accounted for.

    Args:
        page: the HTML.
        printed: each figure's key and how it is printed.

    Raises:
        EvidenceError: naming the digits and the words around them, or the figure that is misprinted.

    >>> check_html('<p>Up <a data-f="x.change">+2</a></p>', {"x.change": "+2"})
    '<p>Up <a data-f="x.change">+2</a></p>'
    >>> check_html("<p>Up 2 on the week</p>", {})
    Traceback (most recent call last):
    ...
    orebook.errors.EvidenceError: "2" in "Up 2 on the week" is not a figure of the review...
    """
    reader = _Reader(printed)
    reader.feed(page)
    reader.close()
    return page


def check_markdown(text: str) -> str:
    """The text without its marks, if each digit in it stood between two of them.

    Raises:
        EvidenceError: naming the digits and the line they stand in.

    >>> check_markdown("Up \\ue000+2\\ue001 on the week")
    'Up +2 on the week'
    """
    for line in text.splitlines():
        outside, depth = [], 0
        for character in line:
            depth += (character == OPEN) - (character == CLOSE)
            outside.append(character if depth == 0 else " ")
        _refuse("".join(outside), line)
    return text.replace(OPEN, "").replace(CLOSE, "")


def mark(text: str) -> str:
    """Set text between the marks that let it carry digits."""
    return f"{OPEN}{unmarked(text)}{CLOSE}"


def unmarked(text: str) -> str:
    """Text that can neither open nor close a mark: what others wrote may hold any character."""
    return text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")


def _refuse(outside: str, around: str) -> None:
    found = DIGITS.search(outside)
    if found:
        shown = " ".join(around.replace(OPEN, "").replace(CLOSE, "").split())
        raise EvidenceError(
            f'"{found[0]}" in "{shown[:160]}" is not a figure of the review: no number is printed without '
            "its evidence. Take it out of the words, or enter it as a figure."
        )


class _Reader(HTMLParser):
    """Reads a page as a browser would, keeping which elements may carry digits."""

    def __init__(self, printed: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self._printed = printed
        self._open: list[tuple[str, bool, str | None]] = []
        self._figure = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("title", "aria-label", "alt"):
            if name in given and "data-f" not in given and "data-p" not in given:
                _refuse(given[name] or "", given[name] or "")
        if tag not in VOID:
            cites = tag in TAGS or any(mark in given for mark in MARKS)
            address = tag == "a" and (given.get("href") or "").startswith(("http:", "https:"))
            self._open.append((tag, cites or address, given.get("data-f")))
            self._figure = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            opened, _, key = self._open.pop()
            if key is not None:
                self._compare(key)
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        self._figure += data
        if not any(allowed for _, allowed, _ in self._open):
            _refuse(data, data)

    def _compare(self, key: str) -> None:
        if self._printed.get(key) != self._figure.strip():
            raise EvidenceError(
                f'figure {key} is printed as "{self._figure.strip()}" where the review has '
                f'"{self._printed.get(key)}": a number and its evidence must be the same.'
            )
