"""The self-check: what a book holds, fetched for the thirty rows, and what each answers. It passes on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Annotated, Any

from orebook.book import terms
from orebook.book.replays import replay
from orebook.book.walk import View
from orebook.publish.registers import cases
from orebook.publish.trust import ROWS, Replay, Seen

if TYPE_CHECKING:
    from orebook.facts import Held, Publication, Quote
    from orebook.ledger import Store
    from orebook.terms import Catalog

_ID = re.compile(r'^id = "([a-z0-9-]+/[0-9]+)"', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the self-check and its answer."""

    number: int
    id: Annotated[str, "the row in a word"]
    test: Annotated[str, "what is tested"]
    state: Annotated[str, "holds, falls short or not applicable"]
    sentence: Annotated[str, "what was found"]
    evidence: Annotated[tuple[str, ...], "ids of what shows it"]
    sources: Annotated[tuple[str, ...], "addresses the row was drawn from"]


def rows() -> Mapping[str, Any]:
    """The rows as data."""
    return tomllib.loads((resources.files("orebook") / "data" / "trust.toml").read_text("utf-8"))


def check(view: View, agreed: Callable[[str], Catalog], today: date) -> list[Row]:
    """A book -> the thirty rows, each with its answer."""
    settings = rows()
    seen = look(view, agreed, settings, today)
    return [_answered(row, seen) for row in settings["row"]]


def _answered(row: Mapping[str, Any], seen: Seen) -> Row:
    answer = ROWS[row["id"]](seen)
    return Row(
        number=row["number"], id=row["id"], test=row["test"], state=answer.state, sentence=answer.sentence,
        evidence=answer.evidence, sources=tuple(row["sources"]),
    )  # fmt: skip


def look(view: View, agreed: Callable[[str], Catalog], settings: Mapping[str, Any], today: date) -> Seen:
    """Everything the rows look at, fetched once."""
    store, catalog = view.store, view.catalog
    assert store is not None
    method = terms.method(catalog, "publish")
    published, register = store.publications(), store.register()
    newest = published[-int(settings["replays"]) :]
    again = {one.id: replay(store, one, agreed) for one in newest}
    quotes = _quotes(store, published, again, catalog)
    return Seen(
        today=today,
        settings=settings,
        methods=catalog.methods,
        price_method=terms.priced_by(catalog, None),
        publish_method=method,
        held_methods=_held_methods(store, newest),
        calendar=catalog.calendars.get(method.parameters["calendar"]),
        segments={name: one.segment for name, one in catalog.products.items()},
        publications=published,
        drafts={one.id: one for one in store.drafts()},
        approvals=store.approvals(),
        notices=store.notices(),
        corrections=store.corrections(),
        judgements={one.id: one for one in store.judgements()},
        register=register,
        cases=cases([one.fact for one in register], method, today),
        quotes=quotes,
        typed=_typed(store, quotes),
        replays=again,
        altered=[str(finding) for finding in store.verify().findings],
    )


def _held_methods(store: Store, published: Sequence[Held[Publication]]) -> frozenset[str]:
    """Methods whose text the book noted, now or when something was published."""
    moments = [None, *(one.recorded_at for one in published)]
    texts = {text for moment in moments for path, text in store.agreed(moment).items() if "methods/" in path}
    return frozenset(found[1] for text in texts if (found := _ID.search(text)))


def _quotes(
    store: Store,
    published: Sequence[Held[Publication]],
    again: Mapping[str, Replay],
    catalog: Catalog,
) -> dict[str, Held[Quote]]:
    """The quotes that publications cite, and those their prices used or set aside."""
    prices = [made for one in again.values() for made in one.prices]
    wanted = {cite for one in published for cite in one.fact.cites}
    wanted |= {cite for made in prices for cite in (*made.used, *(item.quote for item in made.set_aside))}
    stated = {key.partition(".")[0] for one in published for key in one.fact.figures}
    products = sorted((stated | {made.product for made in prices}) & catalog.products.keys())
    return {one.id: one for one in store.quotes(products) if one.id in wanted} if products else {}


def _typed(store: Store, quotes: Mapping[str, Held[Quote]]) -> frozenset[str]:
    """Of the documents behind some quotes, those a person typed."""
    names = sorted({one.fact.spans[0].document for one in quotes.values() if one.fact.spans})
    return (
        frozenset(one.id for one in store.documents(names) if one.fact.format == "typed")
        if names
        else frozenset()
    )
