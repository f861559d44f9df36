"""Another person's yes or no to a draft, and what a draft needs before it may be released."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from orebook.errors import BadArgumentError
from orebook.facts import Approval, Draft, identity
from orebook.publish.correction import compared, sentence
from orebook.publish.drafting import Copy
from orebook.publish.people import known_as, said, same
from orebook.terms import Method

APPROVED, REJECTED = "approved", "rejected"
#: Figures named when a draft is stale; further ones are counted.
NAMED = 5


def verdict(
    draft: Draft, *, approver: str, approved: bool, reason: str | None, now: Copy | None, method: Method
) -> Approval:
    """Approve a draft or reject it. Method publish/2, P7, P8 and P10.

    Args:
        draft: what is decided on.
        approver: who decides; never the draft's author.
        approved: yes or no.
        reason: why; owed for a no, and for a draft with a mark of the method's `reasoned`.
        now: what the subject says now; needed for a yes.
        method: publish/2, or a later version.

    Raises:
        BadArgumentError: the author approving, a reason that is owed, or a draft that is stale.
    """
    who = said(approver, "approver", "who approves")
    if same(who, draft.author):
        raise BadArgumentError(
            f"{draft.subject} was drafted by {draft.author}: somebody else must approve it (publish/2, P7)."
        )
    why = (reason or "").strip() or None
    if why is None:
        _owed(draft, approved, method)
    if approved and now is not None:
        fresh(draft, now)
    return Approval(
        draft=identity(draft),
        subject=draft.subject,
        approver=who,
        verdict=APPROVED if approved else REJECTED,
        reason=why,
    )


def _owed(draft: Draft, approved: bool, method: Method) -> None:
    if not approved:
        raise BadArgumentError("reason: is empty. Say why the draft is rejected.")
    marks = [flag for flag in draft.flags if flag in method.parameters["reasoned"]]
    if marks:
        raise BadArgumentError(
            f"{draft.subject} is marked {', '.join(marks)}: its approver owes a reason (publish/2, P8). "
            "Look at what it rests on and say why it may stand."
        )


def fresh(draft: Draft, now: Copy) -> None:
    """Refuse a draft whose figures, judgements or methods would now be others. Method publish/2, P10.

    Raises:
        BadArgumentError: saying what differs.
    """
    differs = [sentence(one) for one in compared(draft.figures, now.figures)]
    if tuple(sorted(set(now.judgements))) != draft.judgements:
        differs.append(f"judgements: {_few(now.judgements)} (was {_few(draft.judgements)})")
    if now.method != draft.method:
        differs.append(f"methods: {now.method} (was {draft.method})")
    if differs:
        more = f" and {len(differs) - NAMED:,} more" if len(differs) > NAMED else ""
        raise BadArgumentError(
            f"{draft.subject}: the draft is stale, its evidence has changed since: "
            f"{'; '.join(differs[:NAMED])}{more}. Draft it again."
        )


def _few(ids: Iterable[str]) -> str:
    return ", ".join(sorted(set(ids))) or "none"


def approver(draft: Draft, approvals: Sequence[Approval]) -> str:
    """Who approved a draft, each approver's last word counting. Method publish/2, P7.

    Args:
        draft: the draft.
        approvals: what was said to it, oldest first.

    Raises:
        BadArgumentError: nobody did, or a rejection stands.
    """
    last = {known_as(one.approver): one for one in approvals if not same(one.approver, draft.author)}
    refused = next((one for one in last.values() if one.verdict == REJECTED), None)
    if refused is not None:
        raise BadArgumentError(
            f"{draft.subject}: {refused.approver} rejected the draft: {refused.reason}. Draft it again, or "
            "have it approved by the same person."
        )
    agreed = [one.approver for one in last.values() if one.verdict == APPROVED]
    if not agreed:
        raise BadArgumentError(
            f"{draft.subject}: nobody but its author has seen the draft. Somebody else must approve it "
            f"first: orebook publish approve {identity(draft)} --as NAME (publish/2, P7)."
        )
    return agreed[-1]


def due(draft: Draft, moment: datetime) -> None:
    """Refuse a draft before it is due. Method publish/2, P9.

    Raises:
        BadArgumentError: saying from when it may be released.
    """
    from_when = datetime.fromisoformat(draft.due)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if aware < from_when:
        raise BadArgumentError(
            f"{draft.subject} may be released from {from_when:%Y-%m-%d %H:%M} UTC on, not before "
            f"(publish/2, P9). It is {aware.astimezone(UTC):%Y-%m-%d %H:%M} UTC now."
        )
