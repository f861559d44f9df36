"""The tables of metal exchanges: which cells are the three months' bid and ask, and which tables are none."""

from __future__ import annotations

import pytest

from fixtures.readings import prices, reading

BOTH = ["lme-copper-3-month 9502~9503.5 USD/t transaction", "lme-zinc-3-month 2810~2812 USD/t transaction"]
TABLES = {
    "sides in one cell": "LME official prices, US$/tonne\nMetal Cash 3 Months 15 Months Settlement\n"
    "Copper 9410/9411 9502/9503.5 9580/9590 9411\nZinc 2780/2781 2810/2812 2850/2855 2781\n",
    "a dash between the sides": "London Metal Exchange, dollars per tonne\nCash  3-month  Settlement\n"
    "Copper  9,410-9,411  9,502-9,503.5  9,411\nZinc  2,780-2,781  2,810-2,812  2,781\n",
    "a column a side": "LME (USD/t)\n"
    "| Metal | Cash buyer | Cash seller | 3 months buyer | 3 months seller |\n"
    "| --- | --- | --- | --- | --- |\n| Copper | 9,410 | 9,411 | 9,502 | 9,503.5 |\n"
    "| Aluminium Alloy | 1,500 | 1,510 | 1,490 | 1,500 |\n| Zinc | 2,780 | 2,781 | 2,810 | 2,812 |\n",
    "sides on a second line": "LME official prices\nMetal\tCash\t3 months\tSettlement\n\tBid\tAsk\tBid\tAsk\n"
    "Copper\t9410\t9411\t9502\t9503.5\t9411\nZinc\t2780\t2781\t2810\t2812\t2781\n",
    "a cell a line": "LME官方报价（美元/吨）\n品种\n现货\n3个月\n结算价\n铜\n9410/9411\n9502/9503.5\n9411\n"
    "锌\n2780/2781\n2810/2812\n2781\n",
    "Chinese, with blanks": "伦敦金属交易所官方价 单位：美元/吨\n金属 现货 三个月 结算价\n"
    "LME铜 9410/9411 9502/9503.5 9411\n铝合金 1500/1510 1490/1500 1510\nLME锌 2780/2781 2810/2812 2781\n",
    "買賣, traditional": "LME 單位：美元/噸\n金屬|現貨買價|現貨賣價|3個月買價|3個月賣價|結算價\n"
    "銅|9410|9411|9502|9503.5|9411\n鋅|2780|2781|2810|2812|2781\n",
}  # fmt: skip
NONE = {
    "no exchange and no dollars": "Metal Cash 3 months\nCopper 9410/9411 9502/9503.5\n",
    "another money": "LME, in euros per tonne\nMetal Cash 3 months\nCopper 9410/9411 9502/9503.5\n",
    "a cell too few": "LME (USD/t)\nMetal Cash 3 months Settlement\nCopper 9410/9411 9502/9503.5\n",
    "an older price": "LME (USD/t)\nMetal Previous 3 months\nCopper 9410/9411 9502/9503.5\n",
    "alloys alone": "LME (USD/t)\nMetal Cash 3 months\n"
    "Aluminium alloy 1500/1510 1490/1500\nNASAAC 1700/1710 1690/1700",
    "sides the wrong way round": "LME (USD/t)\nMetal Cash 3 months\nCopper 9411/9410 9503.5/9502\n",
    "the stocks": "LME, tonnes\nMetal 3 months ago Stocks\nCopper 141,000 152,300\n",
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_the_three_months_price_is_read_with_its_bid_and_ask(name: str) -> None:
    assert prices(TABLES[name]) == BOTH


@pytest.mark.parametrize("name", NONE)
def test_what_is_not_certainly_such_a_price_is_left(name: str) -> None:
    assert not [told for told in prices(NONE[name]) if "lme-" in told]


def test_one_column_of_three_months_is_a_point() -> None:
    assert prices("LME closing prices, USD/t\nMetal 3 months Change\nCopper 9,502.5 -31\n") == [
        "lme-copper-3-month 9502.5 USD/t transaction"
    ]


def test_every_number_reads_again_where_it_stands() -> None:
    text = TABLES["a column a side"]
    for quote in reading(text).quotes:
        assert all(text[span.start : span.end] == span.text for span in quote.spans)
        assert quote.rules == ("T8",)


def test_the_day_is_the_one_told_over_the_table() -> None:
    text = "LME official prices of January 8\nUnit: US$/tonne\n---------\n" + "\n".join(
        TABLES["sides in one cell"].split("\n")[1:]
    )
    assert prices(text) == [f"{told} 2025-01-08" for told in BOTH]


def test_a_row_without_a_far_month_counts_where_its_settlement_is_the_cash_seller() -> None:
    head = "LME (USD/t)\nMetal Cash 3 months 15 months Settlement\n"
    assert prices(head + "Copper 9410/9411 9502/9503.5 9411\n") == BOTH[:1]
    assert prices(head + "Copper 9502/9503.5 9580/9590 9411\n") == []
