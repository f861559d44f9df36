"""A price a document states, once for each time it does; and the quotes they come to.

The same price told in title, lead and body is one quote with the spans of all three. An average beside its
own range is a check on it, not a price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from orebook.facts import Document, Quote, Span
from orebook.reader.terms_of_sale import Sale


@dataclass(slots=True, kw_only=True)
class Statement:
    """A price as one sentence or table row tells it."""

    product: str
    kind: str
    low: float | None
    high: float | None
    unit: str
    price_date: date
    printed: str
    spans: tuple[Span, ...]
    sentence: int
    flags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    average: bool = False
    contributor: str | None = None
    sale: Sale = field(default_factory=Sale)

    @property
    def series(self) -> tuple[str, date, str]:
        """Whose price it is, of which day, in which unit."""
        return self.product, self.price_date, self.unit

    @property
    def ranged(self) -> bool:
        """Whether it has two different ends."""
        return self.low is not None and self.high is not None and self.low < self.high


def quotes(document: Document, statements: Sequence[Statement]) -> tuple[Quote, ...]:
    """The quotes of a document: each price once, averages of a range stated beside them left out."""
    kept, flagged = _without_means(statements)
    merged: dict[tuple[object, ...], list[Statement]] = {}
    for statement in kept:
        key = (
            *statement.series,
            statement.kind,
            statement.contributor,
            statement.low,
            statement.high,
            statement.sale.delivery,
            statement.sale.terms,
        )
        merged.setdefault(key, []).append(statement)
    return tuple(_quote(document, told, flagged) for told in merged.values())


def _without_means(statements: Sequence[Statement]) -> tuple[list[Statement], set[int]]:
    """Leave out each mean told beside its range, and note the ranges whose mean lies outside them."""
    kept: list[Statement] = []
    flagged: set[int] = set()
    ranged: dict[tuple[str, date, str], list[Statement]] = {}
    for statement in statements:
        if statement.ranged:
            ranged.setdefault(statement.series, []).append(statement)
    for statement in statements:
        ranges = ranged.get(statement.series, [])
        if statement.low != statement.high or not ranges or statement.low is None:
            kept.append(statement)
            continue
        near = [other for other in ranges if _beside(statement, other)]
        if statement.average and near and not any(_within(statement.low, other) for other in near):
            flagged.update(id(other) for other in near)
            continue
        mean = any(_is_mean(statement.low, other) and _alike(statement, other) for other in near)
        if not (mean or (statement.average and near)):
            kept.append(statement)
    return kept, flagged


def _beside(mean: Statement, other: Statement) -> bool:
    """Whether a mean is told with a range: in its sentence, the next one, or after a table that holds it.

    A range of another size altogether is a slip that is refused; the mean beside it stays.
    """
    if mean.low is None or other.low is None or other.high is None:
        return False
    told = other.sentence < 0 <= mean.sentence or 0 <= mean.sentence - other.sentence <= 1
    widest = max(abs(other.low), abs(other.high))
    return told and other.low <= 3 * abs(mean.low) and abs(mean.low) <= 3 * widest


def _alike(mean: Statement, other: Statement) -> bool:
    """Whether a number that nobody calls an average may be one: of the same kind, told in the same breath."""
    beside = mean.sentence == other.sentence or other.sentence < 0
    return mean.average or (mean.kind == other.kind and beside)


def _is_mean(level: float, other: Statement) -> bool:
    return (
        other.low is not None and other.high is not None and abs((other.low + other.high) / 2 - level) < 1e-9
    )


def _within(level: float, other: Statement) -> bool:
    return other.low is not None and other.high is not None and other.low <= level <= other.high


def _quote(document: Document, told: Sequence[Statement], flagged: set[int]) -> Quote:
    first = told[0]
    flags = dict.fromkeys(flag for statement in told for flag in statement.flags)
    if flagged and any(id(statement) in flagged for statement in told):
        flags["average-disagrees"] = None
    if first.average:
        flags["average"] = None
    return Quote(
        product=first.product,
        kind=first.kind,
        low=first.low,
        high=first.high,
        unit=first.unit,
        price_date=first.price_date,
        published=document.published,
        source=document.source,
        contributor=first.contributor,
        tax=_first(told, "tax"),
        delivery=first.sale.delivery,
        place=None,
        volume=None,
        terms=first.sale.terms,
        spans=tuple(dict.fromkeys(span for statement in told for span in statement.spans)),
        printed=first.printed,
        repairs=first.repairs,
        flags=tuple(flags),
        rules=first.rules,
    )


def _first(told: Sequence[Statement], name: str) -> str | None:
    return next((getattr(statement.sale, name) for statement in told if getattr(statement.sale, name)), None)
