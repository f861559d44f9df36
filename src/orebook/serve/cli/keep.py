"""Making a book, looking at what a text says, and keeping it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from orebook.errors import OrebookError
from orebook.serve.cli import show
from orebook.serve.cli.options import (
    BOOK,
    JSON,
    SOURCE,
    TEXT_ON,
    address,
    example,
    opened,
    opened_if_there,
)

if TYPE_CHECKING:
    from orebook.book.adding import Added
    from orebook.reader import Reading


@click.command(short_help="Make a new, empty book.")
@BOOK
@JSON
@click.pass_context
@example("orebook init\norebook init --book postgresql://desk@localhost/metals")
def init(context: click.Context, book: str | None, as_json: bool) -> None:
    """Make a new, empty book; one that is there already is left as it is."""
    from orebook.book import open as open_book

    where = address(context, book)
    open_book(where, create=True).close()
    if as_json:
        show.line("book", address=where)
    else:
        click.echo(f"The book is {where}. Next: orebook add FILE --on DAY --source NAME, or orebook sample")


@click.command(short_help="Look what would be read from FILE; nothing is kept.")
@click.argument("file")
@TEXT_ON
@SOURCE
@BOOK
@JSON
@click.pass_context
@example("orebook read notes.txt --on 2025-01-09")
def read(
    context: click.Context, file: str, on: str | None, source: str | None, book: str | None, as_json: bool
) -> None:
    """Look: what would be read from FILE, with the text it came from; nothing is kept."""
    reading = opened_if_there(context, book).read(file, on=on, source=source)
    if as_json:
        show.lines(_shown(reading))
        return
    _quotes(reading)
    _refusals(reading)
    click.echo("Nothing was kept. To keep it: orebook add", err=True)


@click.command(short_help="Keep what FILEs or folders say.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@TEXT_ON
@SOURCE
@click.option(
    "--backfill", is_flag=True, help="History loaded late: --known-at sees it from its publication."
)
@click.option("--workers", type=int, default=1, show_default=True, help="Processes that read.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler that reads, tcp://host:port.")
@BOOK
@JSON
@click.pass_context
@example("orebook add notes.txt --on 2025-01-09 --source smm")
def add(
    context: click.Context, /, paths: tuple[str, ...], book: str | None, as_json: bool, **how: Any
) -> None:
    """Keep what FILEs or folders say: each document once, with every quote's words."""
    kept = opened(context, book)
    from orebook.book.sources import files

    every, unread = files(paths), 0
    with _progress(len(every)) as step:
        for _, added in kept.add_files(every, **how):
            step()
            unread += _told(added, as_json)
            _late_mark(added, how["backfill"])
    context.exit(2 if unread else 0)


def _told(added: Added | OrebookError, as_json: bool) -> bool:
    """Say what came of one file; True when it could not be read."""
    if isinstance(added, OrebookError):
        click.echo(f"orebook: {added}", err=True)
        return True
    _added(added, as_json)
    return False


def _late_mark(added: Added | OrebookError, backfill: bool) -> None:
    """A document is marked as backfilled when it is first kept, or not at all: say so."""
    if backfill and not isinstance(added, OrebookError) and added.already:
        click.echo("What the book held already stays as it was: --backfill marks new documents.", err=True)


def _added(added: Added, as_json: bool) -> None:
    if as_json:
        show.lines(_shown(added.reading))
        show.line("added", kept=added.kept, already=added.already, documents=list(added.documents))
        return
    click.echo(_summary(added))
    _refusals(added.reading)


def _summary(added: Added) -> str:
    reading = added.reading
    told = [
        (added.kept, "new document"),
        (added.already, "document held already"),
        (len(reading.quotes), "quote read"),
        (len(reading.phrases), "phrase"),
        (len(reading.refusals), "refusal"),
    ]
    return ", ".join(_count(number, word) for number, word in told)


def _count(number: int, word: str) -> str:
    noun, _, rest = word.partition(" ")
    plural = {"new": f"new {rest}s", "document": f"documents {rest}", "quote": f"quotes {rest}"}
    return f"{number:,} {word if number == 1 else plural.get(noun, word + 's')}"


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    """A progress bar on the error stream, for a person who adds several files."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=total)
        yield lambda: bar.advance(task)


@click.command(short_help="Add the sample that ships with Orebook.")
@BOOK
@JSON
@click.pass_context
@example("orebook sample")
def sample(context: click.Context, book: str | None, as_json: bool) -> None:
    """Add the sample that ships with Orebook: public figures, and notes on two weeks."""
    added = opened(context, book).sample()
    if as_json:
        _added(added, as_json)
    else:
        click.echo(f"The sample: {_summary(added)}.")


def _shown(reading: Reading) -> tuple[Any, ...]:
    return (*reading.quotes, *reading.changes, *reading.phrases, *reading.statistics, *reading.events,
            *reading.refusals)  # fmt: skip


def _quotes(reading: Reading) -> None:
    columns = ("day", "product", "kind", "low–high", "unit", "notes", "its text")
    rows = [
        (quote.price_date, quote.product, quote.kind, show.band(quote.low, quote.high), quote.unit,
         ", ".join((*quote.repairs, *quote.flags)), words if place is None else f"{words} ({place})")
        for (quote, words), place in zip(reading.in_words(), reading.places(), strict=True)
    ]  # fmt: skip
    show.cards(columns, rows, f"{len(rows)} quotes from {len(reading.documents)} dated texts")


def _refusals(reading: Reading) -> None:
    if reading.refusals:
        rows = [(one.rule, one.message, "; ".join(one.suggestions)) for one in reading.refusals]
        show.table(("rule", "refused", "it may mean"), rows, f"{len(rows)} refused")
