"""The stance matrix: how firm sellers are against how willing buyers are, each link a mark in a state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from orebook.review.blocks import MatrixRow
from orebook.review.charts.plane import svg, text

WIDTH, HEIGHT = 420, 320
LEFT, TOP, RIGHT, BOTTOM = 26, 10, 10, 30
#: Where each state's name stands, as shares of the field from its left and top.
CORNERS = (("stalemate", 0, 0), ("rally", 1, 0), ("slump", 0, 1), ("clearing", 1, 1))

Words = Callable[[str, str], str]


def quadrant(rows: Sequence[MatrixRow], title: str, words: Words) -> str:
    """The chart of the links that both sides were heard on; `words` looks up a term by group and id."""
    body = [_field(words)]
    taken: list[tuple[float, float]] = []
    placed = sorted((row for row in rows if row.place is not None), key=lambda row: row.link)
    body.extend(_mark(row, taken, words) for row in placed)
    return svg("".join(body), title, WIDTH, HEIGHT)


def _xy(place: tuple[float, float]) -> tuple[float, float]:
    """Seller up, buyer across, -1 to +1 each."""
    seller, buyer = place
    x = LEFT + (buyer + 1) / 2 * (WIDTH - LEFT - RIGHT)
    y = TOP + (1 - seller) / 2 * (HEIGHT - TOP - BOTTOM)
    return x, y


def _field(words: Words) -> str:
    left, top = _xy((1, -1))
    right, bottom = _xy((-1, 1))
    middle_x, middle_y = _xy((0, 0))
    wide, tall = f"{middle_x - left:.1f}", f"{middle_y - top:.1f}"
    body = [
        f'<rect class="stuck" x="{left}" y="{top}" width="{wide}" height="{tall}"/>',
        f'<rect class="field" x="{left}" y="{top}" width="{right - left:.1f}" height="{bottom - top:.1f}"/>',
        f'<path class="zero" d="M{left} {middle_y:.1f}H{right}M{middle_x:.1f} {top}V{bottom}"/>',
    ]
    for state, across, down in CORNERS:
        x, y = (right - 10 if across else left + 10), (bottom - 10 if down else top + 19)
        body.append(text(x, y, words("states", state), role="corner", anchor="end" if across else "start"))
    foot = bottom + 18
    body.append(text(left, foot, f"← {words('stand', 'buyer-soft')}", role="tick"))
    body.append(text(right, foot, f"{words('stand', 'buyer-firm')} →", role="tick", anchor="end"))
    body.append(text((left + right) / 2, foot, words("labels", "buyer"), role="axis", anchor="middle"))
    body.append(_upright(16, bottom, f"← {words('stand', 'seller-soft')}", "start"))
    body.append(_upright(16, top, f"{words('stand', 'seller-firm')} →", "end"))
    body.append(_upright(16, (top + bottom) / 2, words("labels", "seller"), "middle", "axis"))
    return "".join(body)


def _upright(x: float, y: float, words: str, anchor: str, role: str = "tick") -> str:
    turned = f'transform="rotate(-90 {x:.1f} {y:.1f})"'
    return text(x, y, words, role=role, anchor=anchor, kind=turned)


def _mark(row: MatrixRow, taken: list[tuple[float, float]], words: Words) -> str:
    assert row.place is not None
    x, y = _xy(row.place)
    body = []
    if row.earlier is not None and row.earlier != row.place:
        old_x, old_y = _xy(row.earlier)
        body.append(f'<path class="moved" d="M{old_x:.1f} {old_y:.1f}L{x:.1f} {y:.1f}"/>')
        body.append(f'<circle class="was" cx="{old_x:.1f}" cy="{old_y:.1f}" r="4"/>')
    body.append(f'<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="6"/>')
    left = x > WIDTH * 0.62
    words_x, words_y = x + (-11 if left else 11), _free(x, min(max(y + 4, 34), HEIGHT - 50), taken)
    body.append(
        text(words_x, words_y, words("links", row.link), role="mark", anchor="end" if left else "start")
    )
    return "".join(body)


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> float:
    """A height for a label that no other label near it has taken."""
    while any(abs(x - other_x) < 150 and abs(y - other_y) < 15 for other_x, other_y in taken):
        y += 15
    taken.append((x, y))
    return y
