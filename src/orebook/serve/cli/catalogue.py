"""Lists: the products of the catalogue, and what the book holds."""

from __future__ import annotations

from collections.abc import Sequence

import click

from orebook import facts
from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened, opened_if_there


@click.command(short_help="The products Orebook knows.")
@click.argument("text", default="")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook products terbium")
def products(
    context: click.Context, text: str, known_at: str | None, book: str | None, as_json: bool
) -> None:
    """The products Orebook knows, or those whose name contains TEXT."""
    found = opened_if_there(context, book).products(text, known_at=known_at)
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
@click.option("--with-corrected", is_flag=True, help="Show those that were corrected too, marked.")
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
    with_corrected: bool,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """The quotes the book holds, of one PRODUCT or all."""
    held = opened(context, book).quotes(
        product, start=start, end=end, known_at=known_at, with_corrected=with_corrected
    )
    if as_json:
        for one in held:
            marked = {"id": one.id, "corrected": one.corrected} if with_corrected else {}
            show.line("quote", **facts.record(one.fact), **marked)
        return
    rows: list[tuple[object, ...]] = [
        (one.fact.price_date, one.fact.product, one.fact.kind, show.band(one.fact.low, one.fact.high),
         one.fact.unit, show.whose(one.fact), one.fact.delivery, one.fact.printed, one.id)
        for one in held
    ]  # fmt: skip
    columns: tuple[str, ...] = (
        "day", "product", "kind", "low–high", "unit", "source", "delivery", "printed", "quote")  # fmt: skip
    if with_corrected:
        rows = [(*row, one.corrected) for row, one in zip(rows, held, strict=True)]
        columns = (*columns, "corrected by")
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


@click.command(short_help="The chains, processes and fees agreed.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook chains")
def chains(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """The processes of every chain: what each takes and makes, a tonne of its output; as agreed then."""
    found = opened_if_there(context, book).chains(known_at=known_at)
    rows = [
        (chain.id, one.id, one.makes,
         ", ".join(f"{item.quantity.value:g} {item.product}" for item in one.takes),
         ", ".join(f"{cost.id} {cost.amount.value:g} {cost.amount.unit}" for cost in one.costs))
        for chain in found for one in chain.processes
    ]  # fmt: skip
    columns = ("chain", "process", "makes", "takes", "costs")
    _listed("process", columns, rows, as_json)


@click.command(short_help="The published methods, by version.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook methods")
def methods(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """The published methods, every version with the day it starts; as in use then."""
    found = opened_if_there(context, book).methods(known_at=known_at)
    rows = [(one.id, one.start.isoformat(), one.title) for one in found]
    _listed("method", ("method", "start", "title"), rows, as_json)


@click.command(short_help="Who publishes, and under which licence.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook sources")
def sources(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """Who publishes, where, and what their licence lets a reader do; as agreed then."""
    found = opened_if_there(context, book).sources(known_at=known_at)
    rows = [(one.id, one.name, one.licence, one.address) for one in found]
    _listed("source", ("source", "name", "licence", "address"), rows, as_json)


@click.command(short_help="What was published, as known then.")
@click.argument("subject", required=False)
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example('orebook publications "review 2025-W02"')
def publications(
    context: click.Context, subject: str | None, known_at: str | None, book: str | None, as_json: bool
) -> None:
    """What was published: all of it, or on one SUBJECT."""
    held = opened(context, book).publications(subject, known_at=known_at)
    if as_json:
        show.lines([one.fact for one in held])
        return
    rows = [
        (one.fact.subject, one.fact.author, one.fact.method, len(one.fact.cites), one.fact.supersedes,
         one.fact.reason, one.fact.publication)
        for one in held
    ]  # fmt: skip
    show.table(("subject", "author", "method", "cites", "supersedes", "reason", "publication"), rows)


def _listed(fact: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]], as_json: bool) -> None:
    if not as_json:
        show.table(columns, rows)
        return
    for row in rows:
        show.line(fact, **dict(zip(columns, row, strict=True)))
