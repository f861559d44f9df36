"""Statistics from prose: what is counted, how much, of which period, whose, and by how much it moved."""

from __future__ import annotations

from datetime import date

import pytest

from orebook import catalog
from orebook.facts import MEASURES, Statistic, extent
from orebook.reader import read

ON = "2025-11-20"


def told(text: str, on: str = ON) -> tuple[Statistic, ...]:
    """The statistics of a text published on a day."""
    day = date.fromisoformat(on)
    return read(text, on=day, source="own", address=None, catalog=catalog.load(), today=day).statistics


def only(text: str, on: str = ON) -> Statistic:
    found = told(text, on)
    assert len(found) == 1, found
    return found[0]


# ── what is counted, in which unit ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit"),
    [
        ("Terbium oxide output was 42 mt in July.", "output", 42, "t"),
        ("7月氧化铽产量42吨。", "output", 42, "t"),
        ("The operating rate of separation plants was 68.5%.", "operating-rate", 68.5, "%"),
        ("分离企业开工率68.5%。", "operating-rate", 68.5, "%"),
        ("Smelters ran at 84.5% of capacity in May.", "operating-rate", 84.5, "%"),
        ("Cobalt stocks were 11.2 kt on Friday.", "inventory", 11_200, "t"),
        ("钴库存1.12万吨。", "inventory", 11_200, "t"),
        ("库存周转天数26.5天。", "inventory", 26.5, "days"),
        ("Antimony ore imports reached 3,456 tonnes in May.", "import", 3456, "t"),
        ("5月锑矿进口3456吨。", "import", 3456, "t"),
        ("Tungsten exports came to 1.25 thousand tonnes in May.", "export", 1250, "t"),
        ("The 2025 mining quota is 135,000 mt REO.", "quota", 135_000, "t"),
        ("2025年稀土开采总量控制指标13.5万吨。", "quota", 135_000, "t"),
        ("The magnet maker booked orders of 300 mt this month.", "order", 300, "t"),
        ("A 500-mt order for sintered blanks was placed.", "order", 500, "t"),
        ("The mine has a nameplate capacity of 400 kt of spodumene.", "capacity", 400_000, "t"),
        ("该厂年产能5000吨。", "capacity", 5000, "t"),
        ("Copper production was 5.4 Mt in the first half.", "output", 5_400_000, "t"),
    ],
)
def test_each_measure_in_its_unit(text: str, measure: str, value: float, unit: str) -> None:
    found = only(text)
    assert (found.measure, found.value, found.unit) == (measure, value, unit)
    assert found.measure in MEASURES


def test_figures_of_several_months_in_a_row() -> None:
    found = told("Pr-Nd oxide output: May 7,023 mt; June 7,210 mt")
    assert [(one.period, one.value) for one in found] == [("2025-05", 7023), ("2025-06", 7210)]


def test_a_label_with_its_unit() -> None:
    found = only("氧化镝产量（吨）：214（5月）")
    assert (found.product, found.value, found.period) == ("dysprosium-oxide", 214, "2025-05")


def test_a_range_keeps_its_ends_and_gives_its_middle() -> None:
    found = only("Separation plants ran at 65-70% of capacity.")
    assert (found.low, found.value, found.high) == (65, 67.5, 70)


def test_every_figure_of_a_list_keeps_its_product() -> None:
    found = told("Pr-Nd oxide output in April was 7,420 mt, dysprosium oxide 205 mt and terbium oxide 41 mt.")
    assert [(one.product, one.value) for one in found] == [
        ("prnd-oxide", 7420), ("dysprosium-oxide", 205), ("terbium-oxide", 41),
    ]  # fmt: skip


def test_names_paired_respectively() -> None:
    found = told("工信部下达2024年第一批稀土开采、冶炼分离总量控制指标，分别为135000吨、127000吨。")
    assert [(one.subject, one.value) for one in found] == [("开采", 135_000), ("冶炼分离", 127_000)]


def test_goods_that_are_no_product_stand_in_the_words_of_the_text() -> None:
    found = only("Refined copper production in April totalled 1.254 million mt.")
    assert (found.product, found.subject) == (None, "Refined copper")


def test_stocks_of_plants_are_not_stocks_of_what_they_make() -> None:
    found = only("Raw material inventories at copper cathode rod plants rose 9.61% WoW to 53,050 mt.")
    assert (found.product, found.subject, found.who) == (None, "Raw material", "copper cathode rod plants")


