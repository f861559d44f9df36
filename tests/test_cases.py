"""Cases that metals people write: tests/cases/*.toml, or a folder of your own.

    CASES=~/my-cases python -m pytest tests/test_cases.py

A [[case]] gives quotes and the assessment they should make; a [[margin]] gives prices and what a process
should earn at them. What a case does not state must be absent: no `low` means that there is no price, no
`flags` that there are none, no `judgements` that none had a part in it. `share`, `independent` and `series`
are compared where they are stated. `judged` is what people recorded, in order; `corrected` counts lines.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from orebook.assess import assess, average, days, displayed
from orebook.catalog import load
from orebook.chain import margins
from orebook.facts import Assessment, Held, Judgement, Margin, Quote, extent, identity
from orebook.terms import Method
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
    marked, released, corrected = case.get("marked", {}), case.get("released", ()), case.get("corrected", ())
    return [
        replace(
            quote,
            fact=replace(quote.fact, flags=tuple(marked.get(str(line), ()))),
            released=line in released,
            corrected=f"correction-of-{line}" if line in corrected else None,
        )
        for line, quote in enumerate(quotes(case["quotes"]), 1)
    ]


def judged(case: dict[str, Any], stated: list[Held[Quote]]) -> list[Held[Judgement]]:
    """What people recorded, in order: "set-aside 2", "admit 2", "price 399,000-401,000" or with a unit."""
    made = [judgement(case, said, stated) for said in case.get("judged", ())]
    return [
        Held(id=identity(one), fact=one, recorded_at=moment, available_at=moment)
        for moment, one in enumerate(made)
    ]


def judgement(case: dict[str, Any], said: dict[str, Any], stated: list[Held[Quote]]) -> Judgement:
    action, what, *unit = said["what"].split()
    priced_ = action == "price"
    low, high = bounds(what) if priced_ else (None, None)
    product = load().products[case["product"]]
    return Judgement(
        product=product.id, price_date=said.get("on", case["on"]), action=action,
        quote=None if priced_ else stated[int(what) - 1].id, low=low, high=high,
        unit=(unit[0] if unit else product.unit) if priced_ else None, author=said["by"], reason=said["why"],
    )  # fmt: skip


def test_there_are_cases_where_one_looks_for_them() -> None:
    assert [*written("case"), *written("margin")], f"no *.toml with a [[case]] or a [[margin]] in {FOLDER}"


def asked(case: dict[str, Any], stated: list[Held[Quote]]) -> dict[str, Any]:
    catalog = load()
    method, unit = method_of(case), catalog.products[case["product"]].unit
    calendar = method.parameters.get("calendars", {}).get(unit.partition("/")[0])
    return {
        "method": method,
        "judgements": judged(case, stated),
        "calendar": catalog.calendars[calendar] if calendar else None,
    }


def method_of(case: dict[str, Any]) -> Method:
    return load().methods[case["rules"][0].split()[0]]


@pytest.mark.parametrize("case", written("case"))
def test_quotes_make_the_assessment(case: dict[str, Any]) -> None:
    stated = held(case)
    made = assess(load().products[case["product"]], stated, on=case["on"], **asked(case, stated))
    found = (made.status, made.low, made.high, made.mid, made.as_of)
    assert found == tuple(case.get(name) for name in ("status", "low", "high", "mid", "as_of"))
    line_of = {quote.id: str(line) for line, quote in enumerate(stated, 1)}
    assert {line_of[item.quote]: item.rule for item in made.set_aside} == case.get("set_aside", {})
    assert list(made.flags) == case.get("flags", [])
    assert len(made.judgements) == case.get("judgements", 0)
    for name in {"independent", "series"} & case.keys():
        assert getattr(made, name) == case[name]
    assert made.share == pytest.approx(case.get("share", made.share), abs=0.0001)


@pytest.mark.parametrize("case", [one for one in written("case") if "shown" in one.values[0]])
def test_a_price_is_shown_rounded(case: dict[str, Any]) -> None:
    stated = held(case)
    made = assess(load().products[case["product"]], stated, on=case["on"], **asked(case, stated))
    shown = displayed(made, method_of(case))
    assert dict(zip(("low", "high", "mid"), shown, strict=True)) == case["shown"]


@pytest.mark.parametrize("case", [one for one in written("case") if "average" in one.values[0]])
def test_the_days_of_a_period_make_the_average(case: dict[str, Any]) -> None:
    stated, (start, end) = held(case), extent(case["average"]["of"])
    product = load().products[case["product"]]
    made = days(product, stated, start=start, end=end, **asked(case, stated))
    found = average(product.id, product.unit, made, start=start, end=end, method=method_of(case))
    said = {"of": case["average"]["of"], "mid": found.mid, "days": found.days, "skipped": found.skipped}
    assert said == case["average"]


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
