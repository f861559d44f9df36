"""Which answers differ between two moments: each product's days asked at both, those that differ kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from orebook import chain as links
from orebook import units
from orebook.book import terms, walk
from orebook.book.walk import View

if TYPE_CHECKING:
    from orebook.facts import Assessment, Margin
    from orebook.terms import Chain

Key = tuple[str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A product's price of a day as answered at two moments; None where the product was not known."""

    product: str
    price_date: date
    before: Assessment | None
    after: Assessment | None

    @property
    def differs(self) -> bool:
        """Whether the two answers state another price or status."""
        return told(self.before) != told(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginMoved:
    """A process's margin of a day as worked out at two moments."""

    chain: str
    process: str
    price_date: date
    unit: str
    before: Annotated[float | None, "in `unit`, VAT excluded"]
    after: Annotated[float | None, "in `unit`, VAT excluded"]

    @property
    def differs(self) -> bool:
        """Whether the two answers differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMoved:
    """A TOML text that is another one at the second moment; None: there was none, or is none any more."""

    path: str
    before: Annotated[str | None, "SHA-256"]
    after: Annotated[str | None, "SHA-256"]
    lines: Annotated[str | None, "what changed, as a unified diff, where that was asked for"] = None


def told(made: Assessment | None) -> tuple[object, ...]:
    """What an assessment answers: its price, how it stands, and since when."""
    return () if made is None else (made.low, made.high, made.mid, made.unit, made.status, made.as_of)


def prices(before: View, after: View, first: Mapping[str, date], until: date) -> list[Moved]:
    """Prices that differ between two views, of some products, each from a day on.

    Days with evidence at either moment are asked, and after each that differs the days it may be carried to.
    """
    if not first:
        return []
    made = [_made(view, first, until) for view in (before, after)]
    days = {
        key for key in made[0].keys() | made[1].keys() if told(made[0].get(key)) != told(made[1].get(key))
    }
    asked = sorted(days | set(_carried(days, made, carry_days(before, after), until)))
    found = (
        Moved(
            product=product,
            price_date=day,
            before=made[0].get((product, day)) or price(before, product, day),
            after=made[1].get((product, day)) or price(after, product, day),
        )
        for product, day in asked
    )
    return [one for one in found if one.differs]


def carry_days(*views: View) -> int:
    """For how many days a price may be carried, by the method of any of some views."""
    methods = (terms.method(view.catalog, "range") for view in views)
    return max(int(method.parameters["carry_days"]) for method in methods)


def price(view: View, product: str, day: date) -> Assessment | None:
    """A product's price on a day; None where the catalogue of the view does not know it."""
    return walk.price(view, product, day) if product in view.catalog.products else None


def _made(view: View, first: Mapping[str, date], until: date) -> dict[Key, Assessment]:
    """Every price made of each product from its first day on."""
    known = [name for name in first if name in view.catalog.products]
    start = min(first.values())
    made = walk.prices(view, known, start, until) if known else []
    return {(one.product, one.price_date): one for one in made if one.price_date >= first[one.product]}


def _carried(
    days: Iterable[Key], made: list[dict[Key, Assessment]], carry: int, until: date
) -> Iterator[Key]:
    """The days after each that may show its price as carried: those without a price of their own."""
    for product, day in days:
        for after in range(1, carry + 1):
            key = product, day + timedelta(days=after)
            if key[1] > until:
                break
            if not all(key in one for one in made):
                yield key


def margins(before: View, after: View, days: Iterable[Key]) -> list[MarginMoved]:
    """What each process earned on some products' days at both moments, where it earned anything at either."""
    together: dict[date, set[str]] = {}
    for product, day in days:
        together.setdefault(day, set()).add(product)
    return [
        one
        for day in sorted(together)
        for name in sorted(before.catalog.chains.keys() | after.catalog.chains.keys())
        for one in _of_chain(before, after, name, together[day], day)
    ]


def _of_chain(before: View, after: View, name: str, products: set[str], day: date) -> Iterator[MarginMoved]:
    made = [_margins(view, view.catalog.chains.get(name), products, day) for view in (before, after)]
    for process in dict.fromkeys((*made[0], *made[1])):
        old, new = made[0].get(process), made[1].get(process)
        one = new or old
        if one is not None and any(each is not None and each.margin is not None for each in (old, new)):
            yield MarginMoved(
                chain=name,
                process=process,
                price_date=day,
                unit=one.unit,
                before=old.margin if old else None,
                after=new.margin if new else None,
            )


def _margins(view: View, chain: Chain | None, products: set[str], day: date) -> dict[str, Margin]:
    """The margins of those processes of a chain that take or make one of some products."""
    if chain is None:
        return {}
    touching = tuple(
        one for one in chain.processes if products & {one.makes, *(item.product for item in one.takes)}
    )
    part = replace(chain, processes=touching)
    made = {name: walk.price(view, name, day) for name in terms.touched(part)}
    found = links.margins(part, view.catalog.products, made, on=day, tax=units.TAX_EXCLUDED)
    return {one.process: one for one in found}
