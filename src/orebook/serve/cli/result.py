"""What came of reading and keeping, told to a person or to a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from orebook.serve.cli import show

if TYPE_CHECKING:
    from orebook.book.adding import Added
    from orebook.reader import Reading


def added(one: Added, as_json: bool) -> None:
    """What came of one text: its facts to a program; its counts and refusals to a person."""
    if as_json:
        show.lines(shown(one.reading))
        show.line("added", kept=one.kept, already=one.already, documents=list(one.documents))
        return
    click.echo(summary(one))
    refusals(one.reading)


def summary(one: Added) -> str:
    """The counts of one text."""
    reading = one.reading
    said = told(one.kept, one.already, len(reading.quotes), len(reading.phrases), len(reading.refusals),
                len(reading.statistics), len(reading.events))  # fmt: skip
    waiting = sum("quarantined" in quote.flags for quote in reading.quotes)
    return f"{said}; {count(waiting, 'quote')} must be borne out: orebook quarantine" if waiting else said


def told(
    kept: int, already: int, quotes_: int, phrases: int, refused: int, statistics: int = 0, events: int = 0
) -> str:
    """Counts as words."""
    counts = [
        (kept, "new document"),
        (already, "document held already"),
        (quotes_, "quote read"),
        (phrases, "phrase"),
        *[one for one in ((statistics, "statistic"), (events, "event")) if one[0]],
        (refused, "refusal"),
    ]
    return ", ".join(count(number, word) for number, word in counts)


def count(number: int, word: str) -> str:
    """A number with its noun, in the plural where it needs one."""
    noun, _, rest = word.partition(" ")
    plural = {"new": f"new {rest}s", "document": f"documents {rest}", "quote": f"quotes {rest}"}
    return f"{number:,} {word if number == 1 else plural.get(noun, word + 's')}"


def shown(reading: Reading) -> tuple[Any, ...]:
    """Every fact of a reading that is shown to a program."""
    return (*reading.quotes, *reading.changes, *reading.phrases, *reading.statistics, *reading.events,
            *reading.refusals)  # fmt: skip


def quotes(reading: Reading) -> None:
    """The quotes of a reading, each with its words."""
    columns = ("day", "product", "kind", "low–high", "unit", "notes", "its text")
    rows = [
        (quote.price_date, quote.product, quote.kind, show.band(quote.low, quote.high), quote.unit,
         ", ".join((*quote.repairs, *quote.flags)), words if place is None else f"{words} ({place})")
        for (quote, words), place in zip(reading.in_words(), reading.places(), strict=True)
    ]  # fmt: skip
    show.cards(columns, rows, f"{len(rows)} quotes from {len(reading.documents)} dated texts")


def refusals(reading: Reading) -> None:
    """What a reading refused, and what it may mean."""
    if reading.refusals:
        rows = [(one.rule, one.message, "; ".join(one.suggestions)) for one in reading.refusals]
        show.table(("rule", "refused", "it may mean"), rows, f"{len(rows)} refused")
