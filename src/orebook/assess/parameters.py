"""Parameters taken out of a method, each checked, or an error that says which one is missing or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from orebook.errors import BadArgumentError
from orebook.facts import KINDS
from orebook.terms import Method


def weights(method: Method) -> dict[str, int]:
    """Kind of quote -> whole weight."""
    named = parameter(method, "weights", (Mapping,), "a table of kinds and whole weights")
    for kind, weight in named.items():
        if kind not in KINDS or not _is_whole(weight) or weight < 1:
            raise BadArgumentError(
                f"{method.id} > parameters > weights > {kind}: expected one of {', '.join(KINDS)} "
                f"with a whole weight of 1 or more, not {weight!r}."
            )
    return dict(named)


def deliveries(method: Method) -> dict[str, str]:
    """Every word for a delivery, lower case -> the one word for it."""
    named = parameter(method, "deliveries", (Mapping,), "a table of deliveries and their other words")
    return {other.casefold(): word for word, others in named.items() for other in (word, *others)}


def lots(method: Method) -> dict[str, float]:
    """Segment or product -> least tonnes; a product's own stands in front of its segment's."""
    named = parameter(method, "lots", (Mapping,), "a table of segments and products with tonnes")
    for what, tonnes in named.items():
        if not isinstance(tonnes, int | float) or isinstance(tonnes, bool) or tonnes < 0:
            raise BadArgumentError(
                f"{method.id} > parameters > lots > {what}: expected tonnes, 0 or more, not {tonnes!r}."
            )
    return {what: float(tonnes) for what, tonnes in named.items()}


def whole(method: Method, name: str, *, least: int, most: int | None = None) -> int:
    """A whole number within its bounds."""
    expected = f"a whole number of {least} or more" if most is None else f"a whole number {least} to {most}"
    value = parameter(method, name, (int,), expected)
    if not _is_whole(value) or value < least or (most is not None and value > most):
        raise BadArgumentError(f"{method.id} > parameters > {name}: expected {expected}, not {value!r}.")
    return int(value)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def parameter(method: Method, name: str, kinds: tuple[type, ...], expected: str) -> Any:
    """A parameter of one of some kinds.

    Raises:
        BadArgumentError: naming the method, the parameter and what was expected.
    """
    if name not in method.parameters:
        raise BadArgumentError(
            f"{method.id} > parameters > {name}: missing. Expected {expected}. "
            "An assessment needs a method of the range family, for instance range/1."
        )
    value = method.parameters[name]
    if not isinstance(value, kinds):
        raise BadArgumentError(f"{method.id} > parameters > {name}: expected {expected}, not {value!r}.")
    return value
