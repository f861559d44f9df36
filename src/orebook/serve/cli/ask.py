"""Questions about prices: what a product cost, why, what links earn, who is firm, what may come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, METHOD, ON, example, opened

if TYPE_CHECKING:
    from orebook.book import Book
    from orebook.book.study import Weighed, Why
    from orebook.facts import Assessment, Margin


@click.command(short_help="Assessed prices of PRODUCTs over days.")
@click.argument("products", nargs=-1, required=True, metavar="PRODUCT...")
@click.option("--from", "start", metavar="DAY", help="First day.")
@click.option("--to", "end", metavar="DAY", help="Last day.")
@METHOD
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook prices prnd-oxide --from 2025-01-01")
def prices(
    context: click.Context,
    products: tuple[str, ...],
    start: str | None,
    end: str | None,
    method: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Assessed prices of PRODUCTs, a row for each day that has evidence."""
    found = opened(context, book)
    made = found.assessments(products, start=start, end=end, known_at=known_at, method=method)
    if as_json:
        show.lines(made)
        return
    rows = [(one.price_date, one.product, show.band(one.low, one.high), one.mid, one.unit, one.status)
            for one in made]  # fmt: skip
    show.table(("day", "product", "low–high", "mid", "unit", "status"), rows)


@click.command(short_help="What PRODUCTs cost on a day.")
@click.argument("products", nargs=-1, required=True, metavar="PRODUCT...")
@ON
@METHOD
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook assess prnd-oxide prnd-metal --on 2025-01-09")
def assess(
    context: click.Context,
    products: tuple[str, ...],
    on: str,
    method: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """What PRODUCTs cost on a day, by the published method, a row for each."""
    found = opened(context, book)
    made = found.assess_each(products, on=on, known_at=known_at, method=method)
    if as_json:
        show.lines(made)
        return
    columns = ("day", "product", "low–high", "mid", "unit", "status", "used", "set aside", "judgement",
               "flags", "method")  # fmt: skip
    show.table(columns, [_assessed(found, one) for one in made])


def _assessed(book: Book, made: Assessment) -> tuple[object, ...]:
    low, high, mid = book.displayed(made)
    status = made.status if made.as_of is None else f"{made.status} from {made.as_of}"
    judged = "used" if made.judgements else "not used"
    return (made.price_date, made.product, show.band(low, high), mid, made.unit, status, len(made.used),
            len(made.set_aside), judged, ", ".join(made.flags) or None, made.method)  # fmt: skip


@click.command(short_help="Each quote behind a price, and its words.")
@click.argument("product")
@ON
@METHOD
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook why prnd-oxide --on 2025-01-09")
def why(
    context: click.Context,
    product: str,
    on: str,
    method: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Each quote behind an assessment: its text, used or set aside, and by which rule; and each judgement."""
    opened_ = opened(context, book)
    found = opened_.why(product, on=on, known_at=known_at, method=method)
    if as_json:
        _why_lines(found)
        return
    made = found.assessment
    low, high, _ = opened_.displayed(made)
    click.echo(f"{made.product} on {made.price_date}: {show.band(low, high)} {made.unit}, "
               f"{made.status}, by {made.method}")  # fmt: skip
    for remark in found.remarks:
        click.echo(f"  {remark.rule}: {remark.sentence}")
    for one in found.judgements:
        click.echo(f"  {one.id}: {show.judged(one.fact)}")
    columns = ("", "rule", "source", "printed", "quote", "because and its text")
    rows = [
        ("used" if one.reason.used else "set aside", one.reason.rule, show.whose(one.held.fact),
         one.held.fact.printed, one.held.id,
         "\n".join(line for line in (one.reason.sentence, f"“{one.sentence}”", _where(one)) if line))
        for one in found.quotes
    ]  # fmt: skip
    show.cards(columns, rows)


def _where(one: Weighed) -> str:
    """The address of a quote, and its page or cell there."""
    return ", ".join(part for part in (one.address, one.place) if part)


def _why_lines(found: Why) -> None:
    show.lines([found.assessment, *(one.fact for one in found.judgements)])
    for remark in found.remarks:
        show.line("remark", rule=remark.rule, because=remark.sentence)
    for one in found.quotes:
        show.lines([one.held.fact])
        show.line("reason", quote=one.held.id, used=one.reason.used, rule=one.reason.rule,
                  because=one.reason.sentence, text=one.sentence, address=one.address,
                  place=one.place)  # fmt: skip


@click.command(short_help="What each process of CHAIN earns a tonne.")
@click.argument("chain")
@ON
@click.option("--tax", type=click.Choice(["excluded", "included"]), default="excluded", show_default=True)
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook margins rare-earths --on 2025-01-09")
def margins(
    context: click.Context,
    chain: str,
    on: str,
    tax: str,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """What each process of CHAIN earns a tonne, with its band and break-even."""
    made = opened(context, book).margins(chain, on=on, tax=tax, known_at=known_at)
    if as_json:
        show.lines(made)
        return
    columns = ("day", "process", "mode", "margin", "band", "unit", "VAT", "inverted", "break-even input")
    show.table(columns, [_margin(one) for one in made])
    for one in made:
        for step in one.steps:
            click.echo(f"  {step}")


def _margin(one: Margin) -> tuple[object, ...]:
    inverted = None if one.inverted is None else ("yes" if one.inverted else "no")
    band = None if one.margin is None else (
        f"{show.money(one.margin_low, signed=True)} to {show.money(one.margin_high, signed=True)}"
    )  # fmt: skip
    return (one.price_date, one.process, one.mode, show.money(one.margin, signed=True), band, one.unit,
            one.tax, inverted, show.money(one.breakeven))  # fmt: skip


@click.command(short_help="Who is firm and who is yielding.")
@ON
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook stance --on 2025-01-09")
def stance(context: click.Context, on: str, known_at: str | None, book: str | None, as_json: bool) -> None:
    """Who is firm and who is yielding on each link, from the words of the days before."""
    made = opened(context, book).stance(on=on, known_at=known_at)
    if as_json:
        show.lines(made)
        return
    rows = [(one.link, one.state, one.seller, one.buyer, one.stalemate, len(one.phrases)) for one in made]
    show.table(("link", "state", "seller firm", "buyer accepts", "stalemate", "phrases"), rows)


@click.command(short_help="Where a price may be in 1 to 13 weeks.")
@click.argument("product")
@ON
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same fan.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook forecast prnd-oxide --on 2025-01-09")
def forecast(
    context: click.Context,
    product: str,
    on: str,
    seed: int,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Where the price of PRODUCT may be 1 to 13 weeks on, as quantiles."""
    made = opened(context, book).forecast(product, on=on, seed=seed, known_at=known_at)
    if as_json:
        show.lines(made)
        return
    levels = list(made[0].quantiles) if made else []
    rows = [(one.horizon_weeks, *one.quantiles.values(), one.unit, one.model) for one in made]
    show.table(("weeks", *levels, "unit", "model"), rows)
    click.echo(made[0].leaned_on if made else f"{product}: no price up to {on}, so no forecast.")
