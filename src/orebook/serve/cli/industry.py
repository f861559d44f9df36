"""Volumes and happenings on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from orebook import facts
from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orebook.facts import Event, Statistic

_COUNTED = ("period", "measure", "of", "value", "unit", "change", "from", "whose", "source")
_HAPPENED = (
    "reported",
    "event",
    "segment",
    "product",
    "whose",
    "from",
    "to",
    "certainty",
    "source",
    "its text",
)


@click.command(short_help="Output, stocks, trade and quotas the book holds.")
@click.argument("product", required=False)
@click.option(
    "--measure",
    metavar="NAME",
    help="output, operating-rate, inventory, import, export, quota, order, capacity.",
)
@click.option("--from", "start", metavar="DAY", help="First day.")
@click.option("--to", "end", metavar="DAY", help="Last day.")
@click.option("--with-corrected", is_flag=True, help="Show those that were corrected too, marked.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook statistics dysprosium-oxide --measure output --from 2025-01-01")
def statistics(
    context: click.Context,
    product: str | None,
    measure: str | None,
    start: str | None,
    end: str | None,
    with_corrected: bool,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Output, operating rates, stocks, trade, quotas, orders and capacity, of one PRODUCT or all."""
    held = opened(context, book).statistics(
        product, measure=measure, start=start, end=end, known_at=known_at, with_corrected=with_corrected
    )
    if as_json:
        for one in held:
            show.line("statistic", **facts.record(one.fact), id=one.id, corrected=one.corrected)
    else:
        counted([one.fact for one in held])


@click.command(short_help="What happened to the trade.")
@click.argument("kind", required=False)
@click.option("--from", "start", metavar="DAY", help="First day it was reported on.")
@click.option("--to", "end", metavar="DAY", help="Last day it was reported on.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook events maintenance --from 2025-01-01")
def events(
    context: click.Context,
    kind: str | None,
    start: str | None,
    end: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """What happened to the trade: maintenance, quota, control, holiday, tender, listing; one KIND or all."""
    held = opened(context, book).events(kind, start=start, end=end, known_at=known_at)
    if as_json:
        show.lines([one.fact for one in held])
    else:
        happened([one.fact for one in held])


def counted(found: Iterable[Statistic], title: str | None = None) -> None:
    """Statistics as a table."""
    rows = [
        (one.period, one.measure, one.product or one.subject, one.value, one.unit, _moved(one), one.against,
         one.who, one.source)
        for one in found
    ]  # fmt: skip
    show.table(_COUNTED, rows, title)


def happened(found: Iterable[Event], title: str | None = None) -> None:
    """Events with their words."""
    rows = [
        (one.price_date, one.kind, one.segment, one.product, one.who, one.starts, one.ends, one.certainty,
         one.source, next(span.text for span in one.spans if span.role == "sentence"))
        for one in found
    ]  # fmt: skip
    show.cards(_HAPPENED, rows, title)


def _moved(one: Statistic) -> str | None:
    return None if one.change is None else f"{show.money(one.change, signed=True)} {one.change_unit}"
