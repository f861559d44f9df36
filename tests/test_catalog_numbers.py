"""The numbers beside the names: bands that stop a slip but no market, contents, tax, what a price is per."""

from __future__ import annotations

import pytest

from orebook.catalog import load

CATALOG = load()

# Lowest and highest public statement 2008-2025, in the usual unit (others of its currency converted).
STATED = """
ndfeb-blank-40h 185 205 | ndfeb-blank-40m 178 201 | ndfeb-blank-45sh-ce 235 265 | ndfeb-blank-55n 194 194 |
ndfeb-blank-n38-ce 135 155 | battery-grade-mischmetal 290000 300000 | cerium-metal 26000 320000 |
dysprosium-iron 1170000 4400000 | dysprosium-metal 1680000 14000000 | gadolinium-iron 146000 540000 |
holmium-iron 490000 732500 | lanthanum-cerium-metal 16500 120000 | lanthanum-metal 25000 200000 |
mischmetal 5 49 | neodymium-metal 209500 1400000 | praseodymium-metal 547500 1250000 |
prnd-dysprosium-alloy 390000 1150000 | prnd-metal 314000 1380000 | terbium-metal 3560000 22000000 |
yttrium-metal 215 400 | high-yttrium-rare-earth-oxide 205000 205000 |
ion-adsorption-ore-processing-fee 5000 25000 | medium-yttrium-europium-rich-ore 165000 245300 |
monazite 36800 59500 | rare-earth-carbonate 25000 80000 | rare-earth-concentrate 16741 35313 |
rare-earth-concentrate-realized-per-reo 4717 11636 | cerium-oxide 7400 160000 |
dysprosium-oxide 1100000 9800000 | erbium-oxide 160000 580000 | europium-oxide 31 3800 |
gadolinium-oxide 120000 670000 | holmium-oxide 385000 1950000 | lanthanum-oxide 3600 145000 |
lanthanum-oxide-99-999pc 4.03 5.03 | lutetium-oxide 4297000 5800000 | neodymium-oxide 255000 1200000 |
praseodymium-oxide 318000 930000 | prnd-oxide 59000 1100000 | reo-average-selling-price 35.5 49.2 |
samarium-oxide 12000 120000 | scandium-oxide 9000000 9050000 | terbium-oxide 2400000 15200000 |
ytterbium-oxide 140000 145000 | yttrium-oxide 21000 380000 | dysprosium-in-ndfeb-scrap 1610 1654 |
gadolinium-in-ndfeb-scrap 89 110 | holmium-in-ndfeb-scrap 200 240 | ndfeb-scrap 780000 780000 |
prnd-in-ndfeb-scrap 483 638 | terbium-in-ndfeb-scrap 5439 5550 | 0-antimony-ingot 37000 236500 |
1-antimony-ingot 36000 232500 | 2-high-bismuth-antimony-ingot 33000 225500 |
2-low-bismuth-antimony-ingot 35500 228500 | antimony-metal-grade-ii 7700 14500 |
antimony-metal-trioxide-grade 7900 14250 | antimony-trioxide-99-5 33500 198500 |
antimony-trioxide-99-8 35000 210000 | cobalt-sulphate 48550 50600 | cobalt-sulphate-20-5 64000 91000 |
cobalt-hydroxide-payable 61.5 69.5 | cobalt-hydrometallurgical-intermediates-import-average 25637 25637 |
cobalt-hydroxide-30-co 11.82 12 | cobalt-intermediate 12.3 14.3 |
cobalt-metal-china-domestic 575000 600000 | electrolytic-cobalt 260000 265000 |
imported-cobalt-metal 580000 600000 | jinchuan-cobalt-metal 575000 610000 | refined-cobalt 232000 258500 |
cobalt-tetroxide 180000 185000 | blister-copper-rc 1000 1000 | copper-anode-processing-fee 600 600 |
copper-concentrate-tc -15.92 93.92 | copper-concentrate-tc-benchmark 80 80 |
secondary-copper-rod-processing-fee 200 200 | copper-ore-20-coefficient 88.5 95 |
lme-aluminium-3-month 2462 2463 | lme-copper-3-month 7445 9350 | lme-lead-3-month 2438 2440 |
lme-nickel-3-month 24050 24060 | lme-tin-3-month 26825 26850 | lme-zinc-3-month 2329 2330 |
shfe-copper 76820 76820 | copper-cathode 80780 85290 | high-quality-copper-cathode 73160 75510 |
standard-quality-copper-cathode 73110 75470 | copper-cathode-premium -105 200 |
high-quality-copper-premium 180 200 | hydro-copper-premium 0 30 |
secondary-rod-discount-to-futures-jiangxi -568 -248 | standard-quality-copper-premium 140 160 |
sx-ew-copper-premium-over-2510 -40 -40 | 1-bare-bright-copper-scrap-no-invoice 59940 59940 |
bare-bright-copper-scrap-guangdong 67500 73000 | bare-bright-copper-scrap-to-lme 99 99.25 |
birch-cliff-vs-comex-september -0.2 -0.19 | non-us-bare-bright-coefficient-vs-lme 99 99.5 |
us-1-copper-scrap-to-comex -77 -52 | us-2-copper-scrap-to-comex -60 -58 | us-brass-scrap 6200 6500 |
us-brass-scrap-coefficient-vs-lme 68 69 | us-brass-scrap-fixed-price 5550 5650 |
cathode-rod-secondary-rod-spread 706 1500 | copper-cable-scrap-bare-bright-spread 400 500 |
copper-cathode-scrap-spread 924 1400 | primary-scrap-spread 967 1715 |
primary-secondary-rod-spread 685 685 | secondary-rod-gross-profit -467 -467 |
iron-phosphate-precursor 10700 10700 | lco-cathode 136600 136600 | lfp-cathode 34635 92000 |
lfp-low-end-storage-type 30090 30090 | lfp-mid-high-storage-type 33190 33190 |
lfp-storage-type 86500 86500 | lmo-cathode 34200 34200 | ncm523-cathode 114500 114500 |
ncm811-cathode 141200 141200 | ncm811-precursor 81100 81100 | lfp-cell-280ah-storage 0.28 0.37 |
battery-grade-lithium-carbonate 59400 505000 | battery-grade-lithium-hydroxide 78650 483000 |
industrial-grade-lithium-carbonate 58100 206500 | iron-phosphate 13500 23000 |
lithium-carbonate-futures 78920 79520 | lithium-metal 582500 3010000 | lepidolite 1940 2200 |
spodumene-concentrate 630 1005 | spodumene-concentrate-5-5-australian 850 880 |
spodumene-concentrate-5-domestic 1080 1100 | ferrotungsten-70 250000 253000 |
ferrotungsten-75-w 42.1 43.8 | ammonium-paratungstate 120000 395000 |
ammonium-paratungstate-europe 580 670 | tungsten-oxide-medium 173 178 | molybdenum-concentrate 730 1240 |
scheelite-concentrate-65-wo3 78000 269000 | tungsten-concentrate 86600 121000 |
tungsten-concentrate-50-55-wo3 75000 93000 | wolframite-concentrate-65-wo3 79000 270000 |
tungsten-carbide-powder 230 235 | tungsten-powder 232 625
"""

