"""The self-check: what a price reporter owes its readers, tested on this book."""

from __future__ import annotations

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, example, opened, shared


@click.group(short_help="Thirty tests of what readers are owed.")
@BOOK
@JSON
@click.pass_context
@example("orebook trust check")
def trust(context: click.Context, book: str | None, as_json: bool) -> None:
    """A self-check drawn from the principles for price reporting agencies; never a claim of compliance."""
    shared(context, book, as_json)


@trust.command(short_help="Test the book; exit code 1 where a row falls short.")
@click.option("--evidence", is_flag=True, help="Every id, not only how many.")
@BOOK
@JSON
@click.pass_context
@example("orebook trust check\norebook trust check --json")
def check(context: click.Context, evidence: bool, book: str | None, as_json: bool) -> None:
    """Thirty rows, each with what was found and the ids that show it: holds, falls short, not applicable."""
    rows = opened(context, book).trust()
    if as_json:
        for one in rows:
            show.line(
                "trust",
                number=one.number,
                id=one.id,
                test=one.test,
                state=one.state,
                sentence=one.sentence,
                evidence=list(one.evidence),
                sources=list(one.sources),
            )
    else:
        told = [(one.number, one.state, one.test, _ids(one.evidence, evidence), one.sentence) for one in rows]
        show.cards(("row", "state", "test", "evidence", "what was found"), told)
        states = [one.state for one in rows]
        counted = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
        click.echo(f"{counted}. A self-check, no claim of compliance.", err=True)
    context.exit(1 if any(one.state == "falls short" for one in rows) else 0)


def _ids(ids: tuple[str, ...], every: bool) -> str:
    if every or len(ids) <= 1:
        return " ".join(ids)
    return f"{ids[0]} and {len(ids) - 1} more"
