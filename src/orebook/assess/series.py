"""Which quotes belong to a product's series: its kinds, whole ranges, its currency, tax basis and delivery.

Implements range/1 R1 to R4, and range/2 R1 to R6 and R9.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, cast

from orebook.assess.judging import Verdicts
from orebook.assess.rules import (
    BOTH_ENDS,
    CORRECTED,
    JUDGED_QUOTE,
    KINDS,
    LOT,
    MARKS,
    QUARANTINED,
    SERIES,
    Rules,
)
from orebook.facts import Held, Quote
from orebook.terms import Product
from orebook.units import TICKS_PER_UNIT, ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A quote that may count, in the product's own unit."""

    id: Annotated[str, "id of the quote"]
    voice: Annotated[str, "whose figure it is; every unknown publisher is one and the same voice"]
    kind: str
    low: Annotated[int, "ticks of the product's unit"]
    high: Annotated[int, "ticks of the product's unit"]
    weight: Annotated[int, "of its kind"]
    subject: Annotated[tuple[object, ...], "what is being stated: a later statement about it takes its place"]
    order: Annotated[tuple[object, ...], "published, recorded, position in the document, id"]
    contributor: Annotated[str, "who in the market stated it, lower case; empty where nobody is named"] = ""
    admitted: Annotated[bool, "let in by a judgement"] = False


def belonging(
    product: Product, quotes: Iterable[Held[Quote]], rules: Rules, verdicts: Verdicts
) -> tuple[list[Entry], dict[str, str]]:
    """Sort one day's quotes of a product into those that may count and those set aside, with the rule.

    What another rule sets aside makes no dispute about an open basis.

    Args:
        product: whose unit, tax basis and delivery make the series.
        quotes: of that product and one day, in any order.
        rules: of the method.
        verdicts: what people judged of them.

    Returns:
        Entries in ticks of `product.unit`, and quote id -> name of the rule.
    """
    aside: dict[str, str] = {}
    inside: list[Held[Quote]] = []
    for held in quotes:
        rule = _outside(product, held, rules, verdicts)
        if rule:
            aside[held.id] = rule
        else:
            inside.append(held)
    disputed = _disputed(product, [held.fact for held in inside], rules)
    aside |= {held.id: SERIES for held in inside if _states(held.fact, disputed)}
    admitted = verdicts.admitted
    standing = [held for held in inside if held.id not in aside]
    return [entry(held, product, rules, admitted=held.id in admitted) for held in standing], aside


def _outside(product: Product, held: Held[Quote], rules: Rules, verdicts: Verdicts) -> str | None:
    """The first rule that takes a quote out; an admitted one passes the marks and the lot. range/2 R9."""
    quote, admitted = held.fact, held.id in verdicts.admitted
    if quote.kind not in rules.weights:
        return KINDS
    if not whole_range(quote):
        return BOTH_ENDS
    if marks(held, rules) and not admitted:
        return MARKS
    if elsewhere(product, quote, rules):
        return SERIES
    if small(product, quote, rules) and not admitted:
        return LOT
    if held.corrected and rules.has(CORRECTED):
        return CORRECTED
    return JUDGED_QUOTE if held.id in verdicts.aside else None


def small(product: Product, quote: Quote, rules: Rules) -> bool:
    """Whether a quote states a volume below the least its product is priced by, in tonnes. range/2 R5."""
    return quote.volume is not None and quote.volume < rules.lot(product)


def marks(held: Held[Quote], rules: Rules) -> set[str]:
    """The marks that take a quote out; its quarantine is none once it was released. range/1 R3."""
    found = rules.flags.intersection(held.fact.flags)
    return set(found - {QUARANTINED} if held.released else found)


def whole_range(quote: Quote) -> bool:
    """Whether a quote has both its ends, the low not above the high. range/1 R2."""
    low, high = quote.low, quote.high
    if low is None or high is None:
        return False
    return math.isfinite(low) and math.isfinite(high) and low <= high


def elsewhere(product: Product, quote: Quote, rules: Rules) -> bool:
    """Whether a quote states another currency, tax basis, place or delivery than the product's. R4."""
    if ratio(quote.unit, product.unit) is None:
        return True
    if product.tax and quote.tax and quote.tax != product.tax:
        return True
    if product.place and quote.place and quote.place.casefold() != product.place.casefold():
        return True
    both = product.delivery and quote.delivery
    return bool(both) and _delivery(quote.delivery, rules) != _delivery(product.delivery, rules)


def _disputed(product: Product, quotes: Sequence[Quote], rules: Rules) -> frozenset[str]:
    """Bases the catalogue leaves open and on which the day's quotes contradict one another."""
    taxes = {quote.tax for quote in quotes if quote.tax} if not product.tax else set()
    stated = {_delivery(quote.delivery, rules) for quote in quotes if quote.delivery}
    deliveries = stated if not product.delivery else set()
    return frozenset(basis for basis, words in (("tax", taxes), ("delivery", deliveries)) if len(words) > 1)


def _states(quote: Quote, disputed: frozenset[str]) -> bool:
    return ("tax" in disputed and bool(quote.tax)) or ("delivery" in disputed and bool(quote.delivery))


def _delivery(word: str | None, rules: Rules) -> str:
    plain = (word or "").casefold()
    return rules.deliveries.get(plain, plain)


def key(product: Product) -> str:
    """The series a product's price belongs to, in one line; - where the catalogue leaves a part open. R4.

    >>> from orebook.catalog import load
    >>> key(load().products["prnd-oxide"])
    'prnd-oxide|exw|-|CNY|CNY/t|included'
    """
    money, _, per = product.unit.partition("/")
    parts = (product.id, product.delivery, product.place, per and money, product.unit, product.tax)
    return "|".join(part or "-" for part in parts)


def entry(held: Held[Quote], product: Product, rules: Rules, *, admitted: bool = False) -> Entry:
    """A quote of the series, both ends known, in whole ticks of the product's unit."""
    quote = held.fact
    return Entry(
        id=held.id,
        voice=voice(quote),
        kind=quote.kind,
        low=in_ticks(cast("float", quote.low), quote.unit, product.unit),
        high=in_ticks(cast("float", quote.high), quote.unit, product.unit),
        weight=rules.weights[quote.kind],
        subject=subject(quote),
        order=order(held),
        contributor=(quote.contributor or "").strip().casefold(),
        admitted=admitted,
    )


def voice(quote: Quote) -> str:
    """Whose figure it is: the contributor's where one is named, else the publisher's."""
    return (quote.contributor or quote.source or "").strip().casefold()


def subject(quote: Quote) -> tuple[object, ...]:
    """What a quote is a statement about, on its day: the same subject twice is a restatement. range/1 R5."""
    volume = "" if quote.volume is None else str(quote.volume)
    return (voice(quote), quote.kind, quote.place or "", volume, quote.terms or "")


def order(held: Held[Quote]) -> tuple[object, ...]:
    """Which statement came later: published, recorded, further on in the text, id. range/1 R5."""
    quote = held.fact
    position = max((span.start for span in quote.spans if span.role == "price"), default=0)
    return (quote.published, held.recorded_at, position, held.id)


def in_ticks(value: float, unit: str, into: str) -> int:
    """A price in whole ticks of another unit of its currency: exact, half a tick away from zero. range/1 R4.

    >>> in_ticks(397.25, "CNY/kg", "CNY/t")
    3972500000
    """
    scaled = Fraction(str(value)) * (ratio(unit, into) or 0) * TICKS_PER_UNIT
    return int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(Fraction(1, 2) - scaled)
