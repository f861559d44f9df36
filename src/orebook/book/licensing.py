"""The licence gate as a book asks it: whose each figure is, and whether it may leave, be kept, be shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook import review as desk
from orebook.book import terms
from orebook.book.walk import View
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    from orebook.facts import Assessment, Quote
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
