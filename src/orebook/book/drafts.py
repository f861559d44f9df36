"""Four eyes: a draft, another person's verdict, a release when it is due. It fetches, calls and passes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook.book import copies, licensing, terms, walk
from orebook.book.subjects import Subject, due, subject
from orebook.book.walk import View
from orebook.errors import BadArgumentError, nearest
from orebook.facts import identity
from orebook.publish.reviewing import outcome

if TYPE_CHECKING:
    from orebook.facts import Approval, Draft, Held, Publication, RegisterEntry
    from orebook.publish import Copy, Standing


def moment() -> datetime:
    """Now: a release waits for the clock."""
    return datetime.now(UTC)


def draft(view: View, words: str, author: str, reason: str | None) -> Draft:
    """A subject -> a draft, kept; what its sources' licences forbid is refused whole."""
    previous = latest(view, subject(view, words).name)
    made = _made(view, words, author, reason, previous)
    if previous is not None and house.unchanged(previous, made):
        raise BadArgumentError(
            f"{made.subject} was published as {previous.publication} and would say the same now."
        )
    return _kept(view, made)


def at_once(
    view: View, words: str, author: str, approver: str, reason: str | None, why: str | None
) -> Publication:
    """A draft, its approval and its release in one go; what says the same as before is what it was."""
    previous = latest(view, subject(view, words).name)
    made = _made(view, words, author, reason, previous)
    if previous is not None and house.unchanged(previous, made):
        return previous
    name = identity(_kept(view, made))
    house.due(made, moment())
    verdict(view, name, approver, True, why)
    return release(view, name)


def latest(view: View, name: str) -> Publication | None:
    """The latest publication of a subject."""
    assert view.store is not None
    earlier = view.store.publications(name)
    return earlier[-1].fact if earlier else None


def _made(view: View, words: str, author: str, reason: str | None, previous: Publication | None) -> Draft:
    worked = copies.work(view, subject(view, words))
    licensing.licensed(view, worked.claims, "publish")
    house.unconflicted(author, worked.copy.products, _register(view))
    return house.draft(
        worked.copy,
        author=author,
        due=due(view, worked.copy.on),
        method=terms.method(view.catalog, "publish"),
        previous=previous,
        previous_text=None if previous is None else text(view, previous),
        reason=reason,
    )


def _kept(view: View, made: Draft) -> Draft:
    assert view.store is not None
    walk.words(view)
    _public(view, made)
    view.store.append([made])
    return made


def _public(view: View, made: Draft) -> None:
    """Every method behind a draft is a file whose text the book holds, or nothing is drafted."""
    assert view.store is not None
    held = set(view.store.agreed().values())
    for name in made.method.split(", "):
        method = view.catalog.methods.get(name)
        if method is None or method.text not in held:
            raise BadArgumentError(
                f"{made.subject}: the book does not hold the text of {name}, and nothing is published by a "
                "method nobody can read (publish/2, P6). Put it into methods/."
            )


def text(view: View, publication: Publication) -> str | None:
    """The text of a publication, where the book holds the draft it released."""
    assert view.store is not None
    drafts = view.store.drafts(publication.subject)
    return next((one.fact.text for one in drafts if one.id == publication.draft), None)


def verdict(view: View, name: str, approver: str, approved: bool, reason: str | None) -> Approval:
    """A draft -> another person's yes or no, kept, with its line of the register of reviews."""
    assert view.store is not None
    held = find(view, name)
    method, now = terms.method(view.catalog, "publish"), None
    if approved:
        now = _now(view, held.fact)
        house.unconflicted(approver, now.products, _register(view))
    made = house.verdict(
        held.fact, approver=approver, approved=approved, reason=reason, now=now, method=method
    )
    if identity(made) in {one.id for one in view.store.approvals(made.subject)}:
        raise BadArgumentError(
            f"{made.subject}: {made.approver} {made.verdict} this draft before in these very words. Give a "
            "reason of its own to say it anew."
        )
    line = outcome(held.fact, made, held=_register(view), method=method, today=moment().date())
    view.store.append([made] if line is None else [made, line])
    return made


def release(view: View, name: str) -> Publication:
    """An approved draft -> a publication, kept for good, with the notice of what it corrects."""
    assert view.store is not None
    held = find(view, name)
    previous = latest(view, held.fact.subject)
    if previous is not None and previous.draft == held.id:
        return previous
    now = _now(view, held.fact)
    made = house.publication(held.fact, approvals(view, held), now=now, moment=moment(), previous=previous)
    told = [] if previous is None else [house.told(previous, made, moment().date())]
    view.store.append([made, *told])
    return made


def _now(view: View, made: Draft) -> Copy:
    """What a draft's subject says now; refused where a licence has changed since."""
    worked = copies.work(view, subject(view, made.subject))
    licensing.licensed(view, worked.claims, "publish")
    return worked.copy


def find(view: View, name: str) -> Held[Draft]:
    """The draft with this id, or whose id begins so, or the newest of a subject.

    Raises:
        BadArgumentError: none, or several.
    """
    assert view.store is not None
    held = view.store.drafts()
    found = [one for one in held if name and one.id.startswith(name)]
    if not found:
        meant = _meant(view, name)
        found = [one for one in held if meant is not None and one.fact.subject == meant.name][-1:]
    if len(found) != 1:
        several = "Several drafts begin with" if found else "There is no draft"
        close = nearest(name, [one.id for one in held])
        raise BadArgumentError(f'{several} "{name}".{close} orebook publish status lists them all.')
    return found[0]


def _meant(view: View, name: str) -> Subject | None:
    try:
        return subject(view, name)
    except BadArgumentError:
        return None


def approvals(view: View, held: Held[Draft]) -> list[Approval]:
    """What was said to a draft after it was made, oldest first."""
    assert view.store is not None
    said = view.store.approvals(held.fact.subject, known_at=view.clock)
    return [one.fact for one in said if one.fact.draft == held.id and one.recorded_at > held.recorded_at]


def standings(view: View, words: str | None) -> list[Standing]:
    """Where each draft stands, oldest first; of one subject, or of all."""
    assert view.store is not None
    wanted = None if words is None else subject(view, words).name
    return [
        house.standing(
            one.fact,
            approvals(view, one),
            [made.fact for made in view.store.publications(one.fact.subject, known_at=view.clock)],
            moment(),
        )
        for one in view.store.drafts(wanted, known_at=view.clock)
    ]


def _register(view: View) -> Sequence[RegisterEntry]:
    assert view.store is not None
    return [one.fact for one in view.store.register(known_at=view.clock)]
