"""One day's quotes of a product, passed through the rules in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from orebook.assess.cap import weighed
from orebook.assess.judging import Verdicts
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
    standing: Annotated[Sequence[Entry], "the quotes that stand, each with the weight it counts by"]
    aside: Annotated[Mapping[str, str], "quote id -> name of the rule"]
    capped: Annotated[bool, "whether a contributor's weight was brought down"]
    verdicts: Annotated[Verdicts, "what people judged of it"]

    @property
    def priced(self) -> bool:
        """Whether the day yields a price of its own."""
        return bool(self.standing) or self.verdicts.price is not None


def day(product: Product, on: date, quotes: Iterable[Held[Quote]], rules: Rules, verdicts: Verdicts) -> Day:
    """Pass a product's quotes of one day through range/1 R1 to R7, range/2 R1 to R11."""
    entries, outside = belonging(product, quotes, rules, verdicts)
    entries, restated = last_words(entries)
    entries, of_own = own_assessments(entries)
    entries, astray = screened(entries, rules)
    entries, capped = weighed(entries, rules)
    aside = outside | restated | of_own | astray
    return Day(on=on, standing=entries, aside=aside, capped=capped, verdicts=verdicts)


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
