"""Pages of several dated parts, and what their short clauses leave unsaid: days, bounds nobody meets, bullets."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import catalog, prices
from orebook.reader.document import documents
from orebook.reader.vocabulary import vocabulary

TUESDAY = date(2025, 6, 3)
OCTOBER = date(2025, 10, 20)

#: A page of two notes, each with who wrote it and when on a line of its own.
NOTES = """Two weeks of minor metals: dysprosium firms
某某证券· 2025-05-30 19:40
近两周氧化镝上涨2%至163万元/吨
供给扰动持续,氧化铽走高
某某证券· 2025-05-16 20:05
氧化铽涨0.8%至705万元/吨
"""


def test_each_note_of_a_page_has_the_day_behind_its_writer() -> None:
    assert prices(NOTES, TUESDAY) == [
        "dysprosium-oxide 1630000 2025-05-30",
        "terbium-oxide 7050000 2025-05-16",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "5月26日氧化铒国内参考报价上调3000元/吨,现报在310000-315000元/吨。",
            "310000~315000 offer 2025-05-26",
        ),
        ("5月26日氧化铒价格下跌5000元/吨,目前为305000元/吨。", "305000 2025-05-26"),
        ("氧化铒报价上调3000元/吨,目前为310000-315000元/吨。", "310000~315000 offer"),
        ("Offers for erbium oxide dropped by 3,000 yuan/mt, now at 310,000 yuan/mt.", "310000 offer"),
    ],
)
def test_now_is_the_day_whose_move_was_just_told(text: str, told: str) -> None:
    assert prices(text, TUESDAY) == [f"erbium-oxide {told}"]


def test_now_is_the_day_of_the_report_after_a_level_of_another() -> None:
    assert prices("5月26日氧化铒价格为31万元/吨,目前报在315000元/吨。", TUESDAY) == [
        "erbium-oxide 310000 2025-05-26",
        "erbium-oxide 315000",
    ]


def test_a_sentence_that_opens_with_now_leaves_the_day_only_mentioned() -> None:
    older = "上周五海外报价继续小幅走高,国内跟涨意愿增强,下游询盘随之增多,持货商惜售。"
    text = f"{older}目前国内现货平稳。一家工厂的电解钴由此前的25万元上调至25.4万元/吨。"
    assert prices(text, TUESDAY) == ["electrolytic-cobalt 254000"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The SMM Copper Concentrate Index in May rose by $1.2/mt to -$42.3/mt.",
            "copper-concentrate-tc -42.3 USD/dmt 2025-05-31",
        ),
        ("5月氧化铒均价上涨3000元/吨至31万元/吨。", "erbium-oxide 310000 2025-05-31"),
    ],
)
def test_the_month_before_a_move_is_that_of_the_level_it_led_to(text: str, told: str) -> None:
    assert prices(text, TUESDAY) == [told]


#: Few goods are to be had beyond a bound: nobody's price.
SPARSE = [
    "氧化镝160万元/吨,155万元/吨以下现货极少。",
    "氧化镝160万元/吨,低于155万元/吨的货源难求。",
    "氧化镝160万元/吨,但155万元以下的低价货已不多。",
    "氧化镝160万元/吨,155万元/吨以下的货源偏少。",
    "Dysprosium oxide stood at 1.6 million yuan/mt, and offers under 1.55 million yuan/mt are rare.",
    "Dysprosium oxide stood at 1.6 million yuan/mt; lots below 1.55 million yuan/mt were few.",
]


@pytest.mark.parametrize("text", SPARSE)
def test_a_bound_beyond_which_little_is_to_be_had_is_no_price(text: str) -> None:
    assert prices(text, TUESDAY) == ["dysprosium-oxide 1600000"]


@pytest.mark.parametrize(
    "text",
    [
        "氧化镝价格160万元/吨,市场成交较少。",
        "Dysprosium oxide was at 1.6 million yuan/mt and enquiries are few.",
    ],
)
def test_a_price_at_which_little_is_traded_is_one(text: str) -> None:
    assert prices(text, TUESDAY) == ["dysprosium-oxide 1600000"]


def test_a_bullet_in_a_line_ends_what_stood_before_it() -> None:
    text = "* 政策有望持续至2026年11月[1] * 氧化铽价格为700万元/吨[2] • 氧化钆价格16万元/吨"
    assert prices(text, TUESDAY) == ["terbium-oxide 7000000", "gadolinium-oxide 160000"]


def test_a_bracket_of_the_present_ends_a_forecast() -> None:
    text = "硫酸钴价格可能上涨至66000元/吨(当前报价58000元/吨),钴原料价格约14美元/磅"
    assert prices(text, OCTOBER)[-1] == "cobalt-intermediate 14 USD/lb"


NAMES = [
    ("金川集团钴价平稳,仍在23.4万元/吨的报价。", "jinchuan-cobalt-metal 234000 offer"),
    ("金川钴价上调至23万元/吨。", "jinchuan-cobalt-metal 230000"),
    ("中钇富铕矿加工费上涨至3.2万元/吨。", "ion-adsorption-ore-processing-fee 32000"),
    ("鹿特丹港99.5%氧化锑现货报价在32000-33000美元/吨。", "antimony-trioxide-99-5 32000~33000 USD/t offer"),
    ("中国出口FOB锑锭报价56000-57000美元/吨。", "antimony-metal-grade-ii 56000~57000 USD/t offer"),
    ("仲钨酸铵价格每吨136万元。", "ammonium-paratungstate 1360000"),
]


@pytest.mark.parametrize(("text", "told"), NAMES)
def test_a_name_of_the_trade_tells_brand_fee_and_market(text: str, told: str) -> None:
    assert prices(text, TUESDAY) == [told]


JANUARY = date(2026, 1, 12)

#: What a sentence without a price looks back on is the time of the averages told after it in its paragraph.
REVIEWS = [
    (
        "上周五氧化镨钕均价62万元/吨。\n2025年稀土价格全面走高。氧化钕均价每吨51万元、年增27%,金属钕63万元、年增26%。",
        [
            "prnd-oxide 620000 2026-01-09",
            "neodymium-oxide 510000 2025-12-31",
            "neodymium-metal 630000 2025-12-31",
        ],
    ),
    (
        "2025年上半年钨市走高。钨精矿均价15万元/吨,同比上涨20%;仲钨酸铵均价22万元/吨,同比上涨18%。",
        ["tungsten-concentrate 150000 2025-06-30", "ammonium-paratungstate 220000 2025-06-30"],
    ),
    ("2025年,稀土市场先抑后扬。氧化钕全年均价51万元/吨。", ["neodymium-oxide 510000 2025-12-31"]),
    ("回顾2025年,氧化钕均价51万元/吨,同比上涨27%。", ["neodymium-oxide 510000 2025-12-31"]),
    (
        "Rare earth prices rose across the board in 2025. Neodymium oxide averaged 510,000 yuan/mt, up 27% on "
        "the year.",
        ["neodymium-oxide 510000 2025-12-31"],
    ),
    # a week, a paragraph or a "now" of its own
    ("2025年稀土价格上涨。本周氧化钕均价60万元/吨,同比上涨30%。", ["neodymium-oxide 600000"]),
    ("2025年稀土价格上涨。\n氧化钕均价60万元/吨,同比上涨30%。", ["neodymium-oxide 600000"]),
    ("2025年稀土价格上涨。目前市场平稳。氧化钕均价60万元/吨,同比上涨30%。", ["neodymium-oxide 600000"]),
    # no look back at prices
    ("2025年出口配额收紧。氧化钕均价60万元/吨,同比上涨30%。", ["neodymium-oxide 600000"]),
    # no average of a span
    ("2025年稀土价格上涨。氧化钕均价60万元/吨。", ["neodymium-oxide 600000"]),
]


@pytest.mark.parametrize(("text", "told"), REVIEWS)
def test_an_average_is_of_the_time_its_paragraph_looks_back_on(text: str, told: list[str]) -> None:
    assert prices(text, JANUARY) == told


#: A page of a product, newest first: each paragraph under its month and day.
DAYS = """商品情报
05-28
国内氧化镝市场平稳,下游按需采购,氧化镝价格为163万元/吨,场内交易一般。
05-21
国内氧化铒出厂参考报价上调2500元/吨,目前报在310000-315000元/吨。
"""


def test_each_paragraph_has_the_month_and_day_over_it() -> None:
    assert prices(DAYS, TUESDAY) == [
        "dysprosium-oxide 1630000 2025-05-28",
        "erbium-oxide 310000~315000 offer 2025-05-21",
    ]


def test_months_and_days_in_cells_part_nothing() -> None:
    text = "氧化镝\n05-28\n163万元/吨\n氧化铽\n05-28\n705万元/吨\n"
    assert len(documents(text, on=TUESDAY, source=None, address=None, vocabulary=vocabulary(catalog()))) == 1
    assert len(documents(DAYS, on=TUESDAY, source=None, address=None, vocabulary=vocabulary(catalog()))) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "As of April 11, the SMM imported copper concentrate index (weekly) stood at -$30.9/mt. Trading was "
            "muted. The price coefficient of Cu 20% domestic ore stood at 94-95%.\n"
            "As of May 30, the SMM imported copper concentrate index (weekly) stood at -$43.6/mt.",
            [
                "copper-concentrate-tc -30.9 USD/dmt 2025-04-11",
                "copper-ore-20-coefficient 94~95 % 2025-04-11",
                "copper-concentrate-tc -43.6 USD/dmt 2025-05-30",
            ],
        ),
        (
            "截至3月28日,氧化镝报170万元/吨。市场成交清淡,氧化铽报680万元/吨。\n氧化钬报50万元/吨。",
            [
                "dysprosium-oxide 1700000 2025-03-28",
                "terbium-oxide 6800000 2025-03-28",
                "holmium-oxide 500000",
            ],
        ),
    ],
)
def test_an_older_paragraph_keeps_the_day_it_begins_with_and_no_other_has_it(
    text: str, told: list[str]
) -> None:
    assert prices(text, TUESDAY) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Offers for cobalt sulphate have risen to over 58,000 yuan/mt.", ["cobalt-sulphate 58000~ offer"]),
        ("Cobalt sulphate offers fell to below 58,000 yuan/mt.", ["cobalt-sulphate ~58000 offer"]),
        ("Cobalt sulphate rose above 58,000 yuan/mt.", []),
        ("镝价涨到了每公斤960美元。", ["dysprosium-oxide 960 USD/kg"]),
        ("氧化镝跌到了160万元/吨。", ["dysprosium-oxide 1600000"]),
        ("氧化镝下跌了2万元/吨,来到160万元/吨。", ["dysprosium-oxide 1600000"]),
    ],
)
def test_where_a_move_has_come_to_is_a_level(text: str, told: list[str]) -> None:
    assert prices(text, TUESDAY) == told


#: How a page writes its week or day: in brackets behind what it is, over the text or in its sentence.
WEEKS = [
    "本期（5.19-5.30）氧化镝价格163万元/吨,环比上涨2%。",
    "近两周（5.19-5.30）氧化镝上涨2%至163万元/吨。",
    "本周（5.26-5.30）氧化镝价格163万元/吨。",
    "稀土周报（5.26-5.30）：氧化镝价格163万元/吨。",
    "小金属双周报(2025/5/19-2025/5/30)\n氧化镝价格163万元/吨。",
    "稀土周报（2025.5.26-2025.5.30）\n氧化镝价格163万元/吨。",
    "稀土周报（2025年5月26日-2025年5月30日）\n氧化镝价格163万元/吨。",
    "稀土周报（0526-0530）\n氧化镝价格163万元/吨。",
    "稀土周报（20250526-20250530）\n氧化镝价格163万元/吨。",
    "2025年第22周（5.26-5.30）稀土周评\n氧化镝价格163万元/吨。",
    "【稀土周评】5月30日当周\n氧化镝价格163万元/吨。",
    "稀土日评（5.30）\n氧化镝价格163万元/吨。",
    "Rare earths weekly (2025/5/26-2025/5/30)\nDysprosium oxide was at 1.63 million yuan/mt.",
]


@pytest.mark.parametrize("text", WEEKS)
def test_a_week_in_brackets_is_its_last_day(text: str) -> None:
    assert prices(text, TUESDAY) == ["dysprosium-oxide 1630000 2025-05-30"]


#: A day's price against the average of a time before: each has its own day.
COMPARED = [
    (
        "5月30日,氧化镝均价163万元/吨,较2024年均价178万元/吨下跌8%。",
        ["1630000 2025-05-30", "1780000 2024-12-31"],
    ),
    ("氧化镝报163万元/吨,较2024年全年均价178万元/吨下跌8%。", ["1630000", "1780000 2024-12-31"]),
    ("5月氧化镝均价163万元/吨,较4月均价165万元/吨下跌1%。", ["1630000 2025-05-31", "1650000 2025-04-30"]),
    ("氧化镝报163万元/吨,较一季度均价168万元/吨下跌3%。", ["1630000", "1680000 2025-03-31"]),
    ("氧化镝报163万元/吨,2024年均价为178万元/吨。", ["1630000", "1780000 2024-12-31"]),
    ("氧化镝均价163万元/吨,较去年均价178万元/吨下跌8%。", ["1630000"]),
    (
        "Dysprosium oxide stood at 1.63 million yuan/mt, compared with the 2024 average of 1.78 million yuan/mt.",
        ["1630000", "1780000 2024-12-31"],
    ),
    ("一季度业绩:公司氧化镝销售均价168万元/吨,同比下降8%。", ["1680000 transaction 2025-03-31"]),
    ("2024年年报显示,公司氧化镝销售均价178万元/吨。", ["1780000 transaction 2024-12-31"]),
]


@pytest.mark.parametrize(("text", "told"), COMPARED)
def test_the_average_of_a_time_before_is_of_that_time(text: str, told: list[str]) -> None:
    assert prices(text, TUESDAY) == [f"dysprosium-oxide {price}" for price in told]


def test_a_day_told_after_such_an_average_is_not_of_its_time() -> None:
    text = "氧化镝报163万元/吨,较2024年均价178万元/吨下跌8%,氧化铽报705万元/吨。"
    assert prices(text, TUESDAY)[-1] == "terbium-oxide 7050000"


@pytest.mark.parametrize(
    "text",
    [
        "一家钨企采购价:55%黑钨精矿17万元/标吨,65%白钨精矿17.5万元/标吨。",
        "65%白钨精矿17.5万元/标吨,55度黑钨精矿17万元/标吨。",
        "65% white tungsten concentrate was at 175,000 yuan/mt and 55% black tungsten concentrate at 170,000 yuan/mt.",
    ],
)
def test_a_grade_no_list_holds_is_not_another_grade(text: str) -> None:
    assert [told.split()[:2] for told in prices(text, TUESDAY)] == [
        ["scheelite-concentrate-65-wo3", "175000"]
    ]
