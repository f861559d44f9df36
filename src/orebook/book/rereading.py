"""Documents the book holds, read again under today's words: what is new is added, nothing is superseded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from orebook import reader
from orebook.book import adding, walk
from orebook.book.memory import Memory
from orebook.book.refused import meet, priced
from orebook.book.walk import View
from orebook.facts import LOAD, identity

if TYPE_CHECKING:
    from orebook.facts import Change, Document, Fact, Held, Quote
    from orebook.reader import Reading
    from orebook.terms import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What reading again brought: new quotes and changes, those left out, and all that is read now."""

    documents: int
    quotes: tuple[Quote, ...]
    changes: tuple[Change, ...]
    left: tuple[Quote, ...]
    reading: Reading

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is to be kept."""
        return (*self.quotes, *self.changes)


def reread(view: View, names: Sequence[str] | None, catalog: Catalog, today: date) -> Reread:
    """Read documents again, all or some, without keeping anything yet."""
    every = [_again(view, texts, catalog, today) for texts in _texts(view, names)]
    return Reread(
        documents=sum(one.documents for one in every),
        quotes=tuple(quote for one in every for quote in one.quotes),
        changes=tuple(change for one in every for change in one.changes),
        left=tuple(quote for one in every for quote in one.left),
        reading=adding.together([one.reading for one in every]),
    )


def keep(view: View, found: Reread) -> None:
    """Add what reading again brought, with the words it was read by."""
    assert view.store is not None
    view.store.keep_texts(view.catalog.texts)
    view.store.append(found.facts)


def _texts(view: View, names: Sequence[str] | None) -> Iterable[list[Document]]:
    """Documents by the text they came in with: those the book learnt at one moment."""
    assert view.store is not None
    held = [one for one in view.store.documents(names) if one.fact.format not in (LOAD, reader.TYPED)]
    if names is not None:
        moments = dict.fromkeys(one.recorded_at for one in held)
        return [[one.fact for one in view.store.documents(recorded_at=moment)] for moment in moments]
    together: dict[int, list[Document]] = {}
    for one in held:
        together.setdefault(one.recorded_at, []).append(one.fact)
    return together.values()


def _checked(view: View, texts: Sequence[Document], catalog: Catalog, today: date) -> Reading:
    found = reader.again(texts, catalog=catalog, today=today)
    now = View(store=view.store, catalog=catalog)
    return walk.check(found, now, Memory(now).of(found))


def _again(view: View, texts: Sequence[Document], catalog: Catalog, today: date) -> Reread:
    assert view.store is not None
    found = _checked(view, texts, catalog, today)
    quotes = _held(view.store.quotes, view, texts, "quote")
    changes = _held(view.store.changes, view, texts, "change")
    fresh = [quote for quote in found.quotes if identity(quote) not in {one.id for one in quotes}]
    left = [quote for quote in fresh if _taken(quote, quotes, found.quotes)]
    known = {one.id for one in changes}
    moved = (
        one for one in found.changes if identity(one) not in known and not _taken(one, changes, found.changes)
    )
    return Reread(
        documents=len(texts),
        quotes=tuple(one for one in fresh if one not in left),
        changes=tuple(moved),
        left=tuple(left),
        reading=found,
    )


def _held(ask: Any, view: View, texts: Sequence[Document], kind: str) -> list[Held[Any]]:
    """What the book holds of one kind from some documents."""
    assert view.store is not None
    names = {text.document for text in texts}
    listed = view.store.manifest(names)
    products = {one.product for lines in listed.values() for one in lines if one.fact == kind and one.product}
    return [one for one in ask(products) if one.fact.spans[0].document in names] if products else []


def _taken(fact: Quote | Change, held: Sequence[Held[Any]], now: Sequence[Quote | Change]) -> bool:
    """Whether the book has another reading of a number, one that today's words no longer give."""
    given = {identity(one) for one in now}
    return any(one.id not in given and meet(priced(one.fact), priced(fact)) for one in held)
