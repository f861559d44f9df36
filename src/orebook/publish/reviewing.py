"""The register of reviews: what a second person found who looked at a price that rests on one source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from orebook.facts import Approval, Draft, RegisterEntry, identity
from orebook.publish.registers import Line, enter
from orebook.terms import Method

REGISTER, UPHELD, REJECTED = "review", "upheld", "rejected"


def outcome(
    draft: Draft, approval: Approval, *, held: Sequence[RegisterEntry], method: Method, today: date
) -> RegisterEntry | None:
    """The line of the register that a verdict makes; None for a draft without a mark to look into.

    Method publish/2, P8: the marks are those of `reviewed`.
    """
    if approval.reason is None or not set(draft.flags) & set(method.parameters["reviewed"]):
        return None
    line = Line(
        stage=UPHELD if approval.verdict == "approved" else REJECTED,
        subject=draft.subject,
        who=approval.approver,
        text=approval.reason,
        author=approval.approver,
        happened=today,
        cites=(identity(draft),),
    )
    return enter(REGISTER, line, held=held, number=None, method=method)
