"""A price over the weeks: the range as a band, the mid as a line, each day's figure within reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from orebook.review.blocks import Mark
from orebook.review.charts.plane import Plane, frame, months, round_marks, spread, svg, text
from orebook.review.numbers import shown

#: From how many marks on their dots are drawn small.
MANY = 20
#: Writes a figure as a label of a chart: key, x, y, anchor -> SVG.
Label = Callable[[str, float, float, str], str]
#: Puts a mark of a chart within reach of its evidence: key, shape -> SVG.
Point = Callable[[str, str], str]
#: The name of a month for an axis, or of a day where it is asked whole.
Names = Callable[[date, bool], str]


def price(marks: Sequence[Mark], unit: str, title: str, label: Label, point: Point, names: Names) -> str:
    """A chart of at least one mark; a single one is a dot with its range."""
    low, high = spread([value for mark in marks for value in (mark.low, mark.high)])
    plane = Plane(first=marks[0].on, last=marks[-1].on, low=low, high=high)
    scale = round_marks(low, high)
    last = marks[-1]
    body = [frame(plane, scale, [shown(value, unit) for value in scale]), axis(plane, names)]
    body.append(_band(plane, marks))
    body.append(f'<polyline class="line" points="{plane.path([(mark.on, mark.mid) for mark in marks])}"/>')
    body += dots(plane, marks, point)
    body.append(label(last.key, plane.x(last.on) + 8, plane.y(last.mid) + 4, "start"))
    return svg("".join(body), title)


def _band(plane: Plane, marks: Sequence[Mark]) -> str:
    days = [mark.on for mark in marks]
    outline = plane.band(days, [mark.low for mark in marks], [mark.high for mark in marks])
    bars = "".join(
        f"M{plane.x(mark.on):.1f} {plane.y(mark.low):.1f}V{plane.y(mark.high):.1f}" for mark in marks
    )
    return f'<polygon class="band" points="{outline}"/><path class="bar" d="{bars}"/>'


def dots(plane: Plane, marks: Sequence[Mark], point: Point) -> list[str]:
    """Each mark at its mid, within reach of its evidence; smaller where there are many."""
    size = 2.6 if len(marks) <= MANY else 1.7
    places = [(mark.key, f"{plane.x(mark.on):.1f}", f"{plane.y(mark.mid):.1f}") for mark in marks]
    return [point(key, f'<circle class="dot" cx="{x}" cy="{y}" r="{size}"/>') for key, x, y in places]


def axis(plane: Plane, names: Names) -> str:
    """The months along the foot, or the ends of the axis by their days where it crosses fewer than two."""
    days = months(plane.first, plane.last)
    if len(days) < 2:
        days = [plane.first] if plane.first == plane.last else [plane.first, plane.last]
    whole = plane.first in days
    y = plane.height - plane.bottom
    lines = "".join(f"M{plane.x(day):.1f} {y}v4" for day in days)
    labels = [
        text(plane.x(day), y + 17, names(day, whole), role="tick", anchor="middle", kind="data-scale")
        for day in days
    ]
    return f'<path class="tickline" d="{lines}"/>' + "".join(labels)
