"""A view's prices of some products over many days, fetched once and asked day by day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from orebook.book import terms, walk
from orebook.book.walk import View
from orebook.facts import Assessment

if TYPE_CHECKING:
    from orebook.terms import Product

Key = tuple[str, date]


class Answers:
    """What a view says some products cost, on any day from each one's first to the last.

    The same as `walk.price` says day by day, but for quotes set aside on a day without a price of its own:
    those a carried price does not list.
    """

    def __init__(self, view: View, first: Mapping[str, date], until: date) -> None:
        method = terms.method(view.catalog, "range")
        self._method, self._known_at = method.id, view.known_at
        self.carry = int(method.parameters["carry_days"])
        self._products = {
            name: view.catalog.products[name] for name in first if name in view.catalog.products
        }
        start = min(first.values(), default=until) - timedelta(days=self.carry)
        made = walk.prices(view, list(self._products), start, until) if self._products else []
        self.made: dict[Key, Assessment] = {(one.product, one.price_date): one for one in made}
        self._days: dict[str, list[date]] = {}
        for product, day in sorted(self.made):
            self._days.setdefault(product, []).append(day)

    def price(self, product: str, day: date) -> Assessment | None:
        """A product's price on a day: made, carried or suspended; None where it was not known."""
        known = self._products.get(product)
        if known is None:
            return None
        days = self._days.get(product, [])
        at = bisect_right(days, day)
        last = days[at - 1] if at else None
        if last == day:
            return self.made[product, day]
        if last is None or (day - last).days > self.carry:
            return self._suspended(known, day)
        return replace(self.made[product, last], price_date=day, status="carried", as_of=last)

    def _suspended(self, product: Product, day: date) -> Assessment:
        return Assessment(
            product=product.id, price_date=day, low=None, high=None, mid=None, unit=product.unit,
            status="suspended", used=(), set_aside=(), method=self._method, known_at=self._known_at,
        )  # fmt: skip
