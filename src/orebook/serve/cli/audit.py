"""Holding a book to what was written into it: its head, audit and archive; and bringing one up to date."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, address, example, opened

if TYPE_CHECKING:
    from orebook.ledger import Head
    from orebook.ledger.migrations import Migrated

HEAD = click.option(
    "--head",
    metavar="HEX|FILE",
    help="A head exported earlier, its 64 characters or the file: the book must hold it.",
)


@click.group(short_help="Whether a book is what was written into it.")
@example("orebook audit verify --head head.json")
def audit() -> None:
    """Whether a book is what was written into it: verify it, keep its head, export it, replay it."""


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
    batches = "1 batch" if found.batches == 1 else f"{found.batches:,} batches"
    counted = f"{batches}, {show.many(found.rows, 'row')}"
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
@JSON
@click.pass_context
@example("orebook audit head -o head.json")
def head(context: click.Context, output: str | None, book: str | None, as_json: bool) -> None:
    """The seal of the newest batch: kept elsewhere, it holds the book to everything written up to it."""
    from orebook.book import heads

    found = opened(context, book).head()
    if output is not None:
        Path(output).write_text(heads.written(found) + "\n", encoding="utf-8")
    if output is None or as_json:
        click.echo(heads.written(found))
    else:
        click.echo(f"{output}: batch {found.number}, {found.head}. Keep it where the book cannot be written.")


@audit.command(short_help="Write the whole book into one archive.")
@click.option("-o", "--output", metavar="FILE", required=True, help="The archive to write.")
@BOOK
@JSON
@click.pass_context
@example("orebook audit export -o metals.tar")
def export(context: click.Context, output: str, book: str | None, as_json: bool) -> None:
    """Write the whole book into one archive that replays elsewhere to the same bytes; only one in order."""
    _made(output, opened(context, book).export(output), as_json, "")


@audit.command(short_help="Make a new book of an archive.")
@click.argument("archive")
@HEAD
@BOOK
@JSON
@click.pass_context
@example("orebook audit replay metals.tar --book new.db")
def replay(context: click.Context, archive: str, head: str | None, book: str | None, as_json: bool) -> None:
    """Make a new book of ARCHIVE at --book, a file or a database; an altered archive makes none."""
    from orebook.book import Book

    where = address(context, book)
    _made(where, Book.replay(archive, where, head=head), as_json, ", the same to the byte")


def _made(where: str, head: Head, as_json: bool, how: str) -> None:
    """What was made, and the head it reaches to."""
    if as_json:
        show.line("head", address=where, number=head.number, head=head.head)
    else:
        click.echo(f"{where}: {head.number:,} batches up to {head.head}{how}")


@click.command(short_help="Bring a book made by an older Orebook up to date.")
@BOOK
@JSON
@click.pass_context
@example("orebook migrate --book metals.db")
def migrate(context: click.Context, book: str | None, as_json: bool) -> None:
    """Bring a book made by an older Orebook up to date; a copy of the file is kept beside it.

    Every fact keeps its id and every question its answer. Exit code 1 where a fact was altered before.
    """
    from orebook.book import Book

    where = address(context, book)
    done = Book.migrate(where)
    for one in done.findings:
        if as_json:
            show.line("finding", **asdict(one))
        else:
            click.echo(str(one), err=True)
    if as_json:
        copy = None if done.copy is None else str(done.copy)
        show.line("migrated", address=where, version=done.version, now=done.now, copy=copy)
    else:
        click.echo(_migrated(where, done))
    if done.findings:
        sys.exit(1)


def _migrated(where: str, done: Migrated) -> str:
    if done.version == done.now:
        return f"{where} is up to date."
    kept = f" As it was, it stands in {done.copy}." if done.copy else ""
    return f"{where}: from version {done.version} to {done.now}.{kept} Next: orebook audit head -o FILE"
