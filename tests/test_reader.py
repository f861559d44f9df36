"""Plain English and Chinese: a price, whose it is, of which kind, and the characters it came from."""

from __future__ import annotations

import pytest

from fixtures.readings import changes, prices, reading, refused

PLAIN = [
    (
        "Pr-Nd oxide was assessed at 402,000-405,000 yuan/mt, while "
        "dysprosium oxide stood at 1.62-1.63 million yuan/mt.",
        ["prnd-oxide 402000~405000", "dysprosium-oxide 1620000~1630000"],
    ),
    ("Lanthanum-cerium metal was at 18,500-19,500 yuan/mt ex-works.", ["lanthanum-cerium-metal 18500~19500"]),
    ("prnd-oxide: 400,000-401,000 CNY/t", ["prnd-oxide 400000~401000"]),
    ("Pr-Nd oxide (yuan/mt) 400,000-401,000", ["prnd-oxide 400000~401000"]),
    (
        "- Pr-Nd oxide: 400,000-401,000 yuan/mt (flat)\n- Terbium "
        "oxide: 6.1-6.15 million yuan/mt (up 20,000)",
        ["prnd-oxide 400000~401000", "terbium-oxide 6100000~6150000"],
    ),
    (
        "Prices in RMB/mt: Pr-Nd oxide 402,000-405,000; dysprosium oxide 1,620,000-1,630,000.",
        ["prnd-oxide 402000~405000", "dysprosium-oxide 1620000~1630000"],
    ),
    ("Cerium oxide rose slightly to 8,000-8,300\nyuan/mt in quiet trade.", ["cerium-oxide 8000~8300"]),
    (
        "Guangdong bare bright copper was 72,800-73,000 yuan/mt.",
        ["bare-bright-copper-scrap-guangdong 72800~73000"],
    ),
    ("今日氧化镨钕市场价40.2-40.5万元/吨，较昨日上涨2000元/吨。", ["prnd-oxide 402000~405000"]),
    ("氧化鐠釹價格每噸40.3萬元，金屬鐠釹49.5萬元。", ["prnd-oxide 403000", "prnd-metal 495000"]),
    ("氧化镧价格：３，６００－４，０００元／吨。", ["lanthanum-oxide 3600~4000"]),
    (
        "中钇富铕矿18万元/吨，独居石4.3-4.4万元/吨。",
        ["medium-yttrium-europium-rich-ore 180000", "monazite 43000~44000"],
    ),
]


@pytest.mark.parametrize(("text", "stated"), PLAIN)
def test_a_plain_price_is_read(text: str, stated: list[str]) -> None:
    assert prices(text) == stated


KINDS = [
    ("Pr-Nd metal offers ranged from 495,000 to 498,000 yuan/mt.", ["prnd-metal 495000~498000 offer"]),
    ("Deals for Pr-Nd metal were concluded at around 494,000 yuan/mt.", ["prnd-metal 494000 transaction"]),
    (
        "Sellers quoted dysprosium-iron alloy at 1.58-1.6 million "
        "yuan/mt, but buyers bid only 1.55 million yuan/mt.",
        ["dysprosium-iron 1580000~1600000 offer", "dysprosium-iron 1550000 bid"],
    ),
    ("NdFeB scrap traded at 365,000 yuan/mt, excluding tax.", ["ndfeb-scrap 365000 transaction"]),
    ("Northern Rare Earth listed Pr-Nd oxide at 412,000 yuan/mt for March.", ["prnd-oxide 412000 listing"]),
    ("A magnet maker placed an order for Pr-Nd metal at 490,000 yuan/mt.", ["prnd-metal 490000 order"]),
    (
        "A tender for 30 mt of dysprosium oxide closed at 1.615 million yuan/mt.",
        ["dysprosium-oxide 1615000 transaction"],
    ),
    (
        "Terbium oxide: bid 5.9 million, offer 6.05 million yuan/mt.",
        ["terbium-oxide 5900000 bid", "terbium-oxide 6050000 offer"],
    ),
    (
        "Ore: medium-yttrium europium-rich ore changed hands at "
        "178,000-180,000 yuan/mt, with monazite at 43,000 yuan/mt.",
        ["medium-yttrium-europium-rich-ore 178000~180000 transaction", "monazite 43000 transaction"],
    ),
    ("Pr-Nd oxide is set to reach 430,000 yuan/mt by April 30.", ["prnd-oxide 430000 forecast 2025-04-30"]),
    ("Traders expected a fall, but Pr-Nd oxide was 403,000 yuan/mt.", ["prnd-oxide 403000"]),
    (
        "北方稀土3月挂牌价：氧化镨钕41.2万元/吨，金属镨钕50.6万元/吨。",
        ["prnd-oxide 412000 listing", "prnd-metal 506000 listing"],
    ),
    (
        "氧化镝报价162-163万元/吨，氧化铽报价610-613万元/吨。",
        ["dysprosium-oxide 1620000~1630000 offer", "terbium-oxide 6100000~6130000 offer"],
    ),
    ("预计下周氧化镨钕或将涨至42万元/吨。", ["prnd-oxide 420000 forecast 2025-03-21"]),
    ("SHFE copper closed at 79,800 yuan/mt.", ["shfe-copper 79800 transaction"]),
]


