"""Commands that keep reading: a folder others drop files into, a feed's address."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from orebook.errors import OrebookError
from orebook.serve.cli import result, show
from orebook.serve.cli.options import BOOK, JSON, SOURCE, example, opened

if TYPE_CHECKING:
    from orebook.book.adding import Added
    from orebook.book.polling import Poll

ONCE = click.option("--once", is_flag=True, help="Do it once and end, for a timer of your own.")


def stopping() -> threading.Event:
    """An event that Ctrl-C and SIGTERM set, so that a command ends between two files."""
    stop = threading.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda *_: stop.set())
    return stop


@click.command(short_help="Keep reading what is dropped into FOLDER.")
@click.argument("folder")
@click.option(
    "--on",
    metavar="DAY",
    default="written",
    show_default=True,
    help='The day of the texts: "written", when each file was; "name", the day in its name; or a day.',
)
@SOURCE
@click.option("--done", is_flag=True, help="Move what was read to FOLDER/done.")
@click.option("--settle", type=float, default=2.0, show_default=True, help="Seconds a file must stand still.")
@click.option("--every", type=float, default=5.0, show_default=True, help="Seconds between two looks.")
@ONCE
@BOOK
@JSON
@click.pass_context
@example("orebook watch inbox --source smm\norebook watch inbox --source smm --once")
def watch(context: click.Context, /, folder: str, book: str | None, as_json: bool, **how: Any) -> None:
    """Keep reading what mail rules or scripts drop into FOLDER: each file once, when it is whole.

    What cannot be read is moved to FOLDER/failed, its reason beside it. Ends cleanly on Ctrl-C or SIGTERM.
    """
    kept, stop, failed = opened(context, book), stopping(), 0
    click.echo(f"Watching {folder}.", err=True)
    for file, told in kept.watch(folder, pause=stop.wait, **how):
        failed += _file(file, told, as_json)
        sys.stdout.flush()  # whoever listens hears of a file when it is read
    context.exit(2 if failed and how["once"] else 0)


def _file(file: Path, told: Added | OrebookError, as_json: bool) -> bool:
    """Say what came of one file; True when it could not be read."""
    if isinstance(told, OrebookError):
        click.echo(f"orebook: {told}", err=True)
        return True
    if as_json:
        result.added(told, as_json)
    else:
        click.echo(f"{file}: {'read before' if told.unread else result.summary(told)}.")
    return False


@click.command(short_help="Keep asking the feed at URL for what is new.")
@click.argument("url")
@SOURCE
@click.option("--every", default="15m", show_default=True, help="How often to ask: 15m, 2h, 1d.")
@ONCE
@BOOK
@JSON
@click.pass_context
@example("orebook feed https://example.org/metals.xml --source own --once")
def feed(context: click.Context, /, url: str, book: str | None, as_json: bool, **how: Any) -> None:
    """Keep asking the RSS or Atom feed at URL for what is new, as rarely as its server wishes."""
    kept, stop, failed = opened(context, book), stopping(), False
    for poll in kept.feed(url, pause=stop.wait, **how):
        failed = poll.status == "failed"
        _polled(poll, as_json)
        sys.stdout.flush()
    context.exit(2 if failed and not stop.is_set() else 0)


def _polled(poll: Poll, as_json: bool) -> None:
    if as_json:
        if poll.added is not None:
            result.added(poll.added, as_json)
        show.line("poll", status=poll.status, reason=poll.reason, wait=_whole(poll.wait))
    elif poll.added is not None and poll.status == "new":
        result.added(poll.added, as_json)
    else:
        again = "" if poll.wait == float("inf") else f" Next in {_whole(poll.wait):,} s."
        said = f"{poll.status}: {poll.reason}." if poll.reason else f"{poll.status}."
        click.echo(said + again, err=poll.status == "failed")


def _whole(wait: float) -> int | None:
    return None if wait == float("inf") else round(wait)
