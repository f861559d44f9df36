"""A person's override of the method, and what a period cost on average."""

from __future__ import annotations

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, METHOD, ON, example, opened


@click.command(short_help="Override the method for PRODUCT and a day, for good.")
@click.argument("product")
@ON
@click.option("--price", metavar="LOW-HIGH", help="State the day's price, in the product's unit.")
@click.option("--set-aside", metavar="QUOTE", help="Set a quote of the day aside.")
@click.option("--admit", metavar="QUOTE", help="Let in a quote that a rule set aside.")
@click.option("--author", "--as", "author", required=True, metavar="NAME", help="Who judges.")
@click.option("--reason", "--why", "reason", required=True, metavar="TEXT", help="The rationale.")
@BOOK
@JSON
@click.pass_context
@example(
    'orebook judge prnd-metal --on 2025-01-09 --price 490000-492000 --author "Wang Li" '
    '--reason "A deal in writing, seen."'
)
def judge(
    context: click.Context,
    product: str,
    on: str,
    price: str | None,
    set_aside: str | None,
    admit: str | None,
    author: str,
    reason: str,
    book: str | None,
    as_json: bool,
) -> None:
    """Override the method for PRODUCT and a day: state its price, set a quote aside, or admit one.

    Who and why is kept for good, shown by orebook why, and counted on each price that rests on it.
    """
    made = opened(context, book).judge(
        product, on=on, price=price, set_aside=set_aside, admit=admit, author=author, reason=reason
    )
    if as_json:
        show.lines([made])
        return
    click.echo(f"Judged {made.product} on {made.price_date}: {show.judged(made)}")


@click.command(short_help="What PRODUCT cost on average over a period.")
@click.argument("product")
@click.option(
    "--month", "period", required=True, metavar="PERIOD", help="2025-01; or 2025-W02, 2025-Q1, 2025."
)
@METHOD
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook average prnd-oxide --month 2025-01")
def average(
    context: click.Context,
    product: str,
    period: str,
    method: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """The mean of the mids of PRODUCT over a month or another period; days that made no price are skipped."""
    made = opened(context, book).average(product, period, known_at=known_at, method=method)
    if as_json:
        show.line("average", product=made.product, start=f"{made.start}", end=f"{made.end}", mid=made.mid,
                  unit=made.unit, days=made.days, skipped=made.skipped, method=made.method,
                  known_at=made.known_at)  # fmt: skip
        return
    row = (made.product, made.start, made.end, made.mid, made.unit, made.days, made.skipped, made.method)
    show.table(("product", "from", "to", "average mid", "unit", "days", "skipped", "method"), [row])
