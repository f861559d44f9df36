"""What is said of a processor's margin: level, band, move, and the price at which it would break even."""

from __future__ import annotations

from orebook.review.blocks import MarginBlock
from orebook.review.content import Between, Many, Name, Point, Ref, Slot, Term
from orebook.review.register import Register
from orebook.terms import Process


def points(register: Register, process: Process, block: MarginBlock) -> tuple[Point, ...]:
    """The sentences of a margin block, in order; one plain sentence when it cannot be worked."""
    if block.margin is None:
        return (_missing(register, process),)
    said = [_level(register, process, block)]
    if block.change is not None:
        said.append(_move(register, block))
    if block.breakeven is not None:
        takes, makes = Name(process.takes[0].product), Name(process.makes)
        said.append(
            Point("margin-breakeven", {"input": takes, "output": makes, "price": Ref(block.breakeven)})
        )
    if block.low is not None and block.high is not None:
        said.append(_band(register, block))
    return tuple(said)


def processors(process: Process | MarginBlock) -> Term:
    """Who runs a process: the buyers of its link."""
    return Term("buyers", process.link)


def sign(register: Register, key: str) -> str:
    """Whether a figure is below zero, at it, or above."""
    value = register.figures[key].value
    return "below" if value < 0 else "above"


def _level(register: Register, process: Process, block: MarginBlock) -> Point:
    assert block.margin is not None
    slots: dict[str, Slot] = {
        "processors": processors(process),
        "output": Name(process.makes),
        "margin": Ref(block.margin),
        "unit": Term("units", register.figures[block.margin].unit),
        "fee": Term("fee", "below" if block.inverted else "above"),
    }
    if block.included is None:
        return Point("margin-level", slots)
    return Point("margin-level-included", {**slots, "included": Ref(block.included)})


def _move(register: Register, block: MarginBlock) -> Point:
    assert block.change is not None
    value = register.figures[block.change].value
    if not round(value):
        return Point("margin-same")
    way = "better" if value > 0 else "worse"
    return Point(f"margin-{way}", {"change": Ref(block.change)})


def _band(register: Register, block: MarginBlock) -> Point:
    """The caution of the band: a sign that its kindest inputs turn round proves no cash loss."""
    assert block.low is not None and block.high is not None
    low, high = sign(register, block.low), sign(register, block.high)
    frame = "margin-band-astride" if low != high else f"margin-band-{low}"
    return Point(frame, {"band": Between(block.low, block.high)})


def _missing(register: Register, process: Process) -> Point:
    needed = [*(item.product for item in process.takes), process.makes]
    held = register.week.assessments
    lacking = [name for name in needed if name not in held or held[name].mid is None]
    products = Many(tuple(Name(name) for name in lacking or needed))
    return Point("margin-missing", {"processors": processors(process), "products": products})
