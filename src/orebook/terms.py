"""Nouns agreed beforehand: products, processes, methods, sources, cues. All of them come from TOML.

Nothing here knows how it was loaded; `catalog` reads the files and makes these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated, Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something the trade prices: its place in the chain, the unit it is quoted in, and its names."""

    id: str
    chain: Annotated[str, "rare-earths, lithium, copper, cobalt, tungsten, antimony"]
    segment: Annotated[str, "ore, oxide, metal, magnet, scrap, and other chains' own words"]
    unit: Annotated[str, "usual unit, which completes a shortened one"]
    tax: Annotated[str | None, "VAT included or excluded in the usual quotation"]
    delivery: Annotated[str | None, "usual delivery, for instance exw"]
    per: Annotated[str | None, "what the mass is of: t product, kg contained metal, t at 92% REO"]
    formula: Annotated[Mapping[str, float] | None, "mass shares of compounds or elements"]
    en: Annotated[str, "English name for display"]
    zh: Annotated[str | None, "Chinese name for display"]
    names: Annotated[tuple[str, ...], "every English and Chinese form that means it and nothing else"]
    band: Annotated[tuple[float, float] | None, "prices ever plausible, in the usual unit"] = None
    place: Annotated[str | None, "where it is priced, for instance Baotou; None: anywhere"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Products named by one pattern, an element and a form: yttrium oxide, 氧化钇, oxides of yttrium."""

    form: Annotated[str, "oxide, metal, ..."]
    en: Annotated[tuple[str, ...], "English words for the form: oxide, oxides"]
    zh: Annotated[tuple[str, ...], "Chinese words for the form"]
    members: Annotated[Mapping[str, str], "element word in English or Chinese, lower case -> product id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its uncertainty, its dates and where it comes from."""

    value: float
    low: float
    high: float
    unit: str
    tax: str | None
    start: date | None
    end: date | None
    source: str
    confidence: Annotated[str, "H two sources or exact, M one good source, L an estimate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """What a process takes in: a product and how much of it, per tonne of output."""

    product: str
    quantity: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A cost a tonne of output: a processing fee, power, a charge."""

    id: str
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A link's work: inputs and costs that make one tonne of an output."""

    id: str
    chain: str
    en: str
    zh: str | None
    link: Annotated[str, "the link whose buyer runs this process"]
    makes: Annotated[str, "output product"]
    takes: tuple[Input, ...]
    costs: tuple[Cost, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A tax rate from a day on."""

    start: date
    rate: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A metal's way from ore to scrap: its processes and the value-added tax along it."""

    id: str
    en: str
    zh: str | None
    currency: str
    vat: tuple[Rate, ...]
    processes: tuple[Process, ...]
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A published way of making numbers: dated parameters that name ordinary functions."""

    id: Annotated[str, "name/version, for instance range/1"]
    start: date
    title: str
    parameters: Mapping[str, Any]
    text: Annotated[str, "the TOML it was read from, kept by hash with each number"]
    rules: Annotated[Mapping[str, str], "name of each numbered rule -> its number"] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who publishes: name, address, and what its licence lets a reader do with its figures."""

    id: str
    name: str
    address: str | None
    licence: Annotated[str, "cite-only, open, own, unknown"]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that show what a seller or a buyer wants: a numbered, dated row of the rubric."""

    id: str
    side: Annotated[str, "seller or buyer"]
    score: float
    phrases: Annotated[tuple[str, ...], "RE2 patterns, lower case, English or Chinese"]
    speakers: Annotated[tuple[str, ...], "who must be speaking, empty for anyone"]
    start: date
    source: str
    negated_score: Annotated[float | None, "its score when negated; None: negation removes it"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How a person read words that the reader refused: a price, or nothing at all."""

    document: Annotated[str, "id of the document"]
    content: Annotated[str, "SHA-256 of its text"]
    start: Annotated[int, "first character, counted from the start of the file or text that was given"]
    end: Annotated[int, "one past the last"]
    text: Annotated[str, "the characters themselves"]
    product: Annotated[str | None, "id of products; None: the words state no price"]
    low: float | None
    high: float | None
    unit: str | None
    kind: str | None
    price_date: Annotated[date | None, "the market's day; None: the day of the document"]
    author: str
    reason: str
    decided: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of a market's calendar, as its notice has it."""

    holidays: Annotated[frozenset[date], "days off beside the weekend, weekends among them included"]
    workdays: Annotated[frozenset[date], "weekend days on which the market works all the same"]
    notice: Annotated[date, "the day the notice was given"]
    source: Annotated[str, "its address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days on which a market works, and when its day's prices may be released."""

    id: str
    en: str
    zh: str | None
    zone: Annotated[str, "time zone by its IANA name"]
    weekend: Annotated[frozenset[int], "ISO weekdays, Monday is 1"]
    release: Annotated[time, "time of day in the zone"]
    years: Annotated[Mapping[int, Year], "a year that is missing is unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Everything agreed beforehand, loaded at once and checked against itself."""

    products: Mapping[str, Product]
    chains: Mapping[str, Chain]
    methods: Mapping[str, Method]
    sources: Mapping[str, Source]
    cues: tuple[Cue, ...]
    words: Annotated[Mapping[str, Any], "vocabulary of the reader: units, scales, verbs, months, headings"]
    families: tuple[Family, ...] = ()
    layouts: Annotated[tuple[Mapping[str, Any], ...], "tables and price lists the reader knows"] = ()
    decisions: Annotated[tuple[Decision, ...], "what people decided about refused words"] = ()
    calendars: Annotated[Mapping[str, Calendar], "when markets work"] = field(default_factory=dict)
    texts: Annotated[Mapping[str, str], "every TOML text used, by its path"] = field(default_factory=dict)
