"""What an analyst reads on the terminal: commands typed, and the lines that come back, word for word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import orebook as ob
from orebook.errors import BadArgumentError
from orebook.serve.cli import cli

METAL = "prnd-metal"


class Desk:
    """A terminal in a folder of its own, with an empty book."""

    def __init__(self, folder: Path) -> None:
        self.book = folder / "metals.db"
        self.run("init")

    def run(self, *words: str) -> str:
        done = CliRunner().invoke(cli, [*words, "--book", str(self.book)])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    def bid(self, price: str, code: str, day: int = 9, kind: str = "bid") -> str:
        said = self.run("quote", METAL, price, "CNY/t", "--kind", kind, "--contributor", code,
                        "--on", f"2025-01-{day:02}", "--as", "Wang Li")  # fmt: skip
        found = re.search("quote-[0-9a-f]{16}", said)
        assert found is not None
        return found[0]

    def why(self, day: int = 9) -> str:
        return self.run("why", METAL, "--on", f"2025-01-{day:02}")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def five(desk: Desk, day: int = 8) -> None:
    for code in range(1, 6):
        desk.bid(f"{714_000 + 1000 * code}", f"C{code}", day)


# --- why, under each rule of range/2 -------------------------------------------------------------------


def test_contributors_are_counted_as_contributors(desk: Desk) -> None:
    five(desk)
    assert "one of 5 quotes by 5 contributors; the price is the weighted median" in desk.why(8)


def test_publishers_and_contributors_are_counted_each(desk: Desk) -> None:
    with ob.open(desk.book) as book:
        book.add(text="Pr-Nd metal was 715,000-716,000 yuan/mt.", on="2025-01-09", source="smm")
    desk.bid("715000-716000", "C1")
    desk.bid("715500", "C2", kind="offer")
    assert "one of 3 quotes by 2 contributors and 1 publisher;" in desk.why()


def test_a_thin_price_says_how_many_voices_a_firm_one_takes(desk: Desk) -> None:
    desk.bid("715000", "C1")
    said = desk.why()
    assert "R13: Thin: made of 1 independent voice. A firm price is of 2 publishers or more, or of 5" in said
    assert "the day's only standing quote, so 715,000 CNY/t is the price as it is." in said


def test_a_blended_price_says_how_few_there_were(desk: Desk) -> None:
    five(desk)
    desk.bid("720000", "C1")
    assert (
        "this bid of 720,000 CNY/t is the day's only standing quote, and it takes 5 contributors to make a "
        "price by themselves: the day's range counts 30%, the last price made 70%."
    ) in desk.why()
    desk.bid("721000", "C2")
    assert "is one of 2 quotes by 2 contributors, and it takes 5" in desk.why()


def test_judgements_are_told_as_sentences(desk: Desk) -> None:
    """Both ways of naming who and why are taken, as everywhere else."""
    five(desk)
    aside = desk.bid("800000", "C6", 8)
    said = desk.run(
        "judge", METAL, "--on", "2025-01-08", "--set-aside", aside, "--as", "Li Na", "--why", "A joke."
    )
    assert said == f"Judged {METAL} on 2025-01-08: {aside} is set aside, by Li Na: A joke.\n"
    assert f": {aside} is set aside, by Li Na: A joke." in desk.why(8)
    desk.run(
        "judge", METAL, "--on", "2025-01-09", "--price", "717000-718000", "--as", "Li Na", "--why", "Seen."
    )
    assert ": the price is 717,000–718,000 CNY/t, by Li Na: Seen.\n" in desk.why(9)
    with pytest.raises(BadArgumentError, match=r'price: "abc" is no price\. Write a number or a range'):
        desk.run("judge", METAL, "--on", "2025-01-09", "--price", "abc", "--as", "Li Na", "--why", "Seen.")


def test_quotes_say_whose_they_are(desk: Desk) -> None:
    desk.bid("715000", "C1")
    assert "\tC1, own\t" in desk.run("quotes")
    assert "\tC1, own\t" in desk.why()


# --- What is refused -----------------------------------------------------------------------------------


def test_a_typed_slip_is_told_without_a_document_nobody_saw(desk: Desk) -> None:
    with pytest.raises(BadArgumentError) as error:
        desk.bid("7150000", "C1")
    assert str(error.value).startswith('"7150000": read as prnd-metal 7,150,000 CNY/t; it lies outside')


def test_a_sheet_tells_each_row_once(desk: Desk, tmp_path: Path) -> None:
    """Where a row stands is in its columns; its sentence in the list of refusals is the row."""
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "product,price,unit,kind,volume,contributor,on\n"
        "prnd-metal,715000,CNY/t,bid,20t,C1,2025-01-09\n"
        "prnd-metal,7150000,CNY/t,bid,20t,C2,2025-01-09\n"
        "prnd-metal,,CNY/t,bid,20t,C3,2025-01-09\n"
        "prnd-metal,716000,CNY/t,bid,20t,C4,2025-01-09\n",
        encoding="utf-8",
    )
    said = desk.run("quotes-from", str(sheet), "--as", "Wang Li").splitlines()
    assert said[0] == "2 quotes kept, 0 rows held already, 2 refused"
    assert said[2].startswith('sheet.csv\t3\trow 3\t7150000\t"7150000": read as prnd-metal 7,150,000')
    assert said[3] == (
        "sheet.csv\t4\trow 4\t–\tprice: it is missing. Expected a number or a range such as 715000-720000."
    )
    told = desk.run("refusals")
    assert "[prnd-metal,7150000,CNY/t,bid,20t,C2,2025-01-09]" in told


def test_nearest_names_are_named_once(desk: Desk) -> None:
    with pytest.raises(BadArgumentError, match=r'Nearest: "prnd-metal", "prnd metal"'):
        desk.run("assess", "prndmetal", "--on", "2025-01-09")


def test_figures_of_nobody_named_say_how_to_name_them(desk: Desk, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Pr-Nd metal was 715,000 yuan/mt.")
    desk.run("add", str(note), "--on", "2025-01-09")
    with pytest.raises(BadArgumentError, match="what you were told yourself is your own, --source own"):
        desk.run("publish", "draft", "price", METAL, "2025-01-09", "--as", "Wang Li")


def test_what_a_desk_hears_itself_is_its_own(desk: Desk) -> None:
    """Nobody published it, and nobody's licence stands in the way of its price."""
    desk.bid("715000", "C1")
    assert '"source": "own"' in desk.run("quotes", METAL, "--json")
    assert "Drafted" in desk.run("publish", "draft", "price", METAL, "2025-01-09", "--as", "Wang Li")


