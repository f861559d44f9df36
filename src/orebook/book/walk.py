"""The walk of a price, top to bottom: document, quotes, ledger, assessment, margin, stance, forecast.

Nothing here computes. Each function fetches what a stage needs, calls it, and passes on what it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from orebook import assess, chain, facts, game, reader, stance, units
from orebook.book import terms
from orebook.book.sources import Handed
from orebook.errors import EvidenceError
from orebook.facts import identity

if TYPE_CHECKING:
    from orebook.assess import Reason
    from orebook.facts import (
        Assessment,
        Document,
        Fact,
        Forecast,
        Held,
        Judgement,
        Margin,
        Phrase,
        Quote,
        Stance,
    )
    from orebook.ledger import Appended, Store, Taken
    from orebook.reader import Known, Reading
    from orebook.terms import Catalog, Method, Product

#: How far back the quotes of a day's price are fetched at first.
RECENT = timedelta(days=14)

#: The mark of a quote that waits until another publisher or a person bears it out.
QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the book knew, and by which words: a store, a catalogue, and the moment it is asked about.

    `method` is the version of the price method that was asked for; None means the one in force.
    """

    store: Store | None
    catalog: Catalog
    known_at: str | None = None
    method: str | None = None

    @property
    def clock(self) -> int | None:
        """The moment as the ledger counts it."""
        return None if self.known_at is None else units.clock(self.known_at)


def read(handed: Handed, source: str | None, catalog: Catalog, today: date) -> Reading:
    """Document -> facts, as the words stand; nothing is compared with history, nothing is kept."""
    told = reader.take(handed.content, handed.name, catalog=catalog)
    return reader.read_file(
        told, on=handed.on, source=source, address=handed.address, catalog=catalog, today=today
    )


def check(reading: Reading, view: View, known: Known) -> Reading:
    """Candidates -> quotes and refusals, held against what the book already knows of each product.

    A document the book holds was judged when it was kept: what waits is not released by it again.
    """
    checked = reader.check(reading, catalog=view.catalog, history=known)
    if not checked.releases or view.store is None:
        return checked
    held = {one.id for one in view.store.documents([one.document for one in checked.documents])}
    old = {identity(quote) for quote in checked.quotes if quote.spans[0].document in held}
    new = tuple(one for one in checked.releases if not old.intersection(one.evidence))
    return replace(checked, releases=new)


def words(view: View) -> None:
    """The words of the day -> ledger, before the first fact that was read by them."""
    assert view.store is not None
    view.store.keep_texts(view.catalog.texts)


def keep(reading: Reading, view: View, backfill: bool, taken: Sequence[Taken] = ()) -> Appended:
    """Facts -> ledger, whole or not at all, with the files they were read from."""
    assert view.store is not None
    return view.store.append(stated(reading), backfilled=backfill, taken=taken)


def stated(reading: Reading) -> tuple[Fact, ...]:
    """Everything that was read, documents first."""
    return (*reading.documents, *reading.quotes, *reading.changes, *reading.phrases, *reading.statistics,
            *reading.events, *reading.refusals, *reading.releases)  # fmt: skip


def quotes(view: View, products: Sequence[str], on: date, start: date | None = None) -> list[Held[Quote]]:
    """The quotes of some products up to a day, as known then; those released or corrected by then say so."""
    assert view.store is not None
    return released(view.store.quotes(products, start=start, end=on, known_at=view.clock), view)


def released(held: list[Held[Quote]], view: View) -> list[Held[Quote]]:
    """Quotes as they are; those released or corrected by the moment asked about are marked so."""
    assert view.store is not None
    held = corrected(held, view, "quote")
    waiting = {one.fact.product for one in held if QUARANTINED in one.fact.flags}
    if not waiting:
        return held
    free = {one.fact.quote for one in view.store.releases(waiting, known_at=view.clock)}
    return [replace(one, released=True) if one.id in free else one for one in held]


def corrected(held: list[Held[Any]], view: View, fact: str) -> list[Held[Any]]:
    """Facts as they are; those a correction known by then withdrew or replaced carry its id."""
    assert view.store is not None
    products = {one.fact.product for one in held}
    among = None if None in products else products
    made = {
        one.fact.corrects: one.id
        for one in view.store.corrections(among, known_at=view.clock)
        if one.fact.fact == fact
    }
    if not made:
        return held
    return [replace(one, corrected=made[one.id]) if one.id in made else one for one in held]


def standing(held: list[Held[Quote]], method: Method) -> list[Held[Quote]]:
    """The quotes a method is given: corrected ones only where it has a rule that sets them aside."""
    return held if sets_aside(method) else [one for one in held if one.corrected is None]


def sets_aside(method: Method) -> bool:
    """Whether a method has a rule for what a correction withdrew or replaced; one without is not given it."""
    return 'name = "corrected"' in method.text


def price(view: View, product: str, on: date) -> Assessment:
    """Quotes -> what a product cost on a day."""
    (made,) = each(view, [product], on)
    return made


