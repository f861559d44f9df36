"""Registers: which stage a case may enter next, by when the following one is owed, and what is overdue.

The stages of each register, and their terms, are data: publish/2, `registers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from orebook.errors import BadArgumentError, nearest
from orebook.facts import RegisterEntry
from orebook.publish.months import ahead, term
from orebook.publish.people import among, known_as, said
from orebook.terms import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is to be written into a register."""

    stage: str
    subject: Annotated[str, "what it is about"]
    who: Annotated[str, "whose it is"]
    text: str
    author: Annotated[str, "who writes it down"]
    happened: date
    cites: tuple[str, ...] = ()
    due: Annotated[date | None, "a term of its own, where the method sets none"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case of a register: its lines, what is owed next, and what is overdue."""

    register: str
    number: str
    subject: str
    stage: Annotated[str, "the last one reached"]
    opened: date
    closed: bool
    owed: Annotated[tuple[tuple[str, date], ...], "what is owed, and by when"]
    overdue: Annotated[tuple[str, ...], "of what is owed, what should have happened by now"]
    kept_until: Annotated[date, "nothing of it may be lost before"]
    entries: tuple[RegisterEntry, ...]


def enter(
    register: str,
    line: Line,
    *,
    held: Sequence[RegisterEntry],
    number: str | None,
    method: Method,
    involved: Iterable[str] = (),
) -> RegisterEntry:
    """Write the next line of a case, or open one. Method publish/2, P14 to P16.

    Args:
        register: complaint, conflict, method-change, review or another of the method's.
        line: what is to be written.
        held: the register so far, oldest first.
        number: of the case; None opens one.
        method: publish/2, or a later version.
        involved: who may not take an `independent` stage: the people it is about.

    Raises:
        BadArgumentError: an unknown case or stage, a stage out of turn or too early, or somebody involved.

    >>> from orebook.testing import method
    >>> line = Line(stage="opened", subject="price prnd-oxide 2025-01-09", who="A mill", text="Too low.",
    ...     author="Li Na", happened=date(2025, 1, 10))
    >>> opened = enter("complaint", line, held=(), number=None, method=method("publish/2"))
    >>> opened.number, opened.due.isoformat()
    ('complaint-1', '2025-01-24')
    """
    rules = method.parameters["registers"][register]
    stage = _stage(register, line.stage, rules)
    case = [one for one in held if one.register == register and one.number == number]
    if number is not None and not case:
        raise BadArgumentError(_unknown(register, number, held))
    _in_turn(register, line, case, stage, rules)
    if stage.get("independent") and among(line.who, involved):
        raise BadArgumentError(
            f"{number}: {line.who} is involved in it, so is not independent. Let somebody else do it."
        )
    opened = case[0].happened if case else line.happened
    start = opened if stage.get("from_opening") else line.happened
    return RegisterEntry(
        register=register,
        number=number or _next(register, held),
        stage=line.stage,
        subject=said(line.subject, "subject", "what it is about"),
        who=said(line.who, "who", "whose it is"),
        text=said(line.text, "text", "it in words"),
        author=said(line.author, "author", "who writes it down"),
        happened=line.happened,
        due=line.due or term(start, stage),
        cites=tuple(line.cites),
    )


def _stage(register: str, name: str, rules: Mapping[str, Any]) -> Mapping[str, Any]:
    stages: Mapping[str, Mapping[str, Any]] = rules["stages"]
    if name not in stages:
        known = list(stages)
        raise BadArgumentError(
            f'"{name}" is no stage of the {register} register.{nearest(name, known, 1)} '
            f"Stages are: {', '.join(known)}."
        )
    return stages[name]


def _in_turn(
    register: str,
    line: Line,
    case: Sequence[RegisterEntry],
    stage: Mapping[str, Any],
    rules: Mapping[str, Any],
) -> None:
    after = stage.get("after", ())
    if not case:
        if after and not stage.get("opens"):
            raise BadArgumentError(
                f"{line.stage} follows {' or '.join(after)}. Say the number of the {register}."
            )
        return
    first, last = case[0], case[-1]
    if last.stage not in after:
        then = "it is closed" if last.stage in rules["closes"] else f"it is {last.stage}"
        needs = f"; {line.stage} follows {' or '.join(after)}" if after else ""
        raise BadArgumentError(f"{first.number}: {then} since {last.happened}{needs}.")
    if line.happened < last.happened:
        raise BadArgumentError(
            f"{first.number}: {line.happened} is before it was {last.stage} on {last.happened}. Give a later "
            "day."
        )
    earliest = ahead(first.happened, int(stage.get("not_before_months", 0)))
    if line.happened < earliest:
        raise BadArgumentError(
            f"{first.number} was opened on {first.happened}; it may be {line.stage} from {earliest}."
        )


def _unknown(register: str, number: str, held: Sequence[RegisterEntry]) -> str:
    known = list(dict.fromkeys(one.number for one in held if one.register == register))
    return f'There is no "{number}" in the {register} register.{nearest(number, known)}'


def _next(register: str, held: Sequence[RegisterEntry]) -> str:
    numbers = [int(one.number.rpartition("-")[2]) for one in held if one.register == register]
    return f"{register}-{max(numbers, default=0) + 1}"


def cases(entries: Iterable[RegisterEntry], method: Method, today: date) -> tuple[Case, ...]:
    """Every case of the registers, oldest first, with what is owed and what is overdue on a day.

    Registers the method has no stages for are left out.

    >>> from orebook.testing import method
    >>> cases([], method("publish/2"), date(2025, 1, 9))
    ()
    """
    sorted_: dict[str, list[RegisterEntry]] = {}
    for one in entries:
        if one.register in method.parameters["registers"]:
            sorted_.setdefault(one.number, []).append(one)
    renewed = _renewed(sorted_.values(), method)
    return tuple(_case(lines, method, today, number in renewed) for number, lines in sorted_.items())


def _renewed(every: Iterable[Sequence[RegisterEntry]], method: Method) -> set[str]:
    """Numbers of the cases that a later one of the same person or thing has taken the place of."""
    newest: dict[tuple[str, str, str], str] = {}
    old: set[str] = set()
    for lines in every:
        last = lines[-1]
        by = method.parameters["registers"][last.register]["stages"].get(last.stage, {}).get("renewed_by")
        if by is not None:
            key = last.register, by, known_as(getattr(last, by))
            if key in newest:
                old.add(newest[key])
            newest[key] = last.number
    return old


def _case(lines: Sequence[RegisterEntry], method: Method, today: date, renewed: bool) -> Case:
    first, last = lines[0], lines[-1]
    rules = method.parameters["registers"][first.register]
    closed = renewed or last.stage in rules["closes"]
    owed = () if closed else _owed(lines, rules)
    return Case(
        register=first.register,
        number=first.number,
        subject=first.subject,
        stage=last.stage,
        opened=first.happened,
        closed=closed,
        owed=owed,
        overdue=tuple(f"{what} by {day}" for what, day in owed if day < today),
        kept_until=ahead(last.happened, 12 * int(rules["retention_years"])),
        entries=tuple(lines),
    )


def _owed(lines: Sequence[RegisterEntry], rules: Mapping[str, Any]) -> tuple[tuple[str, date], ...]:
    first, last = lines[0], lines[-1]
    stage = rules["stages"].get(last.stage, {})
    owed = [(str(stage["owes"]), last.due)] if "owes" in stage and last.due is not None else []
    if "escalate_months" in rules and all(one.stage != "escalated" for one in lines):
        owed.append(("escalated", ahead(first.happened, int(rules["escalate_months"]))))
    return tuple(owed)
