"""How Chinese desks write: premiums left short, blanks in days, lists on strokes, money of elsewhere."""

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


#: Goods the catalogue does not hold keep their number from the product named before them.
STRANGERS = [
    "钨粉价格640元/公斤;废钨钻头报385元/公斤。",
    "钨粉价格640元/公斤，某种铬铁粉报价1.2万元/吨。",
    "钨粉价格640元/公斤，镍板12.1万元/吨。",
]


@pytest.mark.parametrize("text", STRANGERS)
def test_goods_nobody_lists_keep_their_price(text: str) -> None:
    assert prices(text, PUBLISHED) == ["tungsten-powder 640 CNY/kg"]


@pytest.mark.parametrize(
    "text",
    [
        "方形磷酸铁锂电芯均价0.31元/Wh。",
        "电解液(磷酸铁锂用)2.1万元/吨。",
        "氧化铈抛光粉2.4万元/吨。",
        "缅甸离子矿报价20.8万元/吨。",
    ],
)
def test_what_is_made_of_a_product_is_another(text: str) -> None:
    assert prices(text, PUBLISHED) == []


def test_a_family_in_brackets_is_no_product() -> None:
    text = "钕铁硼毛坯55N(镨钕系)253-263元/公斤。"
    assert prices(text, PUBLISHED) == ["ndfeb-blank-55n 253~263 CNY/kg"]


def test_names_that_touch_are_one() -> None:
    text = "钕铁硼废料氧化铽6850元/公斤。"
    assert prices(text, PUBLISHED) == ["terbium-in-ndfeb-scrap 6850 CNY/kg"]


def test_firms_are_no_goods() -> None:
    text = "金属钴均价35.8万元/吨,某钴盐厂报价36万元/吨。"
    assert prices(text, PUBLISHED) == [
        "cobalt-metal-china-domestic 358000",
        "cobalt-metal-china-domestic 360000 offer",
    ]


def test_an_older_price_may_be_called_by_its_kind() -> None:
    text = "某磁材厂10月15日镨钕金属订单价69万元/吨，比10月8日的订单价68.4万元/吨高6000元/吨。"
    assert sorted(prices(text, PUBLISHED)) == [
        "prnd-metal 684000 order 2025-10-08",
        "prnd-metal 690000 order 2025-10-15",
    ]


def test_a_forecast_is_of_the_day_before_it() -> None:
    text = "预计氧化镨钕10月底将回升至56-57万元/吨，氧化镝到12月底跌至150万元/吨。"
    assert prices(text, PUBLISHED) == [
        "prnd-oxide 560000~570000 forecast 2025-10-31",
        "dysprosium-oxide 1500000 forecast 2025-12-31",
    ]


def test_a_long_term_price_begins_no_list() -> None:
    text = "电池级碳酸锂长协均价7.3万元/吨，持平;氢氧化锂指数报7.1万元/吨。锂云母报2315元/吨。"
    assert prices(text, PUBLISHED) == [
        "battery-grade-lithium-carbonate 73000 listing",
        "battery-grade-lithium-hydroxide 71000",
        "lepidolite 2315",
    ]


def test_the_metals_of_an_exchange_share_its_name() -> None:
    text = "LME铜/铝/锌三个月期货收盘价分别为10600/2790/2980美元/吨。"
    assert prices(text, PUBLISHED) == [
        "lme-copper-3-month 10600 USD/t transaction",
        "lme-aluminium-3-month 2790 USD/t transaction",
        "lme-zinc-3-month 2980 USD/t transaction",
    ]


def test_a_cash_price_is_not_that_of_three_months() -> None:
    assert prices("LME铜现货结算价为10620美元/吨。", PUBLISHED) == []


def test_a_formula_in_brackets_is_no_product() -> None:
    text = "2025Q3氧化镨钕(Nd2O3/TREO=75%)均价为54.3万元/吨。"
    assert prices(text, PUBLISHED) == ["prnd-oxide 543000 2025-09-30"]


LISTED = [
    (
        "北方稀土10月挂牌价：氧化镨钕56.9万元/吨（9月为59万元/吨），镨钕金属69.9万元/吨。",
        ["prnd-metal 699000 listing", "prnd-oxide 569000 listing", "prnd-oxide 590000 listing 2025-09-30"],
    ),
    (
        "第四季度稀土精矿交易价格为每吨26,205元（不含税），第三季度为19,109元。",
        ["rare-earth-concentrate 19109 listing 2025-09-30", "rare-earth-concentrate 26205 listing"],
    ),
    ("北方稀土11月挂牌价:氧化镨钕58万元/吨。", ["prnd-oxide 580000 listing"]),
]


