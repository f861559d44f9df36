"""From points to words: frames and terms of one language, filled with figures, days and what was said.

The result is a row of pieces. Only a piece of its own kind carries digits, so that a writer can mark each and
`lint` can refuse any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from orebook.errors import CatalogError
from orebook.review.content import Between, Day, Figure, Many, Name, Point, Ref, Said, Slot, Term
from orebook.review.issue import Review
from orebook.review.numbers import rough, shown
from orebook.review.pieces import Piece, capital, plain

SLOT = re.compile(r"\{([a-z]+)\}")


class Language:
    """The words of one language for one review.

    Frames with several variants are used in turn, starting from the number of the week, so that a section
    does not repeat itself and the same week always reads the same.
    """

    def __init__(self, review: Review) -> None:
        self.review = review
        self.words: Mapping[str, Any] = review.facts.wording
        self._turn: dict[str, int] = {}

    def term(self, group: str, key: str) -> str:
        """The words for an id of a group; the id itself, spelt apart, where the language has none.

        A link, a cue or a rule of a user's own overlay may have no words yet: its id says what it is.
        """
        return str(self.words.get(group, {}).get(key, key.replace("-", " ")))

    def name(self, key: str) -> str:
        """A product or process by the name the trade calls it: the language's, or else the catalogue's."""
        if key in self.words.get("names", {}):
            return str(self.words["names"][key])
        product = self.review.facts.products.get(key)
        process = next((item for item in self.review.facts.chain.processes if item.id == key), None)
        return product.en if product else process.en if process else key

    def subject(self, key: str) -> str:
        """Whatever a figure is of: a product, a process, a link, or the chain."""
        if key in self.words.get("links", {}):
            return self.term("links", key)
        chain = self.review.facts.chain
        return chain.en if key == chain.id else self.name(key)

    def say(self, point: Point) -> tuple[Piece, ...]:
        """A sentence, its first letter a capital."""
        return capital(tuple(self._fill(point)))

    def frame(self, key: str) -> str:
        """A sentence without slots."""
        return plain(self.say(Point(key)))

    def slot(self, slot: Slot) -> tuple[Piece, ...]:
        """The pieces of one slot by itself."""
        return tuple(self._slot(slot))

    def shown(self, key: str) -> str:
        """A figure as it is printed; a count of nothing in words."""
        figure = self.review.figures[key]
        if figure.unit == "count" and not figure.value:
            return self.term("terms", "none")
        value = rough(figure.value) if figure.what == "forecast" else figure.value
        text = shown(value, figure.unit, figure.signed)
        return f"{text}%" if figure.unit in ("percent", "%") else text

    def title(self, figure: Figure) -> str:
        """What a figure is, in a few words: of what, which, for which day."""
        return f"{self.subject(figure.subject)}: {self.term('what', figure.what)}, {figure.on}"

    def day(self, day: date) -> str:
        """A day as it is written out."""
        months = self.words["calendar"]["months"]
        return str(self.words["calendar"]["day"]).format(
            day=day.day, month=months[day.month - 1], year=day.year
        )

    def _fill(self, point: Point) -> Iterator[Piece]:
        frame, place = self._frame(point.frame), 0
        for found in SLOT.finditer(frame):
            if found.start() > place:
                yield Piece("plain", frame[place : found.start()])
            yield from self._slot(point.slots[found[1]])
            place = found.end()
        if place < len(frame):
            yield Piece("plain", frame[place:])

    def _frame(self, key: str) -> str:
        variants = self.words["frames"].get(key)
        if not variants:
            raise CatalogError([f'words/review-en.toml > frames: no frame "{key}"'])
        start = int(self.review.week[-2:])
        turn = self._turn.get(key, start)
        self._turn[key] = turn + 1
        return str(variants[turn % len(variants)])

    def _slot(self, slot: Slot) -> Iterator[Piece]:
        if isinstance(slot, Point):
            yield from self._fill(slot)
        elif isinstance(slot, Many):
            yield from self._many(slot)
        elif isinstance(slot, Between):
            yield from self._between(slot)
        else:
            yield self._piece(slot)

    def _piece(self, slot: Ref | Day | Term | Name | Said) -> Piece:
        if isinstance(slot, Ref):
            return Piece("figure", self.shown(slot.key), slot.key)
        if isinstance(slot, Day):
            return Piece("day", self.day(slot.day), slot.day.isoformat())
        if isinstance(slot, Said):
            return Piece("said", self._said(slot), slot.entry)
        if isinstance(slot, Name):
            return Piece("name", self.name(slot.id))
        return Piece("name" if slot.group == "units" else "plain", self.term(slot.group, slot.id))

    def _said(self, said: Said) -> str:
        """Our words for a cue as it was heard, plain or negated; by side and score where there are none."""
        known = self.words.get("cues", {}).get(said.cue, {}).get("plus" if said.score > 0 else "minus")
        if known:
            return str(known)
        limit = float(self.review.facts.method.parameters["stance_score"])
        manner = "firm" if said.score >= limit else "soft" if said.score <= -limit else "even"
        return self.term("manner", f"{said.side}-{manner}")

    def _between(self, slot: Between) -> Iterator[Piece]:
        low, high = slot.low, slot.high
        if low is None or high is None:
            yield Piece("plain", self.term("terms", "up-to" if low is None else "from") + " ")
            yield self._piece(Ref(low or high or ""))
            return
        yield self._piece(Ref(low))
        if self.shown(low) != self.shown(high):
            signed = self.review.figures[low].signed
            yield Piece("plain", f" {self.term('terms', 'to')} " if signed else "–")
            yield self._piece(Ref(high))

    def _many(self, many: Many) -> Iterator[Piece]:
        between = self.term("terms", "clause-separator" if many.clauses else "separator")
        final = self.term("terms", "last-clause-separator" if many.clauses else "last-separator")
        items = self._distinct(many.items)
        for place, item in enumerate(items):
            if place and self._party(item) and self._party(item) == self._party(items[place - 1]):
                yield Piece("plain", self.term("terms", "last-separator"))
                yield from self._slot(item.slots["said"] if isinstance(item, Point) else item)
                continue
            if place:
                yield Piece("plain", final if place == len(items) - 1 else between)
            yield from self._slot(item)

    def _distinct(self, items: tuple[Slot, ...]) -> list[Slot]:
        """The same words only once: two cues may say the same."""
        found: dict[object, Slot] = {}
        for item in items:
            found.setdefault(self._said(item) if isinstance(item, Said) else id(item), item)
        return list(found.values())

    def _party(self, slot: Slot) -> str:
        """Who a clause is about: metal plants that buy oxide and sell metal are named once."""
        party = slot.slots.get("party") if isinstance(slot, Point) else None
        return self.term(party.group, party.id) if isinstance(party, Term) else ""
