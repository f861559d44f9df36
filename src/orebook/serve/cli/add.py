"""Keeping what files say: one, or a folder of many thousands, with a bar to watch."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orebook.errors import OrebookError
from orebook.serve.cli import result
from orebook.serve.cli.options import BOOK, JSON, SOURCE, example, opened

if TYPE_CHECKING:
    from orebook.book.adding import Added

#: What a shell says of a command that Ctrl-C stopped.
STOPPED = 130


@click.command(short_help="Keep what FILEs, folders or patterns say.")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--on",
    metavar="DAY",
    help='The day the texts appeared, for instance 2025-01-09; "name": the day in each file\'s name.',
)
@SOURCE
@click.option(
    "--backfill", is_flag=True, help="History loaded late: --known-at sees it from its publication."
)
@click.option("--workers", type=int, default=1, show_default=True, help="Processes that read.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler that reads, tcp://host:port.")
@BOOK
@JSON
@click.pass_context
@example('orebook add notes.txt --on 2025-01-09 --source smm\norebook add "notes/**" --on name --workers 2')
def add(
    context: click.Context, /, paths: tuple[str, ...], book: str | None, as_json: bool, **how: Any
) -> None:
    """Keep what FILEs, folders or patterns say: each document once, with every quote's words.

    What is kept stays, whenever this is stopped; the same command again goes on from there.
    """
    kept = opened(context, book)
    from orebook.book.sources import files

    every = files(paths)
    try:
        with _progress(len(every)) as step:
            counts = _tell(kept.add_files(every, seen=step, **how), len(every), as_json)
    except KeyboardInterrupt:
        click.echo("Stopped. What was kept stays; the same command again goes on from there.", err=True)
        context.exit(STOPPED)
    if how["backfill"] and counts["already"]:  # a document is marked when it is first kept, or not at all
        click.echo("What the book held already stays as it was: --backfill marks new documents.", err=True)
    context.exit(2 if counts["unread"] else 0)


def _tell(told: Iterable[tuple[Path, Added | OrebookError]], total: int, as_json: bool) -> Counter[str]:
    """Say what came of each file, or of many together; the counts of all of them."""
    counts: Counter[str] = Counter()
    for _, added in told:
        if isinstance(added, OrebookError):
            counts["unread"] += 1
            click.echo(f"orebook: {added}", err=True)
        elif total == 1 or as_json:
            result.added(added, as_json)
        if not isinstance(added, OrebookError):
            counts.update(_counted(added))
    if total > 1 and not as_json:
        click.echo(_together(counts, total))
    return counts


def _counted(added: Added) -> dict[str, int]:
    reading = added.reading
    return {
        "kept": added.kept,
        "already": added.already,
        "quotes": len(reading.quotes),
        "phrases": len(reading.phrases),
        "refused": len(reading.refusals),
        "before": added.unread,
    }


def _together(counts: Counter[str], total: int) -> str:
    parts = ("kept", "already", "quotes", "phrases", "refused")
    said = f"{total:,} files: {result.told(*[counts[part] for part in parts])}"
    if counts["before"]:
        said += f"; {result.count(counts['before'], 'file')} read before and not read again"
    if counts["unread"]:
        said += f"; {result.count(counts['unread'], 'file')} that could not be read"
    return said + (". What was refused: orebook refusals" if counts["refused"] else ".")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Path], None]]:
    """A progress bar on the error stream, for a person who adds several files."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=total)
        yield lambda _: bar.advance(task)
