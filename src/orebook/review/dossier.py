"""The evidence as it is laid out: each entry with its computations, and each quote once with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from orebook.facts import Phrase, Quote
from orebook.review.content import Entry
from orebook.review.excerpts import Excerpt, excerpt, without
from orebook.review.issue import Review

#: Entries whose quotes are shown with their whole sentence; those of charts and fans are listed in short.
WHOLE = ("assessment", "stance", "count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """A quote or a phrase as evidence: who said it, where, when, in which words."""

    id: str
    excerpt: Excerpt
    source: Annotated[str | None, "name of the publisher"]
    address: str | None
    published: date
    price_date: date
    product: str | None
    kind: str | None
    printed: str
    contributor: str | None
    repairs: tuple[str, ...]
    flags: tuple[str, ...]
    rule: Annotated[str | None, "the rule that set it aside; None when used"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """Figures that share a computation and what went into it."""

    figures: tuple[str, ...]
    how: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One entry laid out."""

    entry: Entry
    stated: Annotated[tuple[str, ...], "figures read straight from quotes"]
    workings: tuple[Working, ...]
    testimony: Annotated[tuple[Testimony, ...], "shown here with their words"]
    elsewhere: Annotated[tuple[str, ...], "ids of quotes that are shown under another entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All the evidence of a review."""

    pages: tuple[Page, ...]
    listed: Annotated[tuple[Testimony, ...], "quotes behind charts and fans, in short"]
    named: Annotated[tuple[str, ...], "ids of the quotes beyond those"]


def dossier(review: Review, most: int) -> Dossier:
    """Lay out the evidence of a verified review; `most` quotes of charts and fans get their words."""
    shown: set[str] = set()
    entries = [entry for entry in review.entries.values() if entry.figures or entry.phrases]
    entries.sort(key=lambda entry: entry.what == "charted")
    pages = tuple(_page(review, entry, shown) for entry in entries)
    rest = [cite for cite in review.evidence if cite not in shown and cite in review.facts.quotes]
    rest.sort(key=lambda cite: _order(review.facts.quotes[cite], cite))
    listed = tuple(testify(review, cite) for cite in rest[:most])
    return Dossier(pages=pages, listed=listed, named=tuple(rest[most:]))


def _order(quote: Quote, cite: str) -> tuple[str, date, str]:
    return quote.product, quote.price_date, cite


def _page(review: Review, entry: Entry, shown: set[str]) -> Page:
    rules = {item.quote: item.rule for item in entry.set_aside}
    cited = [*entry.used, *rules, *entry.phrases] if entry.what in WHOLE else []
    fresh = [cite for cite in dict.fromkeys(cited) if cite not in shown and _held(review, cite)]
    shown.update(fresh)
    return Page(
        entry=entry,
        stated=tuple(key for key in entry.figures if review.figures[key].how is None),
        workings=tuple(_workings(review, entry)),
        testimony=tuple(testify(review, cite, rules.get(cite)) for cite in fresh),
        elsewhere=tuple(cite for cite in dict.fromkeys(cited) if cite not in fresh and _held(review, cite)),
    )


def _held(review: Review, cite: str) -> bool:
    return cite in review.facts.quotes or cite in review.facts.phrases


def _workings(review: Review, entry: Entry) -> Iterator[Working]:
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for key in entry.figures:
        figure = review.figures[key]
        if figure.how is not None:
            grouped.setdefault((figure.how, figure.inputs), []).append(key)
    for (how, inputs), keys in grouped.items():
        yield Working(figures=tuple(keys), how=how, inputs=inputs)


def testify(review: Review, cite: str, rule: str | None = None) -> Testimony:
    """A quote or phrase with its sentence, its source and its address."""
    facts = review.facts
    fact: Quote | Phrase = facts.quotes[cite] if cite in facts.quotes else facts.phrases[cite]
    document = facts.documents[fact.spans[0].document]
    known = facts.sources.get(fact.source or "")
    quote = fact if isinstance(fact, Quote) else None
    return Testimony(
        id=cite,
        excerpt=without(excerpt(fact, document), document.address),
        source=known.name if known else fact.source,
        address=document.address,
        published=document.published,
        price_date=fact.price_date,
        product=quote.product if quote else None,
        kind=quote.kind if quote else None,
        printed=quote.printed if quote else fact.spans[0].text,
        contributor=quote.contributor if quote else None,
        repairs=quote.repairs if quote else (),
        flags=quote.flags if quote else (),
        rule=rule,
    )