@pytest.mark.parametrize(("text", "stated"), KINDS)
def test_the_words_beside_a_price_say_its_kind(text: str, stated: list[str]) -> None:
    assert prices(text) == stated


def test_a_list_of_listed_prices_goes_on_over_full_stops_and_ends_with_its_paragraph() -> None:
    text = (
        "The group renewed its listed prices. Europium oxide is 200,000 "
        "yuan/mt. Gadolinium oxide is 165,000 yuan/mt.\n"
        "Holmium oxide is 455,000 yuan/mt."
    )
    assert prices(text) == [
        "europium-oxide 200000 listing",
        "gadolinium-oxide 165000 listing",
        "holmium-oxide 455000",
    ]


def test_a_price_told_in_title_and_body_is_one_quote_with_both_places() -> None:
    text = (
        "Pr-Nd Oxide Stands at 402,000-405,000 yuan/mt\n\nPr-Nd oxide "
        "stood at 402,000-405,000 yuan/mt on Friday."
    )
    (quote,) = reading(text).quotes
    assert [span.text for span in quote.spans if span.role == "price"] == [
        "402,000-405,000",
        "402,000-405,000",
    ]


@pytest.mark.parametrize("text", [text for text, _ in PLAIN + KINDS])
def test_every_span_reads_the_same_again(text: str) -> None:
    for quote in reading(text).quotes:
        assert {"price", "product", "unit"} <= {span.role for span in quote.spans}
        assert all(text[span.start : span.end] == span.text for span in quote.spans)
        assert quote.printed == next(span.text for span in quote.spans if span.role == "price")


def test_a_unit_stands_where_it_was_printed() -> None:
    (first, second) = reading("氧化镨钕每吨62.49万元，金属镨钕76.07万元。").quotes
    assert [span.text for span in first.spans if span.role == "unit"] == ["每吨", "元"]
    assert [span.text for span in second.spans if span.role == "unit"] == ["每吨", "元", "元"]


def test_what_is_known_of_tax_delivery_and_payment_is_kept() -> None:
    text = (
        "Terbium oxide was $850-860/kg fob China. NdFeB scrap was 365,000 yuan/mt excluding tax. "
        "Pr-Nd metal traded at 490,000 yuan/mt in cash and at 494,000 yuan/mt against acceptance bills."
    )
    fob, scrap, cash, credit = reading(text).quotes
    assert (fob.delivery, scrap.tax, cash.terms, credit.terms) == ("fob", "excluded", "cash", "credit")
    assert all(quote.source == "own" and quote.contributor is None for quote in (fob, scrap, cash, credit))


def test_an_average_beside_its_range_checks_it_and_is_no_price() -> None:
    assert prices("Cerium oxide was 8,000-8,400 yuan/mt, averaging 8,200 yuan/mt.") == [
        "cerium-oxide 8000~8400"
    ]
    (quote,) = reading("Cerium oxide was 8,000-8,400 yuan/mt, averaging 7,200 yuan/mt.").quotes
    assert quote.flags == ("average-disagrees",)


def test_a_text_speaks_of_a_product_until_it_names_another() -> None:
    assert prices("Dysprosium oxide was little changed. The mainstream price was 1.61 million yuan/mt.") == [
        "dysprosium-oxide 1610000"
    ]
    assert prices("Cerium metal stood at 26,000 yuan/mt. Its oxide was 8,000 yuan/mt.") == [
        "cerium-metal 26000",
        "cerium-oxide 8000",
    ]


def test_an_element_alone_is_told_by_its_level_or_refused() -> None:
    assert prices("Yttrium closed at CNY 215.00 per kilogram.") == ["yttrium-metal 215 CNY/kg"]
    assert refused("Terbium was offered at 6.2 million yuan/mt.") == ["ambiguous-product"]


def test_the_reader_says_nothing_of_an_ordinary_text() -> None:
    found = reading("Plants will rest for two weeks. Orders come in March, buyers say.")
    assert (found.quotes, found.changes, found.refusals) == ((), (), ())


CHANGES = [
    ("Terbium oxide eased by 20,000 yuan/mt to 6.1-6.13 million yuan/mt.", ["terbium-oxide -20000"]),
    ("Erbium oxide gained 5,000-8,000 yuan/mt to 310,000-315,000 yuan/mt.", ["erbium-oxide 5000~8000"]),
    ("Dysprosium oxide dropped 2,500 yuan compared with yesterday.", ["dysprosium-oxide -2500"]),
    ("Terbium oxide offers were 150,000 yuan/mt lower than last week.", ["terbium-oxide -150000"]),
    ("电解钴23.5-24.5万元/吨，较前一日高10000元/吨。", ["electrolytic-cobalt 10000"]),
    ("氧化钆下滑5000元/吨至16万元/吨。", ["gadolinium-oxide -5000"]),
    (
        "Cobalt hydroxide (30% Co) was $11.89 per lb, up by 7 cents per lb.",
        ["cobalt-hydroxide-30-co 0.07 USD/lb"],
    ),
    ("Pr-Nd oxide rose 4.4% to 402,000 yuan/mt.", []),
]


@pytest.mark.parametrize(("text", "moved"), CHANGES)
def test_a_change_is_signed_and_never_a_price(text: str, moved: list[str]) -> None:
    assert changes(text) == moved
