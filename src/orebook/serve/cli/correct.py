"""Corrections, what they touch, and what changed between two moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from orebook import facts
from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened
from orebook.serve.cli.spans import because, together

if TYPE_CHECKING:
    from orebook.book.affected import Affected
    from orebook.book.diffing import Diff
    from orebook.book.moved import MarginMoved, Moved


@click.command(short_help="Correct or withdraw a QUOTE or statistic.")
@click.argument("fact", metavar="ID")
@click.option("--to", "--value", "to", metavar="FIGURE", help="What stands in its place: 716000-720000, 214.")
@click.option("--unit", metavar="UNIT", help="Its unit, where that was wrong too.")
@click.option("--withdraw", is_flag=True, help="Nothing takes its place.")
@click.option("--author", "--as", "author", required=True, metavar="NAME", help="Who corrects.")
@click.option("--reason", "--why", "reason", required=True, metavar="TEXT", help="Why it was wrong.")
@BOOK
@JSON
@click.pass_context
@example(
    'orebook correct quote-3f09c2 --to 716000-720000 --author "Zhao Min" --reason "C17 called back."\n'
    'orebook correct quote-3f09c2 --withdraw --author "Zhao Min" --reason "Never said."'
)
def correct(context: click.Context, /, fact: str, book: str | None, as_json: bool, **said: Any) -> None:
    """Correct or withdraw a quote or a statistic; the old one stays readable, who and why is kept.

    ID is its id, or enough of its beginning. Everything that used it is listed, before and after.
    """
    kept = opened(context, book)
    made = kept.correct(fact, **said)
    found = kept.affected(made.id)
    if as_json:
        show.line("correction", id=made.id, **facts.record(made.correction))
        if made.new is not None:
            show.lines([made.new])
        _affected_lines(found)
        return
    instead = made.correction.replacement or "nothing: it is withdrawn"
    click.echo(f"{made.id}: in place of {made.correction.corrects} stands {instead}")
    flags = getattr(made.new, "flags", ())
    if flags:
        click.echo(f"It is marked {', '.join(flags)}.", err=True)
    _affected(found)


@click.command(short_help="What used a quote, before and after its correction.")
@click.argument("fact", metavar="ID")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook affected correction-71c0de")
def affected(
    context: click.Context, fact: str, known_at: str | None, book: str | None, as_json: bool
) -> None:
    """Publications, prices, margins, monthly averages and weekly reviews that used a quote or a statistic.

    ID is that of the quote, or of its correction; or enough of its beginning.
    """
    found = opened(context, book).affected(fact, known_at=known_at)
    if as_json:
        _affected_lines(found)
    else:
        _affected(found)


def _affected_lines(found: Affected) -> None:
    show.line(
        "affected", id=found.id, correction=found.correction.id if found.correction else None,
        publications=[one.fact.publication for one in found.publications],
        drafts=[one.id for one in found.drafts],
        averages=[list(one) for one in found.averages], weeks=list(found.weeks),
    )  # fmt: skip
    for one in found.prices:
        show.line("price", **_price_fields(one))
    for margin in found.margins:
        show.line("margin", **_margin_fields(margin))


def _affected(found: Affected) -> None:
    rows: list[tuple[object, ...]] = []
    rows += [
        ("publication", one.fact.subject, None, None, one.fact.publication) for one in found.publications
    ]
    rows += [("draft", one.fact.subject, None, None, one.id) for one in found.drafts]
    rows += together([_price_row(one) for one in found.prices])
    rows += together([_margin_row(one) for one in found.margins])
    rows += [("average", f"{product} {month}", None, None, None) for product, month in found.averages]
    rows += [("review", week, None, None, None) for week in found.weeks]
    show.table(("what", "of", "before", "after", "id"), rows)


def _price_row(one: Moved) -> tuple[object, ...]:
    return ("price", one.product, one.price_date, _told(one.before), _told(one.after), None)


def _told(made: facts.Assessment | None) -> str | None:
    if made is None or made.mid is None:
        return None if made is None else made.status
    return f"{show.band(made.low, made.high)} {made.unit} {made.status}"


def _margin_row(one: MarginMoved) -> tuple[object, ...]:
    before, after = (
        None if value is None else show.money(value, signed=True) for value in (one.before, one.after)
    )
    return ("margin", one.process, one.price_date, before, after, None)


def _price_fields(one: Moved) -> dict[str, Any]:
    told = {
        name: None if made is None else {
            "low": made.low, "high": made.high, "mid": made.mid, "unit": made.unit, "status": made.status,
            "method": made.method,
        }
        for name, made in (("before", one.before), ("after", one.after))
    }  # fmt: skip
    return {"product": one.product, "price_date": one.price_date.isoformat(), **told}


def _margin_fields(one: MarginMoved) -> dict[str, Any]:
    return {"chain": one.chain, "process": one.process, "price_date": one.price_date.isoformat(),
            "unit": one.unit, "before": one.before, "after": one.after}  # fmt: skip


@click.command(short_help="What changed between two moments, and why.")
@click.option(
    "--from-known", required=True, metavar="WHEN", help="The earlier: a day (all of it) or a moment."
)
@click.option("--to-known", required=True, metavar="WHEN", help="The later one.")
@click.option("--product", metavar="PRODUCT", help="Only what concerns one product.")
@click.option("--lines", is_flag=True, help="Show which lines of the TOML texts changed.")
@BOOK
@JSON
@click.pass_context
@example("orebook diff --from-known 2025-01-09 --to-known 2025-01-10")
def diff(context: click.Context, /, book: str | None, as_json: bool, **asked: Any) -> None:
    """What changed between two moments, and why: facts learnt, texts, prices, margins, publications.

    Each price and margin that differs comes with its old and new value and the ids of what changed it.
    """
    found = opened(context, book).diff(**asked)
    if as_json:
        _diff_lines(found)
    elif found.empty:
        click.echo("Nothing changed.")
    else:
        _diff(found)


def _diff_lines(found: Diff) -> None:
    for fact in found.learnt:
        show.line("learnt", kind=fact.fact, id=fact.id, product=fact.product, rows=fact.rows,
                  price_date=fact.price_date.isoformat() if fact.price_date else None)  # fmt: skip
    for text in found.texts:
        show.line("text", path=text.path, before=text.before, after=text.after, lines=text.lines)
    for price, why in found.prices:
        show.line("price", **_price_fields(price), reasons=list(why))
    for margin, why in found.margins:
        show.line("margin", **_margin_fields(margin), reasons=list(why))
    for one in found.publications:
        figures = {key: list(both) for key, both in one.figures.items()}
        show.line("publication", subject=one.subject, before=one.before, after=one.after, figures=figures,
                  reasons=list(one.reasons))  # fmt: skip


#: Kinds of facts whose names are not words.
_KINDS = {"segment": "loaded quote", "registerentry": "register entry"}


def _diff(found: Diff) -> None:
    counts: dict[str, int] = {}
    for fact in found.learnt:
        name = _KINDS.get(fact.fact, fact.fact)
        counts[name] = counts.get(name, 0) + fact.rows
    rows: list[tuple[object, ...]] = [
        ("learnt", show.many(count, name), None, None, None) for name, count in counts.items()
    ]
    rows += [("text", one.path, _short(one.before), _short(one.after), None) for one in found.texts]
    rows += together([(*_price_row(one)[:5], because(why)) for one, why in found.prices])
    rows += together([(*_margin_row(one)[:5], because(why)) for one, why in found.margins])
    rows += [
        ("publication", one.subject, one.before, one.after, ", ".join(one.reasons))
        for one in found.publications
    ]
    show.table(("what", "of", "before", "after", "because"), rows)
    for text in found.texts:
        if text.lines:
            click.echo(text.lines)


def _short(hash_: str | None) -> str | None:
    return None if hash_ is None else hash_[:12]
