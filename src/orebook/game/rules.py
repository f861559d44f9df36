"""The forecast's method as numbers: what `forecast-1.toml` says, checked before anything leans on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from orebook.errors import BadArgumentError
from orebook.terms import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is believed of a weekly price before its own history speaks."""

    coefficient: float
    change_sd: float
    tail: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The method's parameters under their names; the method file gives each one's reason."""

    version: str
    horizons: tuple[int, ...]
    levels: tuple[float, ...]
    paths: int
    window_weeks: int
    own_changes: int
    lean_weeks: int
    scale_weeks: int
    largest_coefficient: float
    stale_weeks: int
    unknown_change_weeks: int
    reference: Reference


def rules(method: Method) -> Rules:
    """Read a forecast method's parameters.

    Raises:
        BadArgumentError: naming the first parameter that is missing or cannot be meant.

    >>> from orebook.testing import method
    >>> rules(method("forecast/1")).horizons
    (1, 2, 4, 8, 13)
    """
    given: dict[str, Any] = dict(method.parameters)
    reference = given.pop("reference", None)
    where = f"method {method.id} > parameters"
    if not isinstance(reference, Mapping):
        raise BadArgumentError(f"{where}: no table [parameters.reference]. Copy it from forecast/1.")
    try:
        given["horizons"], given["levels"] = tuple(given["horizons"]), tuple(given["levels"])
        read = Rules(version=method.id.partition("/")[2], reference=Reference(**reference), **given)
    except KeyError as error:
        raise BadArgumentError(f"{where}: no {error.args[0]}. Compare forecast/1.") from None
    except TypeError as error:
        raise BadArgumentError(f"{where}: {_plainly(error)}. Compare forecast/1.") from None
    _numbers(read, where)
    _check(read, where)
    return read


def _plainly(error: TypeError) -> str:
    return str(error).partition("__init__() ")[2] or str(error)


def _numbers(read: Rules, where: str) -> None:
    for field in fields(read)[3:-1]:  # between the lists before and the reference after
        value = getattr(read, field.name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadArgumentError(f"{where}: {field.name} is {value!r}. Give a number, as forecast/1 does.")


def _check(read: Rules, where: str) -> None:
    wrong: dict[str, Any] = {
        "horizons (whole weeks, 1 or more)": not all(isinstance(w, int) and w > 0 for w in read.horizons),
        "levels (between 0 and 1, rising)": not _rising(read.levels),
        "paths (2 or more)": read.paths < 2,
        "window_weeks (2 or more)": read.window_weeks < 2,
        "own_changes (2 or more)": read.own_changes < 2,
        "lean_weeks (0 or more)": read.lean_weeks < 0,
        "scale_weeks (1 or more)": read.scale_weeks < 1,
        "largest_coefficient (between 0 and 1)": not 0 <= read.largest_coefficient < 1,
        "reference.tail (3 or more)": read.reference.tail < 3,
        "reference.change_sd (above 0)": read.reference.change_sd <= 0,
    }
    for what, is_wrong in wrong.items():
        if is_wrong:
            raise BadArgumentError(f"{where}: {what} is not what is given there.")


def _rising(levels: tuple[float, ...]) -> bool:
    return sorted(set(levels)) == list(levels) and all(0 < level < 1 for level in levels)
