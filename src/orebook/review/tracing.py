"""A figure followed to what it rests on, and called by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from orebook.review.content import Figure
from orebook.review.numbers import shown
from orebook.review.week import Week


def trail(figures: Mapping[str, Figure], key: str) -> Iterator[str]:
    """The ids of every quote, phrase and refusal behind a figure, through all its computations, each once.

    >>> from datetime import date
    >>> day = {"value": 1.0, "unit": "CNY/t", "subject": "x", "on": date(2025, 1, 9), "entry": "x"}
    >>> mid = Figure(key="mid", what="mid", cites=("quote-1",), **day)
    >>> change = Figure(key="change", what="change", inputs=("mid",), **day)
    >>> list(trail({"mid": mid, "change": change}, "change"))
    ['quote-1']
    """
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        figure = figures.get(waiting.pop())
        if figure is None or figure.key in seen:
            continue
        seen.add(figure.key)
        yield from (cite for cite in figure.cites if cite not in seen)
        seen.update(figure.cites)
        waiting.extend(figure.inputs)


def name(week: Week, figure: Figure) -> str:
    """A figure in words: of what, which, for which day, and its value.

    For instance: Pr-Nd oxide, low, 2025-01-09: 400,000 CNY/t.
    """
    product = week.products.get(figure.subject)
    process = next((item for item in week.chain.processes if item.id == figure.subject), None)
    named = product.en if product else process.en if process else figure.subject
    subject = week.wording.get("names", {}).get(figure.subject, named)
    unit = {"percent": "%", "count": "", "score": "", "index": ""}.get(figure.unit, figure.unit)
    value = shown(figure.value, figure.unit, figure.signed)
    return f"{subject}, {figure.what}, {figure.on}: {value} {unit}".rstrip()