def each(view: View, products: Sequence[str], on: date) -> list[Assessment]:
    """Quotes of some products, no more of them than their prices lean on -> what each cost on a day."""
    known = [terms.product(view.catalog, name) for name in products]
    held, judged = leant_on(view, known, on), judgements(view, [one.id for one in known])
    return [priced(view, one, on, held.get(one.id, []), judged) for one in known]


def leant_on(view: View, products: Sequence[Product], on: date) -> dict[str, list[Held[Quote]]]:
    """The quotes of the days before; all there are of a product whose price leans on older ones."""
    start, method = on - RECENT, terms.priced_by(view.catalog, view.method)
    held = by_product(standing(quotes(view, [one.id for one in products], on, start), method))
    judged = judgements(view, [one.id for one in products])
    old = [
        one.id
        for one in products
        if assess.leans_on(one, held.get(one.id, []), on=on, judgements=judged, **asked(view, one)) < start
    ]
    return {**held, **by_product(standing(quotes(view, old, on), method))} if old else held


def priced(
    view: View, product: Product, on: date, held: Sequence[Held[Quote]], judged: Sequence[Held[Judgement]]
) -> Assessment:
    """Quotes and judgements that were fetched -> what a product cost on a day; none of them altered."""
    made = assess.assess(product, held, on=on, judgements=judged, **asked(view, product))
    unaltered([one for one in held if one.id in made.used])
    unaltered([one for one in judged if one.id in made.judgements])
    return made


def asked(view: View, product: Product) -> dict[str, Any]:
    """How a product is assessed: by which method and calendar, as known when."""
    method = terms.priced_by(view.catalog, view.method)
    calendar = terms.calendar(view.catalog, method, product)
    return {"method": method, "known_at": view.known_at, "calendar": calendar}


def judgements(view: View, products: Sequence[str]) -> list[Held[Judgement]]:
    """What people judged of some products, as known then."""
    assert view.store is not None
    return view.store.judgements(products, known_at=view.clock)


def unaltered(held: Sequence[Held[Quote]] | Sequence[Held[Judgement]]) -> None:
    """Quotes or judgements an answer rests on are what they were when kept, or there is no answer."""
    for one in held:
        if not facts.unaltered(one.id, one.fact):
            raise EvidenceError(
                f"{one.fact.product} on {one.fact.price_date}: {one.id} is not what was kept under that id; "
                "it was altered behind the book's back. Restore the book from a copy."
            )


def document(view: View, name: str) -> Document:
    """A document the book holds."""
    assert view.store is not None
    found = view.store.documents([name])
    if not found:
        raise EvidenceError(
            f"Document {name} is gone from the book, and quotes rest on it. Restore the book from a copy."
        )
    return found[0].fact


def prices(view: View, products: Sequence[str], start: date | None, end: date) -> list[Assessment]:
    """Quotes -> an assessment for each product and day that has evidence."""
    assert view.store is not None
    known = [terms.product(view.catalog, name) for name in products]
    names = [one.id for one in known]
    every = standing(quotes(view, names, end), terms.priced_by(view.catalog, view.method))
    held, judged = by_product(every), judgements(view, names)
    return [
        made
        for one in known
        for made in assess.days(
            one,
            held.get(one.id, []),
            start=start or date.min,
            end=end,
            judgements=judged,
            **asked(view, one),
        )
    ]


def by_product(held: Sequence[Held[Quote]]) -> dict[str, list[Held[Quote]]]:
    """Quotes sorted into their products."""
    sorted_: dict[str, list[Held[Quote]]] = {}
    for one in held:
        sorted_.setdefault(one.fact.product, []).append(one)
    return sorted_


def why(view: View, product: str, on: date) -> tuple[Assessment, list[Reason], list[Held[Quote]]]:
    """An assessment, and for each quote whether it was used and by which rule."""
    found = terms.product(view.catalog, product)
    held = leant_on(view, [found], on).get(found.id, [])
    judged = judgements(view, [found.id])
    made = priced(view, found, on, held, judged)
    method = terms.priced_by(view.catalog, view.method)
    return made, assess.explain(found, held, made, method=method, judgements=judged), held


def margins(view: View, name: str, on: date, tax: str = units.TAX_EXCLUDED) -> tuple[Margin, ...]:
    """Assessments -> what each process of a chain earns a tonne."""
    found = terms.chain(view.catalog, name)
    made = {product: price(view, product, on) for product in terms.touched(found)}
    return chain.margins(found, view.catalog.products, made, on=on, tax=tax)


def phrases(view: View, on: date) -> list[Held[Phrase]]:
    """Every phrase up to a day, as known then."""
    assert view.store is not None
    return view.store.phrases(end=on, known_at=view.clock)


def stances(view: View, on: date) -> tuple[Stance, ...]:
    """Phrases -> who is firm and who is yielding on each link."""
    return stance.measure(phrases(view, on), on=on, method=terms.method(view.catalog, "stance"))


def forecast(
    view: View, product: str, history: Mapping[str, Sequence[Assessment]], on: date, seed: int
) -> tuple[Forecast, ...]:
    """Assessments -> where a price may be some weeks on."""
    method = terms.method(view.catalog, "forecast")
    return game.forecast(product, history, on=on, method=method, seed=seed, known_at=view.known_at)
