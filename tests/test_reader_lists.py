"""Which price is whose: lists, prices before their products, and products only pointed at."""

from __future__ import annotations

import pytest

from fixtures.readings import prices, refused

LISTS = [
    (
        "Yttrium, erbium and holmium oxides rose to 41,000-42,000 yuan/mt, 310,000-315,000 yuan/mt and "
        "455,000-460,000 yuan/mt, respectively.",
        ["yttrium-oxide 41000~42000", "erbium-oxide 310000~315000", "holmium-oxide 455000~460000"],
    ),
    (
        "Terbium, gadolinium and erbium oxides fell to 6,100,000, 160,000 and 310,000 yuan/mt, respectively.",
        ["terbium-oxide 6100000", "gadolinium-oxide 160000", "erbium-oxide 310000"],
    ),
    (
        "Pr-Nd oxide and alloy were at 402,000-405,000 and 492,000-495,000 yuan/mt respectively.",
        ["prnd-oxide 402000~405000", "prnd-metal 492000~495000"],
    ),
    (
        "Terbium oxide and dysprosium oxide were at 6.1 million and 1.63 million yuan/mt, respectively.",
        ["terbium-oxide 6100000", "dysprosium-oxide 1630000"],
    ),
    (
        "Both lanthanum oxide and cerium oxide dropped; the two were at "
        "4,000 yuan/mt and 8,100 yuan/mt, respectively.",
        ["lanthanum-oxide 4000", "cerium-oxide 8100"],
    ),
    (
        "Neodymium and praseodymium oxides rose 2% to 405,000 "
        "yuan/mt and 3% to 415,000 yuan/mt respectively.",
        ["neodymium-oxide 405000", "praseodymium-oxide 415000"],
    ),
    (
        "Lutetium oxide and ytterbium oxide were assessed at 5.2-5.25 "
        "million yuan/mt and 101,000-105,000 yuan/mt.",
        ["lutetium-oxide 5200000~5250000", "ytterbium-oxide 101000~105000"],
    ),
    ("氧化镧、氧化铈分别为4000元/吨和8200元/吨。", ["lanthanum-oxide 4000", "cerium-oxide 8200"]),
]


@pytest.mark.parametrize(("text", "stated"), LISTS)
def test_lists_pair_by_position(text: str, stated: list[str]) -> None:
    assert prices(text) == stated


def test_a_list_that_does_not_add_up_is_refused() -> None:
    text = (
        "Yttrium oxide and erbium oxide were at 41,000 yuan/mt, 310,000 "
        "yuan/mt and 455,000 yuan/mt, respectively."
    )
    assert prices(text) == []
    assert refused(text) == ["list-mismatch"] * 3


@pytest.mark.parametrize("joint", ["both stood", "each stood", "stood"])
def test_one_price_may_be_that_of_two_products(joint: str) -> None:
    text = f"Lanthanum oxide and cerium oxide {joint} at 8,000-8,200 yuan/mt."
    assert prices(text) == ["lanthanum-oxide 8000~8200", "cerium-oxide 8000~8200"]


BEFORE = [
    (
        "RMB 8,200/mt for cerium oxide, RMB 4,100/mt for lanthanum oxide "
        "and RMB 43,000/mt for yttrium oxide were heard.",
        ["cerium-oxide 8200", "lanthanum-oxide 4100", "yttrium-oxide 43000"],
    ),
    (
        "European buyers paid $57-58/kg for Pr-Nd oxide cif Rotterdam.",
        ["prnd-oxide 57~58 USD/kg transaction"],
    ),
    (
        "At CNY 8,000 per metric ton, ceria was flat, and, ending at CNY "
        "4,000 per metric ton, so was lanthanum oxide.",
        ["cerium-oxide 8000", "lanthanum-oxide 4000"],
    ),
    (
        "Closing at CNY 8,000 ($1,100) per metric ton, cerium oxide was flat on March 13.",
        ["cerium-oxide 8000 2025-03-13"],
    ),
]


@pytest.mark.parametrize(("text", "stated"), BEFORE)
def test_a_price_may_come_before_its_product(text: str, stated: list[str]) -> None:
    assert prices(text) == stated


TURNS = [
    (
        "PrNd oxide 398,000-400,000 yuan/mt, down 2,000; PrNd metal 492,000-495,000 yuan/mt, down 3,000; "
        "terbium oxide 6.05-6.08 million yuan/mt, flat.",
        ["prnd-oxide 398000~400000", "prnd-metal 492000~495000", "terbium-oxide 6050000~6080000"],
    ),
    (
        "Prices of Pr-Nd oxide were at 400,000 yuan/mt and those of Pr-Nd metal at 492,000 yuan/mt.",
        ["prnd-oxide 400000", "prnd-metal 492000"],
    ),
    (
        "Pr-Nd oxide was at 402,000 yuan per tonne, Pr-Nd metal at 495,000.",
        ["prnd-oxide 402000", "prnd-metal 495000"],
    ),
    (
        "Gadolinium-iron alloy dipped to 158,000-160,000 yuan/mt; "
        "holmium-iron alloy to 462,000-468,000 yuan/mt.",
        ["gadolinium-iron 158000~160000", "holmium-iron 462000~468000"],
    ),
    (
        "Terbium oxide was 6.1 to 6.13 million yuan/mt, and its metal 7.6 to 7.65 million yuan/mt.",
        ["terbium-oxide 6100000~6130000", "terbium-metal 7600000~7650000"],
    ),
    (
        "Pr-Nd oxide was 402,000-405,000 yuan/mt. Buyers would pay 395,000 yuan/mt for the oxide.",
        ["prnd-oxide 402000~405000", "prnd-oxide 395000 bid"],
    ),
    (
        "Two traders sold cerium oxide at 8,150 yuan/mt and 8,200 yuan/mt.",
        ["cerium-oxide 8150 transaction", "cerium-oxide 8200 transaction"],
    ),
    (
        "NdFeB scrap changed hands. Scrap excluding tax went to 365,000 yuan/mt.",
        ["ndfeb-scrap 365000"],
    ),
]


@pytest.mark.parametrize(("text", "stated"), TURNS)
def test_a_price_belongs_to_the_product_spoken_of(text: str, stated: list[str]) -> None:
    assert prices(text) == stated


STRANGERS = [
    "unobtainium oxide 400,000 yuan/mt",
    "Terbium oxide steadied. Unobtainium oxide was 400,000 yuan/mt.",
    "Terbium oxide steadied, and unobtainium was at 400,000 yuan/mt.",
    "Terbium oxide steadied. Unobtainium prices were 400,000 yuan/mt.",
    "Terbium oxide steadied.\nUnobtainium: 400,000 yuan/mt.",
    "Terbium oxide steadied. Thulium oxide was 400,000 yuan/mt.",
    "The Pr-Nd oxide market was quiet; silicon metal sold at 11,000 yuan/mt.",
    "氧化铽持稳，氧化铥40万元/吨。",
    "The market was quiet at 400,000 yuan/mt.",
]


@pytest.mark.parametrize("text", STRANGERS)
def test_a_stranger_s_price_is_never_given_to_a_neighbour(text: str) -> None:
    assert prices(text) == []
    assert refused(text) == ["no-product"]
