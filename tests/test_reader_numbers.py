"""Numbers as the trade prints them: ranges, scales, units, signs, bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fixtures.readings import prices, reading, refused
from orebook.reader.numbers import numbers

RANGES = [
    ("at 360,000-365,000 yuan/mt", "360000~365000"),
    ("at 4.1 million-4.15 million yuan/mt", "4100000~4150000"),
    ("at 1.35-1.36 million yuan/mt", "1350000~1360000"),
    ("at 0.99-1 million yuan/mt", "990000~1000000"),
    ("at 3.96-4 million yuan/mt", "3960000~4000000"),
    ("between 8.9-8.95 million yuan/mt", "8900000~8950000"),
    ("between 395,000 and 398,000 yuan/mt", "395000~398000"),
    ("between 395,000 yuan/mt and 398,000 yuan/mt", "395000~398000"),
    ("from 1.56 million to 1.57 million yuan/mt", "1560000~1570000"),
    ("at 395000 to 398000 yuan / ton", "395000~398000"),
    ("at 395,000–398,000 yuan/mt", "395000~398000"),
    ("at RMB395,000~398,000/t", "395000~398000"),
    ("at 1830mur1860 yuan / kg", "1830~1860 CNY/kg"),
    ("at RMB323, 000-325,000 / tonne", "323000~325000"),
    ("at 820,000-820,000 yuan/mt", "820000"),
    ("at 495000 yuan/ton", "495000"),
    ("at RMB 1.85 million/mt", "1850000"),
    ("at 2,750,000 RMB/ton", "2750000"),
]


@pytest.mark.parametrize(("words", "level"), RANGES)
def test_a_range_is_read_however_it_is_written(words: str, level: str) -> None:
    assert prices(f"Dysprosium oxide was {words}.", checked=False) == [f"dysprosium-oxide {level}"]


UNITS = [
    ("RMB 400,000-405,000/mt", "400000~405000"),
    ("CNY595,000/T", "595000"),
    ("Yn332,000/t ex-works", "332000"),
    ("332,000 yuan/t", "332000"),
    ("332,000 yuan per metric ton", "332000"),
    ("332,000 yuan a tonne", "332000"),
    ("CNY 290.00 ($47.39) per kilogram", "290 CNY/kg"),
    ("51,500-52,000 yuan ($7,756-7,831) per tonne", "51500~52000"),
    ("51,000 yuan [per tonne]", "51000"),
    ("314-319RMB/KG", "314~319 CNY/kg"),
    ("Yn397-399/kg", "397~399 CNY/kg"),
    ("US$ 54 per kg", "54 USD/kg"),
    ("$US65.30/kg", "65.3 USD/kg"),
    ("$54.70-55/kg fob", "54.7~55 USD/kg"),
    ("USD 73,000-77,000/MT", "73000~77000 USD/t"),
    ("$64,000-$65,000/mt", "64000~65000 USD/t"),
    ("A$74.50/kg", "74.5 AUD/kg"),
    ("RMB 60,500-62,100 yuan/mt", "60500~62100"),
    ("$51.70/52.84/kg", "51.7~52.84 USD/kg"),
    ("575,000-585,000/ton", "575000~585000"),
]


@pytest.mark.parametrize(("words", "level"), UNITS)
def test_a_unit_is_read_in_any_of_its_spellings(words: str, level: str) -> None:
    assert prices(f"Neodymium oxide was {words}.", checked=False) == [f"neodymium-oxide {level}"]


OTHER_UNITS = [
    ("LFP storage cell 280Ah was RMB 0.28-0.37/Wh.", "lfp-cell-280ah-storage 0.28~0.37 CNY/Wh"),
    ("APT Europe was USD 580-650/mtu.", "ammonium-paratungstate-europe 580~650 USD/mtu"),
    ("Copper concentrate TC was $87.87/mt.", "copper-concentrate-tc 87.87 USD/dmt"),
    ("Cobalt hydroxide payables were 61.5-62%.", "cobalt-hydroxide-payable 61.5~62 %"),
    ("Cobalt intermediate products were $11.80 per lb.", "cobalt-intermediate 11.8 USD/lb"),
    (
        "Wolframite concentrate (65% WO3) was RMB88,000~90,000/standard t.",
        "wolframite-concentrate-65-wo3 88000~90000",
    ),
]


@pytest.mark.parametrize(("text", "price"), OTHER_UNITS)
def test_the_other_metals_keep_their_own_units(text: str, price: str) -> None:
    assert prices(text) == [price]


CHINESE = [
    ("57.75万元/吨", "577500"),
    ("9.4~9.6万元/吨", "94000~96000"),
    ("18万-18.5万元/吨", "180000~185000"),
    ("1500~1520万元/吨", "15000000~15200000"),
    ("2.5万元/公斤", "25000 CNY/kg"),
    ("每噸人民幣2萬6,205元", "26205"),
    ("2萬6834元/噸", "26834"),
    ("702万5000元/吨", "7025000"),
    ("40万至40.5万元/吨", "400000~405000"),
    ("每公斤126美元", "126 USD/kg"),
    ("1320-1340元/KG", "1320~1340 CNY/kg"),
]


@pytest.mark.parametrize(("words", "level"), CHINESE)
def test_ten_thousands_are_folded_in(words: str, level: str) -> None:
    assert prices(f"氧化铽价格为{words}。", checked=False) == [f"terbium-oxide {level}"]


SIGNS = [
    ("Copper concentrate TC slipped to -$15.92/mt.", "copper-concentrate-tc -15.92 USD/dmt"),
    ("The #1 copper cathode spot premium stood at -105 yuan/mt.", "copper-cathode-premium -105"),
    (
        "Spot premiums of #1 copper cathode ranged from a discount of 20 yuan/mt to a premium of 80 yuan/mt.",
        "copper-cathode-premium -20~80",
    ),
    (
        "Hydro-copper premium was a discount of 250 yuan/mt to parity.",
        "hydro-copper-premium -250~0",
    ),
    (
        "Standard-quality copper premiums were discounts of about 70–50 yuan/mt.",
        "standard-quality-copper-premium -70~-50",
    ),
    (
        "US #1 copper scrap was at a 52-54¢/lb discount to COMEX.",
        "us-1-copper-scrap-to-comex -54~-52 USc/lb",
    ),
    ("1#电解铜现货升贴水为升水20元/吨至升水80元/吨。", "copper-cathode-premium 20~80"),
]


@pytest.mark.parametrize(("text", "price"), SIGNS)
def test_a_premium_carries_the_sign_of_its_word(text: str, price: str) -> None:
    assert prices(text) == [price]


def test_a_discount_is_no_price_of_the_metal_itself() -> None:
    assert prices("Cerium oxide sold at a discount of 300 yuan/mt.") == []


BOUNDS = [
    ("Offers for Pr-Nd oxide were above 405,000 yuan/mt.", "prnd-oxide 405000~ offer"),
    ("Pr-Nd oxide was quoted at no less than 406,000 yuan/mt.", "prnd-oxide 406000~ offer"),
    (
        "Some traders offered dysprosium oxide at up to 1.66 million yuan/mt.",
        "dysprosium-oxide ~1660000 offer",
    ),
    ("Spodumene concentrate was offered at CIF $630/mt and above.", "spodumene-concentrate 630~ USD/t offer"),
]


@pytest.mark.parametrize(("text", "price"), BOUNDS)
def test_an_open_bound_has_no_other_end(text: str, price: str) -> None:
    assert prices(text) == [price]
    assert reading(text).quotes[0].flags == ("open-bound",)


@pytest.mark.parametrize("word", ["around", "about", "approximately", "nearly", "some"])
def test_a_price_that_is_only_about_right_says_so(word: str) -> None:
    (quote,) = reading(f"Pr-Nd oxide was at {word} 402,000 yuan/mt.").quotes
    assert (quote.low, quote.high, quote.flags) == (402000, 402000, ("approximate",))


@pytest.mark.parametrize("text", ["氧化镨钕40.2万元/吨左右。", "氧化镨钕价格约40.2万元/吨。"])
def test_a_price_that_is_only_about_right_says_so_in_chinese(text: str) -> None:
    assert [quote.flags for quote in reading(text).quotes] == [("approximate",)]


@pytest.mark.parametrize("printed", ["285,000-28,80", "$1,5371,768", "007", "1.2.3"])
def test_digits_that_do_not_add_up_are_not_guessed(printed: str) -> None:
    assert prices(f"Neodymium oxide was {printed} yuan/mt.") == []


def test_unreadable_digits_of_a_price_are_refused_by_name() -> None:
    assert refused("Neodymium oxide was 285,000-288,0 yuan/mt.") == ["unreadable-number"]


def test_numbers_are_exact() -> None:
    assert [number.value for number in numbers("0.1 and 1,350,000.5")] == [
        Decimal("0.1"),
        Decimal("1350000.5"),
    ]
