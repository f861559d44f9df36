"""Whether a level agrees with its own document: the conversion beside it, the change between two. Rule X19.

Words of direction, percentages and averages that do not fit are the publisher's business; the levels stay.
What counts is arithmetic that fits another size of the same digits and not this one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as pairs

from orebook.facts import Change, Document, Quote
from orebook.reader.bounds import Level, level
from orebook.reader.limits import Limits
from orebook.reader.normal import fold
from orebook.reader.regular import Pattern
from orebook.units import convert

#: A conversion stands in brackets; before them, at most so many characters.
_BRACKETS, _BEFORE = frozenset("(（"), 24
_NUMBER = r"([\d,]*\d(?:\.\d+)?)"
#: A conversion alone in its brackets: a dollar sign, a number or a range, what it is per.
_CONVERSION = Pattern(
    rf"^[^()\d\n]{{0,{_BEFORE}}}\( ?(?:about )?(?:us ?\$|\$ ?us|\$|usd) ?{_NUMBER}"
    rf"(?: ?- ?(?:us ?\$|\$)?{_NUMBER})?"
    r"(?: ?(?:/|per |a ) ?[a-z]+)?(?: china)?(?: vat-free| ex vat| fob| ex-works)* ?\)"
)
#: How far behind a number its conversion may stand, in characters.
_REACH = 90
#: A pound, a kilogram and a tonne, in kilograms: what a conversion that does not say may be per.
_MASSES = (0.45359237, 1.0, 1000.0)
#: Units of levels that a conversion into dollars may stand beside, and the kilograms each is per.
_KILOGRAMS = {"CNY/t": 1000.0, "CNY/kg": 1.0}
#: Sizes at which a publisher may have printed both levels of a change.
_SIZES = tuple(Decimal(size) for size in ("10", "0.1", "100", "0.01", "1000", "0.001", "10000", "0.0001"))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in a document beside one of its levels."""

    document: Document
    quotes: Sequence[Quote]
    changes: Sequence[Change]
    limits: Limits


def agrees(found: Level, quote: Quote, beside: Beside) -> bool:
    """Whether a reading of a quote agrees with the conversion beside it, or there is none."""
    middle, mass = found.middle, _KILOGRAMS.get(found.unit)
    if middle is None or middle <= 0 or mass is None:
        return True
    told = conversion(quote, beside.document)
    if told is None:
        return True
    low, high = beside.limits.rates["USD-CNY"]
    # A conversion may leave the value-added tax out, so a dollar may seem to buy a fifth more.
    return any(low <= middle / mass * other / told <= high * 1.2 for other in _MASSES)


def conversion(quote: Quote, document: Document) -> float | None:
    """The middle of the dollars in brackets behind a price, or None."""
    price = next((span for span in quote.spans if span.role == "price"), None)
    if price is None:
        return None
    start = price.end - document.offset
    behind = document.text[start : start + _REACH]
    if _BRACKETS.isdisjoint(behind[: _BEFORE + 1]):
        return None
    found = _CONVERSION.search(fold(behind).lower())
    if found is None:
        return None
    ends = [float(end.replace(",", "")) for end in found.groups() if end]
    return sum(ends) / len(ends)


def other_size(quote: Quote, beside: Beside) -> Decimal | None:
    """By how many times both levels of a stated change are too small or large for it, or None where it fits.

    Only a document that states both levels and the change between them can tell; and as the slip may be the
    change's, it only decides what a level was that cannot be what it is.
    """
    for change, (before, after) in pairs(beside.changes, _pairs(quote, beside.quotes)):
        if change.product != quote.product or change.price_date != after.price_date:
            continue
        moved, stated = _moved(before, after), _amount(change, quote.unit)
        if moved is None or stated is None or _same(moved, stated):
            continue
        size = next((size for size in _SIZES if _same(moved * float(size), stated)), None)
        if size is not None:
            return size
    return None


def _pairs(quote: Quote, quotes: Sequence[Quote]) -> list[tuple[Quote, Quote]]:
    """An earlier and a later level of the quote's product, the quote one of them."""
    same = [
        one
        for one in quotes
        if (one.product, one.unit, one.kind) == (quote.product, quote.unit, quote.kind)
        and one.price_date != quote.price_date
    ]
    return [(one, quote) if one.price_date < quote.price_date else (quote, one) for one in same]


def _moved(before: Quote, after: Quote) -> float | None:
    old, new = (level(one.low, one.high, one.unit).middle for one in (before, after))
    return None if old is None or new is None else new - old


def _amount(change: Change, unit: str) -> float | None:
    if change.low is None or change.high is None:
        return None
    return convert((change.low + change.high) / 2, change.unit, unit)


def _same(moved: float, stated: float) -> bool:
    return stated != 0 and math.isclose(moved, stated, rel_tol=0.02)
