"""The parameters of an assessment method, checked once, and the names of its numbered rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from orebook.errors import BadArgumentError
from orebook.facts import KINDS as KNOWN_KINDS
from orebook.terms import Method

KINDS, BOTH_ENDS, MARKS, SERIES, LAST_WORD = "R1", "R2", "R3", "R4", "R5"
OWN_ASSESSMENT, SCREEN, WITNESSES, MEDIANS, CARRY = "R6", "R7", "R8", "R9", "R10"

#: The mark of a quote that waits for another witness or a person; once released, it takes no quote out.
QUARANTINED = "quarantined"

#: Not a rule of a method: the quote was not in the book when the assessment was made.
NOT_KNOWN_THEN = "known_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a method of the range family asks of a day's quotes."""

    weights: Annotated[Mapping[str, int], "kind of quote -> whole weight; other kinds are not taken"]
    flags: Annotated[frozenset[str], "marks that take a quote out"]
    deliveries: Annotated[Mapping[str, str], "a word for a delivery, lower case -> the one word for it"]
    minimum: Annotated[int, "independent publishers that make a price assessed"]
    screen_from: Annotated[int, "quotes from which on the screen works"]
    screen_width: Annotated[int, "median deviations allowed, parts per thousand"]
    screen_floor: Annotated[int, "share of the median always allowed, parts per thousand"]
    carry_days: Annotated[int, "calendar days a price may be carried"]


def rules(method: Method) -> Rules:
    """Read a method's parameters, or say which one is missing or wrong.

    Raises:
        BadArgumentError: naming the method and the parameter.

    >>> from datetime import date
    >>> rules(Method(id="range/9", start=date(2026, 11, 1), title="", parameters={}, text=""))
    Traceback (most recent call last):
    orebook.errors.BadArgumentError: range/9 > parameters > weights: missing. ...
    """
    return Rules(
        weights=_weights(method),
        flags=frozenset(_parameter(method, "flags", (list, tuple), "a list of marks")),
        deliveries=_deliveries(method),
        minimum=_whole(method, "minimum", least=1),
        screen_from=_whole(method, "screen_from", least=2),
        screen_width=_whole(method, "screen_width", least=0),
        screen_floor=_whole(method, "screen_floor", least=0),
        carry_days=_whole(method, "carry_days", least=0),
    )


def _weights(method: Method) -> dict[str, int]:
    named = _parameter(method, "weights", (Mapping,), "a table of kinds and whole weights")
    for kind, weight in named.items():
        if kind not in KNOWN_KINDS or not _is_whole(weight) or weight < 1:
            raise BadArgumentError(
                f"{method.id} > parameters > weights > {kind}: expected one of {', '.join(KNOWN_KINDS)} "
                f"with a whole weight of 1 or more, not {weight!r}."
            )
    return dict(named)


def _deliveries(method: Method) -> dict[str, str]:
    named = _parameter(method, "deliveries", (Mapping,), "a table of deliveries and their other words")
    return {other.casefold(): word for word, others in named.items() for other in (word, *others)}


def _whole(method: Method, name: str, *, least: int) -> int:
    value = _parameter(method, name, (int,), f"a whole number of {least} or more")
    if not _is_whole(value) or value < least:
        raise BadArgumentError(
            f"{method.id} > parameters > {name}: expected a whole number of {least} or more, not {value!r}."
        )
    return int(value)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _parameter(method: Method, name: str, kinds: tuple[type, ...], expected: str) -> Any:
    if name not in method.parameters:
        raise BadArgumentError(
            f"{method.id} > parameters > {name}: missing. Expected {expected}. "
            "An assessment needs a method of the range family, for instance range/1."
        )
    value = method.parameters[name]
    if not isinstance(value, kinds):
        raise BadArgumentError(f"{method.id} > parameters > {name}: expected {expected}, not {value!r}.")
    return value
