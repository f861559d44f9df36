"""What waits in quarantine, and the decision that lets it go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from orebook import facts
from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened

if TYPE_CHECKING:
    from orebook.book.waiting import Waiting


@click.command(short_help="Quotes that wait to be borne out.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook quarantine")
def quarantine(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """Quotes outside the gate drawn from history: the last level before each, its move, and the gate.

    No price rests on them until an independent publisher says the same, or orebook release lets them go.
    """
    waiting = opened(context, book).quarantine(known_at=known_at)
    if as_json:
        for one in waiting:
            show.line("waiting", id=one.held.id, quote=facts.record(one.held.fact), **_measured(one))
        return
    columns = ("day", "product", "low–high", "unit", "source", "last level", "of", "move", "gate", "quote")
    show.table(columns, [_row(one) for one in waiting])


def _row(one: Waiting) -> tuple[object, ...]:
    quote, move = one.held.fact, one.move
    level = (quote.price_date, quote.product, show.band(quote.low, quote.high), quote.unit, show.whose(quote))
    if move is None:
        return (*level, None, None, None, None, one.held.id)
    last = f"{show.money(move.last)} {move.unit}"
    gate = "{:+.0%} to {:+.0%}".format(*move.allowed)
    return (*level, last, move.since, f"{move.share:+.0%}", gate, one.held.id)


def _measured(one: Waiting) -> dict[str, Any]:
    move = one.move
    if move is None:
        return {"last": None, "unit": None, "since": None, "move": None, "gate": None}
    gate = list(move.allowed)
    return {"last": move.last, "unit": move.unit, "since": f"{move.since}", "move": move.share, "gate": gate}


@click.command(short_help="Decide that a quarantined QUOTE may be used.")
@click.argument("quote")
@click.option("--as", "author", required=True, metavar="NAME", help="Who decides.")
@click.option("--why", "reason", required=True, metavar="TEXT", help="Why it may be used.")
@BOOK
@JSON
@click.pass_context
@example('orebook release quote-3f09c2 --as "Wang Li" --why "Export controls of April 4; two mills confirm."')
def release(
    context: click.Context, quote: str, author: str, reason: str, book: str | None, as_json: bool
) -> None:
    """Decide that a quarantined QUOTE may be used from now on; who and why is kept for good.

    QUOTE is its id, or enough of its beginning.
    """
    made = opened(context, book).release(quote, author=author, reason=reason)
    if as_json:
        show.lines([made])
    else:
        click.echo(
            f"Released {made.quote} ({made.product}, {made.price_date}) by {made.author}: {made.reason}"
        )
