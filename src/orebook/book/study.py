"""Questions asked of a book: lists of what it holds, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from orebook import assess, facts, reader, units
from orebook.book import terms, walk
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.facts import in_segment

if TYPE_CHECKING:
    from orebook.assess import Average, Reason, Remark
    from orebook.facts import Assessment, Document, Forecast, Held, Judgement, Quote, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A quote behind an assessment: its text, whether it was used, and the rule that decided.

    `place` is the page or cell of its file it stands in; None where that was plain text.
    """

    held: Held[Quote]
    reason: Reason
    sentence: str
    address: str | None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """An assessment, every quote weighed for it, the judgements behind it, and what its flags say."""

    assessment: Assessment
    quotes: tuple[Weighed, ...]
    judgements: tuple[Held[Judgement], ...] = ()
    remarks: tuple[Remark, ...] = ()


def quotes(
    view: View, product: str | None, start: str | date | None, end: str | date | None
) -> list[Held[Quote]]:
    """The quotes of one product or all, between two days."""
    assert view.store is not None
    wanted = None if product is None else [terms.product(view.catalog, product).id]
    first, last = period(start, end)
    return walk.released(view.store.quotes(wanted, start=first, end=last, known_at=view.clock), view)


def documents(view: View) -> list[Held[Document]]:
    """Every document the book holds."""
    assert view.store is not None
    return view.store.documents(known_at=view.clock)


def assessments(
    view: View, products: str | Sequence[str], start: str | date | None, end: str | date | None
) -> list[Assessment]:
    """Assessed prices of the days that have evidence."""
    wanted = [products] if isinstance(products, str) else products
    first, last = period(start, end)
    return walk.prices(view, wanted, first, last or date.today())


def period(start: str | date | None, end: str | date | None) -> tuple[date | None, date | None]:
    """Two days, the first not after the last.

    >>> period("2025-01-01", None)
    (datetime.date(2025, 1, 1), None)
    """
    first = None if start is None else units.day(start, "start")
    last = None if end is None else units.day(end, "end")
    if first is not None and last is not None and first > last:
        raise BadArgumentError(f"start {first} is after end {last}. Give the earlier day first.")
    return first, last


def why(view: View, product: str, on: date) -> Why:
    """Each quote behind an assessment, in its own words."""
    made, reasons, held = walk.why(view, product, on)
    by_id = {one.id: one for one in held}
    weighed = [_weighed(by_id[reason.quote], reason, view) for reason in reasons]
    return Why(
        assessment=made,
        quotes=tuple(weighed),
        judgements=tuple(one for one in walk.judgements(view, [made.product]) if one.id in made.judgements),
        remarks=tuple(assess.remarks(made, terms.priced_by(view.catalog, view.method))),
    )


def displayed(view: View, made: Assessment) -> tuple[float | None, float | None, float | None]:
    """Low, high and mid as the method of an assessment shows them."""
    return assess.displayed(made, terms.method(view.catalog, made.method))


def average(view: View, product: str, of: str) -> Average:
    """The mean of a product's mids over a period."""
    first, last = facts.extent(of)
    found = terms.product(view.catalog, product)
    method = terms.priced_by(view.catalog, view.method)
    made = walk.prices(view, [found.id], first, last)
    return assess.average(
        found.id, found.unit, made, start=first, end=last, method=method, known_at=view.known_at
    )


def _weighed(held: Held[Quote], reason: Reason, view: View) -> Weighed:
    assert view.store is not None
    document = walk.document(view, held.fact.spans[0].document)
    at = priced(held.fact).start
    return Weighed(
        held=held,
        reason=reason,
        sentence=reader.sentence_at(document.text, at - document.offset),
        address=document.address,
        place=_row(held.id) or reader.whereabouts(document, at),
    )


def _row(id_: str) -> str | None:
    """The row a quote of a bulk load stands in, as a place of its file."""
    found = in_segment(id_)
    return None if found is None else f"row {found[1]:,}"


def priced(quote: Quote) -> Span:
    """The characters a quote's number was read from."""
    return next((span for span in quote.spans if span.role == "price"), quote.spans[0])


def forecast(view: View, product: str, on: date, seed: int) -> tuple[Forecast, ...]:
    """A fan for one product, leaning on the others of its chain where its own history is short."""
    found = terms.product(view.catalog, product)
    return walk.forecast(view, found.id, history(view, found.chain, on), on, seed)


def history(view: View, chain: str, on: date) -> dict[str, list[Assessment]]:
    """Every assessed day of a chain's products, up to a day."""
    names = [product.id for product in view.catalog.products.values() if product.chain == chain]
    made: dict[str, list[Assessment]] = {}
    for assessment in walk.prices(view, names, None, on):
        made.setdefault(assessment.product, []).append(assessment)
    return made
