"""Why an answer differs between two moments: the facts learnt meanwhile, and the texts that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from orebook.book import terms
from orebook.book.moved import MarginMoved, Moved, TextMoved
from orebook.book.walk import View

if TYPE_CHECKING:
    from orebook.ledger import Learnt

#: Facts that move a price, and in which order they are told.
_MOVING = ("correction", "judgement", "release", "quote")


class Reasons:
    """What was learnt between two moments, found by product and day."""

    def __init__(
        self, before: View, after: View, learnt: Iterable[Learnt], texts: Sequence[TextMoved]
    ) -> None:
        self.before, self.after, self.texts = before, after, texts
        self._learnt: dict[str, list[Learnt]] = defaultdict(list)
        for one in learnt:
            if one.fact in _MOVING and one.product is not None and one.price_date is not None:
                self._learnt[one.product].append(one)

    def of_price(self, moved: Moved) -> tuple[str, ...]:
        """Ids of corrections, judgements, releases and quotes behind a price, and what else changed.

        Those of the day and of the days its price was carried from; where there are none, those of the last
        day before: a blended price rests on it.
        """
        known = self._learnt.get(moved.product, [])
        days = {moved.price_date, *_since(moved)}
        near = [one for one in known if one.price_date in days] or self._last(known, moved.price_date)
        ordered = sorted(near, key=lambda one: (_MOVING.index(one.fact), one.id))
        return (*(one.id for one in ordered), *self._terms(moved))

    def of_margin(self, moved: MarginMoved) -> tuple[str, ...]:
        """Ids of what was learnt of the products a process takes and makes, and texts of chains."""
        chain = self.after.catalog.chains.get(moved.chain)
        process = next((one for one in chain.processes if one.id == moved.process), None) if chain else None
        products = (process.makes, *(one.product for one in process.takes)) if process else ()
        prices = [
            Moved(product=name, price_date=moved.price_date, before=None, after=None) for name in products
        ]
        found = [why for one in prices for why in self.of_price(one)]
        changed = [one.path for one in self.texts if "chains/" in one.path]
        return tuple(dict.fromkeys((*found, *changed)))

    def _last(self, known: Sequence[Learnt], day: date) -> list[Learnt]:
        earlier = [one.price_date for one in known if one.price_date is not None and one.price_date < day]
        return [one for one in known if earlier and one.price_date == max(earlier)]

    def _terms(self, moved: Moved) -> tuple[str, ...]:
        """The method or the product's own text, where another one is in use at the second moment."""
        if self.before.catalog is self.after.catalog:
            return ()
        methods = [terms.method(view.catalog, "range") for view in (self.before, self.after)]
        found = []
        if methods[0].text != methods[1].text:
            found.append(f"method {methods[0].id} -> {methods[1].id}")
        old, new = (view.catalog.products.get(moved.product) for view in (self.before, self.after))
        if old != new:
            found += [one.path for one in self.texts if "products/" in one.path] or [
                f"product {moved.product}"
            ]
        return tuple(found)


def _since(moved: Moved) -> set[date]:
    """The days a price was carried from, at either moment."""
    made = (one for one in (moved.before, moved.after) if one is not None)
    return {one.as_of for one in made if one.as_of is not None}
