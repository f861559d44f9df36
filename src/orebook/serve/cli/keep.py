"""Making a book, looking at what a text says, and adding the sample."""

from __future__ import annotations

import click

from orebook.serve.cli import industry, result, show
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
        show.lines(result.shown(reading))
        return
    result.quotes(reading)
    if reading.statistics:
        industry.counted(reading.statistics, f"{len(reading.statistics)} statistics")
    if reading.events:
        industry.happened(reading.events, f"{len(reading.events)} events")
    result.refusals(reading)
    click.echo("Nothing was kept. To keep it: orebook add", err=True)


@click.command(short_help="Add the sample that ships with Orebook.")
@BOOK
@JSON
@click.pass_context
@example("orebook sample")
def sample(context: click.Context, book: str | None, as_json: bool) -> None:
    """Add the sample that ships with Orebook: public figures, and notes on two weeks."""
    added = opened(context, book).sample()
    if as_json:
        result.added(added, as_json)
    else:
        click.echo(f"The sample: {result.summary(added)}.")