# Slips really printed: a lost 万, thousands called millions, ten times too low, a level as a premium.
SLIPS = [
    ("monazite", 5.2), ("prnd-oxide", 292_500_000), ("praseodymium-oxide", 64), ("prnd-metal", 54.75),
    ("dysprosium-metal", 168_000), ("terbium-oxide", 940_000), ("yttrium-oxide", 9.4), ("lfp-cathode", 5_200),
    ("battery-grade-lithium-hydroxide", 4_333), ("copper-cathode-premium", 102_870),
]  # fmt: skip


@pytest.mark.parametrize("stated", STATED.replace("\n", " ").split("|"), ids=lambda stated: stated.split()[0])
def test_a_band_holds_every_price_ever_stated_with_room_for_real_moves(stated: str) -> None:
    known_as, lowest, highest = stated.split()
    band = CATALOG.products[known_as].band
    assert band is not None
    assert band[0] < float(lowest) <= float(highest) < band[1]
    if (
        band[0] > 1
    ):  # a price: it has halved and doubled before; a share, a charge, a premium is its own matter
        assert band[0] <= float(lowest) / 2 and 2 * float(highest) <= band[1]


@pytest.mark.parametrize(("known_as", "printed"), SLIPS)
def test_a_band_shuts_out_the_slips_that_were_printed(known_as: str, printed: float) -> None:
    low, high = CATALOG.products[known_as].band or (0, 0)
    assert not low <= printed <= high


