"""The catalogue as a whole: sources, the rare earth chain, methods, words, and what a user lays over them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from orebook.catalog import load
from orebook.errors import BadArgumentError
from orebook.terms import Catalog

CATALOG = load()

# Publishers as lists of statements write them, and the source each is.
PUBLISHERS = {
    "SMM": "smm", "Argus": "argus", "Reuters": "reuters", "SunSirs": "sunsirs", "Fastmarkets": "fastmarkets",
    "CCMN 长江有色金属网": "ccmn", "Adamas / Reuters (via cnyes)": "adamas", "other": "other",
    "China Northern Rare Earth / Baotou Steel (via UDN)": "northern-rare-earth", "USGS": "usgs",
    "Lynas (via Australian Resources & Investment)": "lynas", "Lynas (via Australian Mining)": "lynas",
    "MP Materials (via Investing.com)": "mp-materials", "Nikkei Asia (via C114)": "nikkei-asia",
    "Baotou Industry and IT Bureau": "baotou-industry-bureau", "上海有色": "smm", "生意社": "100ppi",
    "Fastmarkets / Metal Bulletin": "metal-bulletin", "亚洲金属网": "asian-metal", "Mysteel": "mysteel",
}  # fmt: skip

TIN = """
chain = "tin"

[bare]
tin = ["tin", "Sn", "锡"]

[[product]]
id = "tin-ingot"
segment = "metal"
unit = "CNY/t"
tax = "included"
en = "tin ingot"
zh = "锡锭"
names = ["1# tin-ingot"]
band = {low = 50_000, high = 1_500_000, source = "own notes 2010-2025"}

[[product]]
id = "tin-concentrate-40"
segment = "ore"
unit = "CNY/t"
en = "tin concentrate 40%"

[[product]]
id = "tin-oxide"
segment = "ore"
unit = "CNY/t"
en = "tin dioxide"

[[family]]
form = "oxide"
names = ["{} oxide", "氧化{}"]
[family.members]
tin = "tin-oxide"
"""

TIN_CHAIN = """
id = "tin"
en = "Tin"
currency = "CNY"
segments = ["ore", "metal"]
vat = [{start = 2019-04-01, rate = 0.13, source = "as for rare earths"}]

[[process]]
id = "tin-smelting"
en = "Tin smelting"
link = "ore-metal"
makes = "tin-ingot"
takes = [{product = "tin-concentrate-40", value = 2.6, unit = "t/t", start = 2020-01-01, source = "our plant",
  confidence = "M"}]