def test_a_future_has_no_stocks() -> None:
    found = only("LME copper stocks fell to 119,450 tonnes on June 11.", "2025-06-12")
    assert (found.product, found.subject, found.who) == (None, "copper", "LME")


# ── of which period ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("in October", "2025-10"),
        ("in December", "2024-12"),
        ("in June 2023", "2023-06"),
        ("in January-October", "2025-01/2025-10"),
        ("in the first ten months of 2025", "2025-01/2025-10"),
        ("in the first half", "2025-01/2025-06"),
        ("in Q3", "2025-Q3"),
        ("in the March quarter", "2025-Q1"),
        ("in 2024", "2024"),
        ("last month", "2025-10"),
        ("this week", "2025-W47"),
        ("in the week ended November 14", "2025-W46"),
    ],
)
def test_periods_in_english(when: str, period: str) -> None:
    assert only(f"Dysprosium oxide output was 214 mt {when}.").period == period


@pytest.mark.parametrize(
    ("when", "period"),
    [
        ("10月", "2025-10"), ("2025年12月", "2025-12"), ("12月", "2024-12"), ("1-10月", "2025-01/2025-10"),
        ("前10个月", "2025-01/2025-10"), ("上半年", "2025-01/2025-06"), ("三季度", "2025-Q3"),
        ("2025年一季度", "2025-Q1"), ("2024年", "2024"), ("本周", "2025-W47"), ("上月", "2025-10"),
    ],
)  # fmt: skip
def test_periods_in_chinese(when: str, period: str) -> None:
    assert only(f"{when}氧化镝产量214吨。").period == period


def test_stocks_without_a_time_are_of_the_day_of_the_report() -> None:
    assert only("社会库存11.2万吨。").period == ON
    assert only("社会库存11.2万吨。").published == date.fromisoformat(ON)


def test_output_without_a_time_is_not_guessed() -> None:
    assert told("Dysprosium oxide output was 214 mt.") == ()


def test_a_paragraph_keeps_its_period_and_a_new_one_does_not() -> None:
    first = "China exported 4,000 mt of rare earths in September."
    second = "Exports of magnets came to 5,774 mt."
    assert [one.period for one in told(f"{first} {second}")] == ["2025-09", "2025-09"]
    assert [one.period for one in told(f"{first}\n\n{second}")] == ["2025-09"]


def test_a_total_has_its_own_period() -> None:
    found = told("11月稀土出口5494吨，同比增长24.5%，1-11月累计58193吨。", "2025-12-09")
    assert [(one.period, one.value) for one in found] == [("2025-11", 5494), ("2025-01/2025-11", 58193)]


def test_every_period_spans_days() -> None:
    for period in ("2025-01-09", "2025-W02", "2025-01", "2025-Q1", "2025", "2025-01/2025-10"):
        first, last = extent(period)
        assert first <= last


# ── by how much it moved ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "change", "unit", "against"),
    [
        ("Dysprosium oxide output was 214 mt in June, down 0.6% MoM.", -0.6, "%", "month"),
        ("6月氧化镝产量214吨，环比下降0.6%。", -0.6, "%", "month"),
        ("Rare earth exports rose 24.5% YoY to 5,494 mt in October.", 24.5, "%", "year"),
        ("The operating rate rose 3 percentage points to 72%.", 3, "pp", None),
        ("开工率65%，较上周下降2个百分点。", -2, "pp", "week"),
        ("Copper cathode stocks were 145,600 mt, down 4,200 mt from Monday.", -4200, "t", "2025-11-17"),
        ("电解铜库存14.56万吨，较周一下降0.42万吨。", -4200, "t", "2025-11-17"),
        ("Cobalt output in October was 3,900 mt, rising 2.6% from September.", 2.6, "%", "2025-09"),
        ("Exports in October were 5,473 mt, down 5.2% from 5,774 mt in September.", -5.2, "%", "2025-09"),
        ("Antimony trioxide exports: 1,870 mt in October, +12% m/m, -41% y/y.", 12, "%", "month"),
        ("三季度氢氧化钴出口1.14万吨，环比暴跌62%。", -62, "%", "quarter"),
    ],
)
def test_changes(text: str, change: float, unit: str, against: str | None) -> None:
    found = only(text)
    assert (found.change, found.change_unit, found.against) == (change, unit, against)


