"""Pieces as Markdown: figures followed by the footnote of their evidence, strangers' words made harmless."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from orebook.review.content import Between, Point
from orebook.review.issue import Review
from orebook.review.language import Language
from orebook.review.lint import mark
from orebook.review.pieces import Piece
from orebook.review.safety import link, markdown, web


class Scribe:
    """Writes a review's pieces, and numbers the footnotes in the order they are first led to."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.language = Language(review)
        self._notes: dict[str, int] = {}

    @property
    def order(self) -> list[str]:
        """Keys of the entries in the order of their footnotes; it grows while they are written."""
        return list(self._notes)

    def say(self, point: Point) -> str:
        """A sentence with its footnotes."""
        return self._join(self.language.say(point))

    def between(self, low: str | None, high: str | None) -> str:
        """A range with its footnote."""
        return self._join(self.language.slot(Between(low, high)))

    def figure(self, key: str | None) -> str:
        """A figure alone; a dash where there is none."""
        return self.language.term("labels", "dash") if key is None else mark(self.language.shown(key))

    def noted(self, key: str | None) -> str:
        """A figure with its footnote."""
        return self.figure(key) + (self.note(self.review.figures[key].entry) if key else "")

    def note(self, entry: str) -> str:
        """The mark of a footnote."""
        return mark(f"[^{self._notes.setdefault(entry, len(self._notes) + 1)}]")

    def named(self, key: str, *, capital: bool = False) -> str:
        """A product, process, link or chain by its name."""
        name = self.language.subject(key)
        return mark(markdown(name[:1].upper() + name[1:] if capital else name))

    def when(self, day: date) -> str:
        """A day in figures."""
        return mark(day.isoformat())

    def code(self, text: str) -> str:
        """An id, or another room's words, as they are."""
        return mark(markdown(text))

    def address(self, address: str | None) -> str:
        """A web address as a link, any other as its words."""
        if address is None:
            return self.language.term("labels", "no-address")
        target = web(address)
        return mark(f"<{link(target)}>") if target else mark(markdown(address))

    def joined(self, items: list[str] | tuple[str, ...], write: Callable[[str], str]) -> str:
        """Several things in a row."""
        return ", ".join(write(item) for item in items)

    def _join(self, pieces: tuple[Piece, ...]) -> str:
        """Write pieces; a footnote follows the last of the figures in a row that share it."""
        written = []
        for place, piece in enumerate(pieces):
            written.append(self._piece(piece))
            entry = self._entry(piece)
            later = (found for other in pieces[place + 1 :] if (found := self._entry(other)) is not None)
            if entry is not None and next(later, None) != entry:
                written.append(self.note(entry))
        return "".join(written)

    def _entry(self, piece: Piece) -> str | None:
        if piece.kind == "figure":
            return self.review.figures[piece.target].entry
        return piece.target if piece.kind == "said" else None

    def _piece(self, piece: Piece) -> str:
        if piece.kind in ("figure", "day"):
            return mark(piece.text)
        return mark(markdown(piece.text)) if piece.kind == "name" else piece.text
