"""Options that commands share: which book, which moment, and whether to answer in JSON."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from orebook.book import Book

Command = TypeVar("Command", bound=Callable[..., Any])

BOOK = click.option(
    "--book",
    metavar="PATH|URL",
    help="The book: a file, or postgresql://… [default: $OREBOOK_BOOK, else orebook.db]",
)
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
KNOWN_AT = click.option(
    "--known-at", metavar="WHEN", help="Answer as it would have been answered then: a day or a moment."
)
ON = click.option("--on", required=True, metavar="DAY", help="The market's day, for instance 2025-01-09.")
METHOD = click.option(
    "--method",
    metavar="NAME",
    help="A version of the price method, for instance range/1. [default: in force]",
)
TEXT_ON = click.option("--on", metavar="DAY", help="The day the text appeared, for instance 2025-01-09.")
SOURCE = click.option("--source", metavar="NAME", help="Who published it, for instance smm.")

AS = click.option("--as", "name", required=True, metavar="NAME", help="Who you are.")
HAPPENED = click.option("--on", metavar="DAY", help="The day it happened. [default: today]")


def shared(context: click.Context, book: str | None, as_json: bool) -> None:
    """What was said before a group's command holds for the command."""
    context.obj = book or context.obj
    if as_json and isinstance(context.command, click.Group):
        context.default_map = {name: {"as_json": True} for name in context.command.commands}


def example(text: str) -> Callable[[Command], Command]:
    """Close a command's help with an example, as typed.

    >>> example("orebook init")(lambda: None).__doc__
    '\\n\\n    \\x08\\n    Example:\\n      $ orebook init\\n    '
    """

    def close(command: Command) -> Command:
        lines = "\n".join(f"      $ {line}" for line in text.strip().splitlines())
        command.__doc__ = f"{(command.__doc__ or '').rstrip()}\n\n    \b\n    Example:\n{lines}\n    "
        return command

    return close


def address(context: click.Context, book: str | None) -> str:
    """The book meant: named after the command, before it, by the environment, or orebook.db here."""
    return book or context.obj or os.environ.get("OREBOOK_BOOK") or "orebook.db"


def opened(context: click.Context, book: str | None) -> Book:
    """The book, which must be there."""
    from orebook.book import open as open_book

    found = open_book(address(context, book), create=False)
    context.call_on_close(found.close)
    return found


def opened_if_there(context: click.Context, book: str | None) -> Book:
    """The book if there is one; else an absent one, which reads without history."""
    from orebook.book import Book
    from orebook.errors import BookMissingError

    try:
        return opened(context, book)
    except BookMissingError:
        return Book.absent(address(context, book))
