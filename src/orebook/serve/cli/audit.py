"""Holding a book to what was written into it: its head, its audit, its archive; and bringing one up to date."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, address, example, opened

HEAD = click.option(
    "--head",
    metavar="HEX|FILE",
    help="A head exported earlier, its 64 characters or the file: the book must hold it.",
)


@click.group(short_help="Whether a book is what was written into it.")
@example("orebook audit verify --head head.json")
def audit() -> None:
    """Whether a book is what was written into it: verify it, keep its head elsewhere, export and replay it."""


@audit.command(short_help="Find whatever was done to the book behind its back.")
@HEAD
@BOOK
@JSON
@click.pass_context
@example("orebook audit verify\norebook audit verify --head head.json")
def verify(context: click.Context, head: str | None, book: str | None, as_json: bool) -> None:
    """Find rows altered, removed, reordered, added or cut off, in any table; exit code 1 where there are any.

    Without --head, somebody who works all seals out again may go unseen.
    """
    found = opened(context, book).verify(head)
    for one in found.findings:
        if as_json:
            show.line("finding", **asdict(one))
        else:
            click.echo(str(one))
    counted = f"{found.batches:,} batches, {found.rows:,} rows"
    if as_json:
        show.line("audit", batches=found.batches, rows=found.rows, findings=len(found.findings))
    elif found.findings:
        click.echo(f"{counted}: {len(found.findings)} found. Put the book back from a copy.", err=True)
    else:
        click.echo(f"{counted}: all as they were written.")
    if found.findings:
        sys.exit(1)


@audit.command(short_help="The seal of the newest batch, to be kept elsewhere.")
@click.option("-o", "--output", metavar="FILE", help="Write it to a file; show it otherwise.")
@BOOK
@click.pass_context
@example("orebook audit head -o head.json")
def head(context: click.Context, output: str | None, book: str | None) -> None:
    """The seal of the newest batch: kept elsewhere, it holds the book to everything written up to it."""
    from orebook.book import heads

    found = opened(context, book).head()
    if output is None:
        click.echo(heads.written(found))
        return
    Path(output).write_text(heads.written(found) + "\n", encoding="utf-8")
    click.echo(
        f"{output}: batch {found.number}, {found.head}. Keep it where the book's keepers cannot write."
    )


@audit.command(short_help="Write the whole book into one archive.")
@click.option("-o", "--output", metavar="FILE", required=True, help="The archive to write.")
@BOOK
@click.pass_context
@example("orebook audit export -o metals.tar")
def export(context: click.Context, output: str, book: str | None) -> None:
    """Write the whole book into one archive that replays elsewhere to the same bytes; only one in order."""
    found = opened(context, book).export(output)
    click.echo(f"{output}: {found.number:,} batches up to {found.head}")


@audit.command(short_help="Make a new book of an archive.")
@click.argument("archive")
@HEAD
@BOOK
@click.pass_context
@example("orebook audit replay metals.tar --book new.db")
def replay(context: click.Context, archive: str, head: str | None, book: str | None) -> None:
    """Make a new book of ARCHIVE at --book, a file or a database; an altered archive makes none."""
    from orebook.book import Book

    where = address(context, book)
    found = Book.replay(archive, where, head=head)
    click.echo(f"{where}: {found.number:,} batches up to {found.head}, the same to the byte")


@click.command(short_help="Bring a book made by an older Orebook up to date.")
@BOOK
@click.pass_context
@example("orebook migrate --book metals.db")
def migrate(context: click.Context, book: str | None) -> None:
    """Bring a book made by an older Orebook up to date; a copy of the file is kept beside it.

    Every fact keeps its id and every question its answer. Exit code 1 where a fact was altered before.
    """
    from orebook.book import Book

    where = address(context, book)
    done = Book.migrate(where)
    if done.version == done.now:
        click.echo(f"{where} is up to date.")
        return
    kept = f" As it was, it stands in {done.copy}." if done.copy else ""
    click.echo(f"{where}: from version {done.version} to {done.now}.{kept} Next: orebook audit head -o FILE")
    for one in done.findings:
        click.echo(str(one), err=True)
    if done.findings:
        sys.exit(1)
