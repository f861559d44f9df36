"""Why an answer differs between two moments: the facts learnt meanwhile, and the texts that changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from orebook.book import terms
from orebook.book.answers import Key
from orebook.book.moved import MarginMoved, Moved, TextMoved
from orebook.book.walk import View
from orebook.facts import in_segment

if TYPE_CHECKING:
    from orebook.facts import Assessment
    from orebook.ledger import Learnt

#: Facts that move a price, and in which order they are told.
_MOVING = ("correction", "judgement", "release", "quote")


class Reasons:
    """What was learnt between two moments, found by product and day."""

    def __init__(
        self, before: View, after: View, learnt: Sequence[Learnt], texts: Sequence[TextMoved]
    ) -> None:
        self.before, self.after, self.texts = before, after, texts
        self._learnt: dict[str, dict[date, list[Learnt]]] = defaultdict(lambda: defaultdict(list))
        for one in learnt:
            if one.fact in _MOVING and one.product is not None and one.price_date is not None:
                self._learnt[one.product][one.price_date].append(one)
        self._days = {product: sorted(days) for product, days in self._learnt.items()}
        self._segments = [one.id for one in learnt if one.fact == "segment"]
        self._told: dict[Key, tuple[str, ...]] = {}

    def of_price(self, moved: Moved) -> tuple[str, ...]:
        """Ids of corrections, judgements, releases and quotes behind a price, and what else changed.

        Those of the day and of the days its price was carried from; where there are none, those of the last
        day before: a blended price rests on it. Of loads, the rows that are new behind the price; where
        nothing else is known, the parts of the loads that were kept meanwhile.
        """
        near = self._near(moved)
        rests = _rests(moved)
        near = [one for one in near if one.fact != "quote" or one.id in rests] or near
        ordered = sorted(near, key=lambda one: (_MOVING.index(one.fact), one.id))
        facts = (*(one.id for one in ordered), *self._rows(moved))
        told = (*facts, *self._terms(moved)) or tuple(self._segments)
        self._told[moved.product, moved.price_date] = told
        return told

    def of_margin(self, moved: MarginMoved) -> tuple[str, ...]:
        """What moved the prices of the products a process takes and makes, and texts of chains.

        The prices of the day are to be told first.
        """
        chain = self.after.catalog.chains.get(moved.chain)
        process = next((one for one in chain.processes if one.id == moved.process), None) if chain else None
        products = (process.makes, *(one.product for one in process.takes)) if process else ()
        found = [why for name in products for why in self._told.get((name, moved.price_date), ())]
        changed = [one.path for one in self.texts if "chains/" in one.path]
        return tuple(dict.fromkeys((*found, *changed)))

    def _near(self, moved: Moved) -> list[Learnt]:
        """What was learnt of the day and those it was carried from; else of the last day before."""
        known = self._learnt.get(moved.product, {})
        days = {moved.price_date, *_since(moved)}
        near = [one for day in sorted(days) for one in known.get(day, ())]
        earlier = self._days.get(moved.product, [])
        at = bisect_left(earlier, moved.price_date)
        return near if near or not at else list(known[earlier[at - 1]])

    def _rows(self, moved: Moved) -> list[str]:
        """Rows of parts of loads learnt meanwhile that stand behind the price now and did not before."""
        known = set(self._segments)
        new = _weighed(moved.after) - _weighed(moved.before) if known else set()
        return sorted(one for one in new if (place := in_segment(one)) and place[0] in known)

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


def _rests(moved: Moved) -> set[str]:
    """The quotes a price rests on, at either moment."""
    made = (one for one in (moved.before, moved.after) if one is not None)
    return {quote for one in made for quote in one.used}


def _weighed(made: Assessment | None) -> set[str]:
    """The quotes used for a price, and those set aside."""
    return set() if made is None else {*made.used, *(one.quote for one in made.set_aside)}


def _since(moved: Moved) -> set[date]:
    """The days a price was carried from, at either moment."""
    made = (one for one in (moved.before, moved.after) if one is not None)
    return {one.as_of for one in made if one.as_of is not None}
