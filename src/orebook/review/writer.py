"""Pieces as HTML: each figure a link to its evidence, each stranger's word made harmless."""

from __future__ import annotations

import re
from datetime import date

from markupsafe import Markup, escape

from orebook.review.content import Point, Slot
from orebook.review.issue import Review
from orebook.review.language import Language
from orebook.review.pieces import Piece
from orebook.review.safety import visible


class Writer:
    """Writes a review's pieces, and remembers which figures already stand on the page."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.language = Language(review)
        self._told: set[str] = set()

    def say(self, point: Point) -> Markup:
        """A sentence."""
        return self._join(self.language.say(point))

    def bare(self, frame: str) -> Markup:
        """A sentence without slots."""
        return self.say(Point(frame))

    def slot(self, slot: Slot) -> Markup:
        """One thing by itself: a range, a figure, a term."""
        return self._join(self.language.slot(slot))

    def figure(self, key: str | None) -> Markup:
        """A figure that leads to its evidence; a dash where there is none."""
        if key is None:
            return escape(self.language.term("labels", "dash"))
        first = Markup("") if key in self._told else Markup(' id="f-{}"').format(slug(key))
        self._told.add(key)
        return self._link(key, first)

    def cited(self, key: str) -> Markup:
        """A figure as the input of a computation: it leads to its own evidence."""
        return self._link(key, Markup(""))

    def recited(self, key: str) -> Markup:
        """A figure within the evidence: it leads back to where it stands in the text, if it does."""
        text = self.language.shown(key)
        if key in self._told:
            return Markup('<a class="f" href="#f-{}" data-f="{}">{}</a>').format(slug(key), key, text)
        return Markup('<span data-f="{}">{}</span>').format(key, text)

    def witnessed(self, key: str) -> Markup:
        """A point of a chart within the evidence: it leads to its quote, or to what it was worked from."""
        figure = self.review.figures[key]
        if not figure.cites:
            inner = figure.inputs[0] if figure.inputs else key
            place = self.anchor(self.review.figures[inner].entry)
        else:
            place = f"q-{figure.cites[0]}"
        return Markup('<a class="f" href="#{}" data-f="{}">{}</a>').format(
            place, key, self.language.shown(key)
        )

    def told(self, keys: tuple[str, ...]) -> str | None:
        """Where the first of some figures stands in the text."""
        return next((slug(key) for key in keys if key in self._told), None)

    def named(self, key: str, *, capital: bool = False) -> Markup:
        """A product, process, link or chain by its name."""
        name = self.language.subject(key)
        return self._piece(Piece("name", name[:1].upper() + name[1:] if capital else name))

    def when(self, day: date) -> Markup:
        """A day in figures."""
        return Markup("<time>{}</time>").format(day.isoformat())

    def anchor(self, key: str) -> str:
        """The place of an entry in the evidence."""
        return f"e-{slug(key)}"

    def _link(self, key: str, place: Markup) -> Markup:
        figure = self.review.figures[key]
        return Markup('<a class="f" href="#{}" data-f="{}" title="{}"{}>{}</a>').format(
            self.anchor(figure.entry), key, self.language.title(figure), place, self.language.shown(key)
        )

    def _join(self, pieces: tuple[Piece, ...]) -> Markup:
        return Markup("").join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Piece) -> Markup:
        if piece.kind == "figure":
            return self.figure(piece.target)
        if piece.kind == "day":
            return Markup('<time datetime="{}">{}</time>').format(piece.target, piece.text)
        if piece.kind == "said":
            return Markup('<a class="s" href="#{}">{}</a>').format(self.anchor(piece.target), piece.text)
        if piece.kind == "name" and any(character.isdigit() for character in piece.text):
            return Markup("<span data-name>{}</span>").format(visible(piece.text))
        return escape(piece.text)


def slug(key: str) -> str:
    """A key as part of an anchor: letters, digits, points and hyphens only.

    >>> slug("metal-magnet stance")
    'metal-magnet-stance'
    """
    return re.sub(r"[^A-Za-z0-9.-]", "-", key)
