"""From a week's evidence to its review. It gathers and passes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from orebook import review as desk
from orebook import units
from orebook.book import rationale, terms, walk
from orebook.book.edition import Edition
from orebook.book.gather import Gathered, gather
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.review import Kept, Week

if TYPE_CHECKING:
    from orebook.terms import Chain

CHAIN, LANGUAGE, SEED = "rare-earths", "en", 1


def review(view: View, week: str) -> Edition:
    """A week's evidence -> a review whose every figure has been traced."""
    return Edition(desk.plan(facts_of(view, week)))


def facts_of(view: View, week: str) -> Week:
    """Everything the review of a week may speak of: prices now and a week before, margins, stances, fans."""
    chain = terms.chain(view.catalog, CHAIN)
    method = terms.method(view.catalog, "review")
    first = desk.monday(week)
    if first > date.today():
        raise BadArgumentError(f"{week} begins on {first}, after today. Ask for a week that has begun.")
    held = gather(view, chain.id, first + timedelta(days=6))
    on = desk.close_day(week, held.days, method.parameters["close_weekday"])
    previous = on - timedelta(days=7)
    return Week(
        week=week,
        on=on,
        previous=previous,
        chain=chain,
        products=held.products,
        methods={one.id: one for one in held.methods},
        wording=view.catalog.words[f"review-{LANGUAGE}"],
        sources=view.catalog.sources,
        known_at=view.known_at,
        judgements=rationale.judgements(view, held.prices(on).values()),
        **_evidence(view, held, on, previous),
        **_prices(held, chain, on, previous),
        **_outlook(view, held, on, previous, method.parameters["lead"].get(chain.id, ())),
    )


def _evidence(view: View, held: Gathered, on: date, previous: date) -> dict[str, Any]:
    return {
        "quotes": held.quotes_until(on),
        "phrases": held.phrases_until(on),
        "documents": held.documents,
        "kept": _manifest(view, held, on),
        "refusals": held.refusals(previous, on),
        "late": held.late(on),
    }


def _prices(held: Gathered, chain: Chain, on: date, previous: date) -> dict[str, Any]:
    dated = held.margins(chain, on)
    taxes = (units.TAX_EXCLUDED, units.TAX_INCLUDED)
    return {
        "assessments": held.prices(on),
        "before": held.prices(previous),
        "history": held.history(on, dated),
        "margins": tuple(margin for tax in taxes for margin in held.margin(chain, on, tax)),
        "margins_before": held.margin(chain, previous, units.TAX_EXCLUDED),
        "margin_history": tuple(dated),
    }


def _outlook(view: View, held: Gathered, on: date, previous: date, lead: Sequence[str]) -> dict[str, Any]:
    assessed = held.assessed(on)
    fans = [walk.forecast(view, product, assessed, on, SEED) for product in lead]
    return {
        "stances": held.stances(on),
        "stances_before": held.stances(previous),
        "forecasts": tuple(forecast for fan in fans for forecast in fan),
    }


def _manifest(view: View, held: Gathered, on: date) -> dict[str, tuple[Kept, ...]]:
    """What was kept with each document for this chain up to the close, as noted when it was kept."""
    assert view.store is not None
    noted = view.store.manifest(list(held.documents))
    return {
        name: tuple(
            Kept(fact=one.fact, id=one.id, product=one.product, price_date=one.price_date)
            for one in kept
            if held.concerns(one.fact, one.product, one.price_date, on)
        )
        for name, kept in noted.items()
    }
