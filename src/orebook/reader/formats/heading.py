"""What a page says of itself: its title, and the day it appeared."""

from __future__ import annotations

from orebook.reader.cells import written_day
from orebook.reader.formats.elements import PUBLISHED
from orebook.reader.formats.markup import Markup, Token
from orebook.reader.formats.references import plain

_LONGEST = 300


class Heading:
    """Listens to the tags of a page for its title and its day."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.stated: dict[str, set[str]] = {}
        self.titles: dict[str, list[str]] = {"h1": [], "title": []}
        self._inside: str | None = None

    def open(self, token: Token) -> None:
        """A tag that opens."""
        if token.name in self.titles:
            self._inside = token.name
            self.titles[token.name].append("")
        elif token.name == "meta":
            self._meta(self.markup.attributes(token))
        elif token.name == "time":
            told = self.markup.attributes(token)
            if "pubdate" in told or told.get("itemprop", "").lower() == "datepublished":
                self._day("datepublished", told.get("datetime", ""))

    def close(self, name: str) -> None:
        """A tag that closes."""
        if name == self._inside:
            self._inside = None

    def text(self, token: Token) -> None:
        """A text."""
        if self._inside is not None and len(self.titles[self._inside][-1]) < _LONGEST:
            self.titles[self._inside][-1] += self.markup.source[token.start : token.end][:_LONGEST]

    @property
    def title(self) -> str | None:
        """The one main heading of the page, else its title."""
        for name in ("h1", "title"):
            told = [title for text in self.titles[name] if (title := plain(text))]
            if len(told) == 1:
                return told[0]
        return None

    @property
    def published(self) -> str | None:
        """The one day the page says it appeared, ISO; None where it states none or two."""
        days = next((self.stated[name] for name in PUBLISHED if name in self.stated), set())
        return next(iter(days)) if len(days) == 1 else None

    def _meta(self, told: dict[str, str]) -> None:
        name = (told.get("property") or told.get("name") or told.get("itemprop") or "").lower()
        if name in PUBLISHED:
            self._day(name, told.get("content", ""))

    def _day(self, name: str, stamp: str) -> None:
        """A day as it is written there, in the time of the place that wrote it."""
        found = written_day(stamp.strip()[:10])
        if found is not None:
            self.stated.setdefault(name, set()).add(found.isoformat())
