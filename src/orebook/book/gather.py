"""One fetch of what the ledger holds on a chain, and the stages' answers to it, asked day by day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from orebook import assess, stance, units
from orebook import chain as links
from orebook.book import terms, walk
from orebook.book.walk import View
from orebook.facts import identity

if TYPE_CHECKING:
    from orebook.facts import (
        Assessment,
        Document,
        Held,
        Judgement,
        Margin,
        Phrase,
        Quote,
        Refusal,
        Stance,
    )
    from orebook.terms import Chain, Method, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What the ledger gave for a chain up to a day, and the view it was asked by."""

    view: View
    products: Mapping[str, Product]
    quotes: Sequence[Held[Quote]]
    phrases: Sequence[Held[Phrase]]
    refused: Sequence[Held[Refusal]]
    documents: Mapping[str, Document]
    by_product: Mapping[str, Sequence[Held[Quote]]]
    judgements: Sequence[Held[Judgement]] = ()

    @property
    def days(self) -> set[date]:
        """Days that have quotes or phrases."""
        return {one.fact.price_date for one in self.quotes} | {one.fact.price_date for one in self.phrases}

    @property
    def methods(self) -> list[Method]:
        """The methods behind every number of a review."""
        return [terms.method(self.view.catalog, name) for name in ("range", "stance", "forecast", "review")]

    def prices(self, on: date) -> dict[str, Assessment]:
        """What each product cost on a day, for every product the book has ever heard of, ore first."""
        return {name: self.price(name, on) for name in self.products if name in self.by_product}

    def price(self, product: str, on: date) -> Assessment:
        """What one product cost on a day."""
        one, held = self.products[product], self.by_product.get(product, ())
        return assess.assess(one, held, on=on, judgements=self.judgements, **walk.asked(self.view, one))

    def assessed(self, on: date) -> dict[str, list[Assessment]]:
        """Every day's assessment of every product up to a day."""
        return {
            name: assess.days(
                self.products[name],
                held,
                start=date.min,
                end=on,
                judgements=self.judgements,
                **walk.asked(self.view, self.products[name]),
            )
            for name, held in self.by_product.items()
        }

    def margin(self, chain: Chain, on: date, tax: str) -> tuple[Margin, ...]:
        """What each process earned on a day."""
        made = {product: self.price(product, on) for product in terms.touched(chain)}
        return links.margins(chain, self.products, made, on=on, tax=tax)

    def margins(self, chain: Chain, on: date) -> list[Margin]:
        """What each process earned on every day up to one that has quotes of its products."""
        touched = terms.touched(chain)
        days = {one.fact.price_date for name in touched for one in self.by_product.get(name, ())}
        return [
            margin
            for day in sorted(days)
            if day <= on
            for margin in self.margin(chain, day, units.TAX_EXCLUDED)
            if margin.margin is not None
        ]

    def history(self, on: date, margins: Sequence[Margin]) -> dict[str, tuple[Assessment, ...]]:
        """Dated assessments up to a day, with those a margin was worked from on days without evidence."""
        made = {name: list(days) for name, days in self.assessed(on).items()}
        for name, day in sorted({(name, margin.price_date) for margin in margins for name in made}):
            carried = self.price(name, day)
            if carried.status == "carried" and any(identity(carried) in one.assessments for one in margins):
                made[name].append(carried)
        return {name: tuple(sorted(days, key=lambda one: one.price_date)) for name, days in made.items()}

    def stances(self, on: date) -> tuple[Stance, ...]:
        """How each link stood on a day."""
        return stance.measure(self.phrases, on=on, method=terms.method(self.view.catalog, "stance"))

    def quotes_until(self, on: date) -> dict[str, Quote]:
        """Quotes up to a day, under the ids they were kept by."""
        return {one.id: one.fact for one in self.quotes if one.fact.price_date <= on}

    def phrases_until(self, on: date) -> dict[str, Phrase]:
        """Phrases up to a day, under the ids they were kept by."""
        return {one.id: one.fact for one in self.phrases if one.fact.price_date <= on}

    def refusals(self, after: date, on: date) -> tuple[Refusal, ...]:
        """What was refused in the documents of the week."""
        return tuple(one.fact for one in self.refused if after < self._published(one.fact) <= on)

    def late(self, on: date) -> int:
        """Documents of the week with evidence dated after its close: the next review's."""
        facts: list[Quote | Phrase] = [
            *(one.fact for one in self.quotes),
            *(one.fact for one in self.phrases),
        ]
        return len({fact.spans[0].document for fact in facts if fact.price_date > on})

    def _published(self, refusal: Refusal) -> date:
        spans = refusal.spans
        document = self.documents.get(spans[0].document) if spans else None
        return document.published if document is not None else date.min

    def concerns(self, fact: str, product: str | None, day: date | None, on: date) -> bool:
        """Whether a kept fact is one this chain's review would have been given."""
        if fact == "segment":  # a part of a bulk load, of whatever products and days
            return True
        if fact not in ("quote", "phrase") or day is None or day > on:
            return False
        return fact == "phrase" or product in self.products


def gather(view: View, chain: str, end: date) -> Gathered:
    """Fetch what the ledger holds on a chain, from documents that had appeared by a day."""
    assert view.store is not None
    products = {name: one for name, one in view.catalog.products.items() if one.chain == chain}
    documents = {one.id: one.fact for one in view.store.documents(known_at=view.clock)}
    later = {name for name, document in documents.items() if document.published > end}
    held = _without(later, walk.quotes(view, list(products), end))
    quotes = [one for one in held if one.fact.published <= end]  # rows of a load appear one by one
    return Gathered(
        view=view,
        products=products,
        quotes=quotes,
        phrases=_without(later, walk.phrases(view, end)),
        refused=_without(later, view.store.refusals(known_at=view.clock)),
        documents={name: document for name, document in documents.items() if name not in later},
        by_product=walk.by_product(walk.standing(quotes, terms.priced_by(view.catalog, view.method))),
        judgements=walk.judgements(view, list(products)),
    )


def _without(later: Collection[str], held: Sequence[Held[Any]]) -> list[Held[Any]]:
    """Facts but those of documents that appeared later. One whose document is gone stays, to be missed."""
    return [one for one in held if all(span.document not in later for span in one.fact.spans[:1])]
