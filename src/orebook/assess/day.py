"""One day's quotes of a product, passed through the rules in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from orebook.assess.rank import last_words, own_assessments
from orebook.assess.rules import Rules
from orebook.assess.screen import screened
from orebook.assess.series import Entry, belonging
from orebook.facts import Held, Quote
from orebook.terms import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day's quotes after every rule."""

    on: Annotated[date, "the market's day"]
    standing: Annotated[Sequence[Entry], "the quotes a price rests on; none when the day yields no price"]
    aside: Annotated[Mapping[str, str], "quote id -> rule"]


def day(product: Product, on: date, quotes: Iterable[Held[Quote]], rules: Rules) -> Day:
    """Pass a product's quotes of one day through range/1 R1 to R7."""
    entries, outside = belonging(product, quotes, rules)
    entries, restated = last_words(entries)
    entries, weighed = own_assessments(entries)
    entries, astray = screened(entries, rules)
    return Day(on=on, standing=entries, aside=outside | restated | weighed | astray)


def by_day(
    product: Product, quotes: Iterable[Held[Quote]], start: date, end: date
) -> dict[date, list[Held[Quote]]]:
    """This product's quotes from `start` to `end` by market day, each id once."""
    found: dict[date, dict[str, Held[Quote]]] = {}
    for held in quotes:
        if held.fact.product == product.id and start <= held.fact.price_date <= end:
            same = found.setdefault(held.fact.price_date, {})
            known = same.get(held.id)
            if known is None or held.recorded_at < known.recorded_at:
                same[held.id] = held
    return {on: list(same.values()) for on, same in found.items()}
