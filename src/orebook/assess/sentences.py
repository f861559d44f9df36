"""What became of a quote in words: one plain sentence for each numbered rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from orebook.assess import rules
from orebook.assess.series import order, subject, voice
from orebook.facts import Assessment, Held, Quote
from orebook.terms import Product
from orebook.units import convert, plain, ratio

NO_PRICE = {
    "order": "an order says what somebody was told to pay, not where the market met.",
    "forecast": "a forecast is an opinion about another day, not a price of this one.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a sentence about one quote may speak of: the product, the day's other quotes, the price made."""

    product: Product
    quotes: Annotated[Sequence[Held[Quote]], "of the day, and of the day a price was carried from"]
    assessment: Assessment


def used(quote: Quote, around: Circumstances) -> tuple[str, str]:
    """The rule by which a quote counts, and the sentence that says so. range/1 R9 and R10."""
    made = around.assessment
    if made.status == "carried":
        silent = f"{made.price_date} made no price of its own, so that of {made.as_of} is carried"
        return rules.CARRY, f"{silent}, and this {quote.kind} of {_figures(quote)} is behind it."
    if len(made.used) == 1:
        return rules.MEDIANS, f"the day's only standing quote, so {_figures(quote)} is the price as it is."
    named = {voice(held.fact) for held in around.quotes if held.id in made.used} - {""}
    voices = max(1, len(named))
    count = f"one of {len(made.used)} quotes by {voices} publisher{'s' if voices > 1 else ''}"
    return rules.MEDIANS, f"{count}; the price is the weighted median of their lows and of their highs."


def set_aside(rule: str, held: Held[Quote], around: Circumstances) -> str:
    """The sentence that says why a rule set a quote aside. range/1 R1 to R7."""
    quote = held.fact
    if rule in _OF_QUOTE:
        return _OF_QUOTE[rule](quote)
    if rule == rules.LAST_WORD:
        return _restated(held, around)
    if rule == rules.SERIES:
        return _other_series(quote, around.product)
    if rule == rules.SCREEN:
        return _astray(quote, around)
    return f"by rule {rule} of {around.assessment.method}."


def _no_price(quote: Quote) -> str:
    return NO_PRICE.get(quote.kind, f"the method does not take the kind {quote.kind}.")


def _one_ended(quote: Quote) -> str:
    if quote.low is not None and quote.high is not None:
        return f"its low is above its high ({_figures(quote)})."
    if quote.low is not None:
        return f"above {plain(quote.low):,} {quote.unit} is a bound, not a price."
    if quote.high is not None:
        return f"below {plain(quote.high):,} {quote.unit} is a bound, not a price."
    return "it states neither a low nor a high."


def _marked(quote: Quote) -> str:
    if rules.QUARANTINED in quote.flags:
        return "quarantined: it lies outside the gate drawn from history, and nobody has borne it out yet."
    return f"marked {', '.join(quote.flags)}, so it does not speak for this one day."


def _weighed(quote: Quote) -> str:
    seen = f"this {quote.kind} of {_figures(quote)}"
    return f"{_who(quote)} assessed the product that day, and its assessment has weighed {seen} already."


def _unknown_then(quote: Quote) -> str:
    return f"the book did not hold this {quote.kind} yet when the price was made."


_OF_QUOTE = {
    rules.KINDS: _no_price,
    rules.BOTH_ENDS: _one_ended,
    rules.MARKS: _marked,
    rules.OWN_ASSESSMENT: _weighed,
    rules.NOT_KNOWN_THEN: _unknown_then,
}


def _other_series(quote: Quote, product: Product) -> str:
    if ratio(quote.unit, product.unit) is None:
        return f"quoted in {quote.unit}, another series than {product.id} in {product.unit}."
    if product.tax and quote.tax and quote.tax != product.tax:
        return f"its VAT is {quote.tax}; {product.id} is priced with VAT {product.tax}."
    if product.delivery and quote.delivery:
        return f"its delivery is {quote.delivery}; {product.id} is priced {product.delivery}."
    return f"the day's quotes are on different bases; the catalogue does not say which is {product.id}'s."


def _restated(held: Held[Quote], around: Circumstances) -> str:
    day, about = held.fact.price_date, subject(held.fact)
    same = [other for other in around.quotes if other.fact.price_date == day and subject(other.fact) == about]
    last = max(same, key=order).fact
    return f"{_who(held.fact)} stated it again, published {last.published}: {_figures(last)}."


def _astray(quote: Quote, around: Circumstances) -> str:
    product, mid = around.product, around.assessment.mid
    here = convert(((quote.low or 0.0) + (quote.high or 0.0)) / 2, quote.unit, product.unit)
    if here is None or not mid:
        return "too far from the day's other quotes."
    share = f"{abs(here / mid - 1):.1%} {'above' if here > mid else 'below'}"
    settled = f"the {plain(mid):,} {product.unit} the price settled on"
    return f"its middle is {share} {settled}, further than the scatter of the day's quotes allows."


def _who(quote: Quote) -> str:
    return quote.contributor or quote.source or "the unnamed publisher"


def _figures(quote: Quote) -> str:
    ends = [f"{plain(end):,}" if end is not None else "open" for end in (quote.low, quote.high)]
    return f"{ends[0] if ends[0] == ends[1] else '-'.join(ends)} {quote.unit}"