@pytest.mark.parametrize(
    "known_as", ["copper-concentrate-tc", "copper-cathode-premium", "secondary-rod-gross-profit"]
)
def test_what_may_be_negative_has_a_signed_band(known_as: str) -> None:
    low, high = CATALOG.products[known_as].band or (0, 0)
    assert low < 0 < high


def test_nothing_is_claimed_where_nothing_is_known() -> None:
    unknown = sorted(product.id for product in CATALOG.products.values() if product.band is None)
    assert unknown == [
        "lfp-pole-piece-black-mass",
        "ternary-pole-piece-black-mass-li-payable",
        "ternary-pole-piece-black-mass-ni-co-payable",
    ]


@pytest.mark.parametrize(
    ("known_as", "unit", "tax", "per"),
    [
        ("prnd-oxide", "CNY/t", "included", "t product"),
        ("yttrium-metal", "CNY/kg", "included", "kg product"),
        ("rare-earth-carbonate", "CNY/t", "included", "t product"),
        ("rare-earth-concentrate", "CNY/t", "excluded", "t dry at 50% REO"),
        ("medium-yttrium-europium-rich-ore", "CNY/t", "included", "t at 92% REO"),
        ("ndfeb-blank-40m", "CNY/kg", "included", "kg product"),
        ("prnd-in-ndfeb-scrap", "CNY/kg", "included", "kg contained metal"),
        ("europium-oxide", "USD/kg", None, "kg product"),
    ],
)
def test_what_a_rare_earth_price_is_for(known_as: str, unit: str, tax: str | None, per: str) -> None:
    product = CATALOG.products[known_as]
    assert (product.unit, product.tax, product.per) == (unit, tax, per)


def test_every_domestic_rare_earth_price_says_its_tax_and_what_it_is_per() -> None:
    domestic = [p for p in CATALOG.products.values() if p.chain == "rare-earths" and p.unit[:3] == "CNY"]
    assert len(domestic) == 46
    assert [product.id for product in domestic if not product.tax or not product.per] == []


@pytest.mark.parametrize(
    ("known_as", "shares"),
    [
        ("prnd-oxide", {"Pr6O11": 0.25, "Nd2O3": 0.75}),
        ("prnd-metal", {"Pr": 0.25, "Nd": 0.75}),
        ("dysprosium-iron", {"Dy": 0.80, "Fe": 0.20}),
        ("terbium-oxide", {"Tb4O7": 1.0}),
        ("rare-earth-concentrate", {"REO": 0.50}),
    ],
)
def test_what_it_is_made_of(known_as: str, shares: dict[str, float]) -> None:
    assert CATALOG.products[known_as].formula == shares


def test_no_formula_holds_more_than_the_whole() -> None:
    formulas = {product.id: product.formula for product in CATALOG.products.values() if product.formula}
    assert len(formulas) > 40
    assert {known_as for known_as, shares in formulas.items() if sum(shares.values()) > 1 + 1e-9} == set()
