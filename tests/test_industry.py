"""Statistics and events as a book answers for them, in Python and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import orebook
from orebook.errors import BadArgumentError
from orebook.facts import Phrase, Statistic
from orebook.frames import frame
from orebook.serve.cli import cli

JUNE = (
    "In June, domestic dysprosium oxide output was 214 mt, down 0.6% MoM. "
    "Copper stocks were 145,600 mt on July 3."
)
STOP = "A separation plant will suspend its line for maintenance from July 15 to August 5."


@pytest.fixture
def book() -> orebook.Book:
    book = orebook.open("sqlite://")
    book.add(text=f"{JUNE}\n\n{STOP}", on="2024-07-04", source="own")
    return book


def test_a_book_keeps_what_was_read_whole(book: orebook.Book) -> None:
    output = book.statistics("dysprosium-oxide")[0].fact
    assert (output.measure, output.value, output.unit, output.period) == ("output", 214, "t", "2024-06")
    assert (output.change, output.change_unit, output.against) == (-0.6, "%", "month")
    assert (output.who, output.source, str(output.published)) == ("domestic", "own", "2024-07-04")


def test_statistics_by_measure_and_days(book: orebook.Book) -> None:
    assert [one.fact.measure for one in book.statistics()] == ["output", "inventory"]
    assert [one.fact.value for one in book.statistics(measure="inventory")] == [145_600]
    assert [one.fact.measure for one in book.statistics(end="2024-06-15")] == ["output"]
    assert [one.fact.measure for one in book.statistics(start="2024-07-01")] == ["inventory"]


def test_events_by_kind_and_days(book: orebook.Book) -> None:
    (stop,) = (one.fact for one in book.events("maintenance", start="2024-07-01", end="2024-07-31"))
    assert (stop.segment, str(stop.starts), str(stop.ends), stop.certainty) == (
        "oxide", "2024-07-15", "2024-08-05", "planned",
    )  # fmt: skip
    assert book.events("tender") == []
    assert book.events(start="2024-08-01") == []


def test_nothing_was_known_before_it_was_told(book: orebook.Book) -> None:
    assert book.statistics(known_at="2020-01-01") == []
    assert book.events(known_at="2020-01-01") == []


def test_a_wrong_name_is_told_with_the_nearest(book: orebook.Book) -> None:
    with pytest.raises(BadArgumentError, match=r'"outptu" is no measure\. Nearest: "output"'):
        book.statistics(measure="outptu")
    with pytest.raises(BadArgumentError, match="maintenance, quota"):
        book.events("strike")
    with pytest.raises(BadArgumentError, match="after end"):
        book.statistics(start="2024-08-01", end="2024-07-01")


def test_statistics_as_a_frame(book: orebook.Book) -> None:
    made = frame(Statistic, [one.fact for one in book.statistics()])
    assert made["value"].to_list() == [214, 145_600]


def test_a_phrase_carries_its_speaker() -> None:
    text = "Metal plants raised their quotations, but magnet makers showed low acceptance."
    phrases: tuple[Phrase, ...] = orebook.Book.absent().read(text=text, on="2025-01-09").phrases
    assert [(one.side, one.speaker) for one in phrases] == [
        ("seller", "metal-plants"), ("buyer", "magnet-makers"),
    ]  # fmt: skip


# ── the command line ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def kept(tmp_path: Path) -> str:
    where, notes = str(tmp_path / "metals.db"), tmp_path / "notes.txt"
    notes.write_text(f"{JUNE}\n\n{STOP}\n", encoding="utf-8")
    run("init", "--book", where)
    run("add", str(notes), "--on", "2024-07-04", "--source", "own", "--book", where)
    return where


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_statistics_on_the_command_line(kept: str) -> None:
    lines = run("statistics", "--book", kept).splitlines()
    assert lines[0].split("\t")[:5] == ["period", "measure", "of", "value", "unit"]
    assert lines[1].split("\t")[:7] == [
        "2024-06",
        "output",
        "dysprosium-oxide",
        "214",
        "t",
        "-0.6 %",
        "month",
    ]
    answer = run("statistics", "--measure", "inventory", "--json", "--book", kept)
    (told,) = map(json.loads, answer.splitlines())
    assert (told["fact"], told["value"], told["period"]) == ("statistic", 145_600, "2024-07-03")


def test_events_on_the_command_line(kept: str) -> None:
    assert STOP in run("events", "--book", kept)
    (told,) = map(json.loads, run("events", "maintenance", "--json", "--book", kept).splitlines())
    assert (told["fact"], told["kind"], told["ends"]) == ("event", "maintenance", "2024-08-05")


def test_read_shows_them_and_keeps_nothing(kept: str, tmp_path: Path) -> None:
    shown = run("read", str(tmp_path / "notes.txt"), "--on", "2024-07-04", "--book", kept)
    assert "dysprosium-oxide" in shown
    assert "maintenance" in shown
