"""A section a segment: what rose and fell, what did not move, who said what, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.facts import LINKS
from orebook.review.blocks import MatrixRow, Row, Section
from orebook.review.content import Between, Day, Many, Name, Point, Ref, Said, Slot, Term
from orebook.review.directions import DOWN, UP
from orebook.review.prices import leading
from orebook.review.register import Register


def sections(register: Register, rows: Sequence[Row], matrix: Sequence[MatrixRow]) -> tuple[Section, ...]:
    """A section for every segment, in the order of the chain; a segment without evidence says so (V5)."""
    return tuple(_section(register, segment, rows, matrix) for segment in register.week.chain.segments)


def voices(segment: str) -> list[tuple[str, str]]:
    """The sides of the links that speak for a segment: sellers of what it makes, buyers of what it takes.

    >>> voices("oxide")
    [('ore-oxide', 'buyer'), ('oxide-metal', 'seller')]
    >>> voices("scrap")
    [('scrap-oxide', 'seller'), ('scrap-oxide', 'buyer')]
    """
    found = []
    for link in LINKS:
        sold, _, bought = link.partition("-")
        buyer = sold if sold == "scrap" else bought
        found += [(link, side) for side, home in (("seller", sold), ("buyer", buyer)) if home == segment]
    return found


def _section(register: Register, segment: str, rows: Sequence[Row], matrix: Sequence[MatrixRow]) -> Section:
    prices = _prices(register, [row for row in rows if row.segment == segment])
    heard = _heard(segment, matrix)
    states = [_state(register, row) for row in matrix if row.link.startswith(f"{segment}-") and row.state]
    named = {"segment": Term("segments", segment)}
    if not prices and not heard:
        return Section(segment=segment, points=(Point("segment-nothing", named),))
    if not prices:
        prices = [Point("segment-no-price", named)]
    return Section(segment=segment, points=(*prices, *(heard or [Point("segment-no-voice", named)]), *states))


def _prices(register: Register, rows: list[Row]) -> list[Point]:
    groups = {
        "up": [row for row in rows if row.direction in UP],
        "down": [row for row in rows if row.direction in DOWN],
        "steady": [row for row in rows if row.direction == "stable"],
        "still": [row for row in rows if row.direction == "unchanged"],
        "new": [row for row in rows if row.mid and row.fresh and not row.direction],
        "old": [row for row in rows if row.mid and not row.fresh],
        "none": [row for row in rows if not row.mid],
    }
    return [_group(register, name, found) for name, found in groups.items() if found]


def _group(register: Register, name: str, rows: list[Row]) -> Point:
    """One sentence for the rows that did the same, the leading products and the largest moves first."""
    lead, most = leading(register), int(register.week.method.parameters["listed_moves"])

    def order(row: Row) -> tuple[bool, float]:
        moved = abs(register.figures[row.percent].value) if row.percent else 0.0
        return row.product not in lead, -moved

    ordered = sorted(rows, key=order)
    if len(ordered) == 1:
        return Point(f"segment-{name}-one", _slots(ordered[0]))
    items: list[Slot] = [Point(f"clause-{name}", _slots(row)) for row in ordered[:most]]
    if len(ordered) > most:
        items.append(Term("terms", "others"))
    return Point(
        f"segment-{name}", {"items": Many(tuple(items), clauses=name in ("up", "down", "steady", "old"))}
    )


def _slots(row: Row) -> dict[str, Slot]:
    slots: dict[str, Slot] = {"product": Name(row.product), "unit": Term("units", row.unit)}
    if row.low or row.high:
        slots["range"] = Between(row.low, row.high)
    if row.change and row.percent and row.direction:
        slots |= {"change": Ref(row.change), "percent": Ref(row.percent)}
        slots |= {"moved": Term("moved", row.direction), "how": Term("how", row.direction)}
    if row.as_of:
        slots["day"] = Day(row.as_of)
    return slots


def _heard(segment: str, matrix: Sequence[MatrixRow]) -> list[Point]:
    """What each side that belongs to a segment said, a clause a side."""
    rows = {row.link: row for row in matrix}
    clauses: list[Slot] = []
    for link, side in voices(segment):
        said = tuple(item for item in rows[link].said if item.side == side) if link in rows else ()
        if said:
            clauses.append(spoken(link, side, said))
    return [Point("segment-said", {"clauses": Many(tuple(clauses), clauses=True)})] if clauses else []


def spoken(link: str, side: str, said: tuple[Said, ...]) -> Point:
    """A clause: a party, and what it did."""
    return Point("clause-said", {"party": Term(f"{side}s", link), "said": Many(said)})


def _state(register: Register, row: MatrixRow) -> Point:
    slots: dict[str, Slot] = {
        "sellers": Term("sellers", row.link),
        "buyers": Term("buyers", row.link),
        "state": Term("states", row.state or ""),
    }
    if row.stalemate is None or not register.figures[row.stalemate].value:
        return Point("segment-state", slots)
    return Point("segment-state-index", {**slots, "index": Ref(row.stalemate)})
