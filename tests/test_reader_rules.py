"""Every numbered rule of the reader has a case, and every quote and refusal names the rules it stands by."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import texts
from orebook import catalog
from orebook.facts import Quote
from orebook.reader import Reading, check, read
from orebook.testing import quotes
from orebook.units import plain

ROOT = Path(__file__).resolve().parent.parent
CASES = tomllib.loads((ROOT / "tests" / "corpus" / "rules.toml").read_text(encoding="utf-8"))["case"]
RULES = {rule["id"]: rule for rule in catalog.load().words["rules"]["rule"]}
NAMED = {rule["refusal"]: rule["id"] for rule in RULES.values() if "refusal" in rule}
TODAY = date(2026, 11, 1)
FILES = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))


def reading_of(case: dict[str, Any]) -> Reading:
    text = " ".join([case["text"]] * case.get("repeat", 1)).lstrip("\n")
    source, words = case.get("source"), catalog.load()
    found = read(text, on=case["on"], source=source, address=None, catalog=words, today=TODAY)
    return check(found, catalog=words, history=quotes(case["known"]) if "known" in case else ())


def told(quote: Quote) -> str:
    ends = list(dict.fromkeys("" if end is None else str(plain(end)) for end in (quote.low, quote.high)))
    return f"{quote.product} {quote.kind} {'-'.join(ends)} {quote.unit} {quote.price_date}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_a_rule_decides_its_case(case: dict[str, Any]) -> None:
    reading = reading_of(case)
    if "quote" in case:
        quote = next((one for one in reading.quotes if told(one).startswith(case["quote"])), None)
        assert quote is not None, [told(one) for one in reading.quotes]
        assert case["rule"] in quote.rules
    elif "change" in case:
        changes = [f"{one.product} {plain(one.low or 0)} {one.unit}" for one in reading.changes]
        assert case["change"] in changes
    else:
        assert case["refusal"] in [one.rule for one in reading.refusals]
        assert NAMED[case["refusal"]] == case["rule"]


def test_every_rule_has_a_case_and_a_number_of_its_own() -> None:
    assert {case["rule"] for case in CASES} == set(RULES)
    assert len(RULES) == len(catalog.load().words["rules"]["rule"])


def test_every_rule_of_the_code_is_in_the_list() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src" / "orebook" / "reader").glob("*.py"))
    assert set(re.findall(r'"((?:N|P|U|K|D|T|C)\d{1,2})"', source)) <= set(RULES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_quote_and_refusal_of_the_corpus_names_its_rules(path: Path) -> None:
    for case in texts.load(path):
        reading = reading_of({"text": case.text, "on": case.published})
        for quote in reading.quotes:
            assert quote.rules and set(quote.rules) <= set(RULES), (case.id, quote.rules)
        assert {refusal.rule for refusal in reading.refusals} <= set(NAMED), case.id


def test_the_docs_list_every_rule() -> None:
    page = (ROOT / "docs" / "reference" / "reader-rules.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"| {rule['id']} |" in page and rule["says"] in page, rule["id"]
