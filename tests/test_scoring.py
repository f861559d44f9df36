"""The scorer the reader is measured with: what counts as right, what as a trap, what as neither."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import scoring
import texts


def a_case(**changed: Any) -> Any:
    day = date(2025, 1, 9)
    level = texts.record("prnd-oxide", "assessment", 399000.0, 401000.0, "CNY/t", day)
    trap = texts.Trap(product="*", value=56.0, day=None, kind=None, why="number of mines")
    known = {"id": "a", "lang": "en", "published": day, "text": "", "allowed": frozenset()}
    return texts.Case(**{**known, "expected": frozenset({level}), "traps": (trap,), **changed})


def test_a_silent_reader_is_never_wrong_and_finds_nothing() -> None:
    score = scoring.score([scoring.grade(a_case(), frozenset())])
    assert (score.precision, score.recall, score.f1) == (1, 0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [("product", "prnd-metal"), ("kind", "offer"), ("low", 39.9), ("high", None), ("unit", "CNY/kg"),
     ("day", date(2025, 1, 8))],
)  # fmt: skip
def test_every_field_counts(field: str, value: Any) -> None:
    case = a_case()
    (level,) = case.expected
    grade = scoring.grade(case, frozenset({level._replace(**{field: value})}))
    assert (len(grade.right), len(grade.wrong), len(grade.missed)) == (0, 1, 1)


def test_a_trap_is_sprung_by_either_end_of_a_level_but_not_by_a_change() -> None:
    case = a_case()
    (level,) = case.expected
    got = frozenset({level._replace(high=56.0), level._replace(kind=texts.CHANGE, low=56.0, high=56.0)})
    assert [item.kind for _, item in scoring.grade(case, got).trapped] == ["assessment"]


def test_an_allowed_reading_neither_helps_nor_hurts() -> None:
    day = date(2025, 1, 9)
    extra = texts.record("prnd-oxide", "offer", None, 405000.0, "CNY/t", day)
    case = a_case(allowed=frozenset({extra}))
    for got in (case.expected, case.expected | {extra}):
        score = scoring.score([scoring.grade(case, got)])
        assert (score.right, score.wrong, score.missed) == (1, 0, 0)


def test_cents_of_change_are_told_in_dollars() -> None:
    seven = texts.record("cobalt-hydroxide-30-co", texts.CHANGE, 7, 7, "USc/lb", date(2020, 9, 4))
    assert (seven.low, seven.high, seven.unit) == (0.07, 0.07, "USD/lb")
