"""Rows on people: who assessed, approved, submitted, judged, complained, and who holds what."""

from __future__ import annotations

from orebook.facts import Held, Publication, identity
from orebook.publish.conflicts import NONE as HOLDS_NOTHING
from orebook.publish.conflicts import declared
from orebook.publish.involvement import involved
from orebook.publish.people import known_as, same
from orebook.publish.trust.methods import NOTHING
from orebook.publish.trust.seen import Answer, Seen, each, holds, none, short

FRONT_OFFICE, VERIFIED = "front-office", "verified"


def override(seen: Seen) -> Answer:
    """Row 3: every judgement names its author and its reason."""
    known = {
        name: None
        if held.fact.reason.strip() and held.fact.author.strip()
        else "it has no author or no reason"
        for name, held in seen.judgements.items()
    }
    return each(known, "judgements", "Every override has its author and its reason.", "Nobody judged.")


def rationale(seen: Seen) -> Answer:
    """Row 14: each rationale is a record of its own, under an id that holds it."""
    known = {
        name: None if identity(held.fact) == name else "it is not what was kept under its id"
        for name, held in seen.judgements.items()
    }
    good = "Each rationale is a record of its own; a later one about the same takes its place."
    return each(known, "judgements", good, "Nobody judged.")


def four_eyes(seen: Seen) -> Answer:
    """Row 15: somebody else approved every publication."""
    known = {one.fact.publication: _unseen(seen, one) for one in seen.publications}
    return each(known, "publications", "Somebody else than its author approved every publication.", NOTHING)


def _unseen(seen: Seen, one: Held[Publication]) -> str | None:
    second = one.fact.approver
    if second is None:
        return f"{one.fact.subject} names no approver"
    if same(second, one.fact.author):
        return f"{one.fact.subject} was approved by its author, {one.fact.author}"
    return None if _approval(seen, one) else f"the book holds no approval of {one.fact.subject} by {second}"


def _approval(seen: Seen, one: Held[Publication]) -> list[int]:
    """When the approver said yes to the draft of a publication."""
    return [
        held.recorded_at
        for held in seen.approvals
        if held.fact.draft == one.fact.draft and held.fact.verdict == "approved"
        and same(held.fact.approver, one.fact.approver or "")
    ]  # fmt: skip


def approval_first(seen: Seen) -> Answer:
    """Row 16: the approval was kept before the publication."""
    known = {
        one.fact.publication: None
        if any(moment < one.recorded_at for moment in _approval(seen, one))
        else f"no approval of {one.fact.subject} was kept before it was released"
        for one in seen.publications
    }
    return each(known, "publications", "Every approval was kept before its release.", NOTHING)


def identities(seen: Seen) -> Answer:
    """Row 17: every quote behind a publication says whose it is, and every publication who assessed it."""
    known: dict[str, str | None] = {
        one.fact.publication: None if one.fact.author.strip() else "it names no author"
        for one in seen.publications
    }
    for name, held in seen.quotes.items():
        named = held.fact.source or held.fact.contributor
        known[name] = None if named else f"{held.fact.product} of {held.fact.price_date} names nobody"
    return each(known, "publications and quotes", "Every quote and publication says whose it is.", NOTHING)


def submitters(seen: Seen) -> Answer:
    """Row 18: who submits has a role, and a front office counts only once somebody else verified it."""
    roles = _roles(seen)
    known = {
        name: _wrong(roles.get(known_as(held.fact.contributor or "")), held.fact.contributor or "")
        for name, held in seen.quotes.items()
        if held.fact.contributor and held.fact.spans and held.fact.spans[0].document in seen.typed
    }
    good = "Every submitter behind a publication has a role, and front offices are verified."
    return each(known, "submitted quotes", good, "No publication rests on what a submitter typed in.")


def _roles(seen: Seen) -> dict[str, tuple[str, bool]]:
    """Each submitter's role, and whether it was verified since."""
    roles: dict[str, tuple[str, bool]] = {}
    for held in seen.register:
        if held.fact.register == "submitter":
            code = known_as(held.fact.subject)
            old = roles.get(code, ("", False))
            roles[code] = (old[0], True) if held.fact.stage == VERIFIED else (held.fact.stage, False)
    return roles


def _wrong(role: tuple[str, bool] | None, code: str) -> str | None:
    if role is None:
        return f"{code} is not in the register of submitters"
    return f"{code} is a front office nobody verified" if role == (FRONT_OFFICE, False) else None


def complaints(seen: Seen) -> Answer:
    """Row 29: target time, independent reviewer, third party after six months; nothing is overdue."""
    rules, least = (
        seen.publish_method.parameters["registers"]["complaint"],
        int(seen.settings["retention_years"]),
    )
    if int(rules.get("retention_years", 0)) < least or int(rules.get("escalate_months", 99)) > 6:
        return short(
            f"{seen.publish_method.id} keeps or escalates complaints too late.", [seen.publish_method.id]
        )
    every = [one for one in seen.cases if one.register == "complaint"]
    known = {
        one.number: f"{one.number} is overdue: {one.overdue[0]}"
        if one.overdue
        else _partial(seen, one.number)
        for one in every
    }
    if not known:
        return holds("No complaint was made; target times, reviewer and third party are declared.",
                     [seen.publish_method.id])  # fmt: skip
    return each(known, "complaints", "Every complaint is in time, and its reviewer independent.", "")


def _partial(seen: Seen, number: str) -> str | None:
    lines = [held.fact for held in seen.register if held.fact.number == number]
    people = involved(lines[0], [one.fact for one in seen.publications],
                      [one.fact for one in seen.judgements.values()])  # fmt: skip
    partial = [
        line.who for line in lines if line.stage == "reviewed" and known_as(line.who) in map(known_as, people)
    ]
    return f"{number} was looked into by {partial[0]}, who is involved" if partial else None


def conflicts(seen: Seen) -> Answer:
    """Row 30: whoever makes prices declared within a year, and the operator holds nothing."""
    if not seen.publications:
        return none(NOTHING)
    entries = [held.fact for held in seen.register]
    operator = str(seen.publish_method.parameters["registers"]["conflict"]["operator"])
    lines = declared(operator, entries)
    if not lines:
        return short("The operator never declared that it holds no position.")
    if any(line.stage != HOLDS_NOTHING for line in lines):
        return short(f"The operator holds a position in {lines[0].subject}.", [lines[0].number])
    people = {name for one in seen.publications for name in (one.fact.author, one.fact.approver) if name}
    late = [name for name in sorted({operator, *people}) if _late(seen, declared(name, entries))]
    if late:
        return short(f"{', '.join(late)} made no declaration within a year.", sorted(_numbers(seen, late)))
    return holds("The operator holds nothing, and everybody who makes prices declared within a year.",
                 sorted(_numbers(seen, [operator, *people])))  # fmt: skip


def _late(seen: Seen, lines: tuple[object, ...]) -> bool:
    return not lines or any(getattr(line, "due", None) is None or line.due < seen.today for line in lines)  # type: ignore[attr-defined]


def _numbers(seen: Seen, names: list[str]) -> set[str]:
    entries = [held.fact for held in seen.register]
    return {line.number for name in names for line in declared(name, entries)}
