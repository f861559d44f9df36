"""What a margin may never break, whatever the prices, quantities and fees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orebook.catalog import load
from orebook.chain import margins
from orebook.facts import Assessment, Margin
from orebook.terms import Amount, Chain, Cost, Input, Process

ON = date(2025, 1, 9)
CATALOG = load()
CHAIN = CATALOG.chains["rare-earths"]
[DECLARED] = [process for process in CHAIN.processes if process.id == "prnd-electrolysis"]

MONEY = st.integers(100_000, 9_000_000).map(lambda cents: cents / 10)
TAX = st.sampled_from(["included", "excluded"])


@st.composite
def amounts(draw: st.DrawFn, least: int, most: int, unit: str, tax: str | None) -> Amount:
    """A declared number with its band, in thousandths."""
    low, value, high = (part / 1000 for part in sorted(draw(st.integers(least, most)) for _ in range(3)))
    return Amount(
        value=value, low=low, high=high, unit=unit, tax=tax, start=None, end=None, source="x", confidence="L"
    )


@st.composite
def processes(draw: st.DrawFn) -> Process:
    """Electrolysis with quantities and costs of somebody's own."""
    taken = [
        Input(product=product, quantity=draw(amounts(100, 2000, "t/t", None)))
        for product in ("prnd-oxide", "dysprosium-oxide")[: draw(st.integers(1, 2))]
    ]
    costs = [
        Cost(id=f"cost-{place}", amount=draw(amounts(0, 30_000_000, "CNY/t", draw(TAX))))
        for place in range(draw(st.integers(0, 3)))
    ]
    return replace(DECLARED, takes=tuple(taken), costs=tuple(costs))


def priced(product: str, mid: float) -> Assessment:
    return Assessment(
        product=product, price_date=ON, low=mid, high=mid, mid=mid, unit="CNY/t", status="thin", used=(),
        set_aside=(), method="range/1", known_at=None,
    )  # fmt: skip


def left(process: Process, metal: float, oxide: float, tax: str = "excluded") -> Margin:
    prices = {"prnd-metal": metal, "prnd-oxide": oxide, "dysprosium-oxide": 1_600_000.0}
    at = {product: priced(product, mid) for product, mid in prices.items()}
    chain: Chain = replace(CHAIN, processes=(process,))
    [margin] = margins(chain, CATALOG.products, at, on=ON, tax=tax)
    return margin


def known(figure: float | None) -> float:
    assert figure is not None
    return figure


@given(processes(), MONEY, MONEY, TAX)
def test_the_band_holds_its_centre(process: Process, metal: float, oxide: float, tax: str) -> None:
    margin = left(process, metal, oxide, tax)
    assert known(margin.margin_low) <= known(margin.margin) <= known(margin.margin_high)


@given(processes(), MONEY, MONEY, st.integers(1, 10_000), TAX)
def test_dearer_metal_leaves_more(process: Process, metal: float, oxide: float, rise: int, tax: str) -> None:
    before, after = left(process, metal, oxide, tax), left(process, metal + rise, oxide, tax)
    for figure in ("margin", "margin_low", "margin_high", "breakeven"):
        assert getattr(after, figure) > getattr(before, figure)


@given(processes(), MONEY, MONEY, st.integers(1, 10_000), TAX)
def test_dearer_oxide_leaves_less(process: Process, metal: float, oxide: float, rise: int, tax: str) -> None:
    before, after = left(process, metal, oxide, tax), left(process, metal, oxide + rise, tax)
    for figure in ("margin", "margin_low", "margin_high"):
        assert getattr(after, figure) < getattr(before, figure)
    assert after.breakeven == before.breakeven


@given(processes(), MONEY, MONEY, TAX)
def test_at_the_breakeven_nothing_is_left(process: Process, metal: float, oxide: float, tax: str) -> None:
    at = known(left(process, metal, oxide, tax).breakeven)
    assert left(process, metal, at, tax).margin == pytest.approx(0, abs=1e-5)


@given(processes(), MONEY, MONEY, TAX)
def test_breakeven_below_the_price_and_inversion_are_one(
    process: Process, metal: float, oxide: float, tax: str
) -> None:
    margin = left(process, metal, oxide, tax)
    assume(abs(known(margin.margin)) > 1e-5)
    assert margin.inverted == (known(margin.margin) < 0) == (known(margin.breakeven) < oxide)


@given(processes(), MONEY, MONEY)
def test_with_vat_inside_it_is_the_same_money_and_a_rate_more(
    process: Process, metal: float, oxide: float
) -> None:
    without, inside = left(process, metal, oxide), left(process, metal, oxide, "included")
    for figure in ("margin", "margin_low", "margin_high"):
        assert getattr(inside, figure) == pytest.approx(getattr(without, figure) * 1.13, abs=2e-6)
    assert (inside.breakeven, inside.inverted) == (without.breakeven, without.inverted)


@given(processes(), MONEY, MONEY)
def test_a_certain_process_has_no_band(process: Process, metal: float, oxide: float) -> None:
    certain = replace(
        process,
        takes=tuple(replace(item, quantity=settled(item.quantity)) for item in process.takes),
        costs=tuple(replace(cost, amount=settled(cost.amount)) for cost in process.costs),
    )
    margin = left(certain, metal, oxide)
    assert margin.margin_low == margin.margin == margin.margin_high


def settled(amount: Amount) -> Amount:
    return replace(amount, low=amount.value, high=amount.value)


@given(processes(), MONEY, MONEY)
def test_the_order_of_costs_is_of_no_consequence(process: Process, metal: float, oxide: float) -> None:
    turned = replace(process, costs=process.costs[::-1])
    figures = ("margin", "margin_low", "margin_high", "breakeven")
    one, other = left(process, metal, oxide), left(turned, metal, oxide)
    assert [getattr(one, figure) for figure in figures] == [getattr(other, figure) for figure in figures]
