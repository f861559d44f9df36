"""The levels known of each product, against which a new one is held. Rules C2 and C3.

Only levels of the market count: no forecast, no order price, no bound, no average of a month. Levels are
compared within one basis: the same money, delivery and tax.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import attrgetter

from orebook.facts import Held, Quote, identity
from orebook.reader.bounds import level, signed
from orebook.reader.limits import Limits, limits
from orebook.terms import Catalog, Product
from orebook.units import convert

QUARANTINED = "quarantined"

#: What tells a quote from every other: its document, the place of its number, its product.
Heard = tuple[str, int, str]
#: One comparable series of a product: product, unit, delivery, tax.
Basis = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A level as it stands in the book: whose, of which day, how high, and whether it waits in quarantine."""

    day: date
    value: float
    voice: str
    published: date
    document: str
    quote: str
    said: str
    waiting: bool

    @property
    def told(self) -> tuple[date, str]:
        """When it was told: by publication, then by the hash of its document."""
        return self.published, self.document


@dataclass(slots=True)
class Known:
    """What the book knows of each product's levels, by basis and day."""

    catalog: Catalog
    levels: dict[Basis, list[Standing]] = field(default_factory=dict)
    heard: set[Heard] = field(default_factory=set)

    @property
    def limits(self) -> Limits:
        """The numbers of the check in force."""
        return limits(self.catalog)

    def learn(self, history: Iterable[Held[Quote]]) -> Known:
        """Take in quotes as the book holds them; one that was released no longer waits."""
        for held in history:
            waiting = QUARANTINED in held.fact.flags and not held.released
            self._add(held.fact, held.id, waiting)
        return self

    def hear(self, quotes: Iterable[Quote]) -> None:
        """Take in quotes that are about to be kept."""
        for quote in quotes:
            waiting = QUARANTINED in quote.flags
            self._add(quote, identity(quote) if waiting else "", waiting)

    def _add(self, quote: Quote, known_as: str, waiting: bool) -> None:
        placed, heard = self.placed(quote), _heard(quote)
        if placed is not None and heard not in self.heard:
            one = _standing(known_as, quote, placed[1], waiting)
            insort(self.levels.setdefault(placed[0], []), one, key=attrgetter("day"))
            self.heard.add(heard)

    def standing(self, quote: Quote, basis: Basis) -> Standing | None:
        """A quote that no book holds yet, as a level of a series; None when it is of another one."""
        placed = self.placed(quote)
        if placed is None or placed[0] != basis:
            return None
        return _standing("", quote, placed[1], waiting=False)

    def reach(self, quote: Quote) -> tuple[date, date]:
        """The market days whose levels have a say in a quote."""
        back, about = timedelta(weeks=self.limits.reach_weeks), timedelta(weeks=self.limits.witness_weeks)
        return quote.price_date - max(back, about), quote.price_date + about

    def placed(self, quote: Quote) -> tuple[Basis, float] | None:
        """The series a quote is a level of, and how high it stands there; None when it is no level."""
        product = self.catalog.products.get(quote.product)
        middle = level(quote.low, quote.high, quote.unit).middle
        if product is None or middle is None or middle <= 0 or signed(product):
            return None
        if quote.kind not in self.limits.level_kinds or set(self.limits.period_flags) & set(quote.flags):
            return None
        usual = convert(middle, quote.unit, product.unit)
        if usual is None:
            return (product.id, *_abroad(quote)), convert(middle, quote.unit, _per_tonne(quote)) or middle
        delivery, tax = quote.delivery or product.delivery or "", quote.tax or product.tax or ""
        return (product.id, product.unit, delivery.casefold(), tax), usual

    def latest(self, basis: Basis, quote: Quote) -> list[Standing]:
        """The levels of the last day before a quote's that were told before it and do not wait."""
        levels, told = self.levels.get(basis, []), (quote.published, quote.spans[0].document)
        first = quote.price_date - timedelta(weeks=self.limits.reach_weeks)
        found: list[Standing] = []
        for at in range(bisect_left(levels, quote.price_date, key=attrgetter("day")) - 1, -1, -1):
            one = levels[at]
            if one.day < first or (found and one.day < found[0].day):
                break
            if not one.waiting and one.told < told:
                found.append(one)
        return found

    def near(self, basis: Basis, quote: Quote) -> Iterator[Standing]:
        """Every level within a witness's reach of a quote's day, waiting or not, told in other documents."""
        levels, reach = self.levels.get(basis, []), timedelta(weeks=self.limits.witness_weeks)
        at = bisect_left(levels, quote.price_date - reach, key=attrgetter("day"))
        while at < len(levels) and levels[at].day <= quote.price_date + reach:
            if levels[at].document != quote.spans[0].document:
                yield levels[at]
            at += 1

    def release(self, basis: Basis, quote: str) -> None:
        """A level that waited no longer does."""
        levels = self.levels[basis]
        levels[:] = [replace(one, waiting=False) if one.quote == quote else one for one in levels]

    def product(self, name: str) -> Product:
        """A product by its id."""
        return self.catalog.products[name]


def _standing(known_as: str, quote: Quote, value: float, waiting: bool) -> Standing:
    return Standing(
        day=quote.price_date,
        value=value,
        voice=voice(quote),
        published=quote.published,
        document=quote.spans[0].document,
        quote=known_as,
        said=f"{quote.printed} ({quote.unit})",
        waiting=waiting,
    )


def _heard(quote: Quote) -> Heard:
    """A quote is heard once, from the book or on its way there; one number may be two products' price."""
    first = quote.spans[0]
    return first.document, first.start, quote.product


def voice(quote: Quote) -> str:
    """Whose figure it is: the contributor's where one is named, else the publisher's; empty: unknown."""
    return (quote.contributor or quote.source or "").strip().casefold()


def _abroad(quote: Quote) -> tuple[str, str, str]:
    return _per_tonne(quote), (quote.delivery or "").casefold(), quote.tax or ""


def _per_tonne(quote: Quote) -> str:
    """The unit of a level in another money than its product's: a tonne of it where masses convert."""
    money = quote.unit.partition("/")[0]
    return f"{money}/t" if convert(1.0, quote.unit, f"{money}/t") is not None else quote.unit
