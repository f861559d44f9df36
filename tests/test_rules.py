"""Every numbered rule of a published method is shown by a case that cites it, and no case cites thin air."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import orebook

HERE = Path(__file__).parent
METHODS = Path(orebook.__file__).parent / "data" / "methods"

#: Method file -> where its numbered rules are shown: a file of cases, each with the `rules` it cites.
SHOWN_IN = {"range-1.toml": "cases/range-1.toml", "range-2.toml": "cases/range-2.toml"}

#: Method file -> the tests that show its rules, where the input is more than a table of quotes.
TESTED_IN = {"review-1.toml": "test_review.py", "stance-1.toml": "test_stance.py"}


def rules(file: Path) -> list[str]:
    method = tomllib.loads(file.read_text("utf-8"))
    return [f"{method['id']} {rule['id']}" for rule in method.get("rule", [])]


def cited(file: Path) -> list[str]:
    return [rule for case in tomllib.loads(file.read_text("utf-8"))["case"] for rule in case["rules"]]


NUMBERED = {file.name: rules(file) for file in sorted(METHODS.glob("*.toml")) if rules(file)}
TO_SHOW = [pytest.param(name, rule, id=rule) for name in SHOWN_IN for rule in NUMBERED.get(name, [])]


def test_every_method_with_numbered_rules_says_where_they_are_shown() -> None:
    assert set(NUMBERED) == {*SHOWN_IN, *TESTED_IN}


@pytest.mark.parametrize(("method", "rule"), TO_SHOW)
def test_a_rule_has_a_case(method: str, rule: str) -> None:
    assert rule in cited(HERE / SHOWN_IN[method])


@pytest.mark.parametrize("method", SHOWN_IN)
def test_a_case_cites_rules_that_exist(method: str) -> None:
    assert set(cited(HERE / SHOWN_IN[method])) <= set(NUMBERED[method])


@pytest.mark.parametrize("method", TESTED_IN)
def test_the_tests_of_a_method_are_there(method: str) -> None:
    tests = (HERE / TESTED_IN[method]).read_text("utf-8")
    assert re.search(r"^ *def test_", tests, re.MULTILINE)


@pytest.mark.parametrize("method", NUMBERED)
def test_rules_are_numbered_once_each(method: str) -> None:
    assert len(NUMBERED[method]) == len(set(NUMBERED[method]))
