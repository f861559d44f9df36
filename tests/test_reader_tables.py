"""Tables in a text, sheets of statements, and rows that cannot be taken."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from fixtures.readings import changes, prices, reading, refused

TABLES = {
    "chinese, pipes": """
产品 | 价格区间(元/吨) | 均价(元/吨) | 涨跌(元/吨)
氧化钕 | 405000-408000 | 406500 | -5000
镨钕氧化物 | 402000-405000 | 403500 | 0
""",
    "markdown": """
| Product | Low | High | Unit | Change |
|---|---|---|---|---|
| Neodymium oxide | 405,000 | 408,000 | yuan/mt | -5,000 |
| Pr-Nd oxide | 402,000 | 405,000 | yuan/mt | 0 |
""",
    "comma": """
product,price range,unit,change
neodymium oxide,"405,000-408,000",RMB/mt,-5000
prnd-oxide,"402,000-405,000",RMB/mt,
""",
    "tabs": "Product\tPrice (10,000 yuan/tonne)\tChange (yuan/tonne)\n"
    "Neodymium oxide\t40.5-40.8\t-5000\nPr-Nd oxide\t40.2-40.5\t-\n",
    "blanks": """
Product               Price (yuan/t)     Change
Neodymium oxide       405000-408000      -5000
Pr-Nd oxide           402000-405000      -
""",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES.keys())
def test_a_table_is_read_by_its_header(text: str) -> None:
    assert prices(text) == ["neodymium-oxide 405000~408000", "prnd-oxide 402000~405000"]
    assert changes(text) == ["neodymium-oxide -5000"]


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES.keys())
def test_the_cell_is_the_text_of_a_price(text: str) -> None:
    for quote in reading(text).quotes:
        assert {"price", "product", "unit"} <= {span.role for span in quote.spans}
        assert all(text[span.start : span.end] == span.text for span in quote.spans)


def test_a_traded_price_column_makes_transactions_of_the_day_above_it() -> None:
    text = (
        "State reserve tender of March 13\nProduct | Traded Price "
        "(yuan/t) | Volume (t)\nErbium oxide | 310000 | 100\n"
    )
    assert prices(text) == ["erbium-oxide 310000 transaction 2025-03-13"]


def test_prose_under_a_table_is_read_as_prose() -> None:
    text = TABLES["chinese, pipes"] + "金属钕价格50万元/吨。"
    assert prices(text)[-1] == "neodymium-metal 500000"


def test_a_line_of_years_dates_the_rows_under_it() -> None:
    text = (
        "Statistics: 2011 2012 2013e. Price, dollars per kilogram, yearend: "
        "Cerium oxide, 99.5% minimum 40-45 10-12 5. Europium oxide, 99.9% minimum 950-1,000 680-730 90-110."
    )
    assert prices(text, date(2014, 1, 30)) == [
        "cerium-oxide 40~45 USD/kg 2011-12-31",
        "cerium-oxide 10~12 USD/kg 2012-12-31",
        "cerium-oxide 5 USD/kg 2013-12-31",
        "europium-oxide 950~1000 USD/kg 2011-12-31",
        "europium-oxide 680~730 USD/kg 2012-12-31",
        "europium-oxide 90~110 USD/kg 2013-12-31",
    ]


def test_unit_lines_are_read_one_by_one() -> None:
    text = "DyFe (RMB/Kg) 1580~1600 -\nNdPr metal (yuan/ton) 492000~495000 -5000\n"
    assert prices(text) == ["dysprosium-iron 1580~1600 CNY/kg", "prnd-metal 492000~495000"]
    assert changes(text) == ["prnd-metal -5000"]


SHEET = """published,price_date,source,product,kind,low,high,unit,tax,delivery,printed,address
2025-01-09,2025-01-09,smm,prnd-oxide,assessment,400000,401000,CNY/t,included,,"400,000-401,000",https://example.org/1
2025-01-09,2025-01-08,smm,dysprosium-oxide,offer,1610000,1620000,CNY/t,,fob,,https://example.org/1
2025-01-10,2025-01-10,smm,Pr-Nd metal,,490000,490000,CNY/t,,,,https://example.org/2
"""


def test_a_sheet_of_statements_is_a_document_a_publication() -> None:
    found = reading(SHEET)
    assert [(document.published.isoformat(), document.address) for document in found.documents] == [
        ("2025-01-09", "https://example.org/1"),
        ("2025-01-10", "https://example.org/2"),
    ]
    assert "".join(document.text for document in found.documents) == SHEET
    assert prices(SHEET, date(2025, 1, 10)) == [
        "prnd-oxide 400000~401000 2025-01-09",
        "dysprosium-oxide 1610000~1620000 offer 2025-01-08",
        "prnd-metal 490000",
    ]


def test_a_sheet_s_spans_point_into_its_cells() -> None:
    first, second, _ = reading(SHEET).quotes
    assert [span.text for span in first.spans if span.role == "price"] == ["400,000-401,000"]
    assert [span.text for span in second.spans if span.role == "price"] == ["1610000", "1620000"]
    assert (first.tax, second.delivery, first.source) == ("included", "fob", "smm")
    assert all(SHEET[span.start : span.end] == span.text for quote in (first, second) for span in quote.spans)


HEAD = "published,price_date,source,product,kind,low,high,unit\n"
ROWS = [
    ("2025-01-09,2025-01-09,smm,prnd-oxyde,,400000,401000,CNY/t", "no-product", "prnd-oxyde"),
    ("2025-01-09,2025-01-09,smm,prnd-oxide,,402000,401000,CNY/t", "reversed-range", "402000"),
    ("2025-01-09,2025-01-09,smm,prnd-oxide,,,,CNY/t", "missing-cell", "prnd-oxide"),
    ("2025-01-09,2025-01-09,smm,,,400000,401000,CNY/t", "missing-cell", "smm"),
    ("2025-01-09,2025-01-09,smm,prnd-oxide,,400000,401000,CNY/q", "unknown-unit", "CNY/q"),
    ("2025-01-09,2025-01-09,smm,prnd-oxide,guess,400000,401000,CNY/t", "unknown-kind", "guess"),
    ("2025-01-09,2027-01-09,smm,prnd-oxide,,400000,401000,CNY/t", "date-in-future", "400000"),
    ("2025-01-09,someday,smm,prnd-oxide,,400000,401000,CNY/t", "unclear-date", "someday"),
    ("2027-01-09,2025-01-09,smm,prnd-oxide,,400000,401000,CNY/t", "date-in-future", "2027-01-09"),
    ("soon,2025-01-09,smm,prnd-oxide,,400000,401000,CNY/t", "unclear-date", "soon"),
    ("2025-01-09,2025-01-09,smm,prnd-oxide,,four,five,CNY/t", "unreadable-number", "four"),
]


@pytest.mark.parametrize(("row", "rule", "words"), ROWS)
def test_a_row_that_cannot_be_taken_is_refused_alone(row: str, rule: str, words: str) -> None:
    good = "2025-01-09,2025-01-09,smm,cerium-oxide,,8000,8200,CNY/t\n"
    found = reading(HEAD + good + row + "\n" + good.replace("8200", "8400"))
    (refusal,) = found.refusals
    assert (refusal.rule, len(found.quotes)) == (rule, 2)
    assert "line 3" in refusal.where
    assert words in refusal.where


def test_a_row_without_any_unit_is_refused() -> None:
    assert refused("product,low,high\nprnd-oxide,400000,401000\n") == ["unknown-unit"]


def test_a_large_sheet_is_read_at_once() -> None:
    row = "2025-01-{:02d},2025-01-{:02d},smm,prnd-oxide,assessment,400000,{},CNY/t\n"
    sheet = HEAD + "".join(row.format(at % 28 + 1, at % 28 + 1, 401000 + at) for at in range(1100))
    reading(SHEET)
    start = process_time()
    assert len(reading(sheet).quotes) == 1100
    assert process_time() - start < 2
