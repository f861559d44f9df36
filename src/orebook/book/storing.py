"""Which documents may be kept at all: asked of their sources before anything of them is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook.book import terms
from orebook.book.walk import View
from orebook.reader.reading import Reading, joined

if TYPE_CHECKING:
    from orebook.facts import Refusal

STORE = "store"


class Storing:
    """Which documents may be kept: asked once a source."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str | None, tuple[Refusal, ...]] = {}

    def of(self, reading: Reading) -> Reading:
        """What of a reading may be kept. Of a document that may not, the refusal alone (publish/2, P5)."""
        pieces = [piece if not (found := self._refused(piece)) else Reading(refusals=found)
                  for piece in reading.by_document()]  # fmt: skip
        return joined(pieces)

    def _refused(self, piece: Reading) -> tuple[Refusal, ...]:
        whose = {one.source for one in piece.documents} | {one.source for one in piece.quotes}
        return tuple(refusal for name in house.ordered(whose) for refusal in self._asked(name, piece))

    def _asked(self, name: str | None, piece: Reading) -> tuple[Refusal, ...]:
        if name not in self._known:
            method = terms.method(self._view.catalog, "publish")
            self._known[name] = house.gate(self._view.catalog.sources, [name], STORE, method)
        return tuple(replace(one, rule="P5", message=_not_kept(one, piece)) for one in self._known[name])


def _not_kept(refusal: Refusal, piece: Reading) -> str:
    called = ", ".join(
        f"{one.address or one.title or one.document} of {one.published}" for one in piece.documents
    )
    return f"{refusal.message} Nothing of {called} was kept but this."
