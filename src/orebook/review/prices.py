"""The price table: each product's range at the close, and its move since the close a week earlier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from orebook.facts import MADE, Assessment
from orebook.review.blocks import Mark, Row
from orebook.review.content import Figure, Many, Name, Point
from orebook.review.directions import direction
from orebook.review.register import Register
from orebook.review.week import Week


def rows(register: Register) -> tuple[Row, ...]:
    """A row for each product assessed at the close, in the order of the chain's segments.

    Within a segment the products that lead the review come first, then the dearest.
    """
    week = register.week
    priced = [
        item for item in week.assessments.values() if item.product in week.products and told(week, item)
    ]
    lead = leading(register)
    segments = list(week.chain.segments)

    def order(item: Assessment) -> tuple[int, int, float, str]:
        segment = week.products[item.product].segment
        place = segments.index(segment) if segment in segments else len(segments)
        first = lead.index(item.product) if item.product in lead else len(lead)
        return place, first, -(item.mid or 0.0), item.product

    return tuple(_row(register, item) for item in sorted(priced, key=order))


def told(week: Week, assessment: Assessment) -> bool:
    """Whether a product belongs in the table: it has a price, or was quoted this week in vain."""
    cited = (*assessment.used, *(item.quote for item in assessment.set_aside))
    days = (week.quotes[cite].price_date for cite in cited if cite in week.quotes)
    return assessment.mid is not None or any(day > week.previous for day in days)


def unpriced(week: Week) -> tuple[Point, ...]:
    """What to say of the products the book knows of and has no usable price for."""
    names = sorted(
        item.product
        for item in week.assessments.values()
        if item.product in week.products and not told(week, item)
    )
    return (Point("prices-none", {"items": Many(tuple(Name(name) for name in names))}),) if names else ()


def leading(register: Register) -> list[str]:
    """The products a review of this chain opens with."""
    week = register.week
    named = week.method.parameters.get("lead", {}).get(week.chain.id, ())
    return [product for product in named if product in week.products]


def fresh(assessment: Assessment, previous: date) -> bool:
    """Whether a price was made since the previous close (review/1, V4).

    A price carried from the previous close or before says nothing of this week.
    """
    made = assessment.as_of or assessment.price_date
    return assessment.mid is not None and assessment.status != "suspended" and made > previous


def _row(register: Register, now: Assessment) -> Row:
    keys = register.price(now.product, now)
    row = Row(
        product=now.product,
        segment=register.week.products[now.product].segment,
        unit=now.unit,
        status=now.status,
        entry=now.product,
        low=keys["low"],
        high=keys["high"],
        mid=keys["mid"],
        fresh=fresh(now, register.week.previous),
        as_of=now.as_of if now.status == "carried" else None,
        marks=_weekly(register, now),
    )
    before = register.week.before.get(now.product)
    return (
        row
        if before is None or not _comparable(register, now, before)
        else _moved(register, row, now, before)
    )


def _comparable(register: Register, now: Assessment, before: Assessment) -> bool:
    made = fresh(now, register.week.previous)
    return made and bool(before.mid) and before.unit == now.unit


def _moved(register: Register, row: Row, now: Assessment, before: Assessment) -> Row:
    assert now.mid is not None and before.mid is not None
    earlier = register.price(f"{now.product}.before", before)
    inputs = tuple(key for key in (row.mid, earlier["mid"]) if key)
    move = now.mid - before.mid
    return replace(
        row,
        change=_change(register, row, "change", move, now.unit, inputs),
        percent=_change(register, row, "percent", 100 * move / before.mid, "percent", inputs),
        direction=direction(now, before, register.week.method.parameters),
    )


def _change(register: Register, row: Row, what: str, value: float, unit: str, inputs: tuple[str, ...]) -> str:
    return register.add(
        Figure(
            key=f"{row.product}.{what}",
            value=value,
            unit=unit,
            subject=row.product,
            what=what,
            on=register.week.on,
            entry=row.entry,
            how=f"price-{what}",
            inputs=inputs,
            signed=True,
        )
    )


def _weekly(register: Register, now: Assessment) -> tuple[Mark, ...]:
    """The last price of each week: what a line the height of a word can show."""
    last: dict[tuple[int, int], Assessment] = {}
    for item in register.recent(now.product):
        if item.mid is not None and item.status in MADE:
            last[item.price_date.isocalendar()[:2]] = item
    return register.marks(last.values())
