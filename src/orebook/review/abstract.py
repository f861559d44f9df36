"""The abstract of two to four sentences, and the few numbers at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.review.blocks import Glance, MarginBlock, MatrixRow, Row
from orebook.review.content import Between, Day, Figure, Many, Point, Ref, Slot, Term
from orebook.review.content import Name as Product
from orebook.review.directions import DOWN, STILL, UP
from orebook.review.headline import stuck
from orebook.review.prices import leading
from orebook.review.register import Register
from orebook.review.segments import spoken


def abstract(
    register: Register, rows: Sequence[Row], margins: Sequence[MarginBlock], matrix: Sequence[MatrixRow]
) -> tuple[Point, ...]:
    """The leading prices, the processors' margin, the link that is stuck, and how broad the moves were."""
    if not any(row.mid for row in rows):
        return (Point("abstract-nothing", {"day": Day(register.week.on)}), *_stuck(register, matrix))
    lead = [row for product in leading(register) for row in rows if row.product == product and row.mid]
    found = [*_lead(lead), *(block.points[0] for block in margins[:1]), *_stuck(register, matrix)]
    return (*found, *_breadth(register, rows))


def _lead(rows: list[Row]) -> list[Point]:
    clauses = tuple(Point(f"abstract-{_kind(row)}", _slots(row)) for row in rows)
    return [Point("abstract-lead", {"clauses": Many(clauses, clauses=True)})] if clauses else []


def _kind(row: Row) -> str:
    if row.direction is None:
        return "new" if row.fresh else "old"
    return "still" if row.direction in STILL else "moved"


def _slots(row: Row) -> dict[str, Slot]:
    slots: dict[str, Slot] = {"product": Product(row.product), "range": Between(row.low, row.high)}
    slots["unit"] = Term("units", row.unit)
    if row.change and row.percent and row.direction:
        slots |= {"change": Ref(row.change), "percent": Ref(row.percent)}
        slots["moved"] = Term("moved", row.direction)
    if row.as_of:
        slots["day"] = Day(row.as_of)
    return slots


def _stuck(register: Register, matrix: Sequence[MatrixRow]) -> list[Point]:
    """The link most in stalemate with what both sides did, or nothing."""
    row = stuck(register, matrix)
    if row is None:
        return []
    clauses = []
    for side in ("seller", "buyer"):
        said = tuple(item for item in row.said if item.side == side)[:2]
        if said:
            clauses.append(spoken(row.link, side, said))
    return [Point("abstract-stalemate", {"clauses": Many(tuple(clauses), clauses=True)})] if clauses else []


def _breadth(register: Register, rows: Sequence[Row]) -> list[Point]:
    compared = [row for row in rows if row.direction]
    if len(compared) < int(register.week.method.parameters["breadth_from"]):
        return []
    groups = {"compared": (*UP, *DOWN, *STILL), "risen": UP, "fallen": DOWN, "held": STILL}
    return [
        Point(
            "abstract-breadth",
            {name: Ref(_count(register, compared, name, ids)) for name, ids in groups.items()},
        )
    ]


def _count(register: Register, compared: list[Row], name: str, directions: Sequence[str]) -> str:
    """How many of the compared prices did something; it rests on every change that was compared."""
    week = register.week
    figure = Figure(
        key=f"count.{name}",
        value=float(sum(row.direction in directions for row in compared)),
        unit="count",
        subject=week.chain.id,
        what=name,
        on=week.on,
        entry=register.entry("count.moves", "count", week.chain.id, week.on),
        how="count-moves",
        inputs=tuple(row.percent for row in compared if row.percent),
    )
    return register.add(figure)


def glances(
    register: Register, rows: Sequence[Row], margins: Sequence[MarginBlock], matrix: Sequence[MatrixRow]
) -> tuple[Glance, ...]:
    """The leading prices, the margin, and the link that is most stuck."""
    lead = [row for product in leading(register) for row in rows if row.product == product and row.mid]
    found = [_price(row) for row in lead]
    found += [_margin(register, block) for block in margins if block.margin]
    row = stuck(register, matrix)
    if row is not None:
        note = Point(
            "glance-link", {"sellers": Term("sellers", row.link), "buyers": Term("buyers", row.link)}
        )
        label, value = Term("terms", "stuck"), Term("states", row.state or "")
        found.append(Glance(label=label, value=value, unit=None, note=note))
    return tuple(found)


def _price(row: Row) -> Glance:
    slots = _slots(row)
    note = Point("glance-change", slots) if row.direction else Point(f"glance-{_kind(row)}", slots)
    return Glance(label=Product(row.product), value=Between(row.low, row.high), unit=row.unit, note=note)


def _margin(register: Register, block: MarginBlock) -> Glance:
    assert block.margin is not None
    fee: dict[str, Slot] = {"fee": Term("fee", "below" if block.inverted else "above")}
    note = Point("glance-fee", fee)
    if block.change:
        note = Point("glance-fee-change", {**fee, "change": Ref(block.change)})
    unit = register.figures[block.margin].unit
    return Glance(label=Term("margins", block.link), value=Ref(block.margin), unit=unit, note=note)
