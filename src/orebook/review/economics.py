"""The processors' margin: its figures, its band, and how it moved on the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from orebook.facts import Margin
from orebook.review.blocks import MarginBlock, Mark
from orebook.review.content import Figure
from orebook.review.margin_points import points
from orebook.review.register import Register
from orebook.terms import Process
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED

WORDS = {"breakeven": "breakeven", "margin-change": "margin-change"}


def margins(register: Register) -> tuple[MarginBlock, ...]:
    """A block for each process of the chain that the week has a spot margin of."""
    blocks = []
    for process in register.week.chain.processes:
        now = _find(register.week.margins, process.id, TAX_EXCLUDED)
        if now is not None:
            block = _block(register, process, now)
            blocks.append(replace(block, points=points(register, process, block)))
    return tuple(blocks)


def _find(found: tuple[Margin, ...], process: str, tax: str) -> Margin | None:
    return next((m for m in found if (m.process, m.mode, m.tax) == (process, "spot", tax)), None)


def _block(register: Register, process: Process, now: Margin) -> MarginBlock:
    name = f"margin.{process.id}"
    register.rest(register.entry(name, "margin", process.id, now.price_date), steps=now.steps)
    included = _find(register.week.margins, process.id, TAX_INCLUDED) or now
    with_vat = included.margin if included.tax == TAX_INCLUDED else None
    return MarginBlock(
        process=process.id,
        link=process.link,
        entry=name,
        inverted=now.inverted,
        margin=_enter(register, now, f"{name}.margin", now.margin, "margin"),
        low=_enter(register, now, f"{name}.low", now.margin_low, "margin-low"),
        high=_enter(register, now, f"{name}.high", now.margin_high, "margin-high"),
        breakeven=_enter(register, now, f"{name}.breakeven", now.breakeven, "breakeven"),
        included=_enter(register, included, f"{name}.included", with_vat, "margin-included"),
        change=_change(register, now, name),
        points=(),
        marks=_marks(register, name, now),
    )


def _enter(
    register: Register, margin: Margin, key: str, value: float | None, what: str, entry: str | None = None
) -> str | None:
    """Enter one figure of a margin; its inputs are the mids the margin was worked from."""
    if value is None:
        return None
    figure = Figure(
        key=key,
        value=value,
        unit=margin.unit,
        subject=margin.process,
        what=what,
        on=margin.price_date,
        entry=entry or f"margin.{margin.process}",
        how=WORDS.get(what, "margin"),
        inputs=tuple(_mid(register, wanted) for wanted in margin.assessments),
        signed=what != "breakeven",
    )
    return register.add(figure)


def _mid(register: Register, wanted: str) -> str:
    """The figure of a mid that a margin names by its assessment; evidence will refuse an unknown id."""
    assessment = register.assessments.get(wanted)
    if assessment is None:
        return wanted
    week, product = register.week, assessment.product
    for name, held in ((product, week.assessments), (f"{product}.before", week.before)):
        if held.get(product) == assessment:
            return register.price(name, assessment)["mid"] or wanted
    return register.point(assessment) or wanted


def _change(register: Register, now: Margin, name: str) -> str | None:
    before = _find(register.week.margins_before, now.process, TAX_EXCLUDED)
    if before is None or before.margin is None or now.margin is None or before.unit != now.unit:
        return None
    earlier = _enter(register, before, f"{name}.before", before.margin, "margin")
    change = Figure(
        key=f"{name}.change",
        value=now.margin - before.margin,
        unit=now.unit,
        subject=now.process,
        what="margin-change",
        on=now.price_date,
        entry=name,
        how="margin-change",
        inputs=(f"{name}.margin", earlier or f"{name}.before"),
        signed=True,
    )
    return register.add(change)


def _marks(register: Register, name: str, now: Margin) -> tuple[Mark, ...]:
    """The margin's history within the weeks of a chart, a point a day."""
    week = register.week
    first = week.on - timedelta(weeks=int(week.method.parameters["chart_weeks"]))
    found = {}
    for margin in week.margin_history:
        same = (margin.process, margin.mode, margin.tax) == (now.process, now.mode, now.tax)
        if same and margin.margin is not None and first <= margin.price_date <= week.on:
            found[margin.price_date] = _mark(register, name, margin)
    return tuple(found[day] for day in sorted(found))


def _mark(register: Register, name: str, margin: Margin) -> Mark:
    mid = margin.margin if margin.margin is not None else 0.0
    low = margin.margin_low if margin.margin_low is not None else mid
    high = margin.margin_high if margin.margin_high is not None else mid
    entry = register.entry(f"{name}.charted", "charted", margin.process, register.week.on)
    key = _enter(register, margin, f"{entry}.{margin.price_date}", mid, "margin", entry) or name
    return Mark(on=margin.price_date, low=low, mid=mid, high=high, key=key)
