"""Which answers differ between two moments: each product's days asked at both, those that differ kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from orebook import chain as links
from orebook import units
from orebook.book import terms
from orebook.book.answers import Answers, Key
from orebook.book.walk import View

if TYPE_CHECKING:
    from orebook.facts import Assessment, Margin
    from orebook.terms import Chain


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
    answers = Answers(before, first, until), Answers(after, first, until)
    days = {
        (product, day)
        for product, day in answers[0].made.keys() | answers[1].made.keys()
        if told(answers[0].made.get((product, day))) != told(answers[1].made.get((product, day)))
    }
    carry = max(one.carry for one in answers)
    asked = days | {(product, later) for product, day in days for later in following(day, carry, until)}
    found = (
        Moved(product=product, price_date=day, before=answers[0].price(product, day),
              after=answers[1].price(product, day))
        for product, day in sorted(asked)
    )  # fmt: skip
    return [one for one in found if one.differs]


def following(day: date, carry: int, until: date) -> Iterator[date]:
    """The days after one to which its price may be carried."""
    later = (day + timedelta(days=after) for after in range(1, carry + 1))
    return (one for one in later if one <= until)


def margins(before: View, after: View, days: Collection[Key]) -> list[MarginMoved]:
    """What each process earned on some products' days at both moments, where it earned anything at either."""
    together: dict[date, set[str]] = {}
    for product, day in days:
        together.setdefault(day, set()).add(product)
    found: list[MarginMoved] = []
    for name in sorted(before.catalog.chains.keys() | after.catalog.chains.keys()) if together else ():
        made = [_Earned(view, name, together) for view in (before, after)]
        for day in sorted(together):
            found += _of_day(name, day, made[0].margins(day), made[1].margins(day))
    return found


def _of_day(
    name: str, day: date, old: Mapping[str, Margin], new: Mapping[str, Margin]
) -> Iterator[MarginMoved]:
    for process in dict.fromkeys((*old, *new)):
        one, other = old.get(process), new.get(process)
        known = one or other
        if known is not None and any(each is not None and each.margin is not None for each in (one, other)):
            yield MarginMoved(
                chain=name,
                process=process,
                price_date=day,
                unit=known.unit,
                before=one.margin if one else None,
                after=other.margin if other else None,
            )


class _Earned:
    """What the processes of a chain that take or make some products earned, by one view."""

    def __init__(self, view: View, name: str, together: Mapping[date, set[str]]) -> None:
        self.view, self.together = view, together
        self.chain = view.catalog.chains.get(name)
        touched = set() if self.chain is None else set(terms.touched(self.chain))
        moved = set().union(*together.values()) & touched
        needed = terms.touched(self._touching(moved)) if self.chain is not None and moved else []
        first = dict.fromkeys(needed, min(together))
        self.answers = Answers(view, first, max(together))

    def margins(self, day: date) -> dict[str, Margin]:
        """Margins of a day by process."""
        part = self._touching(self.together[day]) if self.chain is not None else None
        if part is None or not part.processes:
            return {}
        made = {name: self.answers.price(name, day) for name in terms.touched(part)}
        known = {name: one for name, one in made.items() if one is not None}
        found = links.margins(part, self.view.catalog.products, known, on=day, tax=units.TAX_EXCLUDED)
        return {one.process: one for one in found}

    def _touching(self, products: set[str]) -> Chain:
        """The chain with those of its processes alone that take or make one of some products."""
        assert self.chain is not None
        touching = (
            one
            for one in self.chain.processes
            if products & {one.makes, *(item.product for item in one.takes)}
        )
        return replace(self.chain, processes=tuple(touching))
