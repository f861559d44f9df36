"""A processor's margin over the weeks: its band, the zero line, the stretches below the list fee hatched."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.review.blocks import Mark
from orebook.review.charts.plane import Plane, frame, round_marks, spread, svg
from orebook.review.charts.price import Label, Names, Point, axis, dots
from orebook.review.numbers import shown

HATCH = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V6"/></pattern>'
    '<clipPath id="below"><rect x="0" y="{zero:.1f}" width="{width}" height="{height}"/></clipPath></defs>'
)


def margin(marks: Sequence[Mark], unit: str, title: str, label: Label, point: Point, names: Names) -> str:
    """A chart of at least one mark. Below the zero line the process sells below its cost at the list fee."""
    low, high = spread([0.0, *(value for mark in marks for value in (mark.low, mark.high))])
    plane = Plane(first=marks[0].on, last=marks[-1].on, low=low, high=high)
    scale = round_marks(low, high)
    days, last = [mark.on for mark in marks], marks[-1]
    line = [(mark.on, mark.mid) for mark in marks]
    zero = plane.y(0.0)
    band = plane.band(days, [mark.low for mark in marks], [mark.high for mark in marks])
    under = plane.path([(days[0], 0.0), *line, (days[-1], 0.0)])
    body = [
        HATCH.format(zero=zero, width=plane.width, height=plane.height),
        frame(plane, scale, [shown(value, unit) for value in scale]),
        axis(plane, names),
        f'<polygon class="band" points="{band}"/>',
        f'<polygon class="under" points="{under}" clip-path="url(#below)"/>',
        f'<path class="zero" d="M{plane.left} {zero:.1f}H{plane.width - plane.right}"/>',
        f'<polyline class="line" points="{plane.path(line)}"/>',
        *dots(plane, marks, point),
        label(last.key, plane.x(last.on) + 8, plane.y(last.mid) + 4, "start"),
    ]
    return svg("".join(body), title)
