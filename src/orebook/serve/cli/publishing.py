"""What is published: drafted by one person, approved by another, released when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from orebook.serve.cli import show
from orebook.serve.cli.options import AS, BOOK, JSON, KNOWN_AT, example, opened, shared

if TYPE_CHECKING:
    from orebook.facts import Draft, Publication

WHY = click.option("--why", metavar="TEXT", help="Why; owed for a draft with marks.")


class Publishing(click.Group):
    """A group whose first word may also be what is to be published: orebook publish 2025-W02 --author A."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words that name no command of the group are for the one that does it all at once."""
        at = _own(args)
        if args[at:] and args[at] not in {*self.commands, "-h", "--help"}:
            args = [*args[:at], "at-once", *args[at:]]
        return super().parse_args(ctx, args)


def _own(args: list[str]) -> int:
    """How many of the words at the beginning are the group's own options."""
    at = 0
    while at < len(args) and (args[at] in ("--book", "--json") or args[at].startswith("--book=")):
        at += 2 if args[at] == "--book" else 1
    return at


@click.group(cls=Publishing, short_help="Draft, approve and release what others read.")
@BOOK
@JSON
@click.pass_context
@example("orebook publish draft 2025-W02 --as 'Wang Li'\norebook publish approve 2025-W02 --as 'Li Na'\n"
         "orebook publish release 2025-W02")  # fmt: skip
def publish(context: click.Context, book: str | None, as_json: bool) -> None:
    """Publish with four eyes: one person drafts, another approves, and it is released when it is due.

    What is published is a week's review (2025-W02), a price (price prnd-oxide 2025-01-09) or a day's prices
    (prices 2025-01-09). All in one go: orebook publish 2025-W02 --author NAME --approver NAME; without an
    approver that makes a draft.
    """
    shared(context, book, as_json)


