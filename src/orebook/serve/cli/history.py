"""History on the command line: loaded in bulk, its sorted copy kept, series out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, SOURCE, example, opened

if TYPE_CHECKING:
    import polars as pl

    from orebook.ledger import Archive, Loaded

ARCHIVE = click.option(
    "--archive", metavar="FOLDER", help="The sorted copy [default: $OREBOOK_ARCHIVE, else beside the book]."
)


@click.command(short_help="Keep whole tables of quotes.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@SOURCE
@click.option("--backfill", is_flag=True, help="History loaded late: --known-at sees it as it appeared.")
@BOOK
@JSON
@click.pass_context
@example("orebook load quotes.csv --source desk --backfill")
def load(
    context: click.Context,
    files: tuple[str, ...],
    source: str | None,
    backfill: bool,
    book: str | None,
    as_json: bool,
) -> None:
    """Keep tables of quotes, Parquet or CSV: each whole or, with its rows that are wrong, not at all."""
    kept = opened(context, book)
    refused = 0
    for file in files:
        loaded = kept.load(file, source=source, backfill=backfill)
        refused += loaded.refused
        (_line if as_json else _told)(file, loaded)
    context.exit(2 if refused else 0)


def _line(file: str, loaded: Loaded) -> None:
    show.lines(loaded.refusals)
    counts = {name: getattr(loaded, name) for name in ("document", "kept", "parts", "already", "refused")}
    show.line("loaded", file=file, **counts)


def _told(file: str, loaded: Loaded) -> None:
    if loaded.refused:
        click.echo(f"{file}: nothing was kept, for {loaded.refused:,} reasons:", err=True)
        for one in loaded.refusals[:20]:
            click.echo(f"  {one.message}", err=True)
        if loaded.refused > 20:
            click.echo(f"  and {loaded.refused - 20:,} more. The first thousand: --json", err=True)
    elif loaded.already:
        click.echo(f"{file}: held already, as {loaded.document}.")
    else:
        click.echo(f"{file}: {show.many(loaded.kept, 'quote')} kept, as {loaded.document}.")


@click.command(short_help="Keep, or verify, the sorted copy of the quotes.")
@click.argument("action", type=click.Choice(["sync", "verify"]))
@click.option("--anew", is_flag=True, help="With sync: make it from nothing.")
@ARCHIVE
@BOOK
@JSON
@click.pass_context
@example("orebook history sync\norebook history verify")
def history(
    context: click.Context, action: str, anew: bool, archive: str | None, book: str | None, as_json: bool
) -> None:
    """The sorted copy of the quotes that series are read from.

    `sync` brings it up to the book: series do so by themselves, this does it ahead. `verify` holds it against
    the book, file by file and row by row; exit code 1 where they differ.
    """
    copy = opened(context, book).history(archive)
    if action == "verify":
        context.exit(_verified(copy, as_json))
    made = copy.rebuild() if anew else copy.sync(merge=True)
    if as_json:
        show.line("history", folder=str(copy.folder), rows=made.rows, files=len(made.parts), batch=made.batch)
    else:
        click.echo(
            f"{copy.folder}: {made.rows:,} quotes in {len(made.parts)} files, up to batch {made.batch}."
        )


def _verified(copy: Archive, as_json: bool) -> int:
    found = copy.verify()
    if as_json:
        show.line("history", folder=str(copy.folder), findings=list(found))
    else:
        click.echo("\n".join(found or [f"{copy.folder}: every row is the book's."]))
    return 1 if found else 0


@click.command(short_help="Quotes of PRODUCTs as they stood.")
@click.argument("products", nargs=-1, required=True, metavar="PRODUCT...")
@click.option("--start", metavar="DAY", help="First market day.")
@click.option("--end", metavar="DAY", help="Last market day.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write a .parquet or .csv file.")
@KNOWN_AT
@ARCHIVE
@BOOK
@JSON
@click.pass_context
@example("orebook series prnd-oxide prnd-metal --start 2025-01-01 -o series.csv")
def series(
    context: click.Context,
    products: tuple[str, ...],
    start: str | None,
    end: str | None,
    output: str | None,
    known_at: str | None,
    archive: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Quotes of PRODUCTs as they stood: known by the moment asked, and not corrected by then.

    With --output or --json they leave the house: every source behind them must permit export, or none does.
    """
    found = opened(context, book).series(
        products, start, end, known_at=known_at, archive=archive, output=output, leaves=as_json
    )
    if output is not None:
        if as_json:
            show.line("series", file=output, quotes=found.height)
        else:
            click.echo(f"{output}: {show.many(found.height, 'quote')}.")
    elif as_json:
        _lines(found)
    else:
        rows = [(one["product"], one["price_date"], one["kind"], show.band(one["low"], one["high"]),
                 one["unit"], one["source"]) for one in found.iter_rows(named=True)]  # fmt: skip
        show.table(("product", "day", "kind", "price", "unit", "source"), rows)


def _lines(found: pl.DataFrame) -> None:
    for row in found.iter_rows(named=True):
        show.line(
            "series", **{**row, "price_date": str(row["price_date"]), "published": str(row["published"])}
        )
