"""Cases that metals people write: tests/cases/*.toml, or a folder of your own.

    CASES=~/my-cases python -m pytest tests/test_cases.py

A [[case]] gives quotes and the assessment they should make; a [[margin]] gives prices and what a process
should earn at them. What a case does not state must be absent: no `low` means that there is no price.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orebook.assess import assess
from orebook.catalog import load
from orebook.chain import margins
from orebook.facts import Assessment, Held, Margin, Quote
from orebook.testing import bounds, quotes

FOLDER = Path(os.environ.get("CASES") or Path(__file__).parent / "cases").expanduser()
WITHIN = 0.005


def written(kind: str) -> list[Any]:
    files = {file: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml"))}
    return [
        pytest.param(case, id=f"{file.stem}: {case['title']}")
        for file, cases in files.items()
        for case in cases.get(kind, [])
    ]


def held(case: dict[str, Any]) -> list[Held[Quote]]:
    marked, released = case.get("marked", {}), case.get("released", ())
    return [
        replace(
            quote,
            fact=replace(quote.fact, flags=tuple(marked.get(str(line), ()))),
            released=line in released,
        )
        for line, quote in enumerate(quotes(case["quotes"]), 1)
    ]


def test_there_are_cases_where_one_looks_for_them() -> None:
    assert [*written("case"), *written("margin")], f"no *.toml with a [[case]] or a [[margin]] in {FOLDER}"


@pytest.mark.parametrize("case", written("case"))
def test_quotes_make_the_assessment(case: dict[str, Any]) -> None:
    catalog, stated = load(), held(case)
    method = catalog.methods[case["rules"][0].split()[0]]
    made = assess(catalog.products[case["product"]], stated, on=case["on"], method=method)
    found = (made.status, made.low, made.high, made.mid, made.as_of)
    assert found == tuple(case.get(name) for name in ("status", "low", "high", "mid", "as_of"))
    line_of = {quote.id: str(line) for line, quote in enumerate(stated, 1)}
    assert {line_of[item.quote]: item.rule for item in made.set_aside} == case.get("set_aside", {})


def priced(product: str, written: str, on: date) -> Assessment:
    low, high = (None, None) if written == "none" else bounds(written)
    mid = None if low is None or high is None else (low + high) / 2
    return Assessment(
        product=product, price_date=on, low=low, high=high, mid=mid, unit=load().products[product].unit,
        status="suspended" if mid is None else "thin", used=(), set_aside=(), method="case", known_at=None,
    )  # fmt: skip


def worked(case: dict[str, Any]) -> Margin:
    catalog, on = load(), case["on"]
    prices = {product: priced(product, text, on) for product, text in case["prices"].items()}
    tax = case.get("tax", "excluded")
    every = margins(catalog.chains[case["chain"]], catalog.products, prices, on=on, tax=tax)
    return next(margin for margin in every if margin.process == case["process"])


@pytest.mark.parametrize("case", written("margin"))
def test_prices_leave_the_margin(case: dict[str, Any]) -> None:
    margin = worked(case)
    assert margin.inverted == case.get("inverted"), margin.steps
    if "margin" not in case:
        assert (margin.margin, margin.margin_low, margin.margin_high, margin.breakeven) == (None,) * 4
    for figure in {"margin", "margin_low", "margin_high", "breakeven"} & case.keys():
        assert getattr(margin, figure) == pytest.approx(case[figure], abs=WITHIN), margin.steps