# --- What changed --------------------------------------------------------------------------------------


def test_days_that_say_the_same_are_one_line(desk: Desk) -> None:
    old = desk.bid("715000", "C1")
    said = desk.run("correct", old, "--to", "717000", "--as", "Li Na", "--why", "Misheard.").splitlines()
    assert said[2:4] == [
        f"price\t{METAL} 2025-01-09\t715,000 CNY/t thin\t717,000 CNY/t thin\t–",
        f"price\t{METAL} 2025-01-10 to 2025-01-19\t715,000 CNY/t carried\t717,000 CNY/t carried\t–",
    ]
    told = desk.run("diff", "--from-known", "2020-01-01", "--to-known", "2100-01-01")
    assert "learnt\t2 quotes\t" in told
    assert f"price\t{METAL} 2025-01-09\tsuspended\t717,000 CNY/t thin\t" in told


def test_a_publication_has_one_name_everywhere(desk: Desk) -> None:
    five(desk)
    desk.run("publish", "draft", "price", METAL, "2025-01-08", "--as", "Wang Li")
    desk.run("publish", "approve", "price", METAL, "2025-01-08", "--as", "Li Na")
    said = desk.run("publish", "release", "price", METAL, "2025-01-08")
    name = re.search("publication-[0-9a-f]{16}", said)
    assert name is not None
    with ob.open(desk.book) as book:
        quote = book.quotes()[0].id
    for words in (["publications"], ["affected", quote], ["diff", "--from-known", "2020-01-01", "--to-known",
                  "2100-01-01"], ["trust", "check"]):  # fmt: skip
        assert set(re.findall("publication-[0-9a-f]{16}", desk.run(*words))) == {name[0]}, words


def test_corrected_quotes_are_not_handed_on(desk: Desk, tmp_path: Path) -> None:
    old: Any = desk.bid("715000", "C1")
    desk.run("correct", old, "--to", "717000", "--as", "Li Na", "--why", "Misheard.")
    target = tmp_path / "quotes.csv"
    assert desk.run("export", "quotes", "-o", str(target)).startswith("1 row")
    assert "715000" not in target.read_text(encoding="utf-8")
