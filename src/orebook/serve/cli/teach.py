"""Teaching the reader: what it refused, what you say to that, and whether your words are safe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from orebook import facts
from orebook.serve.cli import show
from orebook.serve.cli.options import BOOK, JSON, KNOWN_AT, example, opened, opened_if_there

if TYPE_CHECKING:
    from orebook.book.refused import Refused
    from orebook.facts import Quote

#: How a terminal begins and ends words in bold yellow.
_COLOUR = ("\x1b[1;33m", "\x1b[0m")
AUTHOR = click.option("--as", "author", metavar="NAME", help="Who says so.")


@click.command(short_help="What could not be taken, and why.")
@click.option("--rule", metavar="RULE", help="Only those of a rule, for instance no-product.")
@click.option("--product", metavar="PRODUCT", help="Only those that speak of a product.")
@click.option("--document", metavar="TEXT", help="Only those of a document: its id, or part of its address.")
@click.option("--open/--answered", "is_open", default=None, help="Only those without an answer, or with one.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook refusals --rule no-product --open")
def refusals(
    context: click.Context, /, book: str | None, as_json: bool, is_open: bool | None, **which: Any
) -> None:
    """What could not be taken with certainty, each in its sentence, with the number to answer it by."""
    answered = None if is_open is None else not is_open
    found = opened(context, book).refusals(answered=answered, **which)
    if as_json:
        for one in found:
            _line(one)
        return
    rows = [
        (one.number, one.fact.rule, one.fact.where.partition(': "')[0], "answered" if one.answered else "",
         "\n".join(_told(one)))
        for one in found
    ]  # fmt: skip
    show.cards(("refusal", "rule", "where", "", "its sentence, and what it may mean"), rows)


def _told(one: Refused) -> list[str]:
    """The sentence with the words marked, what was expected, what it may mean, and its answer."""
    lines = [_marked(one)] if one.sentence else []
    lines.append(one.fact.message.removeprefix(f"{one.fact.where}: "))
    if one.fact.suggestions:
        lines.append(f"It may mean: {'; '.join(one.fact.suggestions)}")
    return [*lines, f"Answered: {one.answered}"] if one.answered else lines


def _marked(one: Refused) -> str:
    """The sentence, its words in brackets; in colour where a person looks."""
    assert one.sentence is not None
    marks = _COLOUR if sys.stdout.isatty() else ("[", "]")
    return one.sentence.marked(*marks)


def _line(one: Refused) -> None:
    show.line("refusal", **facts.record(one.fact), number=one.number, id=one.id, answered=one.answered,
              sentence=one.sentence.marked() if one.sentence else None)  # fmt: skip


@click.command(short_help="Say what refused words mean.")
@click.argument("refusal")
@click.option("--product", metavar="PRODUCT", help="The words name this product.")
@click.option(
    "--name", "words", metavar="WORDS", help="Which of the words are the name, where that is not plain."
)
@click.option(
    "--layout", metavar="LINE", help='How the line is laid out: "{product} | {low} | {high} | {unit}".'
)
@click.option("--reading", metavar="TEXT", help='What the words say: "prnd-oxide 257000-262000 CNY/t".')
@click.option("--ignore", is_flag=True, help="The words state no price.")
@AUTHOR
@click.option("--why", metavar="TEXT", help="For what reason; --reading and --ignore need it, and --as.")
@BOOK
@JSON
@click.pass_context
@example(
    'orebook answer R17 --product prnd-oxide\norebook answer R18 --ignore --as "Wang Li" --why "a book value"'
)
def answer(context: click.Context, /, refusal: str, book: str | None, as_json: bool, **what: Any) -> None:
    """Say what refused words mean; it is written into orebook.d/ and the document is read again."""
    made = opened(context, book).answer(refusal, **what)
    if as_json:
        show.lines(made.quotes)
        show.line("answered", refusal=made.refusal.number, file=str(made.file), written=made.written)
        return
    click.echo(f"{made.refusal.number} is answered. Written to {made.file}:\n\n{made.written}\n")
    _quotes(made.quotes)
    click.echo("Other documents with such words: orebook reread", err=True)


@click.command(short_help="Read the book's documents again under today's words.")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@BOOK
@JSON
@click.pass_context
@example("orebook reread")
def reread(context: click.Context, documents: tuple[str, ...], book: str | None, as_json: bool) -> None:
    """Read the book's DOCUMENTs again, all or some, under today's words; what is new is added."""
    found = opened(context, book).reread(documents or None)
    if as_json:
        show.lines(found.facts)
        show.line("reread", documents=found.documents, quotes=len(found.quotes), left=len(found.left))
        return
    click.echo(f"{found.documents:,} documents read again, {len(found.quotes):,} new quotes.")
    _quotes(found.quotes)
    if found.left:
        click.echo("The book has other readings of these numbers, and keeps them:")
        _quotes(found.left)


@click.command(short_help="Propose a layout from one labelled line.")
@click.argument("file")
@click.option("--on", metavar="DAY", help="The day of the text; today unless said.")
@click.option("--write", is_flag=True, help="Put it into orebook.d/layouts/.")
@AUTHOR
@BOOK
@JSON
@click.pass_context
@example("orebook learn prices.txt\norebook learn prices.txt --write")
def learn(context: click.Context, /, file: str, book: str | None, as_json: bool, **how: Any) -> None:
    """Propose a layout from lines of FILE that say what they mean, and show what it reads in the others.

    FILE is a text (- for standard input) with "=> prnd-oxide 400000-401000 CNY/t" after one of its lines, or
    on a line below the cells of a record.
    """
    from orebook.book.sources import text_of

    text = sys.stdin.read() if file == "-" else text_of(file)
    made = opened_if_there(context, book).learn(text, **how)
    if as_json:
        show.lines((*made.reading.quotes, *made.reading.refusals))
        show.line("learnt", toml=made.toml, file=str(made.file) if made.file else None)
        return
    click.echo(f"{made.toml}\n")
    _quotes(made.reading.quotes)
    for refusal in made.reading.refusals:
        click.echo(f"refused: {refusal.message}")
    told = (
        f"Written to {made.file}."
        if made.file
        else "Nothing was written. To keep it: orebook learn FILE --write"
    )
    click.echo(told, err=True)


@click.command(short_help="Check your own TOML before it is read by.")
@click.argument("folder", required=False)
@BOOK
@JSON
@click.pass_context
@example("orebook lint")
def lint(context: click.Context, folder: str | None, book: str | None, as_json: bool) -> None:
    """Check the TOML of FOLDER (orebook.d/ beside the book): unsafe names, golden texts it would change.

    Exit code 1 when there are findings.
    """
    found = opened_if_there(context, book).lint(folder)
    for one in found:
        if as_json:
            show.line("finding", where=one.where, line=one.line, text=one.text)
        else:
            click.echo(str(one))
    if not found and not as_json:
        click.echo("Nothing to say: these words are safe to read by.")
    context.exit(1 if found else 0)


def _quotes(quotes: tuple[Quote, ...]) -> None:
    if not quotes:
        return
    rows = [(one.price_date, one.product, one.kind, show.band(one.low, one.high), one.unit, one.printed)
            for one in quotes]  # fmt: skip
    show.table(("day", "product", "kind", "low–high", "unit", "printed"), rows)
