"""Nouns that were printed: documents, and what was read from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

KINDS = ("assessment", "listing", "bid", "offer", "transaction", "order", "forecast")
LINKS = ("ore-oxide", "oxide-metal", "metal-magnet", "scrap-oxide")
SEGMENTS = ("ore", "oxide", "metal", "magnet", "scrap")
MEASURES = ("output", "operating-rate", "inventory", "import", "export", "quota", "order", "capacity")
EVENTS = ("maintenance", "quota", "control", "holiday", "tender", "listing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where in a document something stands: characters `start` up to `end` read `text`."""

    role: Annotated[str, "what the characters are: price, product, unit, date, phrase, statement"]
    start: Annotated[int, "first character, counted from the start of the file or text that was given"]
    end: Annotated[int, "one past the last character"]
    text: Annotated[str, "the characters themselves"]
    document: Annotated[str, "id of the document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a stretch of a document stands in the file that was handed in: its page, cell or offset."""

    start: Annotated[int, "first character of the stretch, counted as spans are"]
    end: Annotated[int, "one past the last"]
    page: Annotated[int | None, "page of a PDF, from 1"]
    cell: Annotated[str | None, "cell of a workbook, for instance Prices!B4"]
    offset: Annotated[int | None, "first character in the decoded markup, of an HTML page or a feed"]


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
    format: Annotated[str, "text, html, pdf, xlsx, xls, ods, feed, load; typed: by a person"] = "text"
    origins: Annotated[tuple[Origin, ...], "where its stretches stand in that file; none for plain text"] = ()


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
    flags: Annotated[tuple[str, ...], "what a user should know: approximate, open-bound, quarantined"]
    rules: Annotated[tuple[str, ...], "numbered rules of the reader by which it was taken"] = ()


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
    speaker: Annotated[
        str | None, "whose they are: an id of the parties in words/speakers.toml, where named"
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """A quantity of the industry stated in a text: output, operating rate, stocks, trade, quota, orders."""

    measure: Annotated[str, "output, operating-rate, inventory, import, export, quota, order, capacity"]
    product: Annotated[str | None, "id of products, where one is named"]
    value: Annotated[float, "in `unit`; the middle where a range is stated"]
    unit: Annotated[str, "t, %, ..."]
    period: Annotated[str, "2025-01-09, 2025-W02, 2025-01, 2025-Q1, 2025; a span of months 2025-01/2025-10"]
    spans: Annotated[tuple[Span, ...], "the characters"]
    low: Annotated[float | None, "low end in `unit`, where a range is stated"] = None
    high: Annotated[float | None, "high end in `unit`, where a range is stated"] = None
    who: Annotated[str | None, "whose it is: a company, a region, a country, as the text names it"] = None
    subject: Annotated[str | None, "what is counted, as the text names it, where no product is"] = None
    partner: Annotated[str | None, "of trade: where imports came from or exports went, as named"] = None
    change: Annotated[float | None, "signed, by how much it had moved, in `change_unit`"] = None
    change_unit: Annotated[str | None, "%, pp (percentage points), or the unit"] = None
    against: Annotated[str | None, "what the change is from: week, month, quarter, year or an ISO period"] = (
        None
    )
    published: Annotated[date | None, "the day the document appeared"] = None
    source: Annotated[str | None, "who published it"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the trade: maintenance, quota, controls, a holiday, a tender, a listing."""

    kind: Annotated[str, "maintenance, quota, control, holiday, tender or listing"]
    segment: Annotated[str | None, "ore, oxide, metal, magnet or scrap"]
    price_date: Annotated[date, "the day it was reported for"]
    spans: Annotated[tuple[Span, ...], "the words, and the sentence they stand in"]
    product: Annotated[str | None, "id of products, where one is named"] = None
    who: Annotated[str | None, "whose it is: a company, a region, a country, as the text names it"] = None
    starts: Annotated[date | None, "its first day, where stated"] = None
    ends: Annotated[date | None, "its last day, where stated"] = None
    certainty: Annotated[str, "stated, planned (it lies ahead) or rumoured (said, possible)"] = "stated"
    published: Annotated[date | None, "the day the document appeared"] = None
    source: Annotated[str | None, "who published it"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Why a quarantined quote may be used after all: another witness agrees, or a person decided so."""

    quote: Annotated[str, "id of the quote"]
    product: Annotated[str, "id of products"]
    price_date: Annotated[date, "the market's day of the quote"]
    basis: Annotated[str, "corroborated or decided"]
    evidence: Annotated[tuple[str, ...], "ids of the quotes that corroborate it"]
    author: Annotated[str | None, "who decided, where a person did"]
    reason: Annotated[str, "why, in words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that could not be taken with certainty: which rule, where, and what would settle it."""

    rule: Annotated[str, "id of the rule that refused"]
    message: Annotated[str, "where, what, what was expected, what to do"]
    where: Annotated[str, "file or document, line, and the words in question"]
    suggestions: Annotated[tuple[str, ...], "readings that would make sense, for a person to choose from"]
    spans: Annotated[tuple[Span, ...], "the characters refused"] = ()