@publish.command("at-once", hidden=True)
@click.argument("subject", nargs=-1, required=True)
@click.option("--author", required=True, help="Who drafts it.")
@click.option("--approver", help="Who approves it; without one it stays a draft.")
@click.option("--reason", help="Why it corrects an earlier publication.")
@click.option("--why", help="The approver's reason, where one is owed.")
@BOOK
@JSON
@click.pass_context
@example('orebook publish 2025-W02 --author "Wang Li" --approver "Li Na" --why "Checked."')
def at_once(
    context: click.Context,
    subject: tuple[str, ...],
    author: str,
    approver: str | None,
    reason: str | None,
    why: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Draft, approve and release in one go, if it is due."""
    found = opened(context, book)
    if approver is None:
        _drafted(found.draft(" ".join(subject), author=author, reason=reason), as_json)
        return
    made = found.publish(" ".join(subject), author=author, approver=approver, reason=reason, why=why)
    _released(made, as_json)


@publish.command(short_help="Make a draft of SUBJECT.")
@click.argument("subject", nargs=-1, required=True)
@AS
@click.option("--reason", help="Why it corrects an earlier publication.")
@BOOK
@JSON
@click.pass_context
@example('orebook publish draft price prnd-oxide 2025-01-09 --as "Wang Li"')
def draft(
    context: click.Context,
    subject: tuple[str, ...],
    name: str,
    reason: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Draft a week's review (2025-W02), a price (price PRODUCT DAY) or a day's prices (prices DAY)."""
    _drafted(opened(context, book).draft(" ".join(subject), author=name, reason=reason), as_json)


def _drafted(made: Draft, as_json: bool) -> None:
    from orebook.facts import identity

    if as_json:
        show.lines([made])
        return
    marks = f" Marked {', '.join(made.flags)}." if made.flags else ""
    click.echo(f"Drafted {made.subject} by {made.author} as {identity(made)}: {_counts(made)}.{marks}")
    click.echo(f"Due from {made.due}. Next, by somebody else: "
               f"orebook publish approve {identity(made)} --as NAME")  # fmt: skip


def _counts(made: Draft | Publication) -> str:
    judged = f"{len(made.judgements)} used" if made.judgements else "none"
    return (f"{len(made.figures)} figures on {len(made.cites)} pieces of evidence; quotes used {made.used}, "
            f"set aside {made.set_aside}; judgement {judged}; method {made.method}")  # fmt: skip


@publish.command(short_help="Approve a DRAFT of somebody else's.")
@click.argument("draft", nargs=-1, required=True)
@AS
@WHY
@BOOK
@JSON
@click.pass_context
@example('orebook publish approve 2025-W02 --as "Li Na" --why "Checked against two mills."')
def approve(
    context: click.Context,
    draft: tuple[str, ...],
    name: str,
    why: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Approve DRAFT: its id, enough of its beginning, or its subject. Never your own."""
    made = opened(context, book).approve(" ".join(draft), approver=name, reason=why)
    if as_json:
        show.lines([made])
    else:
        click.echo(f"{made.approver} approved {made.subject} ({made.draft}). Next: "
                   f"orebook publish release {made.draft}")  # fmt: skip


@publish.command(short_help="Reject a DRAFT of somebody else's.")
@click.argument("draft", nargs=-1, required=True)
@AS
@click.option("--why", required=True, metavar="TEXT", help="Why.")
@BOOK
@JSON
@click.pass_context
@example('orebook publish reject 2025-W02 --as "Li Na" --why "Terbium rests on a list price."')
def reject(
    context: click.Context, draft: tuple[str, ...], name: str, why: str, book: str | None, as_json: bool
) -> None:
    """Reject DRAFT: its id, enough of its beginning, or its subject. It is not released while that stands."""
    made = opened(context, book).reject(" ".join(draft), approver=name, reason=why)
    if as_json:
        show.lines([made])
    else:
        click.echo(f"{made.approver} rejected {made.subject} ({made.draft}): {made.reason}")


@publish.command(short_help="Release an approved DRAFT, for good.")
@click.argument("draft", nargs=-1, required=True)
@BOOK
@JSON
@click.pass_context
@example("orebook publish release 2025-W02")
def release(context: click.Context, draft: tuple[str, ...], book: str | None, as_json: bool) -> None:
    """Release DRAFT: its id, enough of its beginning, or its subject; approved, due and not stale."""
    _released(opened(context, book).release_draft(" ".join(draft)), as_json)


def _released(made: Draft | Publication, as_json: bool) -> None:
    from orebook.facts import Draft

    assert not isinstance(made, Draft)
    if as_json:
        show.lines([made])
        return
    who = f"by {made.author}, approved by {made.approver}"
    click.echo(f"Released {made.subject} {who}, as {made.publication}: {_counts(made)}.")
    if made.supersedes:
        click.echo(f"It corrects {made.supersedes}; the notice: orebook publish notices")


@publish.command(short_help="Where each draft stands.")
@click.argument("subject", nargs=-1)
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook publish status\norebook publish status 2025-W02")
def status(
    context: click.Context, subject: tuple[str, ...], known_at: str | None, book: str | None, as_json: bool
) -> None:
    """Where each draft stands, of one SUBJECT or of all: what it waits for, who said what to it."""
    found = opened(context, book).drafts(" ".join(subject) or None, known_at=known_at)
    if as_json:
        for one in found:
            show.line("standing", id=one.id, subject=one.draft.subject, state=one.state,
                      waits_for=one.waits_for, author=one.draft.author, due=one.draft.due,
                      flags=list(one.draft.flags), publication=one.publication)  # fmt: skip
        return
    rows = [(one.draft.subject, one.state, one.draft.author, one.draft.due,
             ", ".join(one.draft.flags) or None, one.id, one.waits_for) for one in found]  # fmt: skip
    show.cards(("subject", "state", "author", "due from", "marks", "draft", "waits for"), rows)


@publish.command(short_help="The text of a DRAFT, as it would be released.")
@click.argument("draft", nargs=-1, required=True)
@BOOK
@JSON
@click.pass_context
@example("orebook publish text 2025-W02")
def text(context: click.Context, draft: tuple[str, ...], book: str | None, as_json: bool) -> None:
    """The whole text of DRAFT: its id, enough of its beginning, or its subject."""
    whole = opened(context, book).text_of(" ".join(draft))
    if as_json:
        show.line("text", draft=" ".join(draft), text=whole)
    else:
        click.echo(whole)


@publish.command(short_help="Corrections, ends of series, changes of method.")
@KNOWN_AT
@BOOK
@JSON
@click.pass_context
@example("orebook publish notices")
def notices(context: click.Context, known_at: str | None, book: str | None, as_json: bool) -> None:
    """What readers were told beside the numbers, whole."""
    found = opened(context, book).notices(known_at=known_at)
    if as_json:
        show.lines([one.fact for one in found])
        return
    rows = [(one.fact.given, one.fact.kind, one.fact.subject, one.fact.effective, one.fact.author, one.id,
             one.fact.text) for one in found]  # fmt: skip
    show.cards(("given", "kind", "subject", "takes effect", "by", "notice", "text"), rows)


@publish.command(short_help="Give notice that the series of PRODUCT ends.")
@click.argument("product")
@click.option("--last", required=True, metavar="DAY", help="Its last day.")
@AS
@click.option("--why", required=True, metavar="TEXT", help="Why it ends.")
@click.option("--successor", metavar="PRODUCT", help="What takes its place.")
@BOOK
@JSON
@click.pass_context
@example(
    'orebook publish discontinue cerium-metal --last 2027-03-31 --as "Wang Li" --why "Nobody quotes it."'
)
def discontinue(
    context: click.Context,
    product: str,
    last: str,
    name: str,
    why: str,
    successor: str | None,
    book: str | None,
    as_json: bool,
) -> None:
    """Give notice that a series ends; after its last day it is not published, and assess still answers."""
    made = opened(context, book).discontinue(product, last=last, author=name, reason=why, successor=successor)
    if as_json:
        show.lines([made])
    else:
        click.echo(made.text)
