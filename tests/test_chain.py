"""Margins along the chain: what a link earns, its band, its break-even, and why there is sometimes none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from orebook.catalog import load
from orebook.chain import findings, margins
from orebook.errors import BadArgumentError
from orebook.facts import Assessment, Margin, identity
from orebook.terms import Amount, Chain, Cost, Input, Process, Product, Rate
from orebook.testing import bounds

ON = date(2025, 1, 9)
PRODUCTS = load().products
RARE_EARTHS = load().chains["rare-earths"]
[ELECTROLYSIS] = [process for process in RARE_EARTHS.processes if process.id == "prnd-electrolysis"]


def amount(value: float, unit: str = "t/t", tax: str | None = None, **known: object) -> Amount:
    ends = {"low": value, "high": value, "start": None, "end": None}
    return Amount(value=value, unit=unit, tax=tax, source="a plant", confidence="L", **{**ends, **known})


def price(product: str, written: str, *, unit: str = "CNY/t", **known: object) -> Assessment:
    low, high = bounds(written)
    mid = None if low is None or high is None else (low + high) / 2
    made = Assessment(
        product=product, price_date=ON, low=low, high=high, mid=mid, unit=unit, status="thin", used=("q",),
        set_aside=(), method="range/1", known_at=None,
    )  # fmt: skip
    return replace(made, **known)


def prices(*of: Assessment) -> dict[str, Assessment]:
    return {one.product: one for one in of}


SAMPLE = prices(price("prnd-oxide", "400,000-401,000"), price("prnd-metal", "490,000-495,000"))


def electrolysis(
    process: Process = ELECTROLYSIS,
    *,
    at: Mapping[str, Assessment] = SAMPLE,
    chain: Chain = RARE_EARTHS,
    products: Mapping[str, Product] = PRODUCTS,
    on: date = ON,
    tax: str = "excluded",
) -> Margin:
    [margin] = margins(replace(chain, processes=(process,)), products, at, on=on, tax=tax)
    return margin


class TestThePublishedChain:
    """The declared figures of data/chains/rare-earths.toml on known days; more in cases/margins.toml."""

    def test_it_holds_together(self) -> None:
        assert findings(RARE_EARTHS, PRODUCTS) == []

    def test_a_margin_says_whose_and_when_and_in_what(self) -> None:
        margin = electrolysis()
        named = (margin.chain, margin.process, margin.mode, margin.price_date, margin.unit, margin.tax)
        assert named == ("rare-earths", "prnd-electrolysis", "spot", ON, "CNY/t", "excluded")

    def test_it_names_the_assessments_it_was_worked_from(self) -> None:
        metal, oxide = identity(SAMPLE["prnd-metal"]), identity(SAMPLE["prnd-oxide"])
        assert electrolysis().assessments == (metal, oxide)

    def test_vat_follows_the_day(self) -> None:
        asked = replace(ELECTROLYSIS, takes=(Input(product="prnd-oxide", quantity=amount(1.2)),), costs=())
        left = {day: electrolysis(asked, on=day).margin for day in (date(2019, 3, 31), date(2019, 4, 1))}
        assert left == {
            date(2019, 3, 31): pytest.approx(11_900 / 1.16, abs=1e-6),
            date(2019, 4, 1): pytest.approx(11_900 / 1.13, abs=1e-6),
        }

    def test_the_steps_are_the_arithmetic_in_words(self) -> None:
        metal, oxide, fee, margin, band, breakeven = electrolysis().steps
        assert (
            metal
            == "prnd-metal: 490,000-495,000, mid 492,500 CNY/t VAT included, / 1.13 = 435,840.71 CNY/t ex VAT"
        )
        assert oxide == (
            "prnd-oxide: 400,000-401,000, mid 400,500 CNY/t VAT included, / 1.13 x 1.2 t (1.185-1.2)"
            " = 425,309.73 CNY/t ex VAT"
        )
        assert fee == (
            "processing-fee: 16,000 CNY/t VAT included (12,000-20,000), / 1.13 = 14,159.29 CNY/t ex VAT"
        )
        assert margin == (
            "margin: 435,840.71 - 425,309.73 - 14,159.29 = -3,628.32 CNY/t ex VAT, worked unrounded"
        )
        assert band.startswith("band: -7,168.14 to 5,227.88 CNY/t ex VAT")
        assert breakeven.startswith(
            "break-even: prnd-oxide at 397,083.33 CNY/t VAT included would leave nothing"
        )

    def test_money_with_vat_inside_needs_no_division(self) -> None:
        metal, oxide, *_ = electrolysis(tax="included").steps
        assert metal == "prnd-metal: 490,000-495,000, mid 492,500 CNY/t VAT included"
        assert oxide.endswith(") = 480,600 CNY/t VAT included")


class TestBases:
    """Every leg has its own unit and tax basis; the margin has one."""

    def test_a_cost_without_vat_weighs_more_than_the_same_with(self) -> None:
        def at_fee(tax: str) -> float:
            cost = Cost(id="processing-fee", amount=amount(16_000, "CNY/t", tax))
            margin = electrolysis(replace(ELECTROLYSIS, costs=(cost,))).margin
            assert margin is not None
            return margin

        assert at_fee("included") - at_fee("excluded") == pytest.approx(16_000 - 16_000 / 1.13, abs=2e-6)

    def test_a_price_by_the_kilogram_makes_the_same_tonne(self) -> None:
        kilogram = prices(price("prnd-oxide", "400-401", unit="CNY/kg"), SAMPLE["prnd-metal"])
        by_kilogram = electrolysis(at=kilogram)
        assert by_kilogram.margin == electrolysis().margin
        assert by_kilogram.breakeven == pytest.approx(397.083333, abs=1e-6)
        assert "mid 400.50 CNY/kg VAT included, x 1,000 / 1.13 x 1.2 t" in by_kilogram.steps[1]

    def test_breakeven_is_stated_as_the_input_is_quoted(self) -> None:
        exclusive = {**PRODUCTS, "prnd-oxide": replace(PRODUCTS["prnd-oxide"], tax="excluded")}
        margin = electrolysis(products=exclusive)
        assert margin.breakeven == pytest.approx(397_083.333333 / 1.13, abs=1e-5)
        assert margin.steps[-1].startswith("break-even: prnd-oxide at 351,401.18 CNY/t ex VAT")

    @pytest.mark.parametrize("tax", ["excluded", "included"])
    def test_vat_never_turns_a_margin_over(self, tax: str) -> None:
        assert electrolysis(tax=tax).inverted is True

    def test_an_unknown_basis_is_refused(self) -> None:
        with pytest.raises(BadArgumentError, match=r'tax: "include" is not a tax basis. Nearest: "included"'):
            electrolysis(tax="include")


class TestNoMargin:
    """Absent is None, and a step says what is missing."""

    def none(self, margin: Margin, *why: str) -> None:
        figures = (margin.margin, margin.margin_low, margin.margin_high, margin.breakeven, margin.inverted)
        assert figures == (None,) * 5
        assert margin.steps == tuple(f"no margin: {reason}" for reason in why)

    def test_without_a_price(self) -> None:
        margin = electrolysis(at=prices(SAMPLE["prnd-oxide"]))
        self.none(margin, "prnd-metal: no price for 2025-01-09")
        assert margin.assessments == (identity(SAMPLE["prnd-oxide"]),)

    def test_with_a_suspended_price(self) -> None:
        gone = price("prnd-oxide", "400,000", low=None, high=None, mid=None, status="suspended")
        margin = electrolysis(at=prices(gone, SAMPLE["prnd-metal"]))
        self.none(margin, "prnd-oxide: suspended on 2025-01-09, so there is no price")

    def test_every_missing_thing_is_said_at_once(self) -> None:
        self.none(
            electrolysis(at={}, on=date(2018, 2, 1)),
            "prnd-metal: no price for 2018-02-01",
            "prnd-oxide: how much of it is taken on 2018-02-01 is not declared",
            "processing-fee: no amount is declared for 2018-02-01",
        )

    def test_before_the_first_vat_rate(self) -> None:
        from_april = replace(RARE_EARTHS, vat=(Rate(start=date(2019, 4, 1), rate=0.13, source="an order"),))
        margin = electrolysis(chain=from_april, on=date(2019, 3, 31))
        self.none(margin, "no VAT rate of rare-earths is declared for 2019-03-31")

    def test_in_another_currency(self) -> None:
        abroad = prices(price("prnd-oxide", "55-56", unit="USD/kg"), SAMPLE["prnd-metal"])
        self.none(
            electrolysis(at=abroad), "prnd-oxide: USD/kg, VAT included, cannot be brought to CNY/t ex VAT"
        )

    def test_on_an_unstated_tax_basis(self) -> None:
        unsaid = {**PRODUCTS, "prnd-metal": replace(PRODUCTS["prnd-metal"], tax=None)}
        margin = electrolysis(products=unsaid)
        self.none(margin, "prnd-metal: CNY/t, VAT not stated, cannot be brought to CNY/t ex VAT")

    def test_with_a_cost_on_an_unstated_tax_basis(self) -> None:
        power = Cost(id="power", amount=amount(4000, "CNY/t"))
        margin = electrolysis(replace(ELECTROLYSIS, costs=(power,)))
        self.none(margin, "power: CNY/t, VAT not stated, cannot be brought to CNY/t ex VAT")

    def test_a_product_that_is_in_no_catalogue(self) -> None:
        with pytest.raises(BadArgumentError, match=r'no product "prnd-metall".*Nearest: "prnd-metal"'):
            electrolysis(replace(ELECTROLYSIS, makes="prnd-metall"))


def test_a_carried_price_counts_and_is_said() -> None:
    carried = replace(SAMPLE["prnd-oxide"], status="carried", as_of=date(2025, 1, 8))
    margin = electrolysis(at=prices(carried, SAMPLE["prnd-metal"]))
    assert margin.margin == electrolysis().margin
    assert "prnd-oxide: the price of 2025-01-08, carried" in margin.steps


def test_a_process_that_takes_nothing_has_no_breakeven() -> None:
    margin = electrolysis(replace(ELECTROLYSIS, takes=()))
    assert margin.margin is not None
    assert margin.breakeven is None
    assert margin.steps[-1].startswith("band:")


def test_of_several_dated_fees_the_last_to_start_is_in_force() -> None:
    fees = tuple(
        Cost(id="processing-fee", amount=amount(fee, "CNY/t", "included", start=start, end=end))
        for fee, start, end in (
            (9_000, None, None),
            (12_000, date(2025, 1, 1), date(2025, 1, 31)),
            (15_000, date(2025, 2, 1), None),
        )
    )
    process = replace(ELECTROLYSIS, costs=fees)
    for on, fee in (
        (date(2024, 12, 31), "9,000"),
        (date(2025, 1, 1), "12,000"),
        (date(2025, 1, 31), "12,000"),
        (date(2025, 2, 1), "15,000"),
    ):
        steps = electrolysis(process, on=on).steps
        assert [step.split(" CNY")[0] for step in steps if step.startswith("processing-fee")] == [
            f"processing-fee: {fee}"
        ]


def test_the_room_opens_its_parts_only_when_asked() -> None:
    said = "import sys, orebook.chain as room; print([name for name in sys.modules if 'chain.' in name])"
    shown = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_an_unknown_name_of_the_room_is_an_error() -> None:
    import orebook.chain

    with pytest.raises(AttributeError, match="has no attribute 'guess'"):
        _ = orebook.chain.guess
