"""Publications, notices, and the end of a series. It fetches, calls and passes on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook import units
from orebook.book import terms
from orebook.book.subjects import subject
from orebook.book.walk import View

if TYPE_CHECKING:
    from orebook.facts import Held, Notice, Publication


def publications(view: View, words: str | None) -> list[Held[Publication]]:
    """What was published, of one subject or all."""
    assert view.store is not None
    wanted = None if words is None else subject(view, words).name
    return view.store.publications(wanted, known_at=view.clock)


def notices(view: View) -> list[Held[Notice]]:
    """What readers were told."""
    assert view.store is not None
    return view.store.notices(known_at=view.clock)


def discontinue(
    view: View, product: str, last: str | date, author: str, reason: str, successor: str | None
) -> Notice:
    """A decision -> the notice that a series ends, kept for good."""
    assert view.store is not None
    found = terms.product(view.catalog, product).id
    made = house.discontinuation(
        found,
        last=units.day(last, "last"),
        author=author,
        given=date.today(),
        reason=reason,
        successor=None if successor is None else terms.product(view.catalog, successor).id,
        method=terms.method(view.catalog, "publish"),
        earlier=[one.fact for one in view.store.notices(found)],
    )
    view.store.append([made])
    return made
