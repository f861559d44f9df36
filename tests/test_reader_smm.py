"""How agencies of the trade write their daily and weekly reviews, and tables their pages run together."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import changes, prices, reading, refused

ROWS = (
    "Rare Earth Carbonate REO 42-45% Tonne 61000-62000 0 "
    "Cerium Oxide CeO2/TREO 99.5-99.9% Tonne 8000-8400 -50 "
    "Terbium Tb/TREM>99.9% Kg 7200-7250 0 "
    "Pr-Nd alloy metal Pr/TREM 20-25% Nd/TREM Tonne 440000-450000 -7500\n75-80% TREM>98.5% "
    "Ferro-dysprosium alloy Dy80% Tonne 1600000-1620000 -10000"
)
HEADS = "PRODUCT GRADE UNIT PRICE (March 14) VS March 7 "


@pytest.mark.parametrize(
    "heads", [HEADS, "PRODUCT GRADE UNIT PRICE VS LAST WEEK ", "PRODUCT UNIT PRICE CHANGE "]
)
def test_a_table_that_runs_on_in_one_line_is_read_row_by_row(heads: str) -> None:
    text = f"Spot prices of the main rare earths as of March 14, in yuan. {heads}{ROWS}"
    assert prices(text) == [
        "rare-earth-carbonate 61000~62000",
        "cerium-oxide 8000~8400",
        "terbium-metal 7200~7250 CNY/kg",
        "prnd-metal 440000~450000",
        "dysprosium-iron 1600000~1620000",
    ]
    assert changes(text) == ["cerium-oxide -50", "prnd-metal -7500", "dysprosium-iron -10000"]
    assert {quote.rules for quote in reading(text).quotes} == {("T7",)}


def test_every_cell_of_such_a_row_re_reads() -> None:
    text = f"Prices in yuan. {HEADS}{ROWS}"
    spans = [span for quote in reading(text).quotes for span in quote.spans]
    assert len(spans) >= 15
    assert all(text[span.start : span.end] == span.text for span in spans)


def test_such_a_table_is_of_the_day_its_heading_states() -> None:
    text = f"Prices as of March 12, in yuan. PRODUCT UNIT PRICE CHANGE {ROWS}"
    assert {quote.price_date for quote in reading(text).quotes} == {date(2025, 3, 12)}


def test_last_weeks_price_beside_this_weeks_is_no_change() -> None:
    rows = (
        "Holmium Oxide 99.5% Kg 400-410 390-400 Erbium Oxide 99.5% Kg 300-310 300-310 "
        "Terbium Oxide 99.99% Kg 6100-6150 6100-6150"
    )
    text = f"Prices in yuan. PRODUCT GRADE UNIT PRICE (THIS WEEK) VS PRICE (LAST WEEK) {rows}"
    assert prices(text) == [
        "holmium-oxide 400~410 CNY/kg",
        "erbium-oxide 300~310 CNY/kg",
        "terbium-oxide 6100~6150 CNY/kg",
    ]
    assert changes(text) == []


@pytest.mark.parametrize(
    "lead",
    [
        "Spot prices of the main rare earths as of March 14. ",
        "Prices of March 7 and March 14, in yuan. ",
        "Prices in yuan and dollars. ",
    ],
)
def test_without_one_currency_and_one_day_it_is_refused_aloud(lead: str) -> None:
    text = f"{lead}PRODUCT UNIT PRICE CHANGE {ROWS}"
    assert prices(text) == []
    assert "unreadable-table" in refused(text)


def test_a_row_whose_form_nobody_tells_is_refused_by_name() -> None:
    rows = ROWS.replace("Terbium Tb/TREM>99.9%", "Terbium 99.9%")
    text = f"Prices in yuan. {HEADS}{rows}"
    assert "terbium-metal" not in " ".join(prices(text))
    assert refused(text) == ["no-product"]


def test_a_sentence_with_tonnages_is_no_such_table() -> None:
    text = "The product, its unit and its price: sold per kg 10-12 5 and per kg 14-15 2 and kg 20-21 3."
    assert prices(text) == []


QUOTED = [
    ("SMM APT (≥88.5%) was quoted at 210,000-212,000 yuan/mt.", "ammonium-paratungstate 210000~212000"),
    ("SMM's dysprosium oxide is quoted at 1.62-1.63 million yuan/mt.", "dysprosium-oxide 1620000~1630000"),
    (
        "Traders quoted dysprosium oxide at 1.62-1.63 million yuan/mt.",
        "dysprosium-oxide 1620000~1630000 offer",
    ),
    ("Pr-Nd oxide was quoted at 440,000-444,000 yuan/mt.", "prnd-oxide 440000~444000 offer"),
]


@pytest.mark.parametrize(("text", "stated"), QUOTED)
def test_what_an_agency_quotes_as_its_own_is_its_assessment(text: str, stated: str) -> None:
    assert prices(text) == [stated]


PUSHED = [
    "Brisk buying pushed yttrium oxide prices up to 51,000-54,000 yuan/mt.",
    "Enquiries for yttrium oxide improved, pushing prices up to 51,000-54,000 yuan/mt.",
    "Export news drove yttrium oxide up to 51,000-54,000 yuan/mt.",
]


@pytest.mark.parametrize("text", PUSHED)
def test_pushed_up_to_a_range_is_a_level_and_no_bound(text: str) -> None:
    assert prices(text) == ["yttrium-oxide 51000~54000"]


def test_offers_of_up_to_a_price_stay_a_bound() -> None:
    assert prices("Offers for yttrium oxide were up to 52,000 yuan/mt.") == ["yttrium-oxide ~52000 offer"]


def test_an_average_goes_with_the_unknown_goods_before_it_and_not_with_the_topic() -> None:
    text = (
        "APT was at 210,000 yuan/mt. Our unobtainium powder (≥70%) is quoted at 208,000-212,000 yuan/mt, "
        "with an average price of 211,000 yuan/mt."
    )
    assert prices(text) == ["ammonium-paratungstate 210000"]
    assert refused(text) == ["no-product", "no-product"]


def test_a_grade_may_stand_as_a_least_one() -> None:
    assert prices("SMM ferrotungsten (≥70%) is at 250,000-253,000 yuan/mt.") == [
        "ferrotungsten-70 250000~253000"
    ]


STANDARD = [
    "Medium-yttrium, europium-rich ore standard ore prices were around 172,000 yuan/mt.",
    "Medium-yttrium, europium-rich standard ore was about 172,000 yuan/mt.",
]


@pytest.mark.parametrize("text", STANDARD)
def test_standard_ore_is_the_ore(text: str) -> None:
    assert prices(text) == ["medium-yttrium-europium-rich-ore 172000"]


OVER = [
    "Terbium oxide is 6.1 million yuan/mt, up 20,000 yuan/mt on the day and up 50,000 yuan/mt on the week.",
    "Terbium oxide was at 6.1 million yuan/mt, up 20,000 yuan/mt on the day and 50,000 yuan/mt on the week.",
]


@pytest.mark.parametrize("text", OVER)
def test_changes_over_two_spans_are_two_changes(text: str) -> None:
    assert prices(text) == ["terbium-oxide 6100000"]
    assert changes(text) == ["terbium-oxide 20000", "terbium-oxide 50000"]


def test_export_prices_over_the_same_period_are_of_the_day_spoken_of() -> None:
    text = (
        "Pr-Nd oxide was at 440-444 yuan/kg ex-works on March 13. "
        "Export prices for the oxide held at $60-61/kg fob during the same period."
    )
    assert prices(text)[1] == "prnd-oxide 60~61 USD/kg 2025-03-13"


def test_the_two_products_are_those_priced_before_and_not_one_only_mentioned() -> None:
    text = (
        "Prices were 402-405 yuan/kg for neodymium oxide and 410-415 yuan/kg for praseodymium oxide, in line "
        "with praseodymium-neodymium oxide. Export prices were $55-56/kg fob and $57-58/kg fob, respectively."
    )
    assert prices(text)[2:] == ["neodymium-oxide 55~56 USD/kg", "praseodymium-oxide 57~58 USD/kg"]


def test_the_day_of_an_index_is_that_of_the_prices_under_it() -> None:
    text = (
        "On March 12 the rare earth index was 512 points, 40.1% below its high of 1,000 points "
        "(2011-12-06).\n\nThe price of praseodymium oxide is 460,000 yuan/ton, the price of neodymium "
        "oxide is 455,000 yuan/ton."
    )
    assert prices(text) == ["praseodymium-oxide 460000 2025-03-12", "neodymium-oxide 455000 2025-03-12"]


def test_prices_as_of_a_day_before_the_dateline_go_on_being_of_that_day() -> None:
    text = (
        "SHANGHAI, Mar 14 (SMM) - Prices held steady.\n\nDysprosium oxide was assessed at 1.62-1.63 million "
        "yuan/mt as of March 12.\n\nPrices of terbium metal stood at 8.1-8.2 million yuan/mt."
    )
    assert prices(text)[1] == "terbium-metal 8100000~8200000 2025-03-12"


def test_to_trade_sideways_is_no_deal() -> None:
    assert prices("Samarium oxide traded sideways, hovering around 23,000 yuan/mt.") == [
        "samarium-oxide 23000"
    ]


BEFORE = [
    "Pr-Nd oxide fell to 410,000 yuan/mt from the previous 415,000 yuan/mt.",
    "Pr-Nd oxide was at 410,000 yuan/mt, down 5,000 yuan/mt from the previous 415,000 yuan/mt.",
    "Pr-Nd oxide was at 410,000 yuan/mt, against its previous 415,000 yuan/mt.",
]


@pytest.mark.parametrize("text", BEFORE)
def test_the_previous_level_is_none_of_today(text: str) -> None:
    assert prices(text) == ["prnd-oxide 410000"]


def test_a_hyphen_may_stand_behind_a_blank() -> None:
    assert prices("The dysprosium -iron alloy price was 1.6 million yuan/mt.") == ["dysprosium-iron 1600000"]


def test_two_changes_side_by_side_are_no_level() -> None:
    text = (
        "Tungsten carbide powder closed at 360 yuan/kg and tungsten powder at 366 yuan/kg, "
        "up 2 yuan/kg and 3 yuan/kg from the day before."
    )
    assert prices(text) == ["tungsten-carbide-powder 360 CNY/kg", "tungsten-powder 366 CNY/kg"]
    assert refused(text) == []
