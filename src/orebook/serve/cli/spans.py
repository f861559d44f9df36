"""Answers of many days told shortly: days alike in one row, rows of one load in one word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from orebook.facts import in_segment
from orebook.serve.cli import show

Row = tuple[Any, ...]


def together(rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """Rows of (what, of, day, ...): those of days on end that say the same become one, from and to.

    >>> monday = date(2025, 1, 6)
    >>> together([("price", "ore", monday, 5), ("price", "ore", monday + timedelta(1), 5)])
    [('price', 'ore 2025-01-06 to 2025-01-07', 5)]
    """
    spans: list[tuple[Row, date, date]] = []
    for what, of, day, *rest in rows:
        said = (what, of, *rest)
        if spans and spans[-1][0] == said and spans[-1][2] + timedelta(days=1) == day:
            spans[-1] = (said, spans[-1][1], day)
        else:
            spans.append((said, day, day))
    return [(said[0], f"{said[1]} {_days(first, last)}", *said[2:]) for said, first, last in spans]


def _days(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def because(why: Sequence[str]) -> str:
    """Ids and texts behind a change; several rows of a part of a load are counted.

    >>> because(["quote-1"])
    'quote-1'
    """
    told: dict[str, list[str]] = {}
    for one in why:
        place = in_segment(one)
        told.setdefault(place[0] if place else one, []).append(one)
    return ", ".join(
        f"{show.many(len(every), 'row')} of {key}" if len(every) > 1 else every[0]
        for key, every in told.items()
    )
