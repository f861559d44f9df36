"""Whose price a number is, and whether it is a price of the market at all."""

from __future__ import annotations

import pytest

from fixtures.readings import changes, prices, refused

NO_LEVELS = [
    "The loan guarantees a price floor of $110/kg for NdPr oxide for ten years.",
    "The buyer pays the market price subject to a floor of $85/kg NdPr oxide.",
    "The feasibility study assumes an NdPr oxide price of $130/kg and an all-in cost of $41.5/kg.",
    "A break-even NdPr oxide price of $80/kg is needed.",
    "NdPr oxide needs $90/kg before anybody builds a mine; AISC is $60/kg.",
    "An NdPr oxide incentive price of $75-105/kg was cited.",
    "Yttrium oxide in Europe has climbed past $300 a kilogram.",
    "Dysprosium oxide topped 1.7 million yuan/mt.",
    "Production costs of Pr-Nd oxide came to 300,000 yuan/mt.",
    "镨钕金属起拍价为70万元/吨。",
    "氧化镨钕保底价为40万元/吨，协议期两年。",
    "为氧化镨钕设下每公斤110美元的价格下限。",
    "项目可研假设氧化镨钕价格60万元/吨，全部维持成本35万元/吨。",
    "氧化镨钕突破45万元/吨。",
    "稀土精矿REO每增减1%，不含税价格增减376.5元/吨。",
]


@pytest.mark.parametrize("text", NO_LEVELS)
def test_what_nobody_asks_or_pays_is_no_level(text: str) -> None:
    assert prices(text) == []
    assert changes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Break-even lies at $55/kg NdPr oxide, against a spot price of $61/kg.", ["prnd-oxide 61 USD/kg"]),
        ("镨钕金属起拍价70万元/吨，成交价71万元/吨。", ["prnd-metal 710000 transaction"]),
        ("Cerium oxide cost $45-60 a kilogram this week.", ["cerium-oxide 45~60 USD/kg"]),
        (
            "Rare earth concentrate is 18,825 yuan/mt, plus or minus 376.5 yuan/mt for each 1% REO.",
            ["rare-earth-concentrate 18825"],
        ),
        (
            "Dysprosium oxide topped 1.7 million yuan/mt before easing to 1.68-1.69 million yuan/mt.",
            ["dysprosium-oxide 1680000~1690000"],
        ),
    ],
)
def test_the_market_price_beside_it_is_one(text: str, expected: list[str]) -> None:
    assert prices(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Terbium oxide was 5.98 million yuan/mt. The average export price came to $910/kg.",
        "Dysprosium oxide was 1.62 million yuan/mt. The company's average selling price was $49.2/kg.",
        "Battery-grade lithium carbonate was 75,300 yuan/mt. 主力2509合约收于74,500元/吨。",
        "1#锑锭均价19.5万元/吨，2#锑锭19.3万元/吨。",
        "硫酸钴4.85万元/吨，氯化钴5.9万元/吨。",
        "电池级碳酸锂6万元/吨。磷锂铝石价格8025元/吨。",
    ],
)
def test_what_the_catalogue_does_not_hold_never_falls_back_on_the_last_product(text: str) -> None:
    assert len(prices(text)) == 1
    assert refused(text) == ["no-product"]


OWNERS = [
    (
        "Didymium oxide was RMB 470,000/mt. Export quotes were $26-28/kg fob for cerium oxide and "
        "$35/kg cif Japan for cerium metal.",
        ["prnd-oxide 470000", "cerium-oxide 26~28 USD/kg offer", "cerium-metal 35 USD/kg offer"],
    ),
    (
        "At 618,000 yuan/mt, Pr-Nd oxide lost 5,000 yuan/mt; at 1.61 million yuan/mt, dysprosium oxide held.",
        ["prnd-oxide 618000", "dysprosium-oxide 1610000"],
    ),
    (
        "Pr-Nd alloy was 715,000 yuan/mt, and separation plants parted with oxide at 588,000 yuan/mt.",
        ["prnd-metal 715000", "prnd-oxide 588000 transaction"],
    ),
    ("氧化镨钕报44.1万元/吨，金属报54.1万元/吨。", ["prnd-oxide 441000", "prnd-metal 541000"]),
    (
        "Neodymium metal was 345 yuan/kg; lanthanum oxide and cerium oxide both stayed at 12,200 yuan/mt.",
        ["neodymium-metal 345 CNY/kg", "lanthanum-oxide 12200", "cerium-oxide 12200"],
    ),
    ("In Europe, APT stood at $600-670/mtu.", ["ammonium-paratungstate-europe 600~670 USD/mtu"]),
    ("APT was $318-325 per mtu cif Rotterdam.", ["ammonium-paratungstate-europe 318~325 USD/mtu"]),
    ("Chinese APT was $590/mtu fob.", ["ammonium-paratungstate 590 USD/mtu"]),
    (
        "碳酸锂主力2601合约收于87,360元/吨，电池级碳酸锂87,000元/吨。",
        ["lithium-carbonate-futures 87360 transaction", "battery-grade-lithium-carbonate 87000"],
    ),
    (
        "Antimony trioxide: 99.5% at 198,500 yuan/mt and 99.8% at 210,000 yuan/mt.",
        ["antimony-trioxide-99-5 198500", "antimony-trioxide-99-8 210000"],
    ),
    (
        "Lithium carbonate, 99.5% Li2CO3 min, battery grade, spot price range exw China was 75,000 yuan/mt.",
        ["battery-grade-lithium-carbonate 75000"],
    ),
    ("Ferro-tungsten, basis 75% W, was $42.10-43.80 per kg W.", ["ferrotungsten-75-w 42.1~43.8 USD/kg"]),
    (
        "The processing fee for ion-adsorption ore was lowered to 23,000 yuan/mt.",
        ["ion-adsorption-ore-processing-fee 23000"],
    ),
    ("Three-month copper on the LME was at $9,965 a tonne.", ["lme-copper-3-month 9965 USD/t transaction"]),
    ("N38（铈）毛坯131-141元/公斤。", ["ndfeb-blank-n38-ce 131~141 CNY/kg"]),
]


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_each_price_has_its_own_product(text: str, expected: list[str]) -> None:
    assert prices(text) == expected


