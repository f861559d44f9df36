"""Answers on a terminal: tables by Rich where a person looks, tab-separated lines where a program does."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from orebook import facts
from orebook.units import plain


def lines(every: Iterable[facts.Fact]) -> None:
    """One JSON object a line."""
    for fact in every:
        click.echo(facts.line(fact))


def line(fact: str, **fields: Any) -> None:
    """One JSON object that is not a fact of its own, named as if it were."""
    click.echo(json.dumps({"fact": fact, **fields}, ensure_ascii=False))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """A table: drawn in a terminal, tab-separated when piped. Absent is shown as a dash."""
    cells = [[_cell(value) for value in row] for row in rows]
    if sys.stdout.isatty():
        _drawn(columns, cells, title)
        return
    click.echo("\t".join(columns))
    for row in cells:
        click.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))


def cards(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """Rows with words too long for a table: in a terminal a head line and what follows it, else as `table`.

    The last column is the text, set below the others.
    """
    if not sys.stdout.isatty():
        table(columns, rows)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console()
    if title:
        console.print(Text(title, style="bold"), end="\n\n")
    for row in rows:
        *head, text = (_cell(value) for value in row)
        console.print(Text("  ".join(cell for cell in head if cell not in ("", "–")), style="bold"))
        console.print(Padding(Text.from_ansi(text), (0, 0, 1, 4)))


def _drawn(columns: Sequence[str], cells: list[list[str]], title: str | None) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for at, column in enumerate(columns):
        right = bool(cells) and all(_numeric(row[at]) for row in cells)
        drawn.add_column(column, justify="right" if right else "left", overflow="fold")
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)


def _numeric(cell: str) -> bool:
    return cell == "–" or not set(cell) - set("0123456789,.-–+% ")


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return money(value) if isinstance(value, float) else str(value)


def money(value: float | None, signed: bool = False) -> str:
    """A number with thousands marks, and no more decimals than it has.

    >>> money(400500.0), money(54.7), money(-3628.3186, signed=True), money(None)
    ('400,500', '54.7', '-3,628', '–')
    """
    if value is None:
        return "–"
    rounded = plain(round(value, 0 if abs(value) >= 1000 else 4))
    return f"{rounded:{'+' if signed else ''},}"


def judged(said: facts.Judgement) -> str:
    """What somebody judged, who and why."""
    stated = f"the price is {band(said.low, said.high)} {said.unit}"
    what = {"price": stated, "set-aside": f"{said.quote} is set aside", "admit": f"{said.quote} is let in"}
    return f"{what[said.action]}, by {said.author}: {said.reason}"


def whose(quote: facts.Quote) -> str | None:
    """Whose figure a quote is: the publisher's, the contributor's, or the one's as the other published it.

    >>> from orebook.testing import quotes
    >>> whose(quotes("prnd-oxide  bid  400,000  CNY/t  smm  2025-01-09")[0].fact)
    'smm'
    """
    return ", ".join(one for one in (quote.contributor, quote.source) if one) or None


def many(number: int, word: str) -> str:
    """How many of something, in the plural where there is not just one.

    >>> many(1, "quote"), many(2_000, "loaded quote"), many(0, "register entry")
    ('1 quote', '2,000 loaded quotes', '0 register entries')
    """
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {word.removesuffix('y')}ies" if word.endswith("ry") else f"{number:,} {word}s"


def band(low: float | None, high: float | None) -> str:
    """A low and a high as the trade writes them; an open side says so.

    >>> band(3600.0, 4000.0), band(5.0, 5.0), band(None, 390000.0), band(500000.0, None), band(None, None)
    ('3,600–4,000', '5', 'up to 390,000', '500,000 and above', '–')
    """
    if low is None and high is None:
        return "–"
    if low is None:
        return f"up to {money(high)}"
    if high is None:
        return f"{money(low)} and above"
    return money(low) if low == high else f"{money(low)}–{money(high)}"
