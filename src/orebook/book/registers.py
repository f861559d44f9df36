"""Registers of complaints, conflicts and changes of method. It fetches, calls and passes on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook import units
from orebook.book import sources, terms
from orebook.book.walk import View
from orebook.errors import BadArgumentError, nearest
from orebook.publish import changes, conflicts
from orebook.publish.registers import Case, Line, cases, enter

if TYPE_CHECKING:
    from orebook.facts import Notice, RegisterEntry
    from orebook.terms import Method

COMPLAINT = "complaint"


def day(on: str | date | None) -> date:
    """The day something happened: today unless said, never after it."""
    return date.today() if on is None else sources.today_or_before(on)


def entries(view: View) -> list[RegisterEntry]:
    """Every line of every register, oldest first."""
    assert view.store is not None
    return [one.fact for one in view.store.register(known_at=view.clock)]


def held(view: View, register: str | None, today: date | None = None) -> list[Case]:
    """The cases of one register, or of all, with what is overdue."""
    every = cases(entries(view), _method(view), today or date.today())
    return [one for one in every if register in (None, one.register)]


def one(view: View, register: str, number: str) -> Case:
    """One case.

    Raises:
        BadArgumentError: there is none of that number.
    """
    every = held(view, register)
    found = next((case for case in every if case.number == number), None)
    if found is None:
        known = [case.number for case in every]
        raise BadArgumentError(f'There is no {register} "{number}".{nearest(number, known)}')
    return found


def complain(view: View, line: Line, number: str | None) -> RegisterEntry:
    """A line of a complaint -> the register; who is involved may not look at it."""
    assert view.store is not None
    known = entries(view)
    made = enter(
        COMPLAINT,
        line,
        held=known,
        number=number,
        method=_method(view),
        involved=_involved(view, known, number),
    )
    view.store.append([made])
    return made


def about(view: View, number: str) -> str:
    """What a case is about.

    Raises:
        BadArgumentError: there is no such case.
    """
    return one(view, number.rpartition("-")[0], number).subject


def _involved(view: View, known: Sequence[RegisterEntry], number: str | None) -> list[str]:
    """The complainant, and whoever made, approved or judged what is complained of."""
    assert view.store is not None
    opened = next((line for line in known if line.number == number), None)
    if opened is None:
        return []
    published = [item.fact for item in view.store.publications()]
    judged = [item.fact for item in view.store.judgements()]
    return house.involved(opened, published, judged)


def declare(
    view: View, who: str, positions: Sequence[str], text: str | None, author: str, on: date
) -> list[RegisterEntry]:
    """What somebody holds, whole, or that they hold nothing -> the register."""
    assert view.store is not None
    known, method = entries(view), _method(view)
    named = [terms.product(view.catalog, name).id for name in positions]
    said = text or ("Holds no position." if not named else "Holds a position.")
    made: list[RegisterEntry] = []
    for subject, stage in [(name, conflicts.POSITION) for name in named] or [("everything", conflicts.NONE)]:
        line = Line(stage=stage, subject=subject, who=who, text=said, author=author, happened=on)
        number = made[0].number if made else None
        made.append(enter(conflicts.REGISTER, line, held=[*known, *made], number=number, method=method))
    view.store.append(made)
    return made


def propose(view: View, line: Line, closes: str | date | None) -> RegisterEntry:
    """A proposal to change a method -> the register."""
    assert view.store is not None
    ends = None if closes is None else units.day(closes, "closes")
    made = changes.proposal(line, ends, held=entries(view), method=_method(view))
    view.store.append([made])
    return made


def respond(view: View, line: Line, number: str) -> RegisterEntry:
    """What somebody says to a proposal -> the register."""
    assert view.store is not None
    made = changes.response(line, number, held=entries(view), method=_method(view))
    view.store.append([made])
    return made


def decide(
    view: View, line: Line, number: str, effective: str | date | None
) -> tuple[RegisterEntry, Notice | None]:
    """A decision -> the register, with the notice of a change that is adopted."""
    assert view.store is not None
    first = None if effective is None else units.day(effective, "effective")
    made, told = changes.decision(line, number, first, held=entries(view), method=_method(view))
    view.store.append([made] if told is None else [made, told])
    return made, told


def looked_at(view: View, line: Line) -> RegisterEntry:
    """A method looked at again -> the register."""
    assert view.store is not None
    made = enter(changes.REGISTER, line, held=entries(view), number=None, method=_method(view))
    view.store.append([made])
    return made


def _method(view: View) -> Method:
    return terms.method(view.catalog, "publish")
