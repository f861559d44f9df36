"""Words of others are hostile until they are made harmless: what a document says must never act on a page."""

from __future__ import annotations

import re
import unicodedata

from orebook.review.lint import unmarked

SPECIAL = re.compile(r"[\\`*_\[\]|~$<>&]|(?<=:)(?=//)|(?<=www)(?=\.)")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
#: Characters that turn the direction of text or are not seen at all: they could disguise a number.
UNSEEN = ("Cc", "Cf", "Cs", "Co")


def visible(text: str) -> str:
    """Text with its unseen characters taken out and its white space made single.

    >>> visible("4\\u202e00\\n000")
    '400 000'
    """
    kept = (" " if char.isspace() else "" if unicodedata.category(char) in UNSEEN else char for char in text)
    return re.sub(r" {2,}", " ", "".join(kept))


def web(address: str | None) -> str | None:
    """An address that a link may lead to: a plain web address, or None.

    >>> web("https://news.metal.com/a"), web("javascript:alert(1)")
    ('https://news.metal.com/a', None)
    """
    if address is None or not re.fullmatch(r'https?://[^\s<>"`\\]+', address):
        return None
    return address


def markdown(text: str) -> str:
    """Text in which no character means anything to Markdown, on one line.

    >>> print(markdown("a|b `c` <script>"))
    a\\|b \\`c\\` &lt;script&gt;
    """
    return SPECIAL.sub(lambda found: ENTITIES.get(found[0], f"\\{found[0]}"), unmarked(visible(text))).strip()


def link(address: str) -> str:
    """A web address as the target of a Markdown link."""
    return "".join(f"%{ord(char):02X}" if char in "()<>[]|\\`*_" else char for char in unmarked(address))
