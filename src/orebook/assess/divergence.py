"""The same series told differently by two sources on one day, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated

from orebook.assess.series import whole_range
from orebook.facts import Held, Quote
from orebook.terms import Method, Product
from orebook.units import convert

#: Kinds that tell what a product costs on a day; what is asked and what is bid differ by their nature.
_KINDS = ("assessment", "listing", "transaction", "bid", "offer")
_AVERAGES = ("period-average",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """Two sources' ranges of one series on one day, in the product's unit."""

    product: Annotated[str, "id of products"]
    price_date: Annotated[date, "the market's day"]
    kind: Annotated[str, "assessment, bid, ..."]
    delivery: Annotated[str | None, "as stated, or the product's usual one"]
    tax: Annotated[str | None, "as stated, or the product's usual one"]
    place: Annotated[str | None, "where, when stated"]
    unit: Annotated[str, "the product's"]
    first: Annotated[str, "the source that is lower, by the middle of its range"]
    first_low: float
    first_high: float
    first_quote: Annotated[str, "id of the quote"]
    second: Annotated[str, "the source that is higher"]
    second_low: float
    second_high: float
    second_quote: Annotated[str, "id of the quote"]
    gap: Annotated[float, "between the middles of the two ranges, in `unit`"]
    gap_percent: Annotated[float | None, "of the lower middle; None where it is nought or below"]


@dataclass(frozen=True, slots=True)
class _Told:
    source: str
    low: float
    high: float
    held: Held[Quote]

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


_Series = tuple[date, str, str | None, str | None, str | None]


def diverging(product: Product, quotes: Iterable[Held[Quote]], method: Method) -> list[Divergence]:
    """Pairs of sources whose ranges of one series differ on one day, the widest gap first.

    Args:
        product: whose unit and usual delivery and VAT basis hold where a quote is silent.
        quotes: any; only whole ranges of this product that convert to its unit count, corrected ones do not.
        method: of the range family; its words for one delivery make one series.

    >>> from orebook.catalog import load
    >>> from orebook.testing import method, quotes
    >>> told = quotes('''
    ...     prnd-oxide  assessment  399,000-401,000  CNY/t   smm    2025-01-09
    ...     prnd-oxide  assessment  410-412          CNY/kg  argus  2025-01-09
    ... ''')
    >>> (one,) = diverging(load().products["prnd-oxide"], told, method("range/1"))
    >>> one.first, one.second, one.gap, one.gap_percent
    ('smm', 'argus', 11000.0, 2.75)
    """
    told = _told(product, quotes, method)
    found = [
        _pair(product, series, one, other)
        for series, sources in told.items()
        for one, other in combinations(sorted(sources.values(), key=_by_middle), 2)
        if (one.low, one.high) != (other.low, other.high)
    ]
    return sorted(found, key=lambda one: (-(one.gap_percent or 0), -one.gap, one.price_date, one.first_quote))


def _by_middle(one: _Told) -> tuple[float, str]:
    return one.middle, one.source


def _told(product: Product, quotes: Iterable[Held[Quote]], method: Method) -> dict[_Series, dict[str, _Told]]:
    """Series and day -> each source's last word on it."""
    words = _deliveries(method)
    told: dict[_Series, dict[str, _Told]] = defaultdict(dict)
    for held in sorted(quotes, key=_order):
        one = _range(product, held)
        if one is not None:
            told[_series(product, held.fact, words)][one.source] = one
    return told


def _order(held: Held[Quote]) -> tuple[object, ...]:
    return (
        held.fact.published,
        held.recorded_at,
        max((span.start for span in held.fact.spans), default=0),
        held.id,
    )


def _range(product: Product, held: Held[Quote]) -> _Told | None:
    quote, source = held.fact, held.fact.source or held.fact.contributor
    counts = quote.product == product.id and quote.kind in _KINDS and whole_range(quote)
    if not counts or not source or held.corrected is not None or set(_AVERAGES) & set(quote.flags):
        return None
    low, high = (convert(end or 0.0, quote.unit, product.unit) for end in (quote.low, quote.high))
    return None if low is None or high is None else _Told(source, low, high, held)


def _series(product: Product, quote: Quote, words: dict[str, str]) -> _Series:
    delivery = (quote.delivery or product.delivery or "").casefold()
    place = (quote.place or "").casefold() or None
    return (
        quote.price_date,
        quote.kind,
        words.get(delivery, delivery) or None,
        quote.tax or product.tax,
        place,
    )


def _deliveries(method: Method) -> dict[str, str]:
    """Words for a delivery -> the one word the method uses for it."""
    given: dict[str, Sequence[str]] = method.parameters.get("deliveries", {})
    return {word.casefold(): name for name, spelt in given.items() for word in (name, *spelt)}


def _pair(product: Product, series: _Series, one: _Told, other: _Told) -> Divergence:
    gap = other.middle - one.middle
    return Divergence(
        product=product.id,
        price_date=series[0],
        kind=series[1],
        delivery=series[2],
        tax=series[3],
        place=one.held.fact.place,
        unit=product.unit,
        first=one.source,
        first_low=one.low,
        first_high=one.high,
        first_quote=one.held.id,
        second=other.source,
        second_low=other.low,
        second_high=other.high,
        second_quote=other.held.id,
        gap=round(gap, 4),
        gap_percent=round(gap / one.middle * 100, 4) if one.middle > 0 else None,
    )
