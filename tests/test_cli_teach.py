"""Teaching from the command line: real processes, a real book, a real folder beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

NOTE = "Zorbium oxide rose to 400,000-401,000 yuan/mt. Pr-Nd metal was 501,000-499,000 yuan/mt.\n"
LINES = (
    "Cerium oxide | 8,000 | 8,200 | yuan/mt => cerium-oxide 8000-8200 CNY/t\n"
    "Lanthanum oxide | 4,000 | 4,100 | yuan/mt\n"
)
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def orebook(tmp_path: Path) -> Run:
    """The installed command, run in a folder with a book that holds a note."""

    def run(*words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        inherited = {key: value for key, value in os.environ.items() if key != "OREBOOK_BOOK"}
        return subprocess.run(
            [sys.executable, "-m", "orebook", *words],
            cwd=tmp_path, capture_output=True, text=True, env=inherited, timeout=120, input=given,
        )  # fmt: skip

    (tmp_path / "notes.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "lines.txt").write_text(LINES, encoding="utf-8")
    run("init")
    run("add", "notes.txt", "--on", "2025-01-09", "--source", "own")
    return run


def test_from_a_refusal_to_a_price(orebook: Run, tmp_path: Path) -> None:
    listed = orebook("refusals").stdout
    assert "R1\tno-product\tnotes.txt, line 1" in listed
    assert "[Zorbium oxide rose to 400,000-401,000 yuan/mt]." in listed
    answered = orebook("answer", "R1", "--product", "prnd-oxide", "--as", "Wang Li")
    assert answered.returncode == 0, answered.stderr
    assert 'words = ["Zorbium oxide"]' in answered.stdout
    assert (tmp_path / "orebook.d" / "products" / "taught.toml").is_file()
    assert "400,000–401,000" in orebook("quotes", "prnd-oxide").stdout
    assert "R1" not in orebook("refusals", "--open").stdout
    assert "Answered: prnd-oxide 400,000-401,000" in orebook("refusals", "--answered").stdout


def test_refusals_as_json_carry_number_sentence_and_answer(orebook: Run) -> None:
    orebook("answer", "R2", "--ignore", "--as", "Wang Li", "--why", "printed backwards")
    (one,) = [
        json.loads(line)
        for line in orebook("refusals", "--rule", "reversed-range", "--json").stdout.splitlines()
    ]
    assert (one["number"], one["sentence"]) == ("R2", "Pr-Nd metal was [501,000-499,000 yuan/mt].")
    assert one["answered"] == "set aside by Wang Li: printed backwards"
    assert {"rule", "message", "where", "suggestions", "spans", "id"} <= set(one)


def test_a_wrong_answer_ends_with_2_and_writes_nothing(orebook: Run, tmp_path: Path) -> None:
    for words in (
        ("R9", "--ignore"),
        ("R1", "--product", "terbium-metal"),
        ("R1", "--layout", "{product} {prcie}"),
    ):
        done = orebook("answer", *words)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), words
    assert not (tmp_path / "orebook.d").exists()


@pytest.mark.parametrize("given", [None, LINES])
def test_learn_from_a_file_or_from_standard_input(orebook: Run, tmp_path: Path, given: str | None) -> None:
    done = orebook("learn", "-" if given else "lines.txt", given=given)
    assert done.returncode == 0, done.stderr
    assert 'line = "{product} | {low} | {high} | {unit}"' in done.stdout
    assert "lanthanum-oxide\tassessment\t4,000–4,100" in done.stdout
    assert not (tmp_path / "orebook.d").exists()
    assert "Written to" in orebook("learn", "lines.txt", "--write").stderr
    assert "8,000–8,200" in orebook("read", "lines.txt", "--on", "2025-01-09").stdout


def test_lint_ends_with_1_where_there_are_findings(orebook: Run, tmp_path: Path) -> None:
    assert orebook("lint").returncode == 2
    (tmp_path / "orebook.d").mkdir()
    assert orebook("lint").returncode == 0
    (tmp_path / "orebook.d" / "ours.toml").write_text(
        '[[name]]\nproduct = "prnd-oxide"\nwords = ["terbium"]\n', "utf-8"
    )
    done = orebook("lint", "orebook.d")
    assert done.returncode == 1
    assert done.stdout.startswith('orebook.d/ours.toml:3: name 1 > words: "terbium" is a bare element')
    assert json.loads(orebook("lint", "--json").stdout)["line"] == 3


def test_what_was_taught_reaches_other_documents_by_reading_them_again(orebook: Run, tmp_path: Path) -> None:
    (tmp_path / "more.txt").write_text("Zorbium oxide stood at 410,000 yuan/mt.", encoding="utf-8")
    orebook("add", "more.txt", "--on", "2025-01-10")
    orebook("answer", "R1", "--product", "prnd-oxide")
    assert "2 documents read again, 1 new quotes." in orebook("reread").stdout