PARALLEL = [
    (
        "氧化镨、氧化钕均价分别为49.2万元/吨、48.8万元/吨，较上周五分别上涨1.2万元/吨、1万元/吨。",
        ["praseodymium-oxide 492000", "neodymium-oxide 488000"],
        ["praseodymium-oxide 12000", "neodymium-oxide 10000"],
    ),
    (
        "氧化镨钕、镨钕金属价格分别上涨5000元/吨和6000元/吨至48.1万元/吨和59万元/吨。",
        ["prnd-oxide 481000", "prnd-metal 590000"],
        ["prnd-oxide 5000", "prnd-metal 6000"],
    ),
    (
        "氧化镨钕、镨钕金属价格分别为48.1、59万元/吨，较昨日均上涨1万元/吨。",
        ["prnd-oxide 481000", "prnd-metal 590000"],
        ["prnd-oxide 10000", "prnd-metal 10000"],
    ),
    (
        "氧化镨钕、镨钕金属价格分别为48.1万元/吨、59万元/吨，较昨日分别下跌2000元/吨和持平。",
        ["prnd-oxide 481000", "prnd-metal 590000"],
        [],
    ),
    (
        "PrNd oxide was 1.09-1.1 million yuan/mt, up 30,000 yuan/mt from a day earlier, and PrNd metal at "
        "1.33-1.35 million.",
        ["prnd-oxide 1090000~1100000", "prnd-metal 1330000~1350000"],
        ["prnd-oxide 30000"],
    ),
    (
        "Pr-Nd oxide was 441,000 yuan/mt (down 2,000 yuan/mt), terbium oxide 7.05 million yuan/mt (+50,000).",
        ["prnd-oxide 441000", "terbium-oxide 7050000"],
        ["prnd-oxide -2000", "terbium-oxide 50000"],
    ),
    (
        "Terbium oxide was 5.82 million yuan/mt. A daily increase of 3,000 yuan/mt lifted Pr-Nd oxide to "
        "428,000 yuan/mt.",
        ["terbium-oxide 5820000", "prnd-oxide 428000"],
        ["prnd-oxide 3000"],
    ),
]


@pytest.mark.parametrize(("text", "levels", "moves"), PARALLEL)
def test_levels_and_changes_side_by_side(text: str, levels: list[str], moves: list[str]) -> None:
    assert prices(text) == levels
    assert changes(text) == moves


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("氧化镨钕价格由前期的52.3-52.5万元/吨快速拉升至56.5-57万元/吨。", ["prnd-oxide 565000~570000"]),
        ("氧化铽由每公斤965美元升至每公斤3,000美元。", ["terbium-oxide 3000 USD/kg"]),
        ("钨精矿价格由上一轮的17万元/吨拉涨至17.2万元/吨。", ["tungsten-concentrate 172000"]),
    ],
)
def test_an_older_level_is_not_todays(text: str, expected: list[str]) -> None:
    assert prices(text) == expected


def test_a_grade_before_its_own_product_is_of_that_product() -> None:
    text = "65% wolframite concentrate was 142,500 yuan/mt and 65% scheelite concentrate at 141,500 yuan/mt."
    assert prices(text) == ["wolframite-concentrate-65-wo3 142500", "scheelite-concentrate-65-wo3 141500"]
