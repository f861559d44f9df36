"""Lists: the products of the catalogue, and what the book holds."""

from __future__ import annotations

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened, opened_if_there


@click.command(short_help="The products Orebook knows.")
@click.argument("text", default="")
@BOOK
@JSON
@click.pass_context
@example("orebook products terbium")
def products(context: click.Context, text: str, book: str | None, as_json: bool) -> None:
    """The products Orebook knows, or those whose name contains TEXT."""
    found = opened_if_there(context, book).products(text)
    if as_json:
        for one in found:
            show.line("product", product=one.id, chain=one.chain, segment=one.segment, unit=one.unit,
                      tax=one.tax, delivery=one.delivery, per=one.per, en=one.en, zh=one.zh)  # fmt: skip
        return
    rows = [(one.id, one.chain, one.segment, one.unit, one.en, one.zh) for one in found]
    show.table(("product", "chain", "segment", "unit", "English", "Chinese"), rows)


@click.command(short_help="The quotes the book holds.")
@click.argument("product", required=False)
@click.option("--from", "start", metavar="DAY", help="First day.")
@click.option("--to", "end", metavar="DAY", help="Last day.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook quotes prnd-metal --from 2025-01-01 --to 2025-01-31")
def quotes(
    context: click.Context,
    product: str | None,
    start: str | None,
    end: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """The quotes the book holds, of one PRODUCT or all."""
    held = opened(context, book).quotes(product, start=start, end=end, known_at=known_at)
    if as_json:
        show.lines([one.fact for one in held])
        return
    rows = [
        (one.fact.price_date, one.fact.product, one.fact.kind, show.band(one.fact.low, one.fact.high),
         one.fact.unit, one.fact.source, one.fact.delivery, one.fact.printed, one.id)
        for one in held
    ]  # fmt: skip
    columns = ("day", "product", "kind", "low–high", "unit", "source", "delivery", "printed", "quote")
    show.table(columns, rows)


@click.command(short_help="The documents the book holds.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook documents")
def documents(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """The documents the book holds."""
    held = opened(context, book).documents(known_at=known_at)
    if as_json:
        show.lines([one.fact for one in held])
        return
    rows = [(one.fact.published, one.fact.source, one.fact.title, one.fact.address, one.id) for one in held]
    show.table(("published", "source", "title", "address", "document"), rows)
