"""How Chinese desks write: premiums left short, days with blanks in them, lists on strokes, money of elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import prices

PUBLISHED = date(2025, 10, 17)  # a Friday

#: 贴 is a discount and 升 a premium where no 水 follows; 平水 is neither, and a number.
PREMIUMS = [
    ("1#电解铜现货对当月合约报贴80元/吨-贴20元/吨。", ["copper-cathode-premium -80~-20"]),
    ("华北电解铜现货报贴150~贴210元/吨。", ["copper-cathode-premium -210~-150"]),
    ("广东1#电解铜现货对当月合约报贴30~升20元/吨。", ["copper-cathode-premium -30~20"]),
    ("电解铜现货升30~贴10元/吨。", ["copper-cathode-premium -10~30"]),
    ("好铜报升70-90元/吨。", ["high-quality-copper-premium 70~90"]),
    ("平水铜贴水30~10。", ["standard-quality-copper-premium -30~-10"]),
    ("好铜报平水。", ["high-quality-copper-premium 0"]),
    ("湿法铜报贴水60元/吨至平水。", ["hydro-copper-premium -60~0"]),
    ("电解铜对沪铜当月合约升水20-40元/吨。", ["copper-cathode-premium 20~40"]),
]


@pytest.mark.parametrize(("text", "told"), PREMIUMS)
def test_a_premium_left_short_carries_its_sign(text: str, told: list[str]) -> None:
    assert prices(text, PUBLISHED) == told


def test_a_rise_is_no_premium() -> None:
    assert prices("1#电解铜价格升200元/吨至85000元/吨。", PUBLISHED) == ["copper-cathode 85000"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("截至 10 月 9 日", "2025-10-09"),
        ("2025 年 10 月 9 日", "2025-10-09"),
        ("2025 年 9 月底", "2025-09-30"),
        ("2024年最后一个交易日", "2024-12-31"),
        ("8月最后一个交易日", "2025-08-29"),
        ("上周（10.6-10.10）", "2025-10-10"),
        ("10月6日—10月10日", "2025-10-10"),
    ],
)
def test_a_day_is_read_with_blanks_and_brackets(words: str, day: str) -> None:
    assert prices(f"{words},氧化镨钕均价56万元/吨。", PUBLISHED) == [f"prnd-oxide 560000 {day}"]


def test_a_year_before_a_colon_is_that_of_its_line() -> None:
    text = "锑锭均价\n2023:11,000-12,000美元/吨\n2024：14,500-16,000美元/吨"
    assert prices(text, PUBLISHED) == [
        "antimony-metal-grade-ii 11000~12000 USD/t 2023-12-31",
        "antimony-metal-grade-ii 14500~16000 USD/t 2024-12-31",
    ]


def test_months_are_told_in_numerals_too() -> None:
    text = "八月份氧化镨钕均价60万元/吨，LME三月期铜报每吨9800美元。"
    assert prices(text, PUBLISHED) == [
        "prnd-oxide 600000 2025-08-31",
        "lme-copper-3-month 9800 USD/t transaction 2025-08-31",
    ]


def test_an_older_level_leaves_the_day_of_its_sentence_alone() -> None:
    text = "截至10月9日，氧化钇价格从去年底的每公斤7美元攀升至110美元。"
    assert prices(text, PUBLISHED) == [
        "yttrium-oxide 7 USD/kg 2024-12-31",
        "yttrium-oxide 110 USD/kg 2025-10-09",
    ]


LISTS = [
    (
        "氧化镨钕/氧化镝/氧化铽价格分别为56.1/162/705万元/吨，环比分别-1%/+2%/+0.5%。",
        ["prnd-oxide 561000", "dysprosium-oxide 1620000", "terbium-oxide 7050000"],
    ),
    (
        "氧化镨钕、氧化镝分别下跌1.2%、上涨0.8%，报56.1万元/吨、1620元/公斤。",
        ["dysprosium-oxide 1620 CNY/kg", "prnd-oxide 561000"],
    ),
    (
        "2024年电解镍、电解钴均价分别为13万元/吨、19万元/吨。",
        ["electrolytic-cobalt 190000 2024-12-31"],
    ),
]


@pytest.mark.parametrize(("text", "told"), LISTS)
def test_a_list_on_strokes_is_paired_by_place(text: str, told: list[str]) -> None:
    assert sorted(prices(text, PUBLISHED)) == sorted(told)


@pytest.mark.parametrize("money", ["約255萬元新台幣", "约合新台币255万元", "约8.9万港元"])
def test_the_money_of_elsewhere_is_a_conversion(money: str) -> None:
    assert prices(f"氧化镨钕均价每吨56.1万元（{money}）。", PUBLISHED) == ["prnd-oxide 561000"]


def test_an_index_in_money_is_a_price_and_one_in_points_is_none() -> None:
    text = "氢氧化锂指数报71000元/吨。稀土价格指数报210.5。"
    assert prices(text, PUBLISHED) == ["battery-grade-lithium-hydroxide 71000"]


def test_a_sellers_long_term_price_is_listed_and_a_buyers_is_an_order() -> None:
    text = "电池级碳酸锂长协均价7.3万元/吨。某磁材厂镨钕金属订单价68万元/吨。"
    assert prices(text, PUBLISHED) == [
        "battery-grade-lithium-carbonate 73000 listing",
        "prnd-metal 680000 order",
    ]
