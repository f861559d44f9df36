"""Words that are not safe to read by: each finding with its file and line, all of them at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from orebook.book import Book
from orebook.catalog import load


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    return tmp_path / "orebook.d"


def findings(overlay: Path, **files: str) -> list[str]:
    for name, text in files.items():
        file = overlay / f"{name.replace('__', '/')}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return [str(one) for one in Book.absent(overlay.parent / "book.db").lint()]


def name(product: str, *words: str) -> str:
    listed = ", ".join(f'"{word}"' for word in words)
    return f'# ours\n[[name]]\nproduct = "{product}"\nwords = [{listed}]\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (name("dysprosium-oxide", "dysprosium"), 4, '"dysprosium" is a bare element'),
        (name("dysprosium-oxide", "镝"), 4, '"镝" is a bare element'),
        (name("prnd-oxide", "cerium oxide"), 4, '"cerium oxide" is already cerium-oxide'),
        (name("prnd-oxide", "CERIUM-Oxide"), 4, "already cerium-oxide"),
        (name("prnd-metal", "氧化镨钕"), 4, "already prnd-oxide"),
        (name("cerium-oxide", "rare earth"), 4, "begins"),
        (name("cerium-oxide", "lanthanum cerium"), 4, "bare element"),
        (name("cerium-oxide", "1#"), 4, "too short"),
        (name("prnd-oxid", "zorbium oxide"), 3, 'no product "prnd-oxid". Nearest: "prnd-oxide"'),
        ('# ours\n[[name]]\nproduct = "prnd-oxide"\n', None, 'no "words"'),
        (name("prnd-oxide", "zorbium") + 'colour = "red"\n', None, 'no field "colour"'),
    ],
)
def test_a_name_that_is_not_safe(overlay: Path, text: str, line: int | None, said: str) -> None:
    (finding, *_) = found = findings(overlay, products__ours=text)
    where = f"orebook.d/products/ours.toml:{line}" if line else "orebook.d/products/ours.toml"
    assert finding.startswith(where), found
    assert said in finding


def test_a_word_that_changes_golden_texts_names_the_text_and_the_change(overlay: Path) -> None:
    found = findings(overlay, words__units='[mass]\nkg = ["mt", "吨"]\n')
    assert found
    assert all("golden text" in one for one in found)
    assert any(one.startswith("orebook.d/words/units.toml:") and "no longer" in one for one in found)


def test_everything_is_said_at_once(overlay: Path) -> None:
    found = findings(
        overlay,
        products__one=name("dysprosium-oxide", "dysprosium"),
        products__two=name("prnd-oxide", "cerium oxide"),
        layouts__three='[[layout]]\nid = "x"\nline = "{product} {prcie}"\n',
    )
    assert [one.partition(".toml")[0] for one in found] == [
        "orebook.d/layouts/three", "orebook.d/layouts/three", "orebook.d/products/one",
        "orebook.d/products/two",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "files",
    [
        {"products__ours": name("prnd-oxide", "zorbium oxide", "锆铽氧")},
        {"words__units": '[add.mass]\nt = ["米吨"]\n'},
        {"layouts__ours": '[[layout]]\nid = "ours"\nline = "{product}; {low}; {high}"\nunit = "CNY/t"\n'},
        {"layouts__ours": '[[layout]]\nid = "ours"\ncolumns = { average = ["结算参考"] }\n'},
        {"products__tin": '[[product]]\nid = "tin-ingot"\nchain = "tin"\nsegment = "metal"\nunit = "CNY/t"\n'
                          'en = "tin ingot"\nzh = "锡锭"\nnames = ["tin ingot", "锡锭"]\n'},
    ],
)  # fmt: skip
def test_words_that_are_safe(overlay: Path, files: dict[str, str]) -> None:
    assert findings(overlay, **files) == []


def test_words_are_added_without_losing_those_that_were_there(overlay: Path) -> None:
    findings(
        overlay, words__units='[add.mass]\nt = ["米吨"]\n', words__table='[add]\naverage = ["结算参考"]\n'
    )
    words = load(overlay).words
    assert words["units"]["mass"]["t"] == [*load().words["units"]["mass"]["t"], "米吨"]
    assert words["table"]["average"] == [*load().words["table"]["average"], "结算参考"]
    assert words["units"]["mass"]["kg"] == load().words["units"]["mass"]["kg"]


@pytest.mark.parametrize("text", ["add = 1\n", '[add]\naverage = "x"\n', "[add.average]\nx = [1]\n"])
def test_what_cannot_be_added_is_a_finding(overlay: Path, text: str) -> None:
    (finding,) = findings(overlay, words__table=text)
    assert "orebook.d/words/table.toml" in finding


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ('line = "{product} {low}"', "no price"),
        ('line = "{low} {high}"', "no {product}"),
        ('line = "{product} {prcie}"', "no field {prcie}"),
        ('line = "{product}{range}"', "two fields touch"),
        ('line = "{product} {range} {range}"', "stands twice"),
        ('line = "{product} [{range}"', "[ and ] do not pair"),
        ('line = "{product} [[{range}]]"', "[ and ] do not pair"),
        ('cells = ["product"]', "no price"),
        ('label = "prices"', "one {unit}"),
        ('columns = { prcie = ["x"] }', "no field {prcie}"),
        ("columns = { range = 1 }", "a list of texts"),
        ('line = "{product} {range}"\ncells = ["product", "range"]', "a layout is one of"),
        ('source = "x"', "this has none"),
        ('line = "{product} {range}"\nunit = "CNY/ton"', "CNY/t"),
        ('line = "{product} {range}"\nkind = "rumour"', "not known here"),
        ('line = "{product} {range}"\ncolour = 1', 'no field "colour"'),
    ],
)
def test_a_layout_that_is_not_whole(overlay: Path, layout: str, said: str) -> None:
    found = findings(overlay, layouts__ours=f'[[layout]]\nid = "ours"\n{layout}\n')
    assert any(said in one for one in found), found
    assert all(one.startswith("orebook.d/layouts/ours.toml") for one in found)


DECISION = """[[decision]]
document = "abc"
content = "def"
start = 5
end = 10
text = "5 yua"
reading = "prnd-oxide 400000-401000 CNY/t"
author = "Wang Li"
why = "so"
date = 2025-01-09
"""


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('author = "Wang Li"\n', "", 'no "author"'),
        ("end = 10", "end = 11", "as long as its text"),
        ('reading = "prnd-oxide', 'reading = "prnd-oxid', 'no product "prnd-oxid"'),
        ("CNY/t", "CNY/ton", '"CNY/ton"'),
        ("CNY/t", "CNY/t rumour", '"rumour"'),
        ("CNY/t", "CNY/t bid offer", "two kinds"),
        ("400000-401000", "401000-400000", "lower end first"),
        ("400000-401000", "many", "no number or range"),
        ('why = "so"', 'why = "so"\nignore = true', "expected one of"),
        (DECISION, DECISION * 2, "decided already"),
    ],
)
def test_a_decision_that_is_not_whole(overlay: Path, right: str, wrong: str, said: str) -> None:
    assert findings(overlay, decisions__ours=DECISION) == []
    found = findings(overlay, decisions__ours=DECISION.replace(right, wrong))
    assert any(said in one for one in found), found


def test_the_toml_of_the_how_to_is_safe_and_reads(overlay: Path) -> None:
    page = (Path(__file__).parents[1] / "docs" / "how-to" / "teach-the-reader.md").read_text(encoding="utf-8")
    layouts, names, units = re.findall(r"^```toml\n(.*?)^```", page, re.M | re.S)
    assert findings(overlay, layouts__ours=layouts, products__ours=names, words__units=units) == []
    book = Book.absent(overlay.parent / "book.db")
    text = "Cerium oxide; 8,000; 8,200; +50\nDidymium sesquioxide; 400,000; 401,000\n"
    quotes = book.read(text=text, on="2025-01-09").quotes
    assert [(one.product, one.low, one.kind) for one in quotes] == [
        ("cerium-oxide", 8000, "offer"), ("prnd-oxide", 400_000, "offer"),
    ]  # fmt: skip
