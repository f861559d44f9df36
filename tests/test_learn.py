"""A layout learnt from one labelled line, and what it reads in the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import orebook as ob
from fixtures.readings import catalog, told
from orebook.book import Book
from orebook.errors import BadArgumentError, CatalogError
from orebook.reader import learn

DAY = date(2025, 1, 9)
CERIUM = "cerium-oxide 8000~8200"
SHAPES = {
    "bars": ("Pr-Nd oxide | 400,000 | 401,000 | +500 | yuan/mt => prnd-oxide 400000-401000 CNY/t",
             "Cerium oxide | 8,000 | 8,200 | 0 | yuan/mt", "{product} | {low} | {high} | {change} | {unit}"),
    "中文": ("氧化镨钕：40-40.1，均价40.05，万元/吨 => prnd-oxide 400000-401000 CNY/t",
            "氧化铈：0.8-0.82，均价0.81，万元/吨", "{product}：{range}，均价{average}，{unit}"),
    "tabs without a unit": ("Pr-Nd oxide\t75%\t400,000\t401,000 => prnd-oxide 400000-401000 CNY/t",
                            "Cerium oxide\t99.9%\t8,000\t8,200", "{product}\t{grade}\t{low}\t{high}"),
    "words between": ("Pr-Nd oxide: bid 400,000 / ask 401,000 RMB/t => prnd-oxide 400000-401000 CNY/t",
                      "Cerium oxide: bid 8,000 / ask 8,200 RMB/t",
                      "{product}: bid {low} / ask {high} {unit}"),
    "place and day": ("Pr-Nd oxide FOB Tianjin 400,000-401,000 yuan/mt 2025-01-09 "
                      "=> prnd-oxide 400000-401000 CNY/t",
                      "Cerium oxide EXW Baotou 8,000-8,200 yuan/mt 2025-01-09",
                      "{product} {grade} {range} {unit} {date}"),
    "the price first": ("400,000-401,000 yuan/mt; Pr-Nd oxide => prnd-oxide 400000-401000 CNY/t",
                        "8,000-8,200 yuan/mt; cerium oxide", "{range} {unit}; {product}"),
    "in ten thousands": ("氧化镨钕 低40 高40.1 万元/吨 => prnd-oxide 400000-401000 CNY/t",
                         "氧化铈 低0.8 高0.82 万元/吨", None),
}  # fmt: skip


def learnt(text: str) -> ob.reader.Learnt:  # type: ignore[name-defined]
    return learn(text, catalog=catalog(), on=DAY, today=DAY)


@pytest.mark.parametrize("name", SHAPES)
def test_one_labelled_line_teaches_the_others(name: str) -> None:
    labelled, other, line = SHAPES[name]
    found = learnt(f"{labelled}\n{other}\n")
    assert [told(quote, DAY) for quote in found.reading.quotes] == ["prnd-oxide 400000~401000", CERIUM]
    assert line is None or found.layouts[0]["line"] == line
    assert {rule for quote in found.reading.quotes for rule in quote.rules} == {"T5"}


def test_cells_on_lines_of_their_own_are_labelled_below_the_last() -> None:
    prnd = "Pr-Nd oxide\n400,000-401,000\n400,500\n+500\nFOB Tianjin\n2025-01-08\n"
    cerium = "Cerium oxide\n8,000-8,200\n8,100\n0\nEXW Baotou\n2025-01-08\n"
    text = f"{prnd}=> prnd-oxide 400000-401000 CNY/t 2025-01-08\n\n{cerium}"
    found = learnt(text)
    assert found.layouts[0]["cells"] == ["product", "range", "average", "change", "grade", "date"]
    assert [told(quote, DAY) for quote in found.reading.quotes] == [
        "prnd-oxide 400000~401000 2025-01-08", f"{CERIUM} 2025-01-08",
    ]  # fmt: skip


def test_a_second_label_that_the_first_layout_reads_teaches_nothing_new() -> None:
    labelled, other, _ = SHAPES["bars"]
    assert len(learnt(f"{labelled}\n{other} => cerium-oxide 8000-8200 CNY/t\n").layouts) == 1


def test_a_number_that_means_nothing_is_skipped_by_its_label() -> None:
    text = "Pr-Nd oxide | 400,000 | 401,000 | 17 => prnd-oxide 400000-401000 CNY/t skip=17"
    (layout,) = learnt(text).layouts
    assert layout["line"] == "{product} | {low} | {high} | {previous}"


def test_two_shapes_teach_two_layouts() -> None:
    text = "\n".join([SHAPES["bars"][0], SHAPES["words between"][0], SHAPES["words between"][1]])
    found = learnt(text)
    assert len(found.layouts) == 2
    assert CERIUM in [told(quote, DAY) for quote in found.reading.quotes]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pr-Nd oxide | 400,000", "No line is labelled"),
        ("Pr-Nd oxide | 400,000 => prnd-oxide", "no reading"),
        ("Pr-Nd oxide | 400,000 | 401,000 | 16,100 => prnd-oxide 400000-401000 CNY/t", "What is 16,100"),
        ("Pr-Nd oxide | 400,000 | 400,000 | yuan/mt => prnd-oxide 400000 CNY/t", "2 times"),
        ("Pr-Nd oxide | 400,000 | 401,000 | USD/t => prnd-oxide 400000-401000 CNY/t", "Which is right"),
        ("Pr-Nd oxide | 40 | 40.1 => prnd-oxide 400000-401000 CNY/t", "no number that makes 400,000"),
        ("Zorbium | 400,000 | 401,000 => prnd-oxide 400000-401000 CNY/t", "Teach its name first"),
        ("Pr-Nd oxide | 400,000 => zorbium-oxide 400000 CNY/t", 'no product "zorbium-oxide"'),
        ("Pr-Nd oxide [a] 400,000 => prnd-oxide 400000 CNY/t", "which layouts use for themselves"),
        ("Pr-Nd oxide | 400,000 => prnd-oxide 400000 CNY/t colour=3", "colour="),
        ("=> prnd-oxide 400000 CNY/t", "under no line"),
    ],
)
def test_what_is_left_open_is_refused_and_says_what_is_missing(text: str, said: str) -> None:
    with pytest.raises(BadArgumentError, match=said):
        learnt(text)


def test_a_layout_is_written_only_when_asked_and_then_reads(tmp_path: Path) -> None:
    labelled, other, line = SHAPES["bars"]
    with ob.open(tmp_path / "book.db") as book:
        proposed = book.learn(f"{labelled}\n{other}", on="2025-01-09")
        assert (proposed.file, book.teaching.exists()) == (None, False)
        assert f'line = "{line}"' in proposed.toml
        made = book.learn(f"{labelled}\n{other}", on="2025-01-09", write=True, author="Wang Li")
        assert made.file == book.teaching / "layouts" / "taught.toml"
        assert 'author = "Wang Li"' in made.file.read_text(encoding="utf-8")
        assert [quote.product for quote in book.read(text=other, on="2025-01-09").quotes] == ["cerium-oxide"]


def test_layouts_learnt_one_after_another_keep_their_own_names(tmp_path: Path) -> None:
    with ob.open(tmp_path / "book.db") as book:
        for name in ("bars", "words between"):
            book.learn(SHAPES[name][0], on="2025-01-09", write=True)
        ids = [layout["id"] for layout in book.catalog.layouts if str(layout["id"]).startswith("learnt")]
    assert ids == ["learnt-1-1", "learnt-2-1"]


def test_an_unsafe_folder_says_so_before_a_layout_is_added(tmp_path: Path) -> None:
    (tmp_path / "orebook.d").mkdir()
    (tmp_path / "orebook.d" / "broken.toml").write_text("[[name]]\nwords = 1", encoding="utf-8")
    book = Book.absent(tmp_path / "book.db")
    with pytest.raises(CatalogError):
        book.learn(SHAPES["bars"][0], on="2025-01-09", write=True)
    assert not (tmp_path / "orebook.d" / "layouts").exists()
