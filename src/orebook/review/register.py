"""Where every figure is entered before it may be printed, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from orebook.facts import MADE, Assessment, SetAside, identity
from orebook.review.blocks import Mark
from orebook.review.content import Entry, Figure
from orebook.review.week import Week

PRICE = ("low", "high", "mid")
T = TypeVar("T")


@dataclass(slots=True)
class Register:
    """The figures and evidence of one review while it is planned.

    `assessments` are those of the week by id; `relied` are those that some figure came to rest on, by id,
    each with the key of the first such figure.
    """

    week: Week
    figures: dict[str, Figure] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    relied: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for assessment in _known(self.week):
            self.assessments.setdefault(identity(assessment), assessment)

    def entry(self, key: str, what: str, subject: str, on: date) -> str:
        """Open a place in the evidence, or find it open."""
        self.entries.setdefault(key, Entry(key=key, what=what, subject=subject, on=on))
        return key

    def rest(
        self,
        key: str,
        *,
        used: Iterable[str] = (),
        set_aside: Iterable[SetAside] = (),
        phrases: Iterable[str] = (),
        steps: Sequence[str] = (),
        method: str | None = None,
    ) -> None:
        """Add what an entry rests on; each thing once, in the order it came."""
        old = self.entries[key]
        self.entries[key] = replace(
            old,
            used=_once(old.used, used),
            set_aside=_once(old.set_aside, set_aside),
            phrases=_once(old.phrases, phrases),
            steps=_once(old.steps, steps),
            method=method or old.method,
        )

    def add(self, figure: Figure) -> str:
        """Enter a figure under its entry and return its key; the first of a key stands."""
        if figure.key not in self.figures:
            self.figures[figure.key] = figure
            entry = self.entries[figure.entry]
            self.entries[figure.entry] = replace(entry, figures=(*entry.figures, figure.key))
        return figure.key

    def price(self, name: str, assessment: Assessment) -> dict[str, str | None]:
        """Enter the low, high and mid of an assessment; None where it has none.

        What was set aside is shown for the close alone: an earlier close had its own review.

        Args:
            name: what to call it, for instance prnd-oxide, or prnd-oxide.before.
            assessment: the price; its quotes are what the figures cite.
        """
        where = self.entry(name, "assessment", assessment.product, assessment.price_date)
        aside = assessment.set_aside if name == assessment.product else ()
        self.rest(where, used=assessment.used, set_aside=aside, method=assessment.method)
        keys: dict[str, str | None] = dict.fromkeys(PRICE)
        for what in PRICE:
            value = getattr(assessment, what)
            if value is not None:
                keys[what] = self.add(_of(assessment, f"{name}.{what}", what, value, where))
        self.rely(assessment, next((key for key in keys.values() if key), None))
        return keys

    def point(self, assessment: Assessment) -> str | None:
        """Enter the mid of one day of the past, among the points of its product's charts."""
        if assessment.mid is None:
            return None
        name = f"{assessment.product}.charted"
        where = self.entry(name, "charted", assessment.product, self.week.on)
        self.rest(where, used=assessment.used)
        key = f"{name}.{assessment.price_date}"
        self.add(_of(assessment, key, "mid", assessment.mid, where))
        self.rely(assessment, key)
        return key

    def marks(self, assessments: Iterable[Assessment]) -> tuple[Mark, ...]:
        """Enter the days of a chart that have a price of their own; a carried price is no point."""
        own = (item for item in assessments if item.status in MADE)
        return tuple(_mark(item, key) for item in own if (key := self.point(item)) is not None)

    def recent(self, product: str) -> list[Assessment]:
        """The assessments of a product within the weeks a chart shows, oldest first."""
        weeks = int(self.week.method.parameters["chart_weeks"])
        first = self.week.on - timedelta(weeks=weeks)
        history = self.week.history.get(product, ())
        inside = (item for item in history if first <= item.price_date <= self.week.on)
        return sorted(inside, key=lambda item: item.price_date)

    def rely(self, assessment: Assessment, key: str | None) -> None:
        """Note that a figure rests on an assessment, so that it is checked against its quotes."""
        if key is not None:
            self.relied.setdefault(identity(assessment), key)


def _known(week: Week) -> Iterable[Assessment]:
    yield from week.assessments.values()
    yield from week.before.values()
    for series in week.history.values():
        yield from series


def _once(old: tuple[T, ...], new: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _of(assessment: Assessment, key: str, what: str, value: float, entry: str) -> Figure:
    return Figure(
        key=key,
        value=value,
        unit=assessment.unit,
        subject=assessment.product,
        what=what,
        on=assessment.price_date,
        entry=entry,
        cites=(*assessment.used, *assessment.judgements),
    )


def _mark(assessment: Assessment, key: str) -> Mark:
    mid = assessment.mid if assessment.mid is not None else 0.0
    low = assessment.low if assessment.low is not None else mid
    high = assessment.high if assessment.high is not None else mid
    return Mark(on=assessment.price_date, low=low, mid=mid, high=high, key=key)
