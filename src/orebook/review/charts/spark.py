"""A line the height of a word: where a price has been, week by week."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.review.blocks import Mark
from orebook.review.charts.plane import Plane, spread

WIDTH, HEIGHT = 96, 22


def spark(marks: Sequence[Mark]) -> str:
    """The weekly mids as a line with its last point; nothing for fewer than two marks."""
    if len(marks) < 2:
        return ""
    low, high = spread([mark.mid for mark in marks], 0.0)
    plane = Plane(
        first=marks[0].on, last=marks[-1].on, low=low, high=high, width=WIDTH, height=HEIGHT,
        left=2, right=4, top=4, bottom=4,
    )  # fmt: skip
    last = marks[-1]
    line = plane.path([(mark.on, mark.mid) for mark in marks])
    end = f'<circle class="dot" cx="{plane.x(last.on):.1f}" cy="{plane.y(last.mid):.1f}" r="2.2"/>'
    drawn = f'<polyline points="{line}"/>{end}'
    return f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{drawn}</svg>'
