"""The order of a chain's processes, and what is wrong with one that cannot be worked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from orebook.catalog import load
from orebook.chain import findings, margins, order
from orebook.terms import Amount, Cost, Input, Process, Product, Rate

ON = date(2025, 1, 9)
PRODUCTS = load().products
RARE_EARTHS = load().chains["rare-earths"]
[ELECTROLYSIS] = [process for process in RARE_EARTHS.processes if process.id == "prnd-electrolysis"]


def amount(value: float, unit: str = "t/t", tax: str | None = None, **known: object) -> Amount:
    ends = {"low": value, "high": value, "start": None, "end": None}
    return Amount(value=value, unit=unit, tax=tax, source="a plant", confidence="L", **{**ends, **known})


def process(id_: str, makes: str, *takes: str) -> Process:
    inputs = tuple(Input(product=product, quantity=amount(1.1)) for product in takes)
    return replace(ELECTROLYSIS, id=id_, makes=makes, takes=inputs, costs=())


def product(id_: str, segment: str) -> Product:
    return replace(PRODUCTS["prnd-oxide"], id=id_, segment=segment)


CATALOGUE = {
    one.id: one
    for one in (
        product("ore", "ore"), product("oxide", "oxide"), product("metal", "metal"),
        product("magnet", "magnet"), product("scrap", "scrap"),
    )
}  # fmt: skip
RING = (
    process("magnets", "magnet", "metal"),
    process("cutting", "scrap", "magnet"),
    process("electrolysis", "metal", "oxide"),
    process("recycling", "oxide", "scrap"),
    process("separation", "oxide", "ore"),
)


class TestTheGraph:
    """Upstream before downstream; a ring closes through scrap or not at all."""

    def test_processes_stand_upstream_first(self) -> None:
        chain = replace(RARE_EARTHS, processes=RING)
        ids = [one.id for one in order(chain, CATALOGUE)]
        assert sorted(ids) == sorted(one.id for one in RING)
        assert max(ids.index("separation"), ids.index("recycling")) < ids.index("electrolysis")
        assert ids.index("electrolysis") < ids.index("magnets") < ids.index("cutting")

    def test_margins_come_in_that_order(self) -> None:
        chain = replace(RARE_EARTHS, processes=RING)
        assert [margin.process for margin in margins(chain, CATALOGUE, {}, on=ON)] == [
            one.id for one in order(chain, CATALOGUE)
        ]

    def test_a_ring_through_scrap_is_how_the_trade_works(self) -> None:
        assert findings(replace(RARE_EARTHS, processes=RING), CATALOGUE) == []

    def test_any_other_ring_is_a_finding_and_loses_no_process(self) -> None:
        chain = replace(RARE_EARTHS, processes=(*RING[:3], process("backwards", "oxide", "magnet")))
        assert findings(chain, CATALOGUE) == [
            "rare-earths > process magnets, cutting, electrolysis, backwards: "
            "in, or fed by, a ring that does not pass through scrap."
        ]
        assert order(chain, CATALOGUE) == chain.processes


class TestFindings:
    """Everything wrong with a declaration, at once, each with what was expected."""

    def found(self, **changes: object) -> list[str]:
        chain = replace(RARE_EARTHS, processes=(replace(ELECTROLYSIS, **changes),))
        return findings(chain, PRODUCTS)

    def test_an_unknown_product(self) -> None:
        takes = (Input(product="prnd-oxid", quantity=amount(1.2)),)
        [finding] = self.found(takes=takes)
        assert finding.startswith(
            'rare-earths > process prnd-electrolysis > takes: no product "prnd-oxid". Nearest: "prnd-oxide"'
        )

    def test_a_process_that_takes_nothing(self) -> None:
        assert "takes: nothing" in self.found(takes=())[0]

    @pytest.mark.parametrize(
        ("quantity", "expected"),
        [
            (amount(1.2, low=1.25, high=1.3), "1.2 is outside its own band 1.25 to 1.3"),
            (amount(1.2, low=0.0), "a quantity is above nothing"),
            (amount(1.2, unit="kg/t"), 'unit "kg/t". Expected tonnes a tonne of output, t/t'),
            (
                amount(1.2, start=ON, end=date(2024, 1, 1)),
                "ends on 2024-01-01, before it starts on 2025-01-09",
            ),
        ],
    )
    def test_a_quantity_out_of_place(self, quantity: Amount, expected: str) -> None:
        [finding] = self.found(takes=(Input(product="prnd-oxide", quantity=quantity),))
        assert expected.casefold() in finding.casefold()

    @pytest.mark.parametrize(
        ("fee", "expected"),
        [
            (amount(16_000, "USD/t", "included"), 'unit "USD/t". Expected money a tonne of output, CNY/t'),
            (amount(16_000, "CNY/t"), "its tax basis is not stated. Write tax as excluded or included"),
        ],
    )
    def test_a_cost_out_of_place(self, fee: Amount, expected: str) -> None:
        [finding] = self.found(costs=(Cost(id="processing-fee", amount=fee),))
        assert finding.startswith("rare-earths > process prnd-electrolysis > cost processing-fee: ")
        assert expected in finding

    def test_a_product_without_a_tax_basis(self) -> None:
        unsaid = {**PRODUCTS, "prnd-metal": replace(PRODUCTS["prnd-metal"], tax=None)}
        [finding] = findings(RARE_EARTHS, unsaid)
        assert "makes prnd-metal: its tax basis is not stated" in finding

    def test_a_process_declared_twice(self) -> None:
        twice = replace(RARE_EARTHS, processes=(ELECTROLYSIS, ELECTROLYSIS))
        assert findings(twice, PRODUCTS) == [
            "rare-earths > process prnd-electrolysis: declared 2 times. Give each its own id."
        ]

    def test_a_rate_written_as_a_percentage(self) -> None:
        thirteen = replace(RARE_EARTHS, vat=(Rate(start=ON, rate=13.0, source="a slip"),))
        assert findings(thirteen, PRODUCTS) == [
            "rare-earths > vat from 2025-01-09: 13.0 is not a share. Write 13% as 0.13."
        ]

    def test_no_rate_at_all(self) -> None:
        [finding] = findings(replace(RARE_EARTHS, vat=()), PRODUCTS)
        assert finding.startswith("rare-earths > vat: no rate.")
