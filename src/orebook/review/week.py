"""The fact set of a week: everything a review may speak of, and nothing it would have to fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from orebook.facts import Assessment, Document, Forecast, Judgement, Margin, Phrase, Quote, Refusal, Stance
from orebook.terms import Chain, Method, Product, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A fact that was kept with its document, as the book noted it at the time."""

    fact: Annotated[str, "quote, phrase, change, ..."]
    id: Annotated[str, "the id it was kept under"]
    product: Annotated[str | None, "id of products, where the fact has one"]
    price_date: Annotated[date | None, "the market's day, where the fact has one"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What the book knows of one chain at one week's close.

    `history` holds every assessment that a margin or a forecast names; charts take their weeks from it.
    `quotes` and `phrases` hold, under the ids they were kept by, all that anything here cites, and all that
    was kept with the documents of `kept` for this chain up to the close. `methods` includes the review's own.
    """

    week: Annotated[str, "ISO week, for instance 2025-W02"]
    on: Annotated[date, "the close: the last day the review speaks of"]
    previous: Annotated[date, "the close it compares with, a week earlier"]
    chain: Chain
    products: Annotated[Mapping[str, Product], "the chain's products, by id"]
    methods: Annotated[Mapping[str, Method], "every method behind a number, and review/..., by id"]
    wording: Annotated[Mapping[str, Any], "words of one language: data/words/review-en.toml"]
    assessments: Annotated[Mapping[str, Assessment], "at the close, by product"] = field(default_factory=dict)
    before: Annotated[Mapping[str, Assessment], "at the previous close, by product"] = field(
        default_factory=dict
    )
    history: Annotated[Mapping[str, tuple[Assessment, ...]], "dated, up to the close"] = field(
        default_factory=dict
    )
    quotes: Annotated[Mapping[str, Quote], "id it was kept by -> the quote as the ledger gave it"] = field(
        default_factory=dict
    )
    phrases: Annotated[Mapping[str, Phrase], "id it was kept by -> the phrase"] = field(default_factory=dict)
    documents: Annotated[Mapping[str, Document], "by id"] = field(default_factory=dict)
    kept: Annotated[Mapping[str, tuple[Kept, ...]], "what was kept with each document"] = field(
        default_factory=dict
    )
    margins: Annotated[tuple[Margin, ...], "at the close; VAT excluded, and included beside it"] = ()
    margins_before: Annotated[tuple[Margin, ...], "at the previous close"] = ()
    margin_history: Annotated[tuple[Margin, ...], "dated, up to the close, VAT excluded"] = ()
    stances: Annotated[tuple[Stance, ...], "at the close, one a link"] = ()
    stances_before: Annotated[tuple[Stance, ...], "at the previous close"] = ()
    forecasts: Annotated[tuple[Forecast, ...], "for the products the review shows a fan for"] = ()
    refusals: Annotated[tuple[Refusal, ...], "of the week's documents"] = ()
    sources: Annotated[Mapping[str, Source], "by id"] = field(default_factory=dict)
    judgements: Annotated[Mapping[str, Judgement], "id -> what people judged, of the prices here"] = field(
        default_factory=dict
    )
    late: Annotated[int, "documents after the close, left for the next week"] = 0
    known_at: Annotated[str | None, "moment up to which evidence was admitted; None: all the book holds"] = (
        None
    )

    @property
    def method(self) -> Method:
        """The review's own method: the thresholds of its words."""
        return next(self.methods[key] for key in sorted(self.methods) if key.startswith("review/"))
