"""What the catalogue says when its files are wrong: where, what, what was expected, and all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orebook.catalog import load
from orebook.errors import CatalogError

PRODUCTS = """
chain = "tin"

[bare]
tin = ["tin", "Sn", "锡"]

[[product]]
id = "tin-ingot"
segment = "metal"
unit = "CNY/t"
en = "tin ingot"
zh = "锡锭"
names = ["1# tin"]
band = {low = 50_000, high = 1_500_000, source = "own notes"}

[[product]]
id = "tin-ore"
segment = "ore"
unit = "CNY/t"
en = "tin ore"

[[family]]
form = "oxide"
names = ["{} oxide"]
[family.members]
tin = "tin-ore"
"""

VAT = '[[vat]]\nstart = 2019-04-01\nrate = 0.13\nsource = "as for rare earths"\n'

COST = """
[[process.cost]]
id = "charge"
value = 17_000
low = 12_000
high = 22_000
unit = "CNY/t"
tax = "included"
start = 2020-01-01
source = "our contracts"
confidence = "M"
"""

TAKES = """
[[process.takes]]
product = "tin-ore"
value = 2.6
unit = "t/t"
start = 2020-01-01
source = "our plant"
confidence = "M"
"""

PROCESS = f"""
[[process]]
id = "smelting"
en = "Tin smelting"
link = "ore-metal"
makes = "tin-ingot"
{TAKES}{COST}"""

CHAIN = f"""id = "tin"
en = "Tin"
currency = "CNY"
segments = ["ore", "metal"]
{VAT}{PROCESS}"""

CUE = """[[cue]]
id = "X1"
side = "buyer"
score = 1
phrases = ["waiting"]
start = 2025-01-01
source = "own" """

SOURCE = '[[source]]\nid = "desk"\nname = "Our desk"\nlicence = "own"\n'
METHOD = 'id = "ours/1"\nstart = 2025-01-01\ntitle = "Our method"\n'
RULE = '[[rule]]\nid = "R1"\ntext = "First things first."\n'

Findings = Callable[..., tuple[str, ...]]


@pytest.fixture
def findings(tmp_path: Path) -> Findings:
    """What is found wrong with these files in orebook.d/, given as path=text: __ stands for /."""

    def found(**texts: str | bytes) -> tuple[str, ...]:
        for name, text in texts.items():
            path = tmp_path / "orebook.d" / f"{name.replace('__', '/')}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            load(tmp_path / "orebook.d")
        except CatalogError as error:
            return error.findings
        return ()

    return found


def changed(text: str, right: str, wrong: str) -> str:
    assert right in text
    return text.replace(right, wrong, 1)


def test_the_files_these_cases_spoil_are_sound(findings: Findings) -> None:
    assert findings(products__tin=PRODUCTS, chains__tin=CHAIN, cues__x=CUE, sources=SOURCE) == ()
    assert findings(methods__ours=METHOD + RULE) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ('product = "tin-ore"', 'product = "tin-or"',
         ' > takes: no product "tin-or". Nearest: "tin-ore".'),
        ('makes = "tin-ingot"', 'makes = "tin-ingo"',
         ' > makes: no product "tin-ingo". Nearest: "tin-ingot".'),
        ('link = "ore-metal"', 'link = "ore-oxide"', ' > link: "ore-oxide" is not a link of this chain.'
         ' Expected two segments of ore, metal, such as "oxide-metal".'),
        ("low = 12_000", "low = 18_000",
         " > cost charge: 17000 does not lie in its band 18000 to 22000."),
        ('tax = "included"', 'tax = "incl"',
         ' > cost charge > tax: "incl" is not known here. Nearest: "included".'),
        ('tax = "included"', "",
         ' > cost charge: no "tax". Say whether VAT is "included" or "excluded" in it.'),
        ('unit = "CNY/t"', 'unit = "CNY/ton"',
         ' > cost charge > unit: "CNY/ton" is not known here. Nearest: "CNY/t".'),
        ('unit = "t/t"', 'unit = "kg/t"', ' > takes > unit: "kg/t" is not known here. Nearest: "t/t".'),
        ("value = 17_000", 'value = "17k"', " > cost charge > value: expected a number, found '17k'."),
        ("value = 17_000", "value = true", " > cost charge > value: expected a number, found True."),
        ('source = "our contracts"', "", ' > cost charge: no "source". Expected text.'),
        ("start = 2020-01-01", 'start = "2020-01-01"',
         " > takes > start: expected a day such as 2025-01-09, found '2020-01-01'."),
        ('source = "our contracts"', 'end = 2019-12-31\nsource = "our contracts"',
         " > cost charge: ends on 2019-12-31, before it starts on 2020-01-01."),
        ('confidence = "M"', 'confidence = "sure"',
         ' > takes > confidence: "sure" is not known here. Expected one of: H, M, L.'),
        (COST, COST + changed(COST, "2020-01-01", "2022-01-01"),
         " > cost: charge has two numbers from 2022-01-01 on. End the earlier."),
        (TAKES, "", ": no [[process.takes]]. A process takes at least one product."),
        (PROCESS, PROCESS + PROCESS, ": given twice in this chain. Keep one of the two."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_process(findings: Findings, right: str, wrong: str, finding: str) -> None:
    said = findings(products__tin=PRODUCTS, chains__tin=changed(CHAIN, right, wrong))
    assert f"orebook.d/chains/tin.toml > process smelting{finding}" in said


def test_a_number_may_follow_another_that_has_ended(findings: Findings) -> None:
    ended = changed(COST, "start = 2020-01-01", "start = 2020-01-01\nend = 2021-12-31")
    later = changed(COST, "start = 2020-01-01", "start = 2022-01-01")
    assert findings(products__tin=PRODUCTS, chains__tin=changed(CHAIN, COST, ended + later)) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("rate = 0.13", "rate = 13", " > vat > rate: 13 is not a share. Write 13% as 0.13."),
        (VAT, VAT + VAT, " > vat: two rates from 2019-04-01. A rate holds until the next one starts."),
        (VAT, "", ": no [[vat]]. Give at least one rate with its start and source."),
        ('currency = "CNY"', 'currency = "RMB"',
         ' > currency: "RMB" is not known here. Expected one of: CNY, USD, AUD, USc.'),
        ('segments = ["ore", "metal"]', 'segments = "ore"',
         " > segments: expected a list of texts, found 'ore'."),
        ('segments = ["ore", "metal"]', "",
         ': no "segments". Expected a list such as ["ore", "oxide", "metal"].'),
        ('en = "Tin"', 'en = "Tin"\nmetal = "Sn"',
         ': no field "metal" here. Known: currency, en, id, process, segments, vat, zh.'),
    ],
)  # fmt: skip
def test_what_is_said_of_a_chain(findings: Findings, right: str, wrong: str, finding: str) -> None:
    said = findings(products__tin=PRODUCTS, chains__tin=changed(CHAIN, right, wrong))
    assert f"orebook.d/chains/tin.toml{finding}" in said


def test_a_product_stands_in_a_segment_its_chain_has(findings: Findings) -> None:
    (said,) = findings(products__tin=changed(PRODUCTS, '"metal"', '"metals"'), chains__tin=CHAIN)
    assert said == (
        "orebook.d/products/tin.toml > product tin-ingot > segment:"
        ' the chain tin has no segment "metals". Nearest: "metal".'
    )


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ('unit = "CNY/t"', 'unit = "CNY/ton"', ' > unit: "CNY/ton" is not known here. Nearest: "CNY/t".'),
        ('segment = "metal"', "", ': no "segment". Expected text.'),
        ('segment = "metal"', "segment = 3", " > segment: expected text, found 3."),
        ('id = "tin-ingot"', 'id = "tin-ingot "',
         '  > id: "tin-ingot " is not written as an id. Write it like "prnd-oxide".'),
        ('en = "tin ingot"', 'en = " "', " > en: expected text, found ' '."),
        ("names =", "name =", ': no field "name" here. Nearest: "names".'),
        ("low = 50_000", "low = 5_000_000",
         " > band: reversed: low 5000000 is above high 1500000. Put the lower number in low."),
        ("low = 50_000", "low = nan", " > band > low: expected a number, found nan."),
        (', source = "own notes"', "", ' > band: no "source". Expected text.'),
        ('["1# tin"]', '["Tin"]',
         ' > names: "Tin" is a bare element or grade. Add its form: oxide, metal.'),
        ('["1# tin"]', '["Pr–Nd  OXIDE"]',
         ' > names: "Pr–Nd  OXIDE" is already prnd-oxide. A name must mean one product.'),
        ('["1# tin"]', '["monazite", "DyFe", "dysprosium iron", "镝铁", "dysprosium-ferrum"]',
         ' > names: "DyFe", "dysprosium iron", "镝铁" and 2 more are already dysprosium-iron.'
         " A name must mean one product."),
        ('id = "tin-ore"', 'id = "tin-ingot"',
         ": already given in orebook.d/products/tin.toml > product tin-ingot. Keep one of the two."),
        ('zh = "锡锭"', 'formula = {shares = {Sn = 0.9, Pb = 0.2}, source = "x", confidence = "L"}',
         " > formula > shares: mass shares must be above 0 and sum to 1 at most; these sum to 1.1."),
        ('zh = "锡锭"', 'formula = {source = "x", confidence = "L"}',
         ' > formula: no "shares". Expected mass shares such as shares = {Pr6O11 = 0.25, Nd2O3 = 0.75}.'),
        ('zh = "锡锭"', "formula = {shares = {Sn = 0.9}}", ' > formula: no "source". Expected text.'),
        ('low = 50_000, high = 1_500_000, source = "own notes"', "", ' > band: no "low". Expected a number.'),
    ],
)  # fmt: skip
def test_what_is_said_of_a_product(findings: Findings, right: str, wrong: str, finding: str) -> None:
    said = findings(products__tin=changed(PRODUCTS, right, wrong))
    assert f"orebook.d/products/tin.toml > product tin-ingot{finding}" in said


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ('tin = "tin-ore"', 'tin = "tin-or"', 'members: no product "tin-or". Nearest: "tin-ore".'),
        ('tin = "tin-ore"', 'tinn = "tin-ore"',
         'members: no words for "tinn" in any [bare] table. Nearest: "tin".'),
        ('"{} oxide"', '"oxide"',
         'names: "oxide" needs one {} where the element stands, for instance "{} oxide".'),
    ],
)  # fmt: skip
def test_what_is_said_of_a_family(findings: Findings, right: str, wrong: str, finding: str) -> None:
    said = findings(products__tin=changed(PRODUCTS, right, wrong))
    assert f"orebook.d/products/tin.toml > family 1 > {finding}" in said


@pytest.mark.parametrize(
    ("path", "text", "finding"),
    [
        ("products__bad", "[[product]\n",
         ": not TOML: Expected ']]' at the end of an array declaration (at line 1, column 10)."),
        ("products__bad", 'en = "锡"'.encode("gb18030"), ": not UTF-8 at byte 6. Save it as UTF-8."),
        ("products__bad", "[product]\nid = 1", " > product: expected tables [[product]], found {'id': 1}."),
        ("products__bad", 'chian = "tin"', ': no field "chian" here. Nearest: "chain".'),
        ("bad", "colour = 1", ": nothing says what it holds. Put it in a folder called"
         " products, chains, methods, words, cues, layouts, decisions, calendars or sources."),
        ("sources", changed(SOURCE, '"own"', '"free"'),
         ' > source desk > licence: "free" is not known here. Expected one of: cite-only, open, own,'
         " unknown."),
        ("sources", SOURCE + 'aliases = ["SMM"]',
         ' > source desk > aliases: "smm" is already smm. An alias must mean one source.'),
        ("cues__x", changed(CUE, "buyer", "trader"),
         ' > cue X1 > side: "trader" is not known here. Expected one of: seller, buyer.'),
        ("cues__x", changed(CUE, "score = 1", "score = 2"), " > cue X1 > score: 2 is outside -1 to 1."),
        ("cues__x", changed(CUE, '"waiting"', ""),
         ' > cue X1: no "phrases". A cue without words is never heard.'),
        ("cues__x", changed(CUE, "waiting", "(waiting"),
         ' > cue X1 > phrases: "(waiting" is not an RE2 pattern: missing ): (waiting.'),
        ("methods__x", changed(METHOD, "ours/1", "ours"),
         ' > id: "ours" is not written as an id. Write it like "range/1".'),
        ("methods__x", METHOD + RULE + RULE, " > rule R1: numbered twice. Give each rule its own id."),
        ("layouts__x", "[[layout]]\ncolumns = []", ' > layout 1: no "id". Expected text.'),
    ],
)  # fmt: skip
def test_what_is_said_of_any_other_file(
    findings: Findings, path: str, text: str | bytes, finding: str
) -> None:
    assert f"orebook.d/{path.replace('__', '/')}.toml{finding}" in findings(**{path: text})


def test_a_word_given_in_two_files(findings: Findings) -> None:
    assert findings(words__en__ours="[hello]\na = 1", words__zh__ours="[hello]\nb = 2") == (
        "orebook.d/words/zh/ours.toml > hello: already given in orebook.d/words/en/ours.toml."
        " Keep one of the two.",
    )


def test_everything_wrong_is_said_at_once_and_each_thing_once(findings: Findings) -> None:
    said = findings(
        products__broken="not toml",
        products__tin=changed(PRODUCTS, '"CNY/t"', '"CNY/ton"'),
        chains__tin=changed(CHAIN, '"tin-ore"', '"tin-or"'),
        sources='[[source]]\nid = "desk"',
    )
    assert [finding.removeprefix("orebook.d/").split(".toml")[0] for finding in said] == [
        "products/broken", "products/tin", "sources", "sources", "chains/tin",
    ]  # fmt: skip
    assert "prnd-oxide" in load().products  # the package's own is as it was
