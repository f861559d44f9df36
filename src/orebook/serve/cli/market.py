"""Market communication typed in: a line, a sheet, the register of submitters, sources that differ."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from orebook import facts
from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orebook.assess import Divergence
    from orebook.book import Book
    from orebook.book.sheeting import Filed
    from orebook.book.submitters import Submitter
    from orebook.reader import Row

AUTHOR = click.option("--as", "author", required=True, metavar="NAME", help="Who enters it; kept with it.")
_UNREGISTERED = "{} is not in the register of submitters: orebook submitter add {} --role ROLE --as NAME"


@click.command(short_help="Keep a bid, offer or deal as you type it.")
@click.argument("product")
@click.argument("price")
@click.argument("unit")
@click.option("--kind", required=True, metavar="KIND", help="bid, offer, transaction, listing or assessment.")
@click.option("--on", required=True, metavar="DAY", help="The market's day, for instance 2025-01-09.")
@AUTHOR
@click.option("--volume", metavar="MASS", help="For instance 20t, 500kg or 20 吨.")
@click.option("--contributor", metavar="CODE", help="Who said it, for instance C17.")
@click.option("--source", metavar="NAME", help="Who published it [default: own, what you heard yourselves].")
@click.option("--delivery", metavar="WORD", help="exw, fob, cif, ...")
@click.option("--place", metavar="WORD", help="Where.")
@click.option("--tax", type=click.Choice(["included", "excluded"]), help="VAT, where it was said.")
@click.option("--terms", metavar="TEXT", help="Payment.")
@click.option("--note", metavar="TEXT", help="Anything else; kept, and read as nothing.")
@click.option("--at", metavar="MOMENT", help="When it was said, for instance 2025-01-09T14:38.")
@click.option("--deal", type=int, metavar="N", help="Which of several deals alike it is, from 1.")
@BOOK
@JSON
@click.pass_context
@example(
    "orebook quote prnd-metal 715000-720000 CNY/t --kind bid --volume 20t --contributor C17 --on 2025-01-09"
    ' --as "Wang Li"'
)
def quote(
    context: click.Context,
    /,
    product: str,
    price: str,
    unit: str,
    book: str | None,
    as_json: bool,
    **words: Any,
) -> None:
    """Keep one bid, offer or deal as you type it: PRODUCT, PRICE (a number or a range) and UNIT.

    The line is kept with who typed it, and held against history like what is read. The same line twice is
    one; give --at or --deal where two deals are alike.
    """
    made = opened(context, book).quote(product, price, unit, **words)
    if as_json:
        show.line("typed", id=made.id, already=made.already, quote=facts.record(made.quote))
        return
    one = made.quote
    said = "Held already" if made.already else "Kept"
    marks = f" [{', '.join(one.flags)}]" if one.flags else ""
    click.echo(f"{said} {made.id}: {one.product} {one.kind} {show.band(one.low, one.high)} {one.unit}, "
               f"{one.price_date}{marks}")  # fmt: skip
    if "quarantined" in one.flags:
        click.echo("It lies outside the gate drawn from history and waits: orebook quarantine", err=True)
    if not made.registered:
        click.echo(_UNREGISTERED.format(one.contributor, one.contributor), err=True)


@click.command("quotes-from", short_help="Keep the rows of a sheet of bids, offers and deals.")
@click.argument("path", metavar="FILE")
@AUTHOR
@click.option("--source", metavar="NAME", help="Who published it, for rows that do not say [default: own].")
@click.option("--kind", metavar="KIND", help="bid, offer, ... for rows that do not say.")
@click.option("--on", metavar="DAY", help="The market's day, for rows that do not say.")
@click.option("--unit", metavar="UNIT", help="CNY/t, 元/吨, ... for rows that do not say.")
@click.option("--contributor", metavar="CODE", help="Who said it, for rows that do not say.")
@click.option("--all-or-nothing", is_flag=True, help="Keep nothing when a row is refused.")
@click.option("--backfill", is_flag=True, help="History loaded late: --known-at sees it from its last day.")
@BOOK
@JSON
@click.pass_context
@example('orebook quotes-from bids.csv --as "Wang Li"')
def quotes_from(context: click.Context, /, path: str, book: str | None, as_json: bool, **how: Any) -> None:
    """Keep the good rows of FILE (CSV, XLSX, XLS, ODS) and say of each other row what was wrong.

    Columns are told by their heads: product, kind, price or low and high, unit, date, volume, contributor or
    产品, 类型, 价格, 低价, 高价, 单位, 日期, 数量, 报价方. Exit code 1 when a row was refused.
    """
    made = opened(context, book).quotes_from(path, **how)
    if as_json:
        _filed_lines(made)
    else:
        _filed(made, how["all_or_nothing"])
    context.exit(1 if made.refused else 0)


def _filed_lines(made: Filed) -> None:
    for known_as, one in zip(made.ids, made.quotes, strict=True):
        show.line("typed", id=known_as, quote=facts.record(one))
    for word, rows in (("already", made.already), ("refused", made.refused)):
        for row in rows:
            show.line(word, sheet=row.sheet, row=row.row, cell=row.cell, given=row.given, message=row.message)


def _filed(made: Filed, all_or_nothing: bool) -> None:
    nothing = all_or_nothing and made.refused
    kept = "Nothing kept" if nothing else f"{show.many(len(made.quotes), 'quote')} kept"
    click.echo(f"{kept}, {show.many(len(made.already), 'row')} held already, {len(made.refused):,} refused")
    marked = [one for one in made.quotes if one.flags]
    for one in marked:
        click.echo(f"{one.product} {one.printed} of {one.price_date}: {', '.join(one.flags)}")
    if made.refused:
        show.table(("sheet", "row", "cell", "what", "expected"), [_row(one) for one in made.refused])
    for code in made.unregistered:
        click.echo(_UNREGISTERED.format(code, code), err=True)


def _row(one: Row) -> tuple[object, ...]:
    return (one.sheet, one.row, one.cell, one.given or None, one.message)


@click.command(short_help="The register of submitters: roles and verification.")
@click.argument("action", type=click.Choice(["add", "verify", "list"]))
@click.argument("code", required=False)
@click.option("--role", help="add: front-office, back-office, broker or analyst.")
@click.option("--who", metavar="NAME", help="add: the company or person behind the code.")
@click.option("--as", "author", metavar="NAME", help="add, verify: who writes it down.")
@click.option("--why", "reason", metavar="TEXT", default="", help="verify: what was looked at; add: a note.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example(
    'orebook submitter add C17 --role front-office --who "Baotou trader" --as "Wang Li"\n'
    'orebook submitter verify C17 --as "Zhao Min" --why "Ten deals checked against contracts."\n'
    "orebook submitter list"
)
def submitter(
    context: click.Context, /, action: str, code: str | None, book: str | None, as_json: bool, **said: Any
) -> None:
    """The register of submitters: each contributor's CODE, its role, and who verified what it gives.

    A verification holds until the role is written down anew. All lines are kept for good.
    """
    kept = opened(context, book)
    if action == "list":
        _listed(kept.submitters(known_at=said["known_at"]), as_json)
        return
    owed = {"CODE": code, "--as": said["author"], **({"--role": said["role"]} if action == "add" else {})}
    missing = [name for name, word in owed.items() if not word]
    if missing:
        raise click.UsageError(f"{action} needs {', '.join(missing)}.")
    made = _entered(kept, action, code or "", said)
    if as_json:
        show.lines([made])
    else:
        click.echo(f"{made.number}: {made.subject} ({made.who}) {made.stage}, by {made.author}")


def _entered(kept: Book, action: str, code: str, said: dict[str, Any]) -> facts.RegisterEntry:
    if action == "verify":
        return kept.verify_submitter(code, author=said["author"], reason=said["reason"])
    return kept.add_submitter(
        code, role=said["role"], author=said["author"], who=said["who"], note=said["reason"]
    )


def _listed(found: Iterable[Submitter], as_json: bool) -> None:
    if not as_json:
        show.table(("code", "role", "who", "verified by"), _submitters(found))
        return
    for one in found:
        show.line("submitter", code=one.code, role=one.role, who=one.who, verified=one.verified)


def _submitters(found: Iterable[Submitter]) -> list[tuple[object, ...]]:
    return [(one.code, one.role, one.who, one.verified) for one in found]


@click.command(short_help="Days two sources tell PRODUCT differently.")
@click.argument("product")
@click.option("--from", "start", metavar="DAY", help="First day.")
@click.option("--to", "end", metavar="DAY", help="Last day.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook divergence prnd-oxide --from 2025-01-01")
def divergence(
    context: click.Context,
    product: str,
    start: str | None,
    end: str | None,
    known_at: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Days on which two sources told the same series of PRODUCT differently, the widest gap first."""
    found = opened(context, book).divergence(product, start=start, end=end, known_at=known_at)
    if as_json:
        for one in found:
            click.echo(json.dumps({"fact": "divergence", **facts.record(one)}, ensure_ascii=False))
        return
    columns = ("day", "kind", "basis", "lower", "low–high", "higher", "low–high", "gap", "%", "unit")
    show.table(columns, [_diverging(one) for one in found])


def _diverging(one: Divergence) -> tuple[object, ...]:
    basis = " ".join(word for word in (one.delivery, one.place, one.tax and f"VAT {one.tax}") if word)
    percent = None if one.gap_percent is None else f"{one.gap_percent:.2f}"
    return (one.price_date, one.kind, basis, one.first, show.band(one.first_low, one.first_high), one.second,
            show.band(one.second_low, one.second_high), one.gap, percent, one.unit)  # fmt: skip
