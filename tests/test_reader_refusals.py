"""What is silently no price; what might be one, refused with what would settle it."""

from __future__ import annotations

import pytest

from fixtures.readings import catalog, prices, reading, refused
from orebook.reader import check

NO_PRICES = [
    "The quota for the first half was 135,000 mt of REO.",
    "China exported 4,831 mt of rare earths in February, up 12% from a year earlier.",
    "Production costs of Pr-Nd metal are estimated at 505,000 yuan/mt.",
    "The company's revenue rose to 1.2 billion yuan and net profit to 85 million yuan.",
    "The company bought 500 mt of Pr-Nd oxide for 200 million yuan.",
    "Pr-Nd oxide failed to hold above 400,000 yuan/mt.",
    "Pr-Nd oxide prices could fall below 390,000 yuan/mt.",
    "Pr-Nd Oxide Slips Below 400,000 yuan/mt",
    "Pr-Nd oxide at 398,000 yuan/mt or below is hard to find.",
    "Neodymium oxide once touched 410,000 yuan/mt in the morning.",
    "Terbium oxide offers stood at 150,000 yuan/mt lower than last week.",
    "The price gap between Pr-Nd metal and oxide narrowed to 92,000 yuan/mt.",
    "Pr-Nd oxide is priced 95,000 yuan/mt below Pr-Nd metal.",
    "Profit at the smelter was 3,000 yuan per tonne of Pr-Nd metal.",
    "A subsidy of 2,000 yuan/mt will be paid for NdFeB scrap.",
    "Pr-Nd metal processing fees rose to 16,000 yuan/mt.",
    "The Pr-Nd oxide index closed at 385 points.",
    "The exchange rate was 7.25 yuan to the dollar.",
    "Shares of Northern Rare Earth rose 3% to 22.5 yuan.",
    "Smelters use 9,000 kWh/t for Pr-Nd metal.",
    "Call 021-5155-0306 or +86 10 6857 0888 for Pr-Nd oxide quotes.",
    "Price of Pr-Nd oxide up 5,000 yuan/mt.",
    "Cerium oxide of 99.95% and N38 (Ce) magnets were asked for; 56 mines are idle.",
    "China's 2025 quota will exceed 250,000 mt and exports earned $480 million.",
    "2月稀土出口量4831吨，同比增长12%。",
    "金属镨钕生产成本约50.5万元/吨，企业亏损约1万元/吨。",
    "氧化钇突破4.5万元/吨关口。",
    "氧化镨钕价格重回40万元/吨上方。",
    "镨钕金属企业每吨亏损4000元。",
    "品位每差1%，每吨调整524.1元。",
]


@pytest.mark.parametrize("text", NO_PRICES)
def test_what_is_certainly_no_price_is_silently_none(text: str) -> None:
    assert prices(text) == []


CONVERSIONS = [
    ("Terbium oxide is 6,150-6,200 yuan/kg ($934-942/kg) ex-works.", ["terbium-oxide 6150~6200 CNY/kg"]),
    ("Neodymium metal reached 650,000 yuan or $90 per kilogram.", ["neodymium-metal 650000"]),
    ("NdPr was at $US48/kg ($73) ex VAT.", ["prnd-oxide 48 USD/kg"]),
]


@pytest.mark.parametrize(("text", "stated"), CONVERSIONS)
def test_a_price_said_again_in_another_money_is_one_price(text: str, stated: list[str]) -> None:
    assert prices(text) == stated


REFUSED = [
    ("prnd oxide 400,000-401,000 zorkmids/t", "unknown-unit", "CNY/t"),
    ("prnd oxide 400,000-401,000 yuan/bushel", "unknown-unit", "CNY/t"),
    ("prnd oxide 50,000 euros/t", "unknown-unit", "CNY/t"),
    ("prnd oxide 401,000-399,000 yuan/mt", "reversed-range", "399,000-401,000 CNY/t"),
    ("Terbium oxide offers were 940-950 yuan/kg.", "outside-band", "9,400-9,500 CNY/kg"),
    ("Pr-Nd oxide was 397-399 yuan/mt.", "outside-band", "397,000-399,000 CNY/t"),
    ("Pr-Nd oxide was 410,000-412,000 yuan/mt ($5,650-5,680/t).", "contradicted", "41,000-41,200 CNY/t"),
    ("Cerium oxide was 800-8,200 yuan/mt.", "implausible-width", "8,000-8,200 CNY/t"),
]


@pytest.mark.parametrize(("text", "rule", "suggestion"), REFUSED)
def test_a_refusal_says_where_what_and_what_would_settle_it(text: str, rule: str, suggestion: str) -> None:
    found = reading(text)
    (refusal,) = found.refusals
    assert (found.quotes, refusal.rule) == ((), rule)
    assert suggestion in refusal.suggestions
    assert refusal.where.startswith("notes.txt, line 1:")
    assert refusal.message.startswith(refusal.where)
    assert all(text[span.start : span.end] == span.text for span in refusal.spans)


def test_a_refusal_names_the_line_of_the_file() -> None:
    (refusal,) = reading("Nothing yet.\n\nPr-Nd oxide was 401,000-399,000 yuan/mt.\n").refusals
    assert refusal.where == 'notes.txt, line 3: "401,000-399,000 yuan/mt"'


def test_a_check_changes_nothing_else() -> None:
    found = reading("Pr-Nd oxide was 402,000-405,000 yuan/mt, up 2,000 yuan/mt.")
    assert check(found, catalog=catalog()) == found


def test_another_money_is_judged_by_any_rate_there_ever_was() -> None:
    assert refused("Neodymium oxide was $ 60.25-61.5 / tonne.") == ["outside-band"]
    assert prices("Neodymium oxide was $60,250-61,500/tonne.") == ["neodymium-oxide 60250~61500 USD/t"]
