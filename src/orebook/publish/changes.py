"""Changes of method: open long enough for responses, decided in sight of them, and told in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from orebook.errors import BadArgumentError
from orebook.facts import Notice, RegisterEntry, identity
from orebook.publish.people import said
from orebook.publish.registers import Line, enter
from orebook.terms import Method

REGISTER, CHANGES = "method-change", "method-change"
PROPOSED, RESPONSE, ADOPTED, DECLINED, REVIEWED = "proposed", "response", "adopted", "declined", "reviewed"


def proposal(
    line: Line, closes: date | None, *, held: Sequence[RegisterEntry], method: Method
) -> RegisterEntry:
    """Propose a change of method; its window closes on a day. Method publish/2, P16.

    Raises:
        BadArgumentError: for a window shorter than the method's.
    """
    days = int(method.parameters["registers"][REGISTER]["window_days"])
    earliest = line.happened + timedelta(days=days)
    if closes is not None and closes < earliest:
        raise BadArgumentError(
            f"{line.subject}: the window from {line.happened} to {closes} is shorter than {days} days. It "
            f"may close on {earliest} or later (publish/2, P16)."
        )
    return enter(REGISTER, _with(line, closes or earliest), held=held, number=None, method=method)


def response(line: Line, number: str, *, held: Sequence[RegisterEntry], method: Method) -> RegisterEntry:
    """Enter what somebody says to a proposal while its window is open.

    Raises:
        BadArgumentError: after the window has closed.
    """
    closes = window(number, held)
    if closes is not None and line.happened > closes:
        raise BadArgumentError(
            f"{number}: its window closed on {closes}. {line.happened} is too late to respond."
        )
    return enter(REGISTER, _with(line, closes), held=held, number=number, method=method)


def decision(
    line: Line, number: str, effective: date | None, *, held: Sequence[RegisterEntry], method: Method
) -> tuple[RegisterEntry, Notice | None]:
    """Decide on a proposal; a change that is adopted is told by a notice. Method publish/2, P16.

    Raises:
        BadArgumentError: before the window has closed; without a day it takes effect, or with one too soon.
    """
    closes = window(number, held)
    if closes is not None and line.happened <= closes:
        raise BadArgumentError(
            f"{number}: its window is open until {closes}. Decide after that, in sight of every response."
        )
    if line.stage != ADOPTED:
        return enter(REGISTER, line, held=held, number=number, method=method), None
    told = _notice(line, _timely(line, effective, method))
    entry = _with(line, told.effective, identity(told))
    return enter(REGISTER, entry, held=held, number=number, method=method), told


def window(number: str, held: Sequence[RegisterEntry]) -> date | None:
    """The day a proposal's window closes; None for one that is not in the register.

    >>> window("method-change-1", []) is None
    True
    """
    return next((one.due for one in held if one.number == number and one.stage == PROPOSED), None)


def _timely(line: Line, effective: date | None, method: Method) -> date:
    days = int(method.parameters["notice_days"])
    earliest = line.happened + timedelta(days=days)
    if effective is None or effective < earliest:
        given = "no day it takes effect is given" if effective is None else f"{effective} is too soon"
        raise BadArgumentError(
            f"{line.subject}: {given}. A change takes effect {days} days after its notice, on {earliest} or "
            "later (publish/2, P16)."
        )
    return effective


def _notice(line: Line, effective: date) -> Notice:
    text = f"The method {line.subject} takes effect on {effective}. {said(line.text, 'text', 'why')}"
    return Notice(
        kind=CHANGES, subject=line.subject, text=f"{text} Notice given on {line.happened} by {line.author}.",
        author=line.author, given=line.happened, effective=effective, old=None, new=line.subject,
    )  # fmt: skip


def _with(line: Line, due: date | None, *cites: str) -> Line:
    return Line(
        stage=line.stage, subject=line.subject, who=line.who, text=line.text, author=line.author,
        happened=line.happened, cites=(*line.cites, *cites), due=due,
    )  # fmt: skip
