"""The products of the trade: all six metals, and every name that means one of them and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orebook.catalog import load
from orebook.catalog.names import key, spelt
from orebook.terms import Product
from orebook.units import UNITS

CATALOG = load()
MEANS = {key(name): product.id for product in CATALOG.products.values() for name in product.names}

# chain segment: ids. The ids are a contract: books, files and other programs name products by them.
PRODUCTS = """
rare-earths magnet: ndfeb-blank-40h ndfeb-blank-40m ndfeb-blank-45sh-ce ndfeb-blank-55n ndfeb-blank-n38-ce
rare-earths metal: battery-grade-mischmetal cerium-metal dysprosium-iron dysprosium-metal gadolinium-iron
  holmium-iron lanthanum-cerium-metal lanthanum-metal mischmetal neodymium-metal praseodymium-metal
  prnd-dysprosium-alloy prnd-metal terbium-metal yttrium-metal
rare-earths ore: high-yttrium-rare-earth-oxide ion-adsorption-ore-processing-fee
  medium-yttrium-europium-rich-ore monazite rare-earth-carbonate rare-earth-concentrate
  rare-earth-concentrate-realized-per-reo
rare-earths oxide: cerium-oxide dysprosium-oxide erbium-oxide europium-oxide gadolinium-oxide holmium-oxide
  lanthanum-oxide lanthanum-oxide-99-999pc lutetium-oxide neodymium-oxide praseodymium-oxide prnd-oxide
  reo-average-selling-price samarium-oxide scandium-oxide terbium-oxide ytterbium-oxide yttrium-oxide
rare-earths scrap: dysprosium-in-ndfeb-scrap gadolinium-in-ndfeb-scrap holmium-in-ndfeb-scrap ndfeb-scrap
  prnd-in-ndfeb-scrap terbium-in-ndfeb-scrap
lithium cathode: iron-phosphate-precursor lco-cathode lfp-cathode lfp-low-end-storage-type
  lfp-mid-high-storage-type lfp-storage-type lmo-cathode ncm523-cathode ncm811-cathode ncm811-precursor
lithium cell: lfp-cell-280ah-storage
lithium chemical: battery-grade-lithium-carbonate battery-grade-lithium-hydroxide
  industrial-grade-lithium-carbonate iron-phosphate
lithium futures: lithium-carbonate-futures
lithium metal: lithium-metal
lithium ore: lepidolite spodumene-concentrate spodumene-concentrate-5-5-australian
  spodumene-concentrate-5-domestic
lithium scrap: lfp-pole-piece-black-mass ternary-pole-piece-black-mass-li-payable
  ternary-pole-piece-black-mass-ni-co-payable
copper charge: 8mm-copper-power-rod-processing-fee-east-china blister-copper-rc copper-anode-processing-fee
  copper-concentrate-tc copper-concentrate-tc-benchmark secondary-copper-rod-processing-fee
copper coefficient: copper-ore-20-coefficient
copper futures: lme-aluminium-3-month lme-copper-3-month lme-lead-3-month lme-nickel-3-month lme-tin-3-month
  lme-zinc-3-month shfe-copper
copper metal: copper-cathode high-quality-copper-cathode standard-quality-copper-cathode
copper premium: copper-cathode-premium copper-cathode-premium-changzhou high-quality-copper-premium
  high-quality-copper-premium-jinchuan-plate hydro-copper-premium secondary-rod-discount-to-futures-jiangxi
  standard-quality-copper-premium standard-quality-copper-premium-over-shfe-2602
  sx-ew-copper-premium-over-2510 xiangguang-lufang-jcc-copper-premium
copper scrap: 1-bare-bright-copper-scrap-no-invoice bare-bright-copper-scrap-guangdong
  bare-bright-copper-scrap-to-lme birch-cliff-vs-comex-september non-us-bare-bright-coefficient-vs-lme
  us-1-copper-scrap-to-comex us-2-copper-scrap-to-comex us-brass-scrap us-brass-scrap-coefficient-vs-lme
  us-brass-scrap-fixed-price
copper spread: cathode-rod-secondary-rod-spread copper-cable-scrap-bare-bright-spread
  copper-cathode-scrap-spread copper-rod-processing-fee-spread-producers-traders primary-scrap-spread
  primary-secondary-rod-spread secondary-rod-gross-profit
