"""The week's most telling fact, chosen by rule (review/1, V2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from orebook.review.blocks import MarginBlock, MatrixRow, Row
from orebook.review.content import Name, Point, Slot, Term
from orebook.review.directions import STILL
from orebook.review.margin_points import processors
from orebook.review.prices import leading
from orebook.review.register import Register

#: Rules that may follow the headline as its tail.
TAILS = ("stalemate", "largest-move")


def headline(
    register: Register, rows: Sequence[Row], margins: Sequence[MarginBlock], matrix: Sequence[MatrixRow]
) -> Point:
    """The first telling fact of the method's order, with the next one that holds as its tail."""
    rules: dict[str, Callable[[], dict[str, Slot] | None]] = {
        "inversion-opens": lambda: _inversion(register, margins, "opens"),
        "inversion-deepening": lambda: _inversion(register, margins, "deepening"),
        "inversion-easing": lambda: _inversion(register, margins, "easing"),
        "stalemate": lambda: _stalemate(register, matrix),
        "largest-move": lambda: _largest(register, rows),
        "quiet": lambda: {} if any(row.direction in STILL for row in rows) else None,
        "first-prices": lambda: {} if any(row.fresh for row in rows) else None,
        "no-evidence": lambda: {},
    }
    order = [name for name in register.week.method.parameters["headline"] if name in rules]
    held = [(name, slots) for name in order if (slots := rules[name]()) is not None]
    (first, slots), rest = held[0], held[1:]
    tail = next(((name, found) for name, found in rest if name in TAILS), None)
    if tail is None or first in ("no-evidence", "first-prices"):
        return Point(f"headline-{first}", slots)
    return Point(
        "headline-tailed",
        {"head": Point(f"headline-{first}", slots), "tail": Point(f"tail-{tail[0]}", tail[1])},
    )


def _inversion(register: Register, margins: Sequence[MarginBlock], how: str) -> dict[str, Slot] | None:
    limit = float(register.week.method.parameters["margin_change"])
    for block in margins:
        if not block.inverted or block.change is None or block.margin is None:
            continue
        change = register.figures[block.change].value
        opened = register.figures[block.margin].value - change >= 0
        kinds = {"opens": opened, "deepening": not opened and change <= -limit, "easing": change >= limit}
        if kinds[how]:
            return {"processors": processors(block)}
    return None


def stuck(register: Register, matrix: Sequence[MatrixRow]) -> MatrixRow | None:
    """The link that is most stuck, if any is in stalemate."""
    held = [row for row in matrix if row.state == "stalemate"]
    return max(held, key=lambda row: _index(register, row), default=None)


def _index(register: Register, row: MatrixRow) -> float:
    return register.figures[row.stalemate].value if row.stalemate else 0.0


def _stalemate(register: Register, matrix: Sequence[MatrixRow]) -> dict[str, Slot] | None:
    row = stuck(register, matrix)
    if row is None or _index(register, row) < float(register.week.method.parameters["stalemate_index"]):
        return None
    return {"sellers": Term("sellers", row.link), "buyers": Term("buyers", row.link)}


def _weight(register: Register, row: Row) -> tuple[int, bool, float]:
    """How telling a move is: its word first, then whether the product leads the chain, then its percentage.

    Five per cent inside the range that was quoted a week earlier is less news than four outside it.
    """
    grade = (row.direction or "").partition("-")[2]
    word = {"slightly": 0, "": 1, "markedly": 2}[grade]
    lead = row.product in leading(register)
    return word, lead, abs(register.figures[row.percent or ""].value)


def _largest(register: Register, rows: Sequence[Row]) -> dict[str, Slot] | None:
    moved = [row for row in rows if row.percent and row.direction and row.direction not in STILL]
    if not moved:
        return None
    row = max(moved, key=lambda row: _weight(register, row))
    return {"product": Name(row.product), "moves": Term("moves", row.direction or "")}