[[process.cost]]
id = "treatment-charge"
value = 17_000
low = 12_000
high = 22_000
unit = "CNY/t"
tax = "included"
start = 2020-01-01
source = "our contracts"
confidence = "M"
""".replace(",\n  confidence", ", confidence")


Lay = Callable[..., Catalog]


@pytest.fixture
def laid(tmp_path: Path) -> Lay:
    """The catalogue with these files in orebook.d/, given as path=text: __ stands for /, .toml is added."""

    def lay(**texts: str | bytes) -> Catalog:
        for name, text in texts.items():
            path = tmp_path / "orebook.d" / f"{name.replace('__', '/')}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(tmp_path / "orebook.d")

    return lay


@pytest.mark.parametrize(("publisher", "known_as"), PUBLISHERS.items())
def test_a_publisher_is_known_by_the_name_it_goes_by(publisher: str, known_as: str) -> None:
    source = CATALOG.sources[known_as]
    assert publisher in (source.id, source.name, *source.aliases)
    assert source.licence == "cite-only"


def test_only_the_users_own_notes_are_theirs_to_publish() -> None:
    assert [source.id for source in CATALOG.sources.values() if source.licence != "cite-only"] == ["own"]
    assert CATALOG.sources["own"].licence == "own"


def test_vat_along_the_rare_earth_chain_by_date() -> None:
    rates = [(rate.start, rate.rate) for rate in CATALOG.chains["rare-earths"].vat]
    assert rates == [(date(1994, 1, 1), 0.17), (date(2018, 5, 1), 0.16), (date(2019, 4, 1), 0.13)]


def test_the_metal_plant_takes_oxide_and_a_fee_each_with_its_band() -> None:
    plant = next(p for p in CATALOG.chains["rare-earths"].processes if p.id == "prnd-electrolysis")
    (oxide,), (fee,) = plant.takes, plant.costs
    assert (plant.link, plant.makes) == ("oxide-metal", "prnd-metal")
    assert (oxide.product, oxide.quantity.value, oxide.quantity.unit) == ("prnd-oxide", 1.20, "t/t")
    assert (oxide.quantity.low, oxide.quantity.high, oxide.quantity.confidence) == (1.185, 1.20, "M")
    assert (fee.id, fee.amount.value, fee.amount.unit) == ("processing-fee", 16_000, "CNY/t")
    assert (fee.amount.low, fee.amount.high, fee.amount.tax) == (12_000, 20_000, "included")
    assert fee.amount.start == oxide.quantity.start == date(2020, 10, 1)


def test_every_text_used_is_kept_whole() -> None:
    assert 'id = "prnd-oxide"' in CATALOG.texts["products/rare-earths.toml"]
    assert CATALOG.methods["range/1"].text == CATALOG.texts["methods/range-1.toml"]


def test_the_catalogue_loads_once_and_soon(laid: Lay) -> None:
    assert load() is load()
    began = time.process_time()
    laid(tin=TIN)
    assert time.process_time() - began < 0.5  # 0.04 alone on the two cores it was written on


def test_a_new_metal_needs_only_toml(laid: Lay) -> None:
    catalog = laid(products__tin=TIN, chains__tin=TIN_CHAIN)
    ingot, (smelting,) = catalog.products["tin-ingot"], catalog.chains["tin"].processes
    assert ingot.names == ("tin ingot", "锡锭", "tin-ingot", "1# tin-ingot", "1# tin ingot")
    assert ingot.band == (50_000, 1_500_000)
    assert (smelting.costs[0].amount.low, smelting.costs[0].amount.source) == (12_000, "our contracts")
    assert smelting.takes[0].quantity.high == 2.6  # no band given, none claimed
    assert len(catalog.products) == len(CATALOG.products) + 3


def test_a_users_element_joins_the_packages_family(laid: Lay) -> None:
    catalog = laid(products__tin=TIN)
    (oxide,) = (family for family in catalog.families if family.form == "oxide")
    assert (oxide.members["sn"], oxide.members["钇"]) == ("tin-oxide", "yttrium-oxide")
    assert {"Sn oxide", "氧化锡"} <= {*catalog.products["tin-oxide"].names}


def test_one_folder_without_sub_folders_will_do(laid: Lay) -> None:
    assert laid(tin=TIN, tin_chain=TIN_CHAIN).chains["tin"].processes


def test_files_may_lie_as_deep_as_their_owner_likes(laid: Lay) -> None:
    assert "tin" in laid(metals__tin__products__all=TIN, metals__tin__chains__tin=TIN_CHAIN).chains


def test_an_overlay_replaces_by_id_and_keeps_the_family_names(laid: Lay) -> None:
    own = """
        [[product]]
        id = "yttrium-oxide"
        chain = "rare-earths"
        segment = "oxide"
        unit = "CNY/kg"
        en = "our yttria"
    """
    yttria = laid(products__own=own).products["yttrium-oxide"]
    assert yttria.unit == "CNY/kg"
    assert {"our yttria", "氧化钇"} <= {*yttria.names}
    assert CATALOG.products["yttrium-oxide"].unit == "CNY/t"


def test_an_overlay_adds_a_source_and_a_word(laid: Lay) -> None:
    source = '[[source]]\nid = "desk"\nname = "Our desk"\nlicence = "own"'
    catalog = laid(sources=source, words__ours='greeting = ["你好"]')
    assert catalog.sources["desk"].licence == "own"
    assert catalog.words["ours"] == {"greeting": ["你好"]}
    assert catalog.texts["orebook.d/sources.toml"] == source


def test_a_word_of_the_overlay_replaces_that_word_alone(laid: Lay) -> None:
    name, words = next((name, words) for name, words in CATALOG.words.items() if len(words) > 1)
    replaced, *kept = words
    changed = laid(**{f"words__{name}": f"[{replaced}]\nours = true"}).words[name]
    assert changed[replaced] == {"ours": True}
    assert all(changed[word] == words[word] for word in kept)


def test_a_byte_order_mark_does_no_harm_and_hidden_files_are_left_alone(laid: Lay, tmp_path: Path) -> None:
    (tmp_path / "orebook.d").mkdir()
    (tmp_path / "orebook.d" / ".tin.toml").write_text("half-written")
    assert "tin-ingot" in laid(tin=b"\xef\xbb\xbf" + TIN.encode()).products


def test_a_note_is_welcome_in_any_table(laid: Lay) -> None:
    assert "tin" in laid(tin=TIN_CHAIN.replace('en = "Tin"', 'en = "Tin"\nnote = "ask Li"'), ore=TIN).chains


def test_an_overlay_must_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadArgumentError, match="is not a folder"):
        load(tmp_path / "nowhere")
