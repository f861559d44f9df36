"""How the trade's English says it: agencies, wires, miners, machine-made translations."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import prices

#: A Monday, so that the day of trading before is no day before.
MONDAY = date(2025, 3, 17)

DAYS = [
    ("Midweek, Pr-Nd oxide was at 438,000 yuan/mt.", ["prnd-oxide 438000 2025-03-12"]),
    ("Offers for Pr-Nd oxide were 438,000 yuan/mt midweek.", ["prnd-oxide 438000 offer 2025-03-12"]),
    ("Midweek last week Pr-Nd oxide was at 438,000 yuan/mt.", ["prnd-oxide 438000 2025-03-12"]),
    (
        "Pr-Nd oxide was 442,000 yuan/mt, against 438,000 yuan/mt in the previous session.",
        ["prnd-oxide 442000", "prnd-oxide 438000 2025-03-14"],
    ),
    ("On the previous trading day Pr-Nd oxide was 438,000 yuan/mt.", ["prnd-oxide 438000 2025-03-14"]),
    (
        "Pr-Nd oxide was 442,000 yuan/mt on Friday, compared with 438,000 yuan/mt a day earlier.",
        ["prnd-oxide 442000 2025-03-14", "prnd-oxide 438000 2025-03-13"],
    ),
    (
        "Midweek, Pr-Nd oxide was stable on the previous pricing session at 438,000 yuan/mt.",
        ["prnd-oxide 438000 2025-03-12"],
    ),
    (
        "Pr-Nd oxide was 442,000 yuan/mt, down from Friday's prices of 445,000-446,000 yuan/mt.",
        ["prnd-oxide 442000", "prnd-oxide 445000~446000 2025-03-14"],
    ),
    (
        "Pr-Nd oxide was 442,000 yuan/mt, lower than the 445,000 yuan/mt seen last Friday.",
        ["prnd-oxide 442000", "prnd-oxide 445000 2025-03-14"],
    ),
    (
        "Pr-Nd oxide was 442,000 yuan/mt, lower than last Friday's 445,000 yuan/mt.",
        ["prnd-oxide 442000", "prnd-oxide 445000 2025-03-14"],
    ),
    (
        "From last Friday's 445,000 yuan/mt, Pr-Nd oxide slid to 442,000 yuan/mt.",
        ["prnd-oxide 445000 2025-03-14", "prnd-oxide 442000"],
    ),
    (
        "As of the end of the week, the price was 35,500 yuan/mt for low-bismuth antimony ingots.",
        ["2-low-bismuth-antimony-ingot 35500"],
    ),
    ("In late February dysprosium oxide was 1.7 million yuan/mt.", ["dysprosium-oxide 1700000 2025-02-28"]),
    (
        "Offers for birch/cliff were Comex May copper prices less $0.19-0.20/lb.",
        ["birch-cliff-vs-comex-september -0.2~-0.19 USD/lb offer"],
    ),
    ("上一交易日氧化镨钕43.8万元/吨。", ["prnd-oxide 438000 2025-03-14"]),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_a_day_is_told_by_the_week_and_by_the_day_of_trading_before(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


PERIODS = [
    (
        "During the December quarter, the miner realised an average spodumene concentrate price of "
        "US$818/dmt, down from US$872/dmt in the prior quarter.",
        [
            "spodumene-concentrate 818 USD/dmt transaction 2024-12-31",
            "spodumene-concentrate 872 USD/dmt transaction 2024-09-30",
        ],
    ),
    (
        "The December quarter was mixed. The NdPr price averaged US$51/kg.",
        ["prnd-oxide 51 USD/kg 2024-12-31"],
    ),
    ("The average NdPr price for the quarter was US$50/kg.", ["prnd-oxide 50 USD/kg 2024-12-31"]),
    (
        "Pr-Nd oxide averaged 421,000 yuan/mt last month, against 411,000 yuan/mt in January.",
        ["prnd-oxide 421000 2025-02-28", "prnd-oxide 411000 2025-01-31"],
    ),
    (
        "For full-year 2024, dysprosium oxide averaged 1.79 million yuan/mt, compared with 2.38 "
        "million yuan/mt in the previous year.",
        ["dysprosium-oxide 1790000 2024-12-31", "dysprosium-oxide 2380000 2023-12-31"],
    ),
    (
        "Cerium oxide fell from $8/kg at yearend 2013 to $5/kg at yearend 2014.",
        ["cerium-oxide 8 USD/kg 2013-12-31", "cerium-oxide 5 USD/kg 2014-12-31"],
    ),
    (
        "Neodymium oxide and praseodymium oxide rose 20% to US$58/kg and 21% to US$61/kg "
        "respectively between January and July 2024.",
        ["neodymium-oxide 58 USD/kg 2024-07-31", "praseodymium-oxide 61 USD/kg 2024-07-31"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_an_average_is_of_the_period_it_is_told_of(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


LISTS = [
    (
        "The group cut its March listed price for lanthanum oxide to Yn13,500/t from Yn14,000/t in February.",
        ["lanthanum-oxide 13500 listing", "lanthanum-oxide 14000 listing 2025-02-28"],
    ),
    (
        "The group set the March listed price of cerium oxide at 11,000 yuan/mt, up from 10,500 yuan/mt for "
        "February.",
        ["cerium-oxide 11000 listing", "cerium-oxide 10500 listing 2025-02-28"],
    ),
    (
        "Its weekly list put terbium oxide at 6.6 million yuan/mt and dysprosium oxide at 1.6 "
        "million yuan/mt.",
        ["terbium-oxide 6600000 listing", "dysprosium-oxide 1600000 listing"],
    ),
    (
        "A producer adjusted its listed prices for heavy rare earths.\n\nPrices of gadolinium oxide were "
        "lifted by 2,000 yuan/mt to 166,000 yuan/mt.",
        ["gadolinium-oxide 166000 listing"],
    ),
    (
        "A producer adjusted its listed prices for heavy rare earths.\n\nGadolinium oxide rose by "
        "2,000 yuan/mt to 166,000 yuan/mt.",
        ["gadolinium-oxide 166000"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_price_keeps_its_kind_and_its_month(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


OPENINGS = [
    ("Hovering around CNY 1,650 per kilogram, dysprosium oxide was flat.", ["dysprosium-oxide 1650 CNY/kg"]),
    ("After rising to CNY 1,650 per kilogram, dysprosium oxide held.", ["dysprosium-oxide 1650 CNY/kg"]),
    (
        "Cerium oxide was CNY 11,000 per tonne. At CNY 5,200 per kilogram, the week ended with no "
        "movement for terbium metal.",
        ["cerium-oxide 11000", "terbium-metal 5200 CNY/kg"],
    ),
    (
        "Cerium oxide was CNY 11,000 per tonne. At CNY 5,200 per kilogram, buyers who had waited all through "
        "the winter came back at last to the market for terbium metal.",
        ["cerium-oxide 11000"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OPENINGS)
def test_a_price_that_opens_its_sentence_is_no_earlier_products(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


EXCHANGES = [
    (
        "The most-traded May copper contract on the Shanghai Futures Exchange rose as much as 1.8 percent to "
        "79,020 yuan a tonne.",
        ["shfe-copper 79020 transaction"],
    ),
    (
        "The most-active lithium carbonate contract on the Guangzhou Futures Exchange closed at "
        "74,260 yuan/mt.",
        ["lithium-carbonate-futures 74260 transaction"],
    ),
    (
        "Benchmark copper on the LME fell to $9,650 a ton. Zinc gained 0.3% to $2,910.50 a ton and "
        "tin $35,200.",
        [
            "lme-copper-3-month 9650 USD/t transaction",
            "lme-zinc-3-month 2910.5 USD/t transaction",
            "lme-tin-3-month 35200 USD/t transaction",
        ],
    ),
    (
        "LME copper was $9,650 a ton; Shanghai zinc was 23,400 yuan a ton.",
        ["lme-copper-3-month 9650 USD/t transaction"],
    ),
    (
        "LME copper was $9,650 a ton; the nickel sulphate price was $4,400 a ton.",
        ["lme-copper-3-month 9650 USD/t transaction"],
    ),
    (
        "The most-traded May lithium carbonate contracts on the Guangzhou Futures Exchange dipped to "
        "Yn74,360/t.",
        ["lithium-carbonate-futures 74360 transaction"],
    ),
    ("碳酸锂2501主力合约收于74850元/吨。", ["lithium-carbonate-futures 74850 transaction"]),
    (
        "电池级碳酸锂报75,400元/吨。2511合约收于78,920元/吨。",
        ["battery-grade-lithium-carbonate 75400", "lithium-carbonate-futures 78920 transaction"],
    ),
    ("Cash copper on the LME was $9,650 a ton.", []),
    ("Zinc was at $2,910 a ton.", []),
]


@pytest.mark.parametrize(("text", "expected"), EXCHANGES)
def test_an_exchange_is_told_by_its_name_or_by_its_text(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


CHARGES = [
    (
        "A miner and a copper smelter agreed on a TC of $21.25/mt and 2.125 cents/lb under the "
        "annual contract.",
        ["copper-concentrate-tc-benchmark 21.25 USD/dmt transaction"],
    ),
    ("Copper concentrate was tight. Spot TCs were at $8-10/mt.", ["copper-concentrate-tc 8~10 USD/dmt"]),
    ("The ore TC was $8-10/mt.", []),
    (
        "The cobalt hydroxide payable indicator, min 30% Co, was 64-65% of the standard-grade price.",
        ["cobalt-hydroxide-payable 64~65 %"],
    ),
    (
        "High-quality copper, such as CCC-P and Jinchuan (plate), was quoted at a premium of "
        "160-170 yuan/mt.",
        ["high-quality-copper-premium 160~170 offer"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CHARGES)
def test_a_charge_a_payable_and_a_premium_are_of_what_they_are_told_of(
    text: str, expected: list[str]
) -> None:
    assert prices(text, MONDAY) == expected


SALES = [
    (
        "A miner reported a spot cargo sale of spodumene concentrate at US$655 dry metric tonnes (dmt).",
        ["spodumene-concentrate 655 USD/dmt transaction"],
    ),
    ("The miner received US$60/kg for NdPr oxide.", ["prnd-oxide 60 USD/kg transaction"]),
    (
        "Chinese APT sellers offered at $330-335/mtu fob, while European consumers were only willing to pay "
        "$320/mtu.",
        ["ammonium-paratungstate 330~335 USD/mtu offer", "ammonium-paratungstate-europe 320 USD/mtu bid"],
    ),
    (
        "Lanthanum oxide rose to $135/kg. Cerium oxide traded at $80.",
        ["lanthanum-oxide 135 USD/kg", "cerium-oxide 80 USD/kg transaction"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SALES)
def test_a_sale_is_told_with_its_own_words_and_units(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


WEEKS = [
    (
        "Over the week, Pr-Nd oxide dropped from 445,000 yuan/mt on Monday to 438,000 yuan/mt on Friday.",
        ["prnd-oxide 445000 2025-03-10", "prnd-oxide 438000 2025-03-14"],
    ),
    (
        "On March 14, Pr-Nd oxide was 442,000 yuan/mt, up 4,000 yuan/mt from March 7 (438,000 yuan/mt).",
        ["prnd-oxide 442000 2025-03-14", "prnd-oxide 438000 2025-03-07"],
    ),
    (
        "NdPr oxide averaged RMB 391,000/t in 2024 (2023: RMB 530,000/t).",
        ["prnd-oxide 391000 2024-12-31", "prnd-oxide 530000 2023-12-31"],
    ),
    (
        "Cerium oxide and lanthanum oxide averaged $24/kg and $22/kg, respectively, in the first "
        "quarter of 2012, against $45/kg and $52/kg in the fourth quarter of 2011.",
        [
            "cerium-oxide 24 USD/kg 2012-03-31",
            "lanthanum-oxide 22 USD/kg 2012-03-31",
            "cerium-oxide 45 USD/kg 2011-12-31",
            "lanthanum-oxide 52 USD/kg 2011-12-31",
        ],
    ),
    (
        "A tungsten group listed APT at 211,500 yuan/ton for the first half of March.",
        ["ammonium-paratungstate 211500 listing"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WEEKS)
def test_an_older_level_is_of_its_own_week_and_year(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


OWNERS = [
    (
        "APT fell to RMB210,000/t from RMB212,000/t, while dysprosium oxide was at RMB1.6 million/t.",
        ["ammonium-paratungstate 210000", "dysprosium-oxide 1600000"],
    ),
    (
        "The price of lithium carbonate for battery grade was 74,000 yuan/ton and for industrial grade "
        "72,000 yuan/ton.",
        ["battery-grade-lithium-carbonate 74000", "industrial-grade-lithium-carbonate 72000"],
    ),
    ("Monazite was at 38,500 yuan/mt; US ore was about 24,000 yuan/mt.", ["monazite 38500"]),
    (
        "An auction of 200 mt of Pr-Nd oxide started at a base price of 435,000 yuan/mt and closed at "
        "441,200 yuan/mt.",
        ["prnd-oxide 441200 transaction"],
    ),
    (
        "The auction closed at $950/dmt for 5,000 dmt of spodumene concentrate, equivalent to "
        "$1,040/dmt on an SC6.0 basis.",
        ["spodumene-concentrate 950 USD/dmt transaction"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OWNERS)
def test_a_number_is_of_the_goods_its_own_clause_tells_of(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


NOTICES = [
    (
        "The northern group published its March list on March 12. Cerium oxide is listed at 11,000 yuan/mt.",
        ["cerium-oxide 11000 listing 2025-03-12"],
    ),
    (
        "The January list put neodymium oxide at 412,000 yuan/mt.",
        ["neodymium-oxide 412000 listing 2025-01-31"],
    ),
    (
        "Pr-Nd metal was sold at auction at 548,000 yuan/mt. The spot market was softer than the "
        "auction: Pr-Nd metal was 542,000-544,000 yuan/mt.",
        ["prnd-metal 548000 transaction", "prnd-metal 542000~544000"],
    ),
    (
        "For the quarter ended December 31, 2024 Lynas gave an average selling price of A$49.2/kg "
        "REO, against A$42.5/kg for the quarter ended September 30, 2024.",
        [
            "reo-average-selling-price 49.2 AUD/kg transaction 2024-12-31",
            "reo-average-selling-price 42.5 AUD/kg transaction 2024-09-30",
        ],
    ),
    ("The tin miner's average selling price was A$49.2/kg.", []),
    (
        "Antimony metal, trioxide grade, was at $24,800-25,300 per tonne.",
        ["antimony-metal-trioxide-grade 24800~25300 USD/t"],
    ),
    ("Lanthanum oxide costs buyers 4,200 yuan/mt.", ["lanthanum-oxide 4200"]),
    (
        "Battery-grade lithium carbonate was 74,000 yuan/mt; the index stood at 74,391 yuan/mt.",
        ["battery-grade-lithium-carbonate 74000"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), NOTICES)
def test_a_notice_a_sale_and_an_index_are_told_apart(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected


CLAUSES = [
    (
        "A state trader's tender results: an agency bought 1,000 t of Pr-Nd oxide at an average of "
        "RMB 442,000/t.",
        ["prnd-oxide 442000 transaction"],
    ),
    (
        "A consumer reported buying 300 tonnes of Pr-Nd oxide at 440,000 yuan/mt; bids today are "
        "no higher than 438,000 yuan/mt.",
        ["prnd-oxide 440000 transaction", "prnd-oxide ~438000 bid"],
    ),
    ("Europium oxide has gone from $493/kg to $590/kg.", ["europium-oxide 590 USD/kg"]),
    (
        "The miner expects NdPr oxide to average US$85/kg in 2025, compared with US$62/kg in 2024.",
        ["prnd-oxide 85 USD/kg forecast 2025-12-31", "prnd-oxide 62 USD/kg 2024-12-31"],
    ),
    (
        "Dysprosium oxide could climb to 2 million yuan/mt; it now trades at 1.6 million yuan/mt.",
        ["dysprosium-oxide 2000000 forecast", "dysprosium-oxide 1600000 transaction"],
    ),
    (
        "Analysts see Pr-Nd oxide at 500,000 yuan/mt by 2026, where traders put it at 442,000 yuan/mt.",
        ["prnd-oxide 500000 forecast 2026-12-31", "prnd-oxide 442000"],
    ),
    (
        "Support is seen at 430,000 yuan/mt of Pr-Nd oxide, and Pr-Nd oxide was 442,000 yuan/mt.",
        ["prnd-oxide 442000"],
    ),
    ("The offtake has a floor of $800/dmt and a ceiling of $2,000/dmt for spodumene concentrate.", []),
    (
        "Dysprosium oxide was at 1,600 yuan/kg and terbium oxide at 6,600 yuan/kg, above list prices of "
        "1,550 yuan/kg and 6,500 yuan/kg respectively.",
        [
            "dysprosium-oxide 1600 CNY/kg",
            "terbium-oxide 6600 CNY/kg",
            "dysprosium-oxide 1550 CNY/kg listing",
            "terbium-oxide 6500 CNY/kg listing",
        ],
    ),
    (
        "A seller concluded deals at $12/lb for cobalt hydroxide, lower than the $12.50/lb and higher level "
        "that sellers had targeted in late February.",
        [
            "cobalt-hydroxide-30-co 12 USD/lb transaction",
            "cobalt-hydroxide-30-co 12.5~ USD/lb offer 2025-02-28",
        ],
    ),
    ("The cost of making a tonne of Pr-Nd oxide was 340,000 yuan/mt.", []),
    ("Pr-Nd oxide was 442,000 yuan/mt, its highest since 2023 at auction.", ["prnd-oxide 442000"]),
    (
        "A producer set long-term quotations at 143,000 yuan/standard ton for 65% black tungsten "
        "concentrate, 142,000 yuan/standard ton for 65% white tungsten concentrate and 211,000 "
        "yuan/ton for APT.",
        [
            "wolframite-concentrate-65-wo3 143000 order",
            "scheelite-concentrate-65-wo3 142000 order",
            "ammonium-paratungstate 211000 order",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_a_deal_a_guess_and_a_bound_keep_to_their_clause(text: str, expected: list[str]) -> None:
    assert prices(text, MONDAY) == expected
