"""Tables, bullets and sheets as the trade sends them: days over columns, units aside, open ends."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import changes, prices, reading, refused

FRIDAY = date(2025, 1, 10)
OF_DAYS = {
    "pipes": "Product | Unit | 2025-01-03 | 2025-01-10\nPr-Nd oxide | yuan/mt | 398,000 | 400,000-401,000\n",
    "markdown": "| Product | Unit | Jan 3 | Jan 10 |\n|---|---|---|---|\n"
    "| Pr-Nd oxide | yuan/mt | 398,000 | 400,000-401,000 |\n",
    "tabs": "Product\tUnit\t3 January\t10 January\nPr-Nd oxide\tyuan/mt\t398,000\t400,000-401,000\n",
    "comma": 'product,unit,2025/1/3,2025/1/10\nPr-Nd oxide,yuan/mt,398000,"400,000-401,000"\n',
    "blanks": "Product       Unit      3 Jan      10 Jan\n"
    "Pr-Nd oxide   yuan/mt   398,000    400,000-401,000\n",
    "empty corner": "              3 Jan      10 Jan\nPr-Nd oxide   398,000    400,000-401,000\n"
    "Prices are in yuan/mt.\n",
    "unit in the corner": "(yuan/mt, ex-works)   3 Jan     10 Jan\n"
    "Pr-Nd oxide           398,000   400,000-401,000\n",
    "unit at the days": "Product | 3 Jan (yuan/mt) | 10 Jan (yuan/mt)\n"
    "Pr-Nd oxide | 398,000 | 400,000-401,000\n",
    "chinese": "产品 | 单位 | 1月3日 | 1月10日\n氧化镨钕 | 万元/吨 | 39.8 | 40.0-40.1\n",
    "weekdays": "产品 | 上周五 | 本周五 | 单位\n氧化镨钕 | 39.8 | 40.0-40.1 | 万元/吨\n",
    "caption": "稀土价格（单位：万元/吨）\n产品    1月3日    1月10日\n氧化镨钕    39.8    40.0-40.1\n",
}


@pytest.mark.parametrize("text", OF_DAYS.values(), ids=OF_DAYS.keys())
def test_each_column_headed_by_a_day_is_a_level_of_that_day(text: str) -> None:
    assert prices(text, FRIDAY) == ["prnd-oxide 398000 2025-01-03", "prnd-oxide 400000~401000"]


def test_a_level_under_a_day_cites_the_day_it_stands_under() -> None:
    first, _ = reading(OF_DAYS["pipes"], FRIDAY).quotes
    assert [span.text for span in first.spans if span.role == "date"] == ["2025-01-03"]


def test_a_change_beside_days_is_of_the_last_of_them() -> None:
    text = "Product | 3 Jan | 10 Jan | Change\nPr-Nd oxide | 398,000 | 400,000 | 2,000\nUnit: yuan/mt\n"
    assert changes(text, FRIDAY) == ["prnd-oxide 2000"]


THIS_WEEK = [
    "Product | This week | Last week | Unit\nPr-Nd oxide | 400,000-401,000 | 398,000-399,000 | yuan/mt\n",
    "产品    单位    本周    上周\n氧化镨钕    元/吨    400000-401000    398000-399000\n",
]


@pytest.mark.parametrize("text", THIS_WEEK)
def test_of_this_week_and_last_this_week_s_is_read(text: str) -> None:
    assert prices(text, FRIDAY) == ["prnd-oxide 400000~401000"]


ASIDE = {
    "currency in the footer": "Product           Unit    Price         Change vs Jan 3\n"
    "Lanthanum oxide   tonne   3600-4000     -100\nTerbium oxide     kg      5,600-5,650   0\n"
    "Prices are in yuan and include 13 percent VAT. ($1 = 7.33 yuan)\n",
    "currency in the caption": "Prices in yuan\nProduct | Unit | Price | Change\n"
    "Lanthanum oxide | tonne | 3600-4000 | -100\nTerbium oxide | kg | 5,600-5,650 | 0\n",
    "unit column, no header of its own": "Lanthanum oxide    yuan/tonne    3600-4000\n"
    "Terbium oxide    yuan/kg    5,600-5,650\nLanthanum oxide fell by 100 yuan/mt.\n",
}


@pytest.mark.parametrize("text", ASIDE.values(), ids=ASIDE.keys())
def test_a_unit_may_stand_in_its_own_column_and_its_currency_outside(text: str) -> None:
    assert prices(text, FRIDAY) == ["lanthanum-oxide 3600~4000", "terbium-oxide 5600~5650 CNY/kg"]
    assert changes(text, FRIDAY) == ["lanthanum-oxide -100"]


@pytest.mark.parametrize(
    "around", ["", "Prices rose; terbium oxide sold at $700/kg.", "Premiums held at 5 yuan."]
)
def test_a_tonne_without_a_currency_of_its_own_is_no_unit(around: str) -> None:
    text = f"Product | Unit | Price\nLanthanum oxide | tonne | 3600-4000\n{around}"
    assert "unknown-unit" in refused(text)
    assert not any(told.startswith("lanthanum") for told in prices(text))


def test_a_chinese_table_may_be_set_with_single_blanks() -> None:
    text = "稀土价格（单位：元/吨）\n产品名称 价格区间 均价 涨跌\n氧化镨钕 400000-401000 400500 -1000\n"
    assert (prices(text), changes(text)) == (["prnd-oxide 400000~401000"], ["prnd-oxide -1000"])


UNREADABLE = [
    "Product | Unit | W1 | W2\nPr-Nd oxide | yuan/mt | 398,000 | 400,000\n",
    "Product | Unit | Dec 2024 | Jan 2025\nPr-Nd oxide | yuan/mt | 398,000 | 400,000\n",
    "Product | Unit | Dec 2024\nPr-Nd oxide | yuan/mt | 398,000\n",
    "product,a,b\nPr-Nd oxide,398000,400000\n",
    "产品 | 甲 | 乙\n氧化镨钕 | 398000 | 400000\n",
]


@pytest.mark.parametrize("text", UNREADABLE)
def test_rows_like_prices_under_unclear_columns_are_refused_aloud(text: str) -> None:
    assert (prices(text), refused(text)) == ([], ["unreadable-table"])


def test_a_table_of_tonnes_is_none_of_prices() -> None:
    text = "Output (t) | 2023 | 2024\nPr-Nd oxide | 12000 | 13000\n"
    assert (prices(text), refused(text)) == ([], [])


BULLETS = {
    "hyphens": "- Pr-Nd oxide: 400,000-401,000 yuan/mt\n- Pr-Nd metal: 490,000-495,000 yuan/mt\n",
    "no colon, blank lines": "- Pr-Nd oxide 400,000-401,000 yuan/mt\n\n"
    "- Pr-Nd metal 490,000-495,000 yuan/mt\n",
    "unit first": "- Pr-Nd oxide (yuan/mt): 400,000-401,000\n- Pr-Nd metal (yuan/mt): 490,000-495,000\n",
    "set in": "  - Pr-Nd oxide - 400,000-401,000 yuan/mt\n  - Pr-Nd metal - 490,000-495,000 yuan/mt\n",
    "stars": "* Pr-Nd oxide: 400,000-401,000 yuan/mt\n* Pr-Nd metal: 490,000-495,000 yuan/mt\n",
    "dashes": "– Pr-Nd oxide 400,000–401,000 yuan/mt\n– Pr-Nd metal 490,000–495,000 yuan/mt\n",
    "numbers": "1. Pr-Nd oxide: 400,000-401,000 yuan a tonne\n2. Pr-Nd metal: 490,000-495,000 yuan a tonne\n",
    "long lines": "- Pr-Nd oxide, ex-works China with all taxes included: 400,000-401,000 yuan a tonne\n"
    "- Pr-Nd metal, ex-works China with all taxes included: 490,000-495,000 yuan a tonne\n",
    "chinese": "- 氧化镨钕：40-40.1万元/吨\n- 镨钕金属：49-49.5万元/吨\n",
}


@pytest.mark.parametrize("text", BULLETS.values(), ids=BULLETS.keys())
def test_every_item_of_a_list_is_read(text: str) -> None:
    assert prices(text) == ["prnd-oxide 400000~401000", "prnd-metal 490000~495000"]


HEAD = "published,product,kind,low,high,unit,tax,printed,address\n"
ROW = "2025-01-09,prnd-oxide,,400000,401000,CNY/t,,,\n"


def test_an_empty_end_of_a_sheet_s_range_is_open() -> None:
    sheet = HEAD + "2025/1/9,prnd-oxide,,400000,,CNY/t,,,\n2025-01-09,prnd-metal,offer,,495000,CNY/t,,,\n"
    floor, ceiling = reading(sheet).quotes
    assert (floor.low, floor.high, floor.flags) == (400000, None, ("open-bound",))
    assert (ceiling.low, ceiling.high, ceiling.flags) == (None, 495000, ("open-bound",))


def test_a_sheet_may_name_the_tax_in_the_trade_s_words() -> None:
    assert [quote.tax for quote in reading(HEAD + ROW.replace("CNY/t,,", "CNY/t,含税,")).quotes] == [
        "included"
    ]


SHEETS = [
    (HEAD, "no-rows", "published,product"),
    (HEAD.replace("product,", "") + ROW.replace("prnd-oxide,", ""), "missing-column", "published,kind"),
    (HEAD.replace("high,", "") + ROW.replace("401000,", ""), "missing-column", "published,product"),
    (HEAD + ROW.replace("CNY/t,,", "CNY/t,plenty,"), "unknown-tax", "plenty"),
    (HEAD + ROW.replace("400000", "4x").replace(",,,\n", ",,about four,u3\n"), "unreadable-number", "4x"),
    ("product,low,high,unit\n", "no-rows", "product,low"),
]


@pytest.mark.parametrize(("sheet", "rule", "words"), SHEETS)
def test_a_sheet_that_cannot_be_taken_says_which_cell(sheet: str, rule: str, words: str) -> None:
    found = reading(sheet)
    (refusal,) = found.refusals
    assert (refusal.rule, found.quotes) == (rule, ())
    assert words in refusal.where
    assert "".join(document.text for document in found.documents) == sheet


def test_a_missing_column_is_named() -> None:
    (refusal,) = reading(HEAD.replace("high,", "") + ROW.replace("401000,", "")).refusals
    assert '"high"' in refusal.message


def test_a_refusal_of_a_sheet_names_the_sheet_and_not_the_address_of_its_row() -> None:
    (refusal,) = reading(
        HEAD + ROW + ROW.replace("prnd-oxide", "prnd-oxyde").replace(",,\n", ",,u3\n")
    ).refusals
    assert refusal.where == 'notes.txt, line 3: "prnd-oxyde"'


@pytest.mark.parametrize("text", ["Unobtainium was 400,000 yuan/mt.", "难得金属报400000元/吨。"])
def test_a_refusal_shows_its_words_from_the_first_letter(text: str) -> None:
    assert f'"{text[:5]}' in reading(text).refusals[0].where
