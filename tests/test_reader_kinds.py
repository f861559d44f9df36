"""What sort of price a level is, what a bare number is refused as, and which average stands for itself."""

from __future__ import annotations

import pytest

from fixtures.readings import prices, reading, refused

KINDS = [
    (
        "Pr-Nd alloy offers dropped by 10,000 yuan/mt to 885,000-890,000 yuan/mt.",
        ["prnd-metal 885000~890000 offer"],
    ),
    ("A magnet maker paid 545,000 yuan/mt for Pr-Nd alloy.", ["prnd-metal 545000 transaction"]),
    (
        "Pr-Nd alloy was quoted at 925,000 yuan/mt and one plant refuses counterbids of RMB900,000/t.",
        ["prnd-metal 925000 offer", "prnd-metal 900000 bid"],
    ),
    ("China Southern lists dysprosium oxide at 1.62 million yuan/mt.", ["dysprosium-oxide 1620000 listing"]),
    (
        "Its listed price of Pr-Nd oxide was 380,800 yuan/mt. Spot Pr-Nd oxide was 378,000 yuan/mt.",
        ["prnd-oxide 380800 listing", "prnd-oxide 378000"],
    ),
    (
        "They raised the contract price of rare earth concentrate to 19,109 yuan/mt.",
        ["rare-earth-concentrate 19109 listing"],
    ),
    ("镨钕金属成交80吨，成交均价58.6万元/吨。", ["prnd-metal 586000 transaction"]),
    ("厂家氧化镨钕报价为420元/公斤。", ["prnd-oxide 420 CNY/kg offer"]),
    (
        "Terbium oxide was 5.8 million yuan/mt, one producer selling at 5.75 million yuan/mt.",
        ["terbium-oxide 5800000", "terbium-oxide 5750000 transaction"],
    ),
    (
        "Pr-Nd oxide offers rose. On Thursday they were back at 735,000-740,000 yuan/mt.",
        ["prnd-oxide 735000~740000 offer 2025-03-13"],
    ),
    ("氧化镨钕长协44.5万元/吨，现货44.1万元/吨。", ["prnd-oxide 445000 order", "prnd-oxide 441000"]),
    ("镨钕金属报价54.3万元/吨，下游还盘53.8万元/吨。", ["prnd-metal 543000 offer", "prnd-metal 538000 bid"]),
    ("镨钕金属报价54.3万元/吨，买方出价53.8万元/吨。", ["prnd-metal 543000 offer", "prnd-metal 538000 bid"]),
    ("Terbium oxide settled at 6.6 million yuan/mt.", ["terbium-oxide 6600000"]),
    ("The mainstream quotation of Pr-Nd oxide was 396,000-398,000 yuan/mt.", ["prnd-oxide 396000~398000"]),
    (
        "Traders expect Pr-Nd oxide to recover to 440,000 yuan/mt by the end of April and dysprosium oxide "
        "to fall to 1.5 million yuan/mt by the end of June.",
        ["prnd-oxide 440000 forecast 2025-04-30", "dysprosium-oxide 1500000 forecast 2025-06-30"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_the_word_of_its_clause_says_the_kind(text: str, expected: list[str]) -> None:
    assert prices(text) == expected


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Pr-Nd oxide was 400,000-401,000.", "400,000-401,000 CNY/t"),
        ("氧化镨钕价格为41万元。", "410,000 CNY/t"),
        ("今日氧化镨钕41.0-41.3。", "410,000-413,000 CNY/t"),
        ("Terbium oxide closed at 7.1-7.15 million.", "7,100,000-7,150,000 CNY/t"),
    ],
)
def test_a_price_without_a_unit_is_refused_with_the_reading_that_fits(text: str, suggestion: str) -> None:
    found = reading(text)
    assert found.quotes == ()
    assert [refusal.rule for refusal in found.refusals] == ["no-unit"]
    assert suggestion in found.refusals[0].suggestions


@pytest.mark.parametrize(
    "text",
    [
        "Pr-Nd oxide inventory was 41,000.",
        "Exports of lanthanum oxide were 12,200.",
        "Pr-Nd oxide rose 1.5-2% in May.",
        "Pr-Nd oxide 99.5 was scarce.",
        "氧化镨钕产量为41000吨，同比增长5.2%。",
        "5月30日氧化镨钕成交80.5吨。",
    ],
)
def test_a_mass_a_share_a_grade_or_a_day_is_no_price_without_a_unit(text: str) -> None:
    assert prices(text) == []
    assert refused(text) == []


def test_a_later_range_does_not_swallow_an_average() -> None:
    text = "氧化镨钕均价为41万元/吨。某厂氧化镨钕价格为40-42万元/吨。"
    assert prices(text) == ["prnd-oxide 410000", "prnd-oxide 400000~420000"]


def test_nor_does_a_range_that_is_refused() -> None:
    text = "Pr-Nd oxide averaged 410,000 yuan/mt. Pr-Nd oxide was 400-413 yuan/mt."
    assert prices(text) == ["prnd-oxide 410000"]
    assert refused(text) == ["outside-band"]


def test_an_average_beside_its_own_range_stays_a_check_on_it() -> None:
    text = "Pr-Nd metal stood at 538,000-545,000 yuan/mt, averaging 541,500 yuan/mt."
    assert prices(text) == ["prnd-metal 538000~545000"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Terbium oxide was $10.91 per kg.", ["outside-band"]),
        ("Yttrium oxide in Europe was $310-330/kg.", []),
        ("Dysprosium oxide in Europe was $850/kg.", []),
    ],
)
def test_the_band_guards_prices_in_another_money_roughly(text: str, rules: list[str]) -> None:
    assert refused(text) == rules
