"""What became of a quote in words: one plain sentence for each numbered rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from orebook.assess import rules
from orebook.assess.cap import weighed
from orebook.assess.judging import ADMIT, PRICE, SET_ASIDE
from orebook.assess.series import Entry, entry, order, subject, voice
from orebook.facts import Assessment, Held, Judgement, Quote
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
    rules: rules.Rules
    judgements: Annotated[Mapping[str, Judgement], "id -> judgement, those the price was made with"]

    def name(self, number: str) -> str | None:
        """The name of the rule with this number in the method."""
        return next((name for name, one in self.rules.number.items() if one == number), None)

    def judged(self, action: str, quote: str | None) -> Judgement | None:
        """The judgement behind the price that did this to a quote."""
        found = (self.judgements.get(one) for one in self.assessment.judgements)
        return next((one for one in found if one and (one.action, one.quote) == (action, quote)), None)

    def standing(self) -> list[Entry]:
        """The quotes used, each with the weight of its kind."""
        used = [held for held in self.quotes if held.id in self.assessment.used]
        return [entry(held, self.product, self.rules) for held in used]


def used(held: Held[Quote], around: Circumstances) -> tuple[str, str]:
    """The number of the rule by which a quote counts, and the sentence that says so."""
    number, made, quote = around.rules.number, around.assessment, held.fact
    admitted = around.judged(ADMIT, held.id)
    if admitted is not None:
        return number[rules.JUDGED_QUOTE], f"let in by judgement of {_given(admitted)}"
    if made.status == "carried":
        silent = f"{made.price_date} made no price of its own, so that of {made.as_of} is carried"
        return number[rules.CARRY], f"{silent}, and this {quote.kind} of {_figures(quote)} is behind it."
    if made.status == "blended":
        return number[rules.BLEND], _blended(quote, around)
    if "capped" in made.flags and (words := _capped(held, around)):
        return number[rules.CAP], words
    if len(made.used) == 1:
        only = f"the day's only standing quote, so {_figures(quote)} is the price as it is."
        return number[rules.MEDIANS], only
    by = voices([one.fact for one in around.quotes if one.id in made.used])
    count = f"one of {len(made.used)} quotes by {by}"
    return (
        number[rules.MEDIANS],
        f"{count}; the price is the weighted median of their lows and of their highs.",
    )


def voices(quotes: Sequence[Quote]) -> str:
    """How many contributors and how many publishers some quotes come from, each counted as what it is.

    >>> from orebook.testing import quotes
    >>> voices([one.fact for one in quotes("prnd-oxide  bid  400,000  CNY/t  smm  2025-01-09")])
    '1 publisher'
    """
    told = {bool(quote.contributor): set[str]() for quote in quotes}
    for quote in quotes:
        told[bool(quote.contributor)].add(voice(quote))
    words = [(told.get(True), "contributor"), (told.get(False), "publisher")]
    counts = ((len(found), word) for found, word in words if found)
    return " and ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in counts)


def _blended(quote: Quote, around: Circumstances) -> str:
    fresh, enough = around.rules.fresh or 0, around.rules.enough
    used = [one.fact for one in around.quotes if one.id in around.assessment.used]
    several = len(used) > 1
    count = f"one of {len(used)} quotes by {voices(used)}" if several else "the day's only standing quote"
    parts = f"the day's range counts {fresh / 10:g}%, the last price made {100 - fresh / 10:g}%"
    alone = f"it takes {enough} contributors to make a price by themselves"
    return f"this {quote.kind} of {_figures(quote)} is {count}, and {alone}: {parts}."


def _capped(held: Held[Quote], around: Circumstances) -> str | None:
    """Of a quote whose contributor was brought down to its part; None for another."""
    before = around.standing()
    after = {item.id: item.weight for item in weighed(before, around.rules)[0]}
    full = next(item.weight * 1000 for item in before if item.id == held.id)
    if after[held.id] >= full:
        return None
    part, most = after[held.id] / full, (around.rules.cap or 0) / 10
    return (
        f"with {part:.0%} of its weight, for no contributor may have more than {most:g}% of the whole, or "
        f"than another where so few stand; {_who(held.fact)} had more."
    )


def set_aside(rule: str, held: Held[Quote], around: Circumstances) -> str:
    """The sentence that says why the rule of this number set a quote aside."""
    quote, name = held.fact, around.name(rule) or rule
    if name in _OF_QUOTE:
        return _OF_QUOTE[name](quote)
    if name in _AROUND:
        return _AROUND[name](held, around)
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
    if rules.UNVERIFIED in quote.flags:
        return "unverified: a front office submitted it, and nobody else has verified that submitter yet."
    return f"marked {', '.join(quote.flags)}, so it does not speak for this one day."


def _weighed(quote: Quote) -> str:
    seen = f"this {quote.kind} of {_figures(quote)}"
    return f"{_who(quote)} assessed the product that day, and its assessment has weighed {seen} already."


def _unknown_then(quote: Quote) -> str:
    return f"the book did not hold this {quote.kind} yet when the price was made."


def _other_series(held: Held[Quote], around: Circumstances) -> str:
    quote, product = held.fact, around.product
    if ratio(quote.unit, product.unit) is None:
        return f"quoted in {quote.unit}, another series than {product.id} in {product.unit}."
    if product.tax and quote.tax and quote.tax != product.tax:
        return f"its VAT is {quote.tax}; {product.id} is priced with VAT {product.tax}."
    if product.place and quote.place and quote.place.casefold() != product.place.casefold():
        return f"it is of {quote.place}; {product.id} is priced in {product.place}."
    if product.delivery and quote.delivery:
        return f"its delivery is {quote.delivery}; {product.id} is priced {product.delivery}."
    return f"the day's quotes are on different bases; the catalogue does not say which is {product.id}'s."


def _small(held: Held[Quote], around: Circumstances) -> str:
    tonnes, least = plain(held.fact.volume or 0.0), plain(around.rules.lot(around.product))
    return f"its {tonnes:,} t is below the {least:,} t from which a lot of {around.product.id} speaks for it."


def _corrected(held: Held[Quote], around: Circumstances) -> str:
    return f"{_figures(held.fact)} for {around.product.id} was withdrawn or replaced by {held.corrected}."


def _judged_out(held: Held[Quote], around: Circumstances) -> str:
    said = around.judged(SET_ASIDE, held.id)
    return f"by judgement of {_given(said)}" if said else "by judgement."


def _stated(held: Held[Quote], around: Circumstances) -> str:
    said, kept = around.judged(PRICE, None), f"{_figures(held.fact)} is kept as evidence, but"
    whose = f"by judgement of {_given(said)}" if said else "by judgement."
    return f"{kept} the day's price was stated {whose}"


def _given(said: Judgement) -> str:
    """Who judged and why, closed with a full stop."""
    return f"{said.author}: {said.reason.rstrip('.。')}."


def _restated(held: Held[Quote], around: Circumstances) -> str:
    day, about = held.fact.price_date, subject(held.fact)
    same = [other for other in around.quotes if other.fact.price_date == day and subject(other.fact) == about]
    last = max(same, key=order).fact
    return f"{_who(held.fact)} stated it again, published {last.published}: {_figures(last)}."


def _astray(held: Held[Quote], around: Circumstances) -> str:
    quote, product, mid = held.fact, around.product, around.assessment.mid
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


_OF_QUOTE = {
    rules.KINDS: _no_price,
    rules.BOTH_ENDS: _one_ended,
    rules.MARKS: _marked,
    rules.OWN_ASSESSMENT: _weighed,
    rules.NOT_KNOWN_THEN: _unknown_then,
}
_AROUND = {
    rules.SERIES: _other_series,
    rules.LOT: _small,
    rules.CORRECTED: _corrected,
    rules.LAST_WORD: _restated,
    rules.JUDGED_QUOTE: _judged_out,
    rules.SCREEN: _astray,
    rules.JUDGED_PRICE: _stated,
}
