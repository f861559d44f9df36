"""From an approved draft to a publication, and where a draft stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from orebook.errors import BadArgumentError
from orebook.facts import Approval, Draft, Notice, Publication, identity
from orebook.publish.approval import approver, due, fresh
from orebook.publish.correction import notice
from orebook.publish.drafting import Copy
from orebook.publish.release import release


def publication(
    draft: Draft, approvals: Sequence[Approval], *, now: Copy, moment: datetime, previous: Publication | None
) -> Publication:
    """Release a draft that somebody else approved, that is due and not stale. Method publish/2, P6 to P11.

    Args:
        draft: the draft.
        approvals: what was said to it, oldest first, all of it before this moment.
        now: what the subject says now.
        moment: when it is to be released.
        previous: the subject's latest publication.

    Raises:
        BadArgumentError: not approved, rejected, not due yet, stale, or overtaken by another publication.
    """
    second = approver(draft, approvals)
    due(draft, moment)
    latest = None if previous is None else previous.publication
    if previous is not None and previous.draft == identity(draft):
        return previous
    if draft.supersedes != latest:
        raise BadArgumentError(
            f"{draft.subject} has been published since, as {latest}: the draft corrects "
            f"{draft.supersedes or 'nothing'}. Draft it again."
        )
    fresh(draft, now)
    return release(
        subject=draft.subject, author=draft.author, method=draft.method, content=draft.content,
        figures=draft.figures, cites=draft.cites, previous=previous, reason=draft.reason,
        draft=identity(draft), approver=second, used=draft.used, set_aside=draft.set_aside,
        judgements=draft.judgements,
    )  # fmt: skip


def told(old: Publication, new: Publication, given: date) -> Notice:
    """The notice of a correction: both publications, and every figure as it was and as it is. P11."""
    return Notice(
        kind="correction", subject=new.subject, text=notice(old, new), author=new.author, given=given,
        effective=given, old=old.publication, new=new.publication,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a draft stands: what it waits for, and the publication it became."""

    id: Annotated[str, "id of the draft"]
    draft: Draft
    state: Annotated[str, "released, overtaken, rejected, approved or drafted"]
    waits_for: Annotated[str, "what is still needed, in words; empty: nothing"]
    approvals: Annotated[tuple[Approval, ...], "what was said to it, oldest first"]
    publication: Annotated[str | None, "id of the publication it became"]


def standing(
    draft: Draft, approvals: Sequence[Approval], publications: Sequence[Publication], moment: datetime
) -> Standing:
    """Where a draft stands at a moment.

    Args:
        draft: the draft.
        approvals: what was said to it, oldest first.
        publications: those of its subject, oldest first.
        moment: the moment asked about.
    """
    name = identity(draft)
    became = next((one.publication for one in publications if one.draft == name), None)
    state, waits = _state(draft, approvals, became, publications, moment)
    return Standing(
        id=name, draft=draft, state=state, waits_for=waits, approvals=tuple(approvals), publication=became
    )


def _state(
    draft: Draft,
    approvals: Sequence[Approval],
    became: str | None,
    publications: Sequence[Publication],
    moment: datetime,
) -> tuple[str, str]:
    if became is not None:
        return "released", ""
    if publications and publications[-1].publication != draft.supersedes:
        return "overtaken", "nothing: another draft of the subject was released"
    try:
        second = approver(draft, approvals)
    except BadArgumentError as error:
        return ("rejected" if any(one.verdict == "rejected" for one in approvals) else "drafted"), str(error)
    try:
        due(draft, moment)
    except BadArgumentError as error:
        return "approved", str(error)
    return "approved", f"its release: {second} has approved it"
