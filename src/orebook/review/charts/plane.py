"""The sheet a chart is drawn on: days across, a value up, and the round marks of its scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Annotated

#: A chart is drawn at the width a phone shows, so that its letters keep their size there.
WIDTH, HEIGHT = 420, 236


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Days from `first` to `last` across, values from `low` to `high` up, inside the edges."""

    first: date
    last: date
    low: float
    high: float
    width: int = WIDTH
    height: int = HEIGHT
    left: Annotated[int, "room for the marks of the scale"] = 52
    right: Annotated[int, "room for the last value"] = 66
    top: int = 14
    bottom: int = 24

    def x(self, day: date) -> float:
        """Where a day lies, from the left."""
        days = max((self.last - self.first).days, 1)
        return self.left + (day - self.first).days / days * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        """Where a value lies, from the top."""
        height = self.height - self.top - self.bottom
        return self.top + (self.high - value) / (self.high - self.low or 1.0) * height

    def path(self, points: Sequence[tuple[date, float]]) -> str:
        """Points as SVG coordinates, to a tenth."""
        return " ".join(f"{self.x(day):.1f},{self.y(value):.1f}" for day, value in points)

    def band(self, days: Sequence[date], lows: Sequence[float], highs: Sequence[float]) -> str:
        """The outline of a band: along its upper edge and back along its lower."""
        upper = list(zip(days, highs, strict=True))
        return self.path([*upper, *reversed(list(zip(days, lows, strict=True)))])


def spread(values: Sequence[float], share: float = 0.08) -> tuple[float, float]:
    """The ends of an axis that hold all values with some air; never of no height.

    >>> spread([100.0, 200.0])
    (92.0, 208.0)
    >>> spread([100.0])
    (98.0, 102.0)
    """
    low, high = min(values), max(values)
    air = (high - low) * share or max(abs(high) * 0.02, 1.0)
    return low - air, high + air


def round_marks(low: float, high: float, most: int = 6) -> list[float]:
    """Round values within an axis, at most so many.

    >>> round_marks(392_000, 423_000)
    [400000.0, 410000.0, 420000.0]
    """
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((power * unit for unit in (1, 2, 5, 10) if power * unit >= rough), power * 10)
    first = math.ceil(low / step)
    return [step * place for place in range(first, math.floor(high / step) + 1)]


def months(first: date, last: date) -> list[date]:
    """The first days of the months an axis crosses, for its marks.

    >>> [str(day) for day in months(date(2024, 11, 20), date(2025, 1, 9))]
    ['2024-12-01', '2025-01-01']
    """
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if day.day == 1]


def text(x: float, y: float, words: str, *, role: str, anchor: str = "start", kind: str = "") -> str:
    """A label; `kind` says what its digits are (data-scale for a mark of the axis)."""
    mark = f" {kind}" if kind else ""
    return f'<text class="{role}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{mark}>{escape(words)}</text>'


def frame(plane: Plane, marks: Sequence[float], shown: Sequence[str]) -> str:
    """The scale: a hair line and a round value each."""
    lines = []
    for value, words in zip(marks, shown, strict=True):
        y = plane.y(value)
        lines.append(f'<path class="hair" d="M{plane.left} {y:.1f}H{plane.width - plane.right}"/>')
        lines.append(text(plane.left - 7, y + 4, words, role="tick", anchor="end", kind="data-scale"))
    return "".join(lines)


def svg(body: str, label: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """A chart as one element, with the words that stand for it where it is not seen."""
    words = escape(label, quote=True)
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{words}">{body}</svg>'