@pytest.mark.parametrize(("text", "told"), LISTED)
def test_a_bracket_or_a_quarter_before_keeps_its_own_month(text: str, told: list[str]) -> None:
    assert sorted(prices(text, PUBLISHED)) == sorted(told)


PAIRED = [
    (
        "黑钨精矿、仲钨酸铵较上周分别上涨2.1%、1.9%，分别至28.1万元/吨、41.3万元/吨。",
        ["wolframite-concentrate-65-wo3 281000", "ammonium-paratungstate 413000"],
    ),
    (
        "氧化镝每公斤800美元，氧化铽每公斤3,000美元，分别较3月底的每公斤270美元、965美元大涨。",
        [
            "dysprosium-oxide 800 USD/kg",
            "terbium-oxide 3000 USD/kg",
            "dysprosium-oxide 270 USD/kg 2025-03-31",
            "terbium-oxide 965 USD/kg 2025-03-31",
        ],
    ),
]


@pytest.mark.parametrize(("text", "told"), PAIRED)
def test_lists_told_twice_are_paired_each_time(text: str, told: list[str]) -> None:
    assert prices(text, PUBLISHED) == told


@pytest.mark.parametrize(
    "text",
    [
        "今日稀土价格（万元/吨）：氧化镨钕56.0-56.4，金属镨钕68.5-69.0。",
        "氧化镨钕 56.0-56.4，金属镨钕 68.5-69.0（单位：万元/吨）。",
    ],
)
def test_ten_thousands_over_a_list_hold_for_it(text: str) -> None:
    assert prices(text, PUBLISHED) == ["prnd-oxide 560000~564000", "prnd-metal 685000~690000"]


DAYS = [
    ("9月29日至10月3日当周，电解钴均价34.2万元/吨。", ["electrolytic-cobalt 342000 2025-10-03"]),
    ("10.15日电解钴均价34.2万元/吨。", ["electrolytic-cobalt 342000 2025-10-15"]),
    (
        "今日电解钴报34.5万元/吨，较上周五（10月10日，34.2万元/吨）涨3000元。",
        ["electrolytic-cobalt 345000", "electrolytic-cobalt 342000 2025-10-10"],
    ),
    ("第四季度铜精矿现货加工费指导价0美元/吨。", ["copper-concentrate-tc 0 USD/dmt listing"]),
]


@pytest.mark.parametrize(("text", "told"), DAYS)
def test_a_week_a_bracket_and_a_quarter_ahead_have_their_day(text: str, told: list[str]) -> None:
    assert prices(text, PUBLISHED) == told


ABROAD = [
    ("现货铜升水120元/吨，LME0-3贴水65美元/吨。", ["copper-cathode-premium 120"]),
    ("美国1#铜贴水COMEX 30-32美分/磅。", ["us-1-copper-scrap-to-comex -32~-30 USc/lb"]),
    ("欧洲锑价报每吨5.6万至5.9万美元。", ["antimony-metal-grade-ii 56000~59000 USD/t"]),
]


@pytest.mark.parametrize(("text", "told"), ABROAD)
def test_premiums_and_prices_abroad_are_not_those_at_home(text: str, told: list[str]) -> None:
    assert prices(text, PUBLISHED) == told


OLDER = [
    (
        "10月15日电解钴均价34.2万元/吨，比前一日（34万元/吨）涨2000元/吨。",
        ["electrolytic-cobalt 342000 2025-10-15", "electrolytic-cobalt 340000 2025-10-14"],
    ),
    ("1#锑锭均价17.95万元/吨，较上周同期价格18.05万元/吨下跌1000元/吨。", ["1-antimony-ingot 179500"]),
]


@pytest.mark.parametrize(("text", "told"), OLDER)
def test_an_older_level_is_counted_from_the_day_beside_it_or_left(text: str, told: list[str]) -> None:
    assert prices(text, PUBLISHED) == told


NO_PRICE = [
    "氧化铽720万元/吨的价格难以成交。",
    "按56万元/吨测算，年产氧化镨钕2000吨的产值为11.2亿元。",
    "氧化镨钕有望冲击70万元/吨。",
]


@pytest.mark.parametrize("text", NO_PRICE)
def test_what_nobody_paid_is_no_price(text: str) -> None:
    assert prices(text, PUBLISHED) == []


def test_what_a_seller_realised_is_paid() -> None:
    text = "公司2025年上半年氧化镨钕销售均价42.3万元/吨。"
    assert prices(text, PUBLISHED) == ["prnd-oxide 423000 transaction 2025-06-30"]
