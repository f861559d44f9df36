"""Reports made for the tests: one as a metals person would know it, and any that could ever be handed in."""

from __future__ import annotations

import typing
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from orebook.facts import (
    Approval,
    Correction,
    Document,
    Draft,
    Judgement,
    Notice,
    Origin,
    Phrase,
    Quote,
    Refusal,
    RegisterEntry,
    Release,
    Span,
    digest,
    identity,
)  # fmt: skip
from orebook.frames import hints

TEXT = "Pr-Nd oxide was 400,000-401,000 yuan/mt; sellers would not sell low. Terbium was quoted at 5.6."


def document(text: str = TEXT, published: date = date(2025, 1, 9), source: str | None = "smm") -> Document:
    """A report, under the id the reader would give it."""
    return Document(
        document=digest(f"{source}\n{published}\n{text}")[:16], content=digest(text), title="Rare earths",
        published=published, source=source, address="https://example.org/1", offset=0, text=text,
    )  # fmt: skip


def span(of: Document, role: str, words: str) -> Span:
    start = of.text.index(words)
    return Span(role=role, start=start, end=start + len(words), text=words, document=of.document)


def quote(of: Document, product: str = "prnd-oxide", low: float = 400_000, **fields: Any) -> Quote:
    """A quote from a report, its price and its unit cited."""
    cited = (span(of, "price", of.text[:40]), span(of, "product", of.text[:5]))
    plain = Quote(
        product=product, kind="assessment", low=low, high=low + 1000, unit="CNY/t", price_date=of.published,
        published=of.published, source=of.source, contributor=None, tax="included", delivery="exw",
        place=None, volume=None, terms=None, spans=cited, printed="400,000-401,000", repairs=(), flags=(),
    )  # fmt: skip
    return replace(plain, **fields)


def phrase(of: Document) -> Phrase:
    return Phrase(
        cue="unwilling-to-sell-low", link="oxide-metal", side="seller", score=0.8, price_date=of.published,
        source=of.source, spans=(span(of, "phrase", of.text[:1]),),
    )  # fmt: skip


def decision(of: Quote) -> Release:
    """A person's word that a quote may be used."""
    return Release(
        quote=identity(of), product=of.product, price_date=of.price_date, basis="decided", evidence=(),
        author="Wang Li", reason="Two mills confirm.",
    )  # fmt: skip


def refusal(of: Document) -> Refusal:
    return Refusal(
        rule="unit", message="No unit.", where="line 1", suggestions=("5.6 million CNY/t",),
        spans=(span(of, "statement", of.text[:1]),),
    )  # fmt: skip


def decided(of: Quote) -> list[Any]:
    """What people decided: one fact of each kind."""
    on = of.price_date
    draft = Draft(
        subject="price prnd-oxide 2025-01-09",
        author="Ann",
        method="range/2",
        content=digest("400,000"),
        text="400,000",
        figures={"prnd-oxide mid": 400_000.0},
        cites=(identity(of),),
        used=1,
        set_aside=0,
        judgements=(),
        flags=("single-source",),
        due="2025-01-09T09:00:00+00:00",
        supersedes=None,
        reason=None,
    )
    return [
        Correction(
            corrects=identity(of),
            fact="quote",
            product=of.product,
            price_date=on,
            replacement=None,
            author="Ann",
            reason="A misprint.",
        ),
        Judgement(
            product=of.product,
            price_date=on,
            action="price",
            quote=None,
            low=1.0,
            high=2.0,
            unit=of.unit,
            author="Ann",
            reason="No deal was typical.",
        ),
        draft,
        Approval(
            draft=identity(draft), subject=draft.subject, approver="Ben", verdict="approved", reason="Agreed."
        ),
        Notice(
            kind="correction",
            subject=draft.subject,
            text="As it is.",
            author="Ann",
            given=on,
            effective=on,
            old=None,
            new=None,
        ),
        RegisterEntry(
            register="complaint",
            number="complaint-1",
            stage="opened",
            subject="prnd-oxide",
            who="A mill",
            text="Too low.",
            author="Ann",
            happened=on,
            due=on,
        ),
    ]


def report(text: str = TEXT, published: date = date(2025, 1, 9)) -> list[Any]:
    """A document with a quote, a phrase and a refusal: four facts."""
    of = document(text, published)
    return [of, quote(of), phrase(of), refusal(of)]


# Any fact that could ever be handed in, from its own declaration.

WORDS = st.text(st.characters(exclude_categories=()), max_size=20)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    float: st.floats(allow_nan=False, allow_infinity=False),
    int: st.integers(-(2**63) + 1, 2**63 - 1),
    date: st.dates(),
}


def anything(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any fact of a kind, whatever stands in its fields."""
    return st.builds(kind, **{name: _any(hint) for name, hint in hints(kind).items()})


def _any(hint: Any) -> st.SearchStrategy[Any]:
    if hint in _PLAIN:
        return _PLAIN[hint]
    inside = [part for part in typing.get_args(hint) if part is not type(None)]
    if len(inside) < len(typing.get_args(hint)):
        return st.none() | _any(inside[0])
    if inside[0] is Span:
        return st.lists(anything(Span), min_size=1, max_size=3).map(tuple)
    if inside[0] is Origin:
        return st.lists(anything(Origin), max_size=2).map(tuple)
    if typing.get_origin(hint) is tuple:
        return st.lists(WORDS, max_size=3).map(tuple)
    return st.dictionaries(WORDS, _PLAIN[float], max_size=3)


def of(fact: Any, owner: Document) -> Any:
    """The same fact, read from a certain document."""
    if isinstance(fact, Document) or not hasattr(fact, "spans"):
        return fact
    return replace(fact, spans=tuple(replace(span, document=owner.document) for span in fact.spans))
