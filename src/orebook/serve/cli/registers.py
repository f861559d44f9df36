"""Registers a house keeps: complaints, conflicts of interest, changes of method, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import AS, BOOK, HAPPENED, JSON, KNOWN_AT, example, opened, shared

if TYPE_CHECKING:
    from orebook.facts import RegisterEntry
    from orebook.publish.registers import Case

TEXT = click.option("--text", required=True, metavar="TEXT", help="It, in words.")


@click.group(short_help="Complaints, and what came of them.")
@BOOK
@JSON
@click.pass_context
@example(
    'orebook complaint open prnd-oxide --who "A mill" --text "Low." --as "Li Na"\norebook complaint list'
)
def complaint(context: click.Context, book: str | None, as_json: bool) -> None:
    """Complaints: opened, looked at by somebody independent, answered, closed; after six months escalated."""
    shared(context, book, as_json)


@complaint.command("open", short_help="Open a complaint about SUBJECT.")
@click.argument("subject", nargs=-1, required=True)
@click.option("--who", required=True, metavar="NAME", help="Who complains.")
@TEXT
@AS
@HAPPENED
@click.option("--about", "cites", multiple=True, metavar="ID", help="A publication or quote it speaks of.")
@BOOK
@JSON
@click.pass_context
@example('orebook complaint open price prnd-oxide 2025-01-09 --who "A mill" --text "Too low." --as "Li Na"')
def open_(
    context: click.Context,
    subject: tuple[str, ...],
    who: str,
    text: str,
    name: str,
    on: str | None,
    cites: tuple[str, ...],
    book: str | None,
    as_json: bool,
) -> None:
    """Open a complaint about a publication, by its subject or id, or about a product."""
    about = " ".join(subject)
    made = opened(context, book).complain(about, who=who, text=text, author=name, on=on, cites=cites)
    entered([made], as_json)


@complaint.command("review", short_help="Look into a complaint; nobody involved may.")
@click.argument("number")
@TEXT
@AS
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook complaint review complaint-1 --text "The range stands." --as "Zhao Min"')
def review(
    context: click.Context, number: str, text: str, name: str, on: str | None, book: str | None, as_json: bool
) -> None:
    """Look into complaint NUMBER: neither its complainant nor an author, approver or judge of its matter."""
    entered([opened(context, book).review_complaint(number, reviewer=name, text=text, on=on)], as_json)


@complaint.command("answer", short_help="Answer a complaint that was looked into.")
@click.argument("number")
@TEXT
@AS
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook complaint answer complaint-1 --text "Two deals bear it out." --as "Li Na"')
def answer(
    context: click.Context, number: str, text: str, name: str, on: str | None, book: str | None, as_json: bool
) -> None:
    """Answer complaint NUMBER after somebody independent has looked into it."""
    entered([opened(context, book).answer_complaint(number, author=name, text=text, on=on)], as_json)


@complaint.command("escalate", short_help="Hand a complaint to a third party.")
@click.argument("number")
@TEXT
@AS
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook complaint escalate complaint-1 --text "To the arbitrator." --as "Li Na"')
def escalate(
    context: click.Context, number: str, text: str, name: str, on: str | None, book: str | None, as_json: bool
) -> None:
    """Hand complaint NUMBER to a third party, from six months after it was opened."""
    entered([opened(context, book).escalate_complaint(number, author=name, text=text, on=on)], as_json)


@complaint.command("close", short_help="Close a complaint that was answered.")
@click.argument("number")
@TEXT
@AS
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook complaint close complaint-1 --text "The mill is content." --as "Li Na"')
def close(
    context: click.Context, number: str, text: str, name: str, on: str | None, book: str | None, as_json: bool
) -> None:
    """Close complaint NUMBER."""
    entered([opened(context, book).close_complaint(number, author=name, text=text, on=on)], as_json)


@complaint.command("list", short_help="Every complaint, and what is overdue.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook complaint list")
def complaints(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """Every complaint: its stage, what is owed next and by when, and what is overdue."""
    listed(opened(context, book).complaints(known_at=known_at), as_json)


@click.group(short_help="Who holds what.")
@BOOK
@JSON
@click.pass_context
@example('orebook conflict declare --as "Wang Li"\norebook conflict list')
def conflict(context: click.Context, book: str | None, as_json: bool) -> None:
    """Conflicts of interest: what whoever makes or approves prices holds, declared every year."""
    shared(context, book, as_json)


@conflict.command("declare", short_help="Declare positions, or none.")
@AS
@click.option("--position", "positions", multiple=True, metavar="PRODUCT", help="A product they hold.")
@click.option("--text", metavar="TEXT", help="How much and how, in words.")
@HAPPENED
@BOOK
@JSON
@click.pass_context
@example('orebook conflict declare --as "Wang Li" --position prnd-oxide --text "20 t in a warehouse."')
def declare(
    context: click.Context,
    name: str,
    positions: tuple[str, ...],
    text: str | None,
    on: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Declare all you hold; without --position, that you hold nothing. The house itself is "operator"."""
    entered(opened(context, book).declare(name, positions=positions, text=text, on=on), as_json)


@conflict.command("list", short_help="Every declaration, and what is overdue.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook conflict list")
def conflicts(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """Every declaration: who holds what, and by when it is owed again."""
    listed(opened(context, book).conflicts(known_at=known_at), as_json)


@click.command(short_help="What is overdue in any register.")
@click.option("--on", metavar="DAY", help="As of a day. [default: today]")
@BOOK
@JSON
@click.pass_context
@example("orebook overdue")
def overdue(context: click.Context, on: str | None, book: str | None, as_json: bool) -> None:
    """Complaints, declarations and reviews of methods in which something should have happened by now."""
    listed(opened(context, book).overdue(on=on), as_json)


def listed(cases: Iterable[Case], as_json: bool) -> None:
    """Cases of a register, to a program with all their lines."""
    if as_json:
        for one in cases:
            show.line("case", register=one.register, number=one.number, subject=one.subject, stage=one.stage,
                      opened=f"{one.opened}", closed=one.closed, overdue=list(one.overdue),
                      owed=[{"what": what, "by": f"{day}"} for what, day in one.owed],
                      kept_until=f"{one.kept_until}")  # fmt: skip
            show.lines(one.entries)
        return
    rows = [(one.number, one.subject, one.stage, one.opened, one.entries[-1].who,
             "; ".join(f"{what} by {day}" for what, day in one.owed) or None,
             "; ".join(one.overdue) or None, one.entries[-1].text) for one in cases]  # fmt: skip
    show.cards(("number", "about", "stage", "opened", "who", "owed", "overdue", "its last words"), rows)


def entered(made: Iterable[RegisterEntry], as_json: bool) -> None:
    """Lines written into a register."""
    if as_json:
        show.lines(made)
        return
    for one in made:
        owed = f" Next by {one.due}." if one.due else ""
        click.echo(f"{one.number}: {one.stage} on {one.happened}, {one.subject}, {one.who}.{owed}")
