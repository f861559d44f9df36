"""Nouns that happened: what was printed, what was read from it, what followed from that.

Each fact is declared once, here. Its Polars schema (`frames`), its SQL table (`ledger.tables`) and its JSON
are derived from this declaration, so the names are the same everywhere. Every field says its unit or meaning
in its annotation. Absent is None: never 0, never yesterday's price.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Generic, Protocol, TypeVar

from orebook.units import plain

KINDS = ("assessment", "listing", "bid", "offer", "transaction", "order", "forecast")
LINKS = ("ore-oxide", "oxide-metal", "metal-magnet", "scrap-oxide")
SEGMENTS = ("ore", "oxide", "metal", "magnet", "scrap")
STATUSES = ("assessed", "thin", "carried", "suspended")
STATES = ("rally", "stalemate", "clearing", "slump")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where in a document something stands: characters `start` up to `end` read `text`."""

    role: Annotated[str, "what the characters are: price, product, unit, date, phrase, statement"]
    start: Annotated[int, "first character, counted from the start of the file or text that was given"]
    end: Annotated[int, "one past the last character"]
    text: Annotated[str, "the characters themselves"]
    document: Annotated[str, "id of the document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A dated text somebody published: a report, or one of the items a page carries."""

    document: Annotated[str, "id: from the source, the day and the text, so the same one twice is one"]
    content: Annotated[str, "SHA-256 of the text"]
    title: Annotated[str | None, "its headline, where it has one"]
    published: Annotated[date, "the day it appeared"]
    source: Annotated[str | None, "who published it: an id of sources.toml, or the user's own word"]
    address: Annotated[str | None, "where it can be read: a web address or a file's name"]
    offset: Annotated[int, "where its text begins in the file or text that was given, in characters"]
    text: Annotated[str, "the text, whole and unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A price somebody stated for a product: who, when, for which day, and in which characters."""

    product: Annotated[str, "id of products"]
    kind: Annotated[str, "assessment, listing, bid, offer, transaction, order or forecast"]
    low: Annotated[float | None, "in `unit`; None when the statement is open below"]
    high: Annotated[float | None, "in `unit`; None when the statement is open above"]
    unit: Annotated[str, "money per what, for instance CNY/t"]
    price_date: Annotated[date, "the market's day"]
    published: Annotated[date, "the day the document appeared"]
    source: Annotated[str | None, "who published it"]
    contributor: Annotated[str | None, "whose figure it is when not the publisher's own"]
    tax: Annotated[str | None, "VAT included or excluded, where stated"]
    delivery: Annotated[str | None, "ex-works, fob, cif, where stated"]
    place: Annotated[str | None, "where, when stated"]
    volume: Annotated[float | None, "tonnes, where stated"]
    terms: Annotated[str | None, "payment terms, where stated"]
    spans: Annotated[tuple[Span, ...], "the characters for price, product and unit"]
    printed: Annotated[str, "the number expression as it was printed"]
    repairs: Annotated[tuple[str, ...], "declared mechanisms that changed the literal reading"]
    flags: Annotated[tuple[str, ...], "what a user should know: approximate, open-bound, average"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """By how much a price was said to have moved; a fact of its own, and a check on levels."""

    product: Annotated[str, "id of products"]
    low: Annotated[float | None, "signed, in `unit`"]
    high: Annotated[float | None, "signed, in `unit`"]
    unit: Annotated[str, "money per what, or % of the price"]
    price_date: Annotated[date, "the day it had moved by"]
    spans: Annotated[tuple[Span, ...], "the characters for the change and its product"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that show what one side of a link wants: a raised quote, a refusal to sell low, a wait."""

    cue: Annotated[str, "id of the cue in data/cues"]
    link: Annotated[str, "ore-oxide, oxide-metal, metal-magnet or scrap-oxide"]
    side: Annotated[str, "seller or buyer"]
    score: Annotated[float, "-1 yields .. +1 firm for a seller; -1 resists .. +1 accepts for a buyer"]
    price_date: Annotated[date, "the market's day"]
    source: Annotated[str | None, "who published it"]
    spans: Annotated[tuple[Span, ...], "the words, and the sentence they stand in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A quantity of the industry stated in a text: output, operating rate, stocks, trade, quota."""

    measure: Annotated[str, "output, operating-rate, inventory, import, export, quota"]
    product: Annotated[str | None, "id of products, where one is named"]
    value: Annotated[float, "in `unit`"]
    unit: Annotated[str, "t, %, ..."]
    period: Annotated[str, "ISO day, month or year it is for"]
    spans: Annotated[tuple[Span, ...], "the characters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the trade: maintenance, quota, controls, a holiday, a tender, a listing."""

    kind: Annotated[str, "maintenance, quota, control, holiday, tender or listing"]
    segment: Annotated[str | None, "ore, oxide, metal, magnet or scrap"]
    price_date: Annotated[date, "the day it was reported for"]
    spans: Annotated[tuple[Span, ...], "the words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that could not be taken with certainty: which rule, where, and what would settle it."""

    rule: Annotated[str, "id of the rule that refused"]
    message: Annotated[str, "where, what, what was expected, what to do"]
    where: Annotated[str, "file or document, line, and the words in question"]
    suggestions: Annotated[tuple[str, ...], "readings that would make sense, for a person to choose from"]
    spans: Annotated[tuple[Span, ...], "the characters refused"] = ()


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
    status: Annotated[str, "assessed, thin, carried or suspended"]
    used: Annotated[tuple[str, ...], "ids of the quotes used"]
    set_aside: Annotated[tuple[SetAside, ...], "quotes not used, each with its rule"]
    method: Annotated[str, "name and version of the method"]
    known_at: Annotated[str | None, "ISO moment up to which evidence was admitted; None: all the book holds"]
    as_of: Annotated[date | None, "the day the price was last made, when carried"] = None


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


class Fact(Protocol):
    """Any of the dataclasses above."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


FACTS: dict[str, type[Any]] = {
    cls.__name__.lower(): cls
    for cls in (Document, Quote, Change, Phrase, Statistic, Event, Refusal, Assessment, Margin, Stance,
                Forecast, Publication)
}  # fmt: skip


def record(fact: Fact) -> dict[str, Any]:
    """A fact as plain JSON values: dates ISO, numbers whole where whole, absent as None.

    >>> record(SetAside(quote="q1", rule="R4"))
    {'quote': 'q1', 'rule': 'R4'}
    """
    return {field.name: _value(getattr(fact, field.name)) for field in dataclasses.fields(fact)}


def _value(value: Any) -> Any:
    if isinstance(value, float):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    return record(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value


def line(fact: Fact) -> str:
    """A fact as its line of JSON; `fact` comes first and says which it is.

    >>> line(SetAside(quote="q1", rule="R4"))
    '{"fact": "setaside", "quote": "q1", "rule": "R4"}'
    """
    return json.dumps({"fact": type(fact).__name__.lower(), **record(fact)}, ensure_ascii=False)


def identity(fact: Fact) -> str:
    """A fact's id, made from every one of its fields: change anything, and it is another fact.

    >>> identity(SetAside(quote="q1", rule="R4"))
    'setaside-d15c97a71a3e54fd'
    """
    text = json.dumps(record(fact), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{type(fact).__name__.lower()}-{digest(text)[:16]}"


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
