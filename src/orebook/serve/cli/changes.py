"""Changes of method: proposed, responded to, decided, and each method looked at every year."""

from __future__ import annotations

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import AS, BOOK, HAPPENED, JSON, KNOWN_AT, example, opened, shared
from orebook.serve.cli.registers import TEXT, entered, listed


@click.group("method-change", short_help="How methods change, and when each was looked at.")
@BOOK
@JSON
@click.pass_context
@example('orebook method-change propose range/3 --text "A wider screen." --as "Wang Li"\n'
         "orebook method-change list")  # fmt: skip
def method_change(context: click.Context, book: str | None, as_json: bool) -> None:
    """Changes of method: proposed, open for responses, decided in sight of them, told 28 days ahead."""
    shared(context, book, as_json)


@method_change.command(short_help="Propose a version of METHOD.")
@click.argument("method")
@TEXT
@AS
@click.option("--closes", metavar="DAY", help="Last day for responses. [default: 28 days on]")
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook method-change propose range/3 --text "A wider screen." --as "Wang Li"')
def propose(
    context: click.Context,
    method: str,
    text: str,
    name: str,
    closes: str | None,
    on: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Propose a version of METHOD, such as range/3; it is open for responses for 28 days at least."""
    made = opened(context, book).propose_method(method, text=text, author=name, closes=closes, on=on)
    entered([made], as_json)


@method_change.command(short_help="Enter a response to a proposal.")
@click.argument("number")
@click.option("--who", required=True, metavar="NAME", help="Who responds.")
@TEXT
@AS
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook method-change respond method-change-1 --who "A mill" --text "Too wide." --as "Li Na"')
def respond(
    context: click.Context,
    number: str,
    who: str,
    text: str,
    name: str,
    on: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Enter what somebody says to change NUMBER while its window is open."""
    made = opened(context, book).respond_to_method(number, who=who, text=text, author=name, on=on)
    entered([made], as_json)


@method_change.command(short_help="Decide on a proposal after its window.")
@click.argument("number")
@click.option("--adopt/--decline", "adopted", required=True, help="Yes or no.")
@click.option("--effective", metavar="DAY", help="First day it holds, at least 28 days ahead.")
@TEXT
@AS
@BOOK
@JSON
@click.pass_context
@example('orebook method-change decide method-change-1 --adopt --effective 2027-03-01 --text "Two agree." '
         '--as "Li Na"')  # fmt: skip
def decide(
    context: click.Context,
    number: str,
    adopted: bool,
    effective: str | None,
    text: str,
    name: str,
    book: str | None,
    as_json: bool,
) -> None:
    """Decide on change NUMBER, in sight of every response; a change that is adopted is told by a notice."""
    found = opened(context, book)
    made, told = found.decide_method(number, adopted=adopted, text=text, author=name, effective=effective)
    entered([made], as_json)
    if told is not None and as_json:
        show.lines([told])
    elif told is not None:
        click.echo(told.text)


@method_change.command(short_help="Enter the yearly look at METHOD.")
@click.argument("method")
@TEXT
@AS
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook method-change review range --text "It stands." --as "Li Na"')
def review(
    context: click.Context, method: str, text: str, name: str, on: str | None, book: str | None, as_json: bool
) -> None:
    """Enter that METHOD was looked at; the next look is owed in a year."""
    entered([opened(context, book).review_method(method, text=text, author=name, on=on)], as_json)


@method_change.command("list", short_help="Every change and yearly look.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook method-change list")
def changes(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """Every change of method and yearly look: its stage, what is owed next, what is overdue."""
    listed(opened(context, book).method_changes(known_at=known_at), as_json)
