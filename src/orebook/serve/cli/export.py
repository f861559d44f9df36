"""Figures handed on as a file, where their sources permit it."""

from __future__ import annotations

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened


@click.command(short_help="Hand figures on as a file, where permitted.")
@click.argument("what", type=click.Choice(["quotes", "prices", "margins"]))
@click.argument("names", nargs=-1)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="Write to this file.")
@click.option(
    "--format", "form", type=click.Choice(["csv", "parquet", "jsonl"]), help="[default: by --output]"
)
@click.option("--from", "start", metavar="DAY", help="First day.")
@click.option("--to", "end", metavar="DAY", help="Last day; the day of margins.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook export prices prnd-oxide prnd-metal -o prices.csv\norebook export quotes -o quotes.parquet")
def export(
    context: click.Context,
    what: str,
    names: tuple[str, ...],
    output: str,
    form: str | None,
    start: str | None,
    end: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Write quotes, prices of products or margins of a chain (NAMES) to a file others may have.

    Every source behind a figure must permit its export; otherwise nothing is written, and each source and
    figure that stands in the way is named. What --json and tables show is for you who hold the book.
    """
    found = opened(context, book)
    rows = found.export_figures(what, names, to=output, form=form, start=start, end=end, known_at=known_at)
    if as_json:
        show.line("export", what=what, file=output, rows=rows)
    else:
        click.echo(f"{rows:,} rows of {what}: {output}")
