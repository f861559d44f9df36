"""Refusals as a person answers them: each by its number, in its sentence, and whether it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from orebook import reader, units
from orebook.book import terms
from orebook.book.walk import View
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    from orebook.facts import Change, Document, Held, Quote, Refusal, Span
    from orebook.reader import Shown
    from orebook.terms import Decision, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Something the reader refused: its number, the fact, its document and sentence, its answer."""

    number: str
    id: str
    fact: Refusal
    recorded_at: int
    document: Document | None
    sentence: Shown | None
    answered: str | None


def refused(
    view: View, rule: str | None, product: str | None, document: str | None, answered: bool | None
) -> list[Refused]:
    """The refusals of a book that are asked for, oldest first."""
    assert view.store is not None
    wanted = None if product is None else terms.product(view.catalog, product)
    numbered = [(number, one) for number, one in enumerate(view.store.refusals(known_at=view.clock), 1)
                if rule in (None, one.fact.rule)]  # fmt: skip
    found = _whole(view, numbered)
    return [
        one
        for one in found
        if (wanted is None or _about(one, wanted))
        and (document is None or _from(one, document))
        and answered in (None, one.answered is not None)
    ]


def one(view: View, name: str) -> Refused:
    """The refusal with a number such as R17, or an id.

    Raises:
        BadArgumentError: when there is none.
    """
    assert view.store is not None
    held = view.store.refusals()
    place = name.upper().removeprefix("R")
    for number, known in enumerate(held, 1):
        if place == str(number) or known.id == name:
            return _whole(view, [(number, known)])[0]
    raise BadArgumentError(
        f'There is no refusal "{name}"; the book holds {len(held)}. `orebook refusals` lists them: R1.'
    )


def _whole(view: View, numbered: Sequence[tuple[int, Held[Refusal]]]) -> list[Refused]:
    assert view.store is not None
    named = {one.fact.spans[0].document for _, one in numbered if one.fact.spans}
    texts = {held.fact.document: held.fact for held in view.store.documents(named)}
    later = _quotes(view, named)
    decisions = [one for one in view.catalog.decisions if view.clock is None or _moment(one) <= view.clock]
    return [_one(number, held, texts, later, decisions) for number, held in numbered]


def _moment(decision: Decision) -> int:
    return units.microseconds(datetime.combine(decision.decided, time.min))


def _one(
    number: int,
    held: Held[Refusal],
    texts: dict[str, Document],
    later: dict[str, list[Held[Quote]]],
    decisions: Sequence[Decision],
) -> Refused:
    spans = held.fact.spans
    document = texts.get(spans[0].document) if spans else None
    return Refused(
        number=f"R{number}",
        id=held.id,
        fact=held.fact,
        recorded_at=held.recorded_at,
        document=document,
        sentence=reader.shown(document, spans) if document is not None else None,
        answered=_answer(held, later.get(document.document, []) if document else [], decisions),
    )


def _quotes(view: View, documents: set[str]) -> dict[str, list[Held[Quote]]]:
    """The quotes of some documents."""
    assert view.store is not None
    listed = view.store.manifest(documents)
    products = {
        kept.product for lines in listed.values() for kept in lines if kept.fact == "quote" and kept.product
    }
    found: dict[str, list[Held[Quote]]] = {}
    for held in view.store.quotes(products, known_at=view.clock) if products else ():
        name = held.fact.spans[0].document
        if name in documents:
            found.setdefault(name, []).append(held)
    return found


def _answer(held: Held[Refusal], quotes: Sequence[Held[Quote]], decisions: Sequence[Decision]) -> str | None:
    """How a refusal was answered: by a decision, or by a quote the book learnt later of the same words."""
    decision = next((one for one in decisions if _covers(held.fact.spans, one)), None)
    if decision is not None and decision.product is None:
        return f"set aside by {decision.author}: {decision.reason}"
    for quote in quotes:
        if quote.recorded_at > held.recorded_at and meet(told(quote.fact), held.fact.spans):
            by = f" by {decision.author}: {decision.reason}" if decision is not None else ""
            return f"{quote.fact.product} {quote.fact.printed}{by}"
    return None


def priced(fact: Quote | Change) -> list[Span]:
    """The characters of a quote's or a change's number."""
    return [span for span in fact.spans if span.role == "price"]


def told(quote: Quote) -> list[Span]:
    """The characters of a quote's number and of its product."""
    return [span for span in quote.spans if span.role in ("price", "product")]


def meet(some: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether spans of one document overlap."""
    return any(
        one.document == other.document and one.start < other.end and other.start < one.end
        for one in some
        for other in others
    )


def _covers(spans: Sequence[Span], decision: Decision) -> bool:
    return any(
        span.document == decision.document and decision.start <= span.start and span.end <= decision.end
        for span in spans
    )


def _about(one: Refused, product: Product) -> bool:
    """Whether a refusal speaks of a product: by its id, or by a name in its sentence."""
    said = " ".join((one.fact.message, *one.fact.suggestions))
    words = one.sentence.marked("", "").casefold() if one.sentence else ""
    return product.id in said or any(name.casefold() in words for name in product.names)


def _from(one: Refused, document: str) -> bool:
    """Whether a refusal comes from a document with this id, address or title."""
    if one.document is None:
        return False
    return document == one.document.document or any(
        document.casefold() in (told or "").casefold() for told in (one.document.address, one.document.title)
    )
