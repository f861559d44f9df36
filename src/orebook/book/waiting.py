"""What waits in quarantine, and the decision that lets it go. It fetches, calls and passes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orebook import reader
from orebook.book import terms, walk
from orebook.book.walk import View
from orebook.facts import Release

if TYPE_CHECKING:
    from orebook.facts import Held, Quote
    from orebook.reader import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A quote in quarantine, and its move from the level known before it, where there still is one."""

    held: Held[Quote]
    move: Move | None


def quarantine(view: View) -> list[Waiting]:
    """Quotes -> those that wait, each with its move from the level known before it, by day."""
    assert view.store is not None
    every = walk.released(view.store.quotes(known_at=view.clock), view)
    every = [one for one in every if one.corrected is None]
    waiting = [one for one in every if walk.QUARANTINED in one.fact.flags and not one.released]
    names = {one.fact.product for one in waiting}
    known = reader.Known(view.catalog).learn(one for one in every if one.fact.product in names)
    ordered = sorted(waiting, key=lambda one: (one.fact.price_date, one.fact.product, one.id))
    return [Waiting(held=one, move=reader.compare(one.fact, known)) for one in ordered]


def release(view: View, quote: str, author: str, reason: str) -> Release:
    """A decision -> a release, kept for good; the quote stays as it was kept."""
    assert view.store is not None
    who = terms.said(author, "author", "who decides")
    why = terms.said(reason, "reason", "why it may be used")
    waiting = {one.held.id: one.held.fact for one in quarantine(view)}
    found = terms.waiting(list(waiting), quote)
    made = Release(
        quote=found,
        product=waiting[found].product,
        price_date=waiting[found].price_date,
        basis="decided",
        evidence=(),
        author=who,
        reason=why,
    )
    view.store.append([made])
    return made
