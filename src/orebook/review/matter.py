"""What both writers put beside the sentences: how a side stands, publishers, refusals, groups of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from orebook.facts import Document, Refusal
from orebook.review.blocks import Row
from orebook.review.issue import Review
from orebook.review.language import Language


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one segment."""

    segment: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A source as the statement names it, with the documents of the week."""

    name: str
    address: str | None
    licence: str
    documents: tuple[Document, ...]


def groups(review: Review) -> tuple[Group, ...]:
    """The price table by segment, in its order."""
    found = groupby(review.rows, key=lambda row: row.segment)
    return tuple(Group(segment, tuple(rows)) for segment, rows in found)


def heard(review: Review) -> bool:
    """Whether any side of any link was heard."""
    return any(row.seller or row.buyer or row.said for row in review.matrix)


def stand(language: Language, side: str, key: str | None) -> str:
    """A word for how a side stands; 'not heard' without a score."""
    if key is None:
        return language.term("stand", "silent")
    review = language.review
    limit = float(review.facts.method.parameters["stance_score"])
    value = review.figures[key].value
    manner = "firm" if value >= limit else "soft" if value <= -limit else "even"
    return language.term("stand", f"{side}-{manner}")


def refusals(review: Review) -> tuple[Refusal, ...]:
    """As many refusals as the method lists with their words."""
    return review.refusals[: int(review.facts.method.parameters["listed_refusals"])]


def publishers(language: Language) -> Iterator[Publisher]:
    """Each source the figures rest on, with its licence and the documents of the week."""
    facts = language.review.facts
    for line in language.review.publishers:
        known = facts.sources.get(line.source or "")
        documents = tuple(facts.documents[key] for key in line.documents if key in facts.documents)
        yield Publisher(
            name=known.name if known else line.source or language.term("labels", "no-source"),
            address=known.address if known else None,
            licence=known.licence if known else "unknown",
            documents=_pages(item for item in documents if item.published > facts.previous),
        )


def _pages(documents: Iterable[Document]) -> tuple[Document, ...]:
    """One document for each page: a page may carry several."""
    return tuple({(item.published, item.address): item for item in documents}.values())
