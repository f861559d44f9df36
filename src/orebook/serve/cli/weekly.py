"""The weekly review: written to a file, shown at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from orebook import facts
from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened

if TYPE_CHECKING:
    from orebook.review import Week


@click.command(short_help="Write the review of a WEEK, every figure cited.")
@click.argument("week")
@click.option("--format", "form", type=click.Choice(["html", "md"]), help="[default: by --output, else md]")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook review 2025-W02 --format html -o review.html")
def review(
    context: click.Context,
    week: str,
    form: str | None,
    output: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Write the review of an ISO WEEK from its evidence, every figure of it cited."""
    edition = opened(context, book).review(week, known_at=known_at)
    to_file = output not in (None, "-")
    if output is not None and to_file:
        edition.save(output, form=form)
    if as_json:
        for figure in edition.figures():
            show.line("figure", **figure)
        return
    click.echo(f"{edition.title}: {output}" if to_file else edition.text(form or "md"))


@click.command(short_help="The WEEK at a glance.")
@click.argument("week")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook week 2025-W02")
def week(context: click.Context, week: str, known_at: str | None, book: str | None, as_json: bool) -> None:
    """The WEEK at a glance: prices, the metal plants' margin, who is firm and who is yielding."""
    glance = opened(context, book).week(week, known_at=known_at)
    if as_json:
        show.lines([*glance.assessments.values(), *glance.margins, *glance.stances])
        return
    click.echo(f"{glance.chain.en}, week {glance.week}, as of {glance.on:%A %d %B %Y}")
    columns = ("product", "low–high", "unit", "on the week", "status")
    show.table(columns, [_priced(glance, one) for one in _ordered(glance)])
    _margins(glance.margins)
    show.table(
        ("link", "state", "stalemate"), [(one.link, one.state, one.stalemate) for one in glance.stances]
    )


def _ordered(glance: Week) -> list[facts.Assessment]:
    """Down the chain, the pair the review opens with first in its segments."""
    lead = glance.method.parameters["lead"].get(glance.chain.id, ())
    segments = glance.chain.segments
    priced = [one for one in glance.assessments.values() if one.mid is not None]
    where = {name: product.segment for name, product in glance.products.items()}
    return sorted(priced, key=lambda one: (segments.index(where[one.product]), one.product not in lead))


def _priced(glance: Week, one: facts.Assessment) -> tuple[object, ...]:
    name = glance.products[one.product].en
    status = one.status if one.as_of is None else f"{one.status} from {one.as_of}"
    return name, show.band(one.low, one.high), one.unit, _moved(one, glance), status


def _moved(now: facts.Assessment, glance: Week) -> str:
    """The move of the mid on the week; a price carried from before it has not moved, it was not made."""
    before = glance.before.get(now.product)
    stale = now.as_of is not None and now.as_of <= glance.previous
    if stale or now.mid is None or before is None or before.mid is None:
        return "–"
    moved = now.mid - before.mid
    return "unchanged" if moved == 0 else show.money(moved, signed=True)


def _margins(margins: tuple[facts.Margin, ...]) -> None:
    for one in margins:
        if one.margin is not None:
            said = "below the list fee" if one.inverted else "covers the list fee"
            click.echo(
                f"{one.process}: {show.money(one.margin, signed=True)} {one.unit} VAT {one.tax}, {said}"
            )