def test_each_change_goes_to_its_own_figure() -> None:
    found = told("Rod plants ran at 68.4%, down 2.1 percentage points, and scrap rod plants ran at 13.6%.")
    assert [(one.value, one.change) for one in found] == [(68.4, -2.1), (13.6, None)]


def test_a_change_of_revenue_is_not_one_of_output() -> None:
    found = only("Lynas told of quarterly revenue of A$200 million, up 66%, on output of 2,003 tonnes in Q3.")
    assert (found.value, found.change) == (2003, None)


# ── whose it is ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "who", "partner"),
    [
        ("China's rare earth exports were 5,494 mt in October.", "China", None),
        ("Exports from China to Japan were 620 mt in October.", "China", "Japan"),
        ("Imports of rare earth ore from Myanmar were 3,456 mt in October.", None, "Myanmar"),
        ("10月我国自缅甸进口稀土矿3456吨。", "我国", "缅甸"),
        ("The operating rate of magnet makers was 72%.", "magnet makers", None),
        ("磁材企业开工率72%。", "磁材企业", None),
        ("Stocks at Shanghai and Guangdong warehouses were 140,600 mt.", "Shanghai and Guangdong", None),
    ],
)
def test_owners_and_partners(text: str, who: str | None, partner: str | None) -> None:
    found = only(text)
    assert (found.who, found.partner) == (who, partner)


def test_the_other_side_may_be_a_list() -> None:
    found = told("9月进口锂精矿71.1万吨，其中从澳大利亚进口34.7万吨，津巴布韦10.9万吨，尼日利亚12.1万吨。")
    assert [one.partner for one in found] == [None, "澳大利亚", "津巴布韦", "尼日利亚"]
    assert {one.who for one in found} == {None}


# ── what is no statistic ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Pr-Nd oxide was 440,000-442,000 yuan/mt in October, up 2,000 yuan/mt.",
        "氧化镨钕报44-44.2万元/吨。",
        "Output of terbium oxide fell 3% in May.",  # a change alone says no level
        "Dysprosium oxide output is expected to reach 300 t in December.",
        "预计12月氧化镝产量将达300吨。",
        "Output may exceed 3,000 mt in December if orders return.",
        "The smelter did not produce 300 mt in May as output stalled.",
        "Consumption of tungsten stood at 2,300 mt in May.",
        "5月钨消费量2300吨。",
        "Traders sold 20 mt of Pr-Nd metal and output costs rose in May.",
        "The maker sold 216,000 units in May to lift its output.",
        "The group has 3.2 billion yuan of orders and invests 400 million yuan in capacity.",
        "Rare earth stocks gained 3% on the exchange.",
        "A net import of 1,200 mt was seen in May.",
        "Stocks outside the groups are thought to be below 40 mt.",  # anywhere below: no value
        "Exports were far above the 5,278 tonnes of the same period in 2023.",
    ],
)
def test_what_is_left_out(text: str) -> None:
    assert told(text) == ()


def test_an_older_level_is_no_level_of_now() -> None:
    found = only("2025年一季度镨钕金属产量达1.3万吨，去年同期为1.18万吨。")
    assert (found.period, found.value) == ("2025-Q1", 13_000)


def test_told_twice_is_one_statistic() -> None:
    text = "Dysprosium oxide output was 214 mt in June, down 0.6% MoM."
    found = only(f"Dysprosium oxide output was 214 mt in June\n\n{text} More follows.")
    assert found.change == -0.6


# ── spans ───────────────────────────────────────────────────────────────────────────────────────────────


def test_spans_name_what_a_statistic_rests_on() -> None:
    text = "Prices held. In June, domestic dysprosium oxide output was 214 mt, down 0.6% MoM."
    spans = {span.role: span.text for span in only(text).spans}
    assert spans == {
        "value": "214 mt", "measure": "output", "product": "dysprosium oxide", "period": "June",
        "who": "domestic", "change": "0.6%",
        "statement": "In June, domestic dysprosium oxide output was 214 mt, down 0.6% MoM.",
    }  # fmt: skip
    for span in only(text).spans:
        assert text[span.start : span.end] == span.text
