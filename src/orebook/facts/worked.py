"""Nouns that follow from what was printed: assessments, margins, stances, forecasts, publications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Generic, TypeVar

#: Statuses of a price that its own day made: neither carried from another nor absent.
MADE = ("assessed", "blended", "thin", "judged")
STATUSES = ("assessed", "blended", "thin", "judged", "carried", "suspended")

#: On fields that came later: a fact without them keeps the id it had before. See decisions/0012.
LATER = {"later": True}
STATES = ("rally", "stalemate", "clearing", "slump")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A quote an assessment did not use, and the rule that set it aside."""

    quote: Annotated[str, "id of the quote"]
    rule: Annotated[str, "numbered rule of the method"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What a product cost on a day by a published method, and which quotes say so."""

    product: Annotated[str, "id of products"]
    price_date: Annotated[date, "the market's day"]
    low: Annotated[float | None, "in `unit`"]
    high: Annotated[float | None, "in `unit`"]
    mid: Annotated[float | None, "in `unit`"]
    unit: Annotated[str, "money per what"]
    status: Annotated[str, "assessed, blended, thin, judged, carried or suspended"]
    used: Annotated[tuple[str, ...], "ids of the quotes used"]
    set_aside: Annotated[tuple[SetAside, ...], "quotes not used, each with its rule"]
    method: Annotated[str, "name and version of the method"]
    known_at: Annotated[str | None, "ISO moment up to which evidence was admitted; None: all the book holds"]
    as_of: Annotated[date | None, "the day the price was last made, when carried"] = None
    series: Annotated[str, "product, delivery, place, currency, unit, tax; - where one is left open"] = ""
    independent: Annotated[int, "independent publishers and contributors among the quotes used"] = 0
    share: Annotated[float | None, "largest share of the weight that one of them has, 0..1"] = None
    flags: Annotated[tuple[str, ...], "what a reader should know: single-source, capped, blended, ..."] = ()
    judgements: Annotated[tuple[str, ...], "ids of the judgements it rests on; empty: none was used"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """What a process earns a tonne at the day's prices; inverted when it sells below its cost."""

    chain: Annotated[str, "id of the chain"]
    process: Annotated[str, "id of the process"]
    mode: Annotated[str, "spot: inputs bought today"]
    price_date: Annotated[date, "the market's day"]
    margin: Annotated[float | None, "in `unit` on the `tax` basis"]
    margin_low: Annotated[float | None, "the worst of its uncertain coefficients and fees"]
    margin_high: Annotated[float | None, "the best of them"]
    unit: Annotated[str, "money per tonne of the output"]
    tax: Annotated[str, "VAT excluded unless asked otherwise"]
    inverted: Annotated[bool | None, "whether the process sells below its cost"]
    breakeven: Annotated[float | None, "price of the first input at which the margin is zero, as quoted"]
    assessments: Annotated[tuple[str, ...], "ids of the assessments it was worked from"] = ()
    steps: Annotated[tuple[str, ...], "the arithmetic, a line each"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How the two sides of a link stood on a day: who is firm, who yields, and whether they are stuck."""

    link: Annotated[str, "ore-oxide, oxide-metal, metal-magnet or scrap-oxide"]
    price_date: Annotated[date, "the market's day"]
    seller: Annotated[float | None, "-1 yields .. +1 firm"]
    buyer: Annotated[float | None, "-1 resists .. +1 accepts"]
    state: Annotated[str | None, "rally, stalemate, clearing or slump; None without words on both sides"]
    stalemate: Annotated[float | None, "0 none .. 1 both sides immovable"]
    phrases: Annotated[tuple[str, ...], "ids of the phrases it rests on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Where a price may be some weeks on, as quantiles, and the model that said so."""

    product: Annotated[str, "id of products"]
    price_date: Annotated[date, "the day it was made from"]
    horizon_weeks: Annotated[int, "weeks ahead"]
    quantiles: Annotated[Mapping[str, float], "level -> price in `unit`"]
    model: Annotated[str, "name and version of the model"]
    known_at: Annotated[str | None, "ISO moment up to which evidence was admitted"]
    unit: Annotated[str, "money per what"] = ""
    leaned_on: Annotated[str, "what history it rests on, in words"] = ""
    assessments: Annotated[tuple[str, ...], "ids of the assessments it was made from"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A review as it was released: who, when, from what, and the hash of every byte."""

    publication: Annotated[str, "id"]
    subject: Annotated[str, "what was published, for instance review 2025-W02"]
    author: Annotated[str, "who released it"]
    method: Annotated[str, "methods and versions behind it"]
    content: Annotated[str, "SHA-256 of the Markdown rendering"]
    figures: Annotated[Mapping[str, float], "every figure it states, by its key"]
    cites: Annotated[tuple[str, ...], "ids of the quotes and phrases it rests on"]
    supersedes: Annotated[str | None, "id of the publication it corrects"]
    reason: Annotated[str | None, "why it corrects it"]
    draft: Annotated[str | None, "id of the draft it releases"] = field(default=None, metadata=LATER)
    approver: Annotated[str | None, "who approved it"] = field(default=None, metadata=LATER)
    used: Annotated[int, "quotes its prices rest on"] = field(default=0, metadata=LATER)
    set_aside: Annotated[int, "quotes of its days that were not used"] = field(default=0, metadata=LATER)
    judgements: Annotated[tuple[str, ...], "ids of judgements used; empty: none"] = field(
        default=(), metadata=LATER
    )


F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Generic[F]):
    """A fact as the book holds it: under the id it was kept by, and since when."""

    id: Annotated[str, "the id it was kept under; `identity(fact)` still equals it unless it was altered"]
    fact: F
    recorded_at: Annotated[int, "when the book learnt it, microseconds UTC"]
    available_at: Annotated[
        int, "from when `known_at` sees it: recorded_at, or its publication if backfilled"
    ]
    released: Annotated[bool, "quarantined once, and let go by the moment asked about"] = False
    corrected: Annotated[str | None, "id of the correction known by the moment asked about"] = None