cobalt coefficient: cobalt-hydroxide-payable cobalt-intermediate-payable
cobalt chemical: cobalt-sulphate cobalt-sulphate-20-5
cobalt intermediate: cobalt-hydrometallurgical-intermediates-import-average cobalt-hydroxide-30-co
  cobalt-intermediate
cobalt metal: cobalt-metal-china-domestic electrolytic-cobalt imported-cobalt-metal jinchuan-cobalt-metal
  refined-cobalt
cobalt oxide: cobalt-tetroxide
tungsten alloy: ferrotungsten-70 ferrotungsten-75-w
tungsten intermediate: ammonium-paratungstate ammonium-paratungstate-europe tungsten-oxide-medium
tungsten ore: molybdenum-concentrate scheelite-concentrate-65-wo3 tungsten-concentrate
  tungsten-concentrate-50-55-wo3 wolframite-concentrate-65-wo3
tungsten powder: tungsten-carbide-powder tungsten-powder
antimony metal: 0-antimony-ingot 1-antimony-ingot 2-high-bismuth-antimony-ingot 2-low-bismuth-antimony-ingot
  antimony-metal-grade-ii antimony-metal-trioxide-grade
antimony oxide: antimony-trioxide-99-5 antimony-trioxide-99-8
"""

# What reports of 2008 to 2025 call a product.
SAID = {
    "prnd-oxide": [
        "Pr-Nd oxide", "PrNd oxide", "NdPr oxide", "Pr Nd Oxide", "didymium oxide",
        "neodymium-praseodymium oxide", "praseodymium neodymium oxide", "praseodymium and neodymium oxide",
        "氧化镨钕", "镨钕氧化物", "氧化鐠釹", "PrN oxide",
    ],
    "prnd-metal": [
        "Pr-Nd alloy", "PrNd metal", "praseodymium-neodymium alloy", "镨钕合金", "金属镨钕", "镨钕金属",
        "金屬鐠釹",
    ],
    "neodymium-oxide": ["neodymia", "氧化釹"],
    "lanthanum-oxide": ["lanthana"],
    "cerium-oxide": ["ceria"],
    "terbium-oxide": ["terbia", "氧化鋱"],
    "yttrium-oxide": ["yttria", "氧化釔"],
    "dysprosium-oxide": ["dysprosia", "Dy oxide"],
    "praseodymium-oxide": ["praseodymia"],
    "lutetium-oxide": ["lutecium oxide"],
    "neodymium-metal": ["Metal neodymium", "金属钕"],
    "terbium-metal": ["metallic terbium"],
    "dysprosium-iron": [
        "DyFe", "Dy-Fe", "dysprosium iron", "dysprosium-ferrum", "ferro-dysprosium",
        "dysprosium-iron alloy", "镝铁", "镝铁合金",
    ],
    "gadolinium-iron": ["gadolinium iron"],
    "holmium-iron": ["钬铁合金"],
    "lanthanum-cerium-metal": ["lanthanum-cerium alloy", "La-De Metal"],
    "rare-earth-carbonate": ["mixed carbonate", "mixed rare earth carbonate", "碳酸稀土"],
    "monazite": ["独居石"],
    "rare-earth-concentrate": ["稀土精礦"],
    "medium-yttrium-europium-rich-ore": [
        "medium-yttrium, europium-rich ore", "medium-yttrium europium-rich rare earth ore", "中钇富铕矿",
    ],
    "ion-adsorption-ore-processing-fee": ["离子矿加工费"],
    "ndfeb-blank-n38-ce": ["NdFeB blank N38 (Ce)", "NdFeB blank N38(Ce)"],
    "ndfeb-blank-40m": ["40M blank"],
    "ndfeb-blank-40h": ["钕铁硼毛坯40H"],
    "prnd-in-ndfeb-scrap": [
        "Pr-Nd recycled from NdFeB scrap", "scrap PrNd", "Pr-Nd in NdFeB scrap", "废料镨钕",
    ],
    "dysprosium-in-ndfeb-scrap": ["钕铁硼废料中镝"],
    "ndfeb-scrap": ["钕铁硼废料"],
    "battery-grade-lithium-carbonate": ["battery-grade lithium carbonate", "电碳", "电池级碳酸锂"],
    "spodumene-concentrate": ["spodumene"],
    "lepidolite": ["锂云母"],
    "lfp-cathode": ["LFP (power type)"],
    "copper-concentrate-tc": ["copper concentrate TC"],
    "copper-cathode": ["#1 copper cathode", "1#电解铜"],
    "copper-cathode-premium": ["电解铜升贴水"],
    "ammonium-paratungstate": ["APT", "仲钨酸铵"],
    "wolframite-concentrate-65-wo3": ["wolframite concentrate"],
    "scheelite-concentrate-65-wo3": ["白钨精矿"],
    "cobalt-tetroxide": ["四氧化三钴"],
    "electrolytic-cobalt": ["电解钴"],
    "cobalt-intermediate": ["钴中间品"],
    "antimony-metal-trioxide-grade": ["trioxide grade antimony"],
    "1-antimony-ingot": ["1#锑锭"],
    "antimony-trioxide-99-8": ["99.8% antimony trioxide"],
}  # fmt: skip


def listed() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for line in PRODUCTS.strip().replace("\n  ", " ").splitlines():
        place, _, ids = line.partition(":")
        chain, segment = place.split()
        found |= dict.fromkeys(ids.split(), (chain, segment))
    return found


def test_every_product_of_the_six_metals_stands_in_its_chain_and_segment() -> None:
    assert {known_as: (p.chain, p.segment) for known_as, p in CATALOG.products.items()} == listed()
    assert len(CATALOG.products) == 152


@pytest.mark.parametrize("product", CATALOG.products.values(), ids=lambda product: product.id)
def test_a_product_is_recognised_by_its_own_names_and_id(product: Product) -> None:
    for name in (product.en, product.id, product.id.replace("-", " "), product.zh or product.en):
        assert MEANS[key(name)] == product.id
    assert product.unit in UNITS


@pytest.mark.parametrize(
    ("said", "meant"), [(said, meant) for meant, names in SAID.items() for said in names], ids=str
)
def test_what_the_trade_calls_it(said: str, meant: str) -> None:
    assert MEANS.get(key(said)) == meant


def test_no_name_means_two_products_however_it_is_spelt() -> None:
    owners: dict[str, set[str]] = {}
    for product in CATALOG.products.values():
        for name in product.names:
            owners.setdefault(key(name), set()).add(product.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    "bare", ["neodymium", "镝", "鋱", "Pr-Nd", "NdPr", "didymium", "copper", "锂", "40M", "N38 (Ce)", "scrap"]
)
def test_an_element_a_grade_or_a_form_alone_names_nothing(bare: str) -> None:
    assert key(bare) not in MEANS


def test_a_family_takes_a_list_of_elements_apart() -> None:
    families = {family.form: family for family in CATALOG.families}
    oxide = families["oxide"]
    assert oxide.members["yttrium"] == "yttrium-oxide"
    assert oxide.members["er"] == "erbium-oxide"
    assert oxide.members["钬"] == "holmium-oxide"
    assert {"oxide", "oxides"} <= {*oxide.en} and "氧化" in oxide.zh
    assert families["in-ndfeb-scrap"].members["pr-nd"] == "prnd-in-ndfeb-scrap"
    assert families["alloy"].members["镨钕"] == "prnd-metal"
    assert families["iron-alloy"].members["dysprosium"] == "dysprosium-iron"
    assert families["ndfeb-blank"].members["45sh (ce)"] == "ndfeb-blank-45sh-ce"


def test_the_members_of_families_are_lower_case_and_known() -> None:
    for family in CATALOG.families:
        assert all(word == word.casefold() for word in family.members)
        assert {*family.members.values()} <= CATALOG.products.keys()


NAMES = st.text(alphabet="PrNdpr-– 氧化镨（）Ｏ5", min_size=1, max_size=12)


@given(NAMES)
def test_every_spelling_of_a_name_is_that_name(name: str) -> None:
    assert {key(spelling) for spelling in spelt([name])} == {key(name)}


@given(st.lists(NAMES, max_size=6))
def test_spelling_out_twice_adds_nothing(names: list[str]) -> None:
    assert spelt(spelt(names)) == spelt(names)
