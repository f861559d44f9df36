"""The licence gate as a book asks it: whose each figure is, and whether it may leave, be kept, be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook.book import terms, walk
from orebook.book.walk import View
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    from orebook.facts import Assessment, Held, Quote
    from orebook.publish import Claim
    from orebook.review import Review


def ends(made: Assessment) -> Iterable[tuple[str, float]]:
    """The figures of an assessment that there are: low, high, mid."""
    for end in ("low", "high", "mid"):
        value = getattr(made, end)
        if value is not None:
            yield end, value


def claims(made: Assessment, quotes: Mapping[str, Quote]) -> Iterable[Claim]:
    """The figures of an assessment, each with the sources of the quotes it rests on."""
    borne = frozenset(quotes[cite].source for cite in made.used if cite in quotes)
    for end, _ in ends(made):
        yield house.Claim(figure=f"{made.product}.{end}", on=made.price_date, sources=borne)


def of_review(planned: Review) -> Iterable[Claim]:
    """Each figure of a review with the sources behind it, through its computations, and what it refused."""
    from orebook import review as desk

    facts = planned.facts
    source = {key: one.source for known in (facts.quotes, facts.phrases) for key, one in known.items()}
    for key, figure in planned.figures.items():
        borne = frozenset(source[cite] for cite in desk.trail(planned.figures, key) if cite in source)
        if borne:
            yield house.Claim(figure=key, on=figure.on, sources=borne)
    for refusal in planned.refusals:
        told = [facts.documents[span.document] for span in refusal.spans if span.document in facts.documents]
        for document in told[:1]:
            whose = frozenset({document.source})
            yield house.Claim(
                figure="a refused statement", on=document.published, sources=whose, derived=False
            )


def licensed(view: View, found: Collection[Claim], use: str) -> None:
    """Refuse whole what its sources do not permit.

    Raises:
        BadArgumentError: naming each source, and the figures it bears.
    """
    refused = house.leaving(view.catalog.sources, found, use, terms.method(view.catalog, "publish"))
    if refused:
        raise BadArgumentError("\n".join(one.message for one in refused))


def restricted(view: View, *uses: str) -> set[str]:
    """Ids of the sources that say themselves that they may not be used so; mostly none."""
    every = view.catalog.sources.values()
    return {one.id for one in every if one.may is not None and not set(uses) <= set(one.may)}


def displayed(view: View, held: Collection[Held[Quote]]) -> None:
    """Refuse to show quotes of a source that may not be shown.

    Raises:
        BadArgumentError: naming the source and each quote.
    """
    if restricted(view, "display"):
        licensed(view, [stated(one) for one in held], "display")


def stated(held: Held[Quote]) -> Claim:
    """A quote's figures, and whose they are."""
    quote = held.fact
    whose = frozenset({quote.source})
    return house.Claim(figure=f"{quote.product} {held.id}", on=quote.price_date, sources=whose, derived=False)


def worked(view: View, made: Collection[Assessment]) -> None:
    """Refuse to show prices worked from a source that may not be worked from, or not be shown.

    Raises:
        BadArgumentError: naming the source and each figure.
    """
    if restricted(view, "derive", "display"):
        licensed(view, resting(view, made), "display")


def touched(view: View, chain: str, on: date) -> None:
    """Refuse margins of a chain whose prices may not be worked from, or not be shown.

    Raises:
        BadArgumentError: naming the source and each figure.
    """
    if restricted(view, "derive", "display"):
        names = terms.touched(terms.chain(view.catalog, chain))
        worked(view, [walk.price(view, name, on) for name in names])


def resting(view: View, made: Collection[Assessment]) -> list[Claim]:
    """The figures of some assessments, each with the sources behind it."""
    if not made:
        return []
    last = max(one.price_date for one in made)
    held = walk.quotes(view, sorted({one.product for one in made}), last)
    quotes = {one.id: one.fact for one in held}
    return [claim for one in made for claim in claims(one, quotes)]
