"""Files of any format through the book and the command line: kept, asked about, and told by page and cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import orebook
from fixtures.originals import xlsx
from fixtures.readings import catalog
from orebook.errors import CatalogError, UnreadableDocumentError
from orebook.serve.cli import cli
from test_formats import EVERY, ITEMS

DAY = "2025-03-14"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in EVERY.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "atom").rename(tmp_path / "feed.atom")
    return tmp_path


def test_a_folder_of_every_format_is_kept_whoever_reads_it(folder: Path) -> None:
    kept = []
    for workers in (1, 2):
        with orebook.open("sqlite://") as book:
            for _, added in book.add_files([folder], on=DAY, source="own", workers=workers):
                assert not isinstance(added, UnreadableDocumentError), added
            kept.append([(one.id, one.fact.format) for one in book.documents()])
    assert kept[0] == kept[1]
    # p.xlsx says what p.xls said: the same document, held already
    assert {name for _, name in kept[0]} == {"html", "feed", "pdf", "xls", "ods"}


def test_an_answer_names_the_cell_it_rests_on(folder: Path) -> None:
    with orebook.open("sqlite://") as book:
        book.add(folder / "p.xlsx", on=DAY, source="own")
        (weighed,) = book.why("prnd-oxide", on=DAY).quotes
        assert (weighed.address, weighed.place) == ("p.xlsx", "cell Prices!D4")
        assert book.assess("prnd-oxide", on=DAY).mid == 400500.25


def test_what_a_book_kept_of_a_file_still_knows_its_place(folder: Path, tmp_path: Path) -> None:
    with orebook.open(tmp_path / "kept.db") as book:
        book.add(folder / "report.pdf", on=DAY, source="own")
    with orebook.open(tmp_path / "kept.db", create=False) as book:
        (document,) = [one.fact for one in book.documents()]
        assert [origin.page for origin in document.origins] == [1, 2]


def test_a_feed_needs_no_day_and_a_workbook_does(folder: Path) -> None:
    with orebook.open("sqlite://") as book:
        assert book.add(folder / "feed.xml").kept == 2
        with pytest.raises(orebook.BadArgumentError, match="which day is it from"):
            book.add(folder / "p.xlsx")


def test_a_feed_read_again_tomorrow_adds_only_its_new_items(folder: Path) -> None:
    more = ITEMS.replace(
        "<item>",
        "<item><title>Cerium oxide was 8,000 yuan/mt</title><link>https://a.example/3</link>"
        "<pubDate>Fri, 14 Mar 2025 08:00:00 +0800</pubDate></item><item>",
        1,
    )
    with orebook.open("sqlite://") as book:
        book.add(folder / "feed.xml")
        (folder / "feed.xml").write_text(more, "utf-8")
        again = book.add(folder / "feed.xml")
        assert (again.kept, again.already) == (1, 2)


def test_a_bad_file_among_good_ones_is_named_and_the_others_are_kept(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(EVERY["report.pdf"][:200])
    with orebook.open("sqlite://") as book:
        found = {path.name: added for path, added in book.add_files([folder], on=DAY)}
    bad = found.pop("bad.pdf")
    assert isinstance(bad, UnreadableDocumentError)
    assert "damaged" in str(bad)
    assert not any(isinstance(added, UnreadableDocumentError) for added in found.values())


def test_a_user_s_own_caps_are_used_and_must_be_whole(folder: Path) -> None:
    words = folder / "orebook.d" / "words"
    words.mkdir(parents=True)
    caps = dict(catalog().words["formats"]["caps"], pages=1)
    (words / "formats.toml").write_text(
        "[caps]\n" + "".join(f"{name} = {cap}\n" for name, cap in caps.items())
    )
    with (
        orebook.open(folder / "kept.db") as book,
        pytest.raises(UnreadableDocumentError, match="more than 1 pages"),
    ):
        book.read(folder / "report.pdf", on=DAY)
    (words / "formats.toml").write_text("[caps]\npages = 1\n")
    with orebook.open(folder / "kept.db") as book, pytest.raises(CatalogError, match="Give the whole table"):
        book.read(folder / "report.pdf", on=DAY)


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_command_line_shows_page_and_cell(folder: Path) -> None:
    book = ("--book", str(folder / "kept.db"))
    assert "(page 2)" in run("read", str(folder / "report.pdf"), "--on", DAY, *book)
    run("init", *book)
    run("add", str(folder / "p.xlsx"), "--on", DAY, "--source", "own", *book)
    assert "p.xlsx, cell Prices!D4" in run("why", "prnd-oxide", "--on", DAY, *book)
    lines = [json.loads(line) for line in run("why", "prnd-oxide", "--on", DAY, "--json", *book).splitlines()]
    assert [line["place"] for line in lines if line["fact"] == "reason"] == ["cell Prices!D4"]


def test_a_refusal_names_the_cell(folder: Path) -> None:
    rows = [["Product", "Unit", "Low", "High"], ["Unobtainium", "yuan/mt", 1, 2]]
    (folder / "odd.xlsx").write_bytes(xlsx({"Prices": rows}))
    said = run("read", str(folder / "odd.xlsx"), "--on", DAY, "--book", str(folder / "none.db"))
    assert "odd.xlsx, cell Prices!A2" in said
