"""A fan: the last weeks as they were, and the weeks ahead as nested ranges around a middle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from orebook.review.blocks import Fan, Mark
from orebook.review.charts.plane import Plane, frame, round_marks, spread, svg
from orebook.review.charts.price import Label, Names, axis
from orebook.review.content import Figure
from orebook.review.numbers import shown

#: Nested ranges, widest first: the lower and upper quantile, and the class they are drawn in.
RANGES = ((0.05, 0.95, "fan90"), (0.1, 0.9, "fan80"), (0.25, 0.75, "fan50"))
#: Weeks of history beside the weeks ahead: enough to see where the fan starts from.
BEHIND = 8


def fan(found: Fan, figures: Mapping[str, Figure], title: str, label: Label, names: Names) -> str:
    """The fan of one product, from the last price before the day it was made."""
    steps = [(_day(found, figures, step.weeks), step.levels) for step in found.steps]
    start = figures[next(iter(found.steps[0].levels.values()))].on
    behind = [mark for mark in found.marks if mark.on >= start - timedelta(weeks=BEHIND)]
    values = [figures[key].value for _, levels in steps for key in levels.values()]
    low, high = spread([*values, *(value for mark in behind for value in (mark.low, mark.high))])
    first = behind[0].on if behind else start
    plane = Plane(first=first, last=steps[-1][0], low=low, high=high)
    scale = round_marks(low, high)
    body = [frame(plane, scale, [shown(value, found.unit) for value in scale]), axis(plane, names)]
    body += [_range(plane, start, behind, steps, figures, *ends) for ends in RANGES]
    body.append(_history(plane, behind))
    body.append(_middle(plane, start, behind, steps, figures, label))
    return svg("".join(body), title)


def _day(found: Fan, figures: Mapping[str, Figure], weeks: int) -> date:
    return figures[next(iter(found.steps[0].levels.values()))].on + timedelta(weeks=weeks)


def _range(
    plane: Plane,
    start: date,
    behind: list[Mark],
    steps: list[tuple[date, Mapping[float, str]]],
    figures: Mapping[str, Figure],
    low: float,
    high: float,
    role: str,
) -> str:
    held = [(day, levels) for day, levels in steps if low in levels and high in levels]
    if not held:
        return ""
    origin = [behind[-1].mid] if behind else []
    days = [*([start] if behind else []), *(day for day, _ in held)]
    lows = [*origin, *(figures[levels[low]].value for _, levels in held)]
    highs = [*origin, *(figures[levels[high]].value for _, levels in held)]
    return f'<polygon class="{role}" points="{plane.band(days, lows, highs)}"/>'


def _history(plane: Plane, behind: list[Mark]) -> str:
    if not behind:
        return ""
    days = [mark.on for mark in behind]
    outline = plane.band(days, [mark.low for mark in behind], [mark.high for mark in behind])
    line = plane.path([(mark.on, mark.mid) for mark in behind])
    return f'<polygon class="band" points="{outline}"/><polyline class="line" points="{line}"/>'


def _middle(
    plane: Plane,
    start: date,
    behind: list[Mark],
    steps: list[tuple[date, Mapping[float, str]]],
    figures: Mapping[str, Figure],
    label: Label,
) -> str:
    held = [(day, levels[0.5]) for day, levels in steps if 0.5 in levels]
    if not held:
        return ""
    origin = [(start, behind[-1].mid)] if behind else []
    points = plane.path([*origin, *((day, figures[key].value) for day, key in held)])
    day, key = held[-1]
    end = label(key, plane.x(day) + 6, plane.y(figures[key].value) + 4, "start")
    return f'<polyline class="middle" points="{points}"/>{end}'
