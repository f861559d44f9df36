"""The command line, as a newcomer and a program meet it: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest

from orebook.serve.cli import cli

NOTE = "Pr-Nd oxide was 400,000-401,000 yuan/mt. Pr-Nd metal stood at 490,000-495,000 yuan/mt.\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def orebook(tmp_path: Path) -> Run:
    """The installed command, run in an empty folder."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        inherited = {key: value for key, value in os.environ.items() if key != "OREBOOK_BOOK"}
        return subprocess.run(
            [sys.executable, "-m", "orebook", *words],
            cwd=tmp_path, capture_output=True, text=True, env=inherited | environment, timeout=60,
        )  # fmt: skip

    return run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "notes.txt"
    file.write_text(NOTE, encoding="utf-8")
    return file


def facts(done: subprocess.CompletedProcess[str], fact: str | None = None) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    every = [json.loads(line) for line in done.stdout.splitlines()]
    return [one for one in every if fact in (None, one["fact"])]


def test_a_day_at_the_desk(orebook: Run, notes: Path, tmp_path: Path) -> None:
    assert orebook("init").returncode == 0
    assert (tmp_path / "orebook.db").exists()
    assert "1 new document" in orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "smm").stdout
    assert "400,000–401,000" in orebook("prices", "prnd-oxide", "--from", "2025-01-01").stdout
    assert "thin" in orebook("assess", "prnd-oxide", "--on", "2025-01-09").stdout
    assert "Pr-Nd oxide was 400,000-401,000" in orebook("why", "prnd-oxide", "--on", "2025-01-09").stdout
    assert "-3,628" in orebook("margins", "rare-earths", "--on", "2025-01-09").stdout
    assert "metal-magnet" in orebook("stance", "--on", "2025-01-09").stdout
    written = orebook("review", "2025-W02", "--format", "html", "-o", "review.html")
    assert written.returncode == 0, written.stderr
    assert "400,000" in (tmp_path / "review.html").read_text(encoding="utf-8")
    assert "400,000" in orebook("review", "2025-W02", "--format", "md").stdout


def test_the_same_desk_on_postgresql(orebook: Run, notes: Path, postgresql_url: str) -> None:
    assert orebook("init", "--book", postgresql_url).returncode == 0
    added = orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "smm", OREBOOK_BOOK=postgresql_url)
    assert "1 new document" in added.stdout
    again = orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "smm", OREBOOK_BOOK=postgresql_url)
    assert "0 new documents, 1 document held already" in again.stdout
    assert (
        "-3,628" in orebook("margins", "rare-earths", "--on", "2025-01-09", "--book", postgresql_url).stdout
    )
    here = facts(orebook("review", "2025-W02", "--json", "--book", postgresql_url))
    orebook("init")
    orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "smm")
    assert here == facts(orebook("review", "2025-W02", "--json"))


QUOTE = (
    "product kind low high unit price_date published source contributor tax delivery place volume terms "
    "spans printed repairs flags"
)
ASSESSMENT = "product price_date low high mid unit status used set_aside method known_at"
MARGIN = "chain process mode price_date margin margin_low margin_high unit tax inverted breakeven"
STANCE = "link price_date seller buyer state stalemate phrases"
FORECAST = "product price_date horizon_weeks quantiles model known_at"


def test_the_contract_of_names(orebook: Run, notes: Path) -> None:
    orebook("init")
    orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "smm")
    asked = {
        "quote": (QUOTE, ("read", "notes.txt", "--on", "2025-01-09")),
        "assessment": (ASSESSMENT, ("assess", "prnd-oxide", "--on", "2025-01-09")),
        "margin": (MARGIN, ("margins", "rare-earths", "--on", "2025-01-09")),
        "stance": (STANCE, ("stance", "--on", "2025-01-09")),
        "forecast": (FORECAST, ("forecast", "prnd-oxide", "--on", "2025-01-09")),
    }
    for fact, (names, words) in asked.items():
        for one in facts(orebook(*words, "--json"), fact):
            assert set(names.split()) <= set(one), fact


def test_json_is_numbers_dates_and_nulls(orebook: Run, notes: Path) -> None:
    (oxide, _) = facts(orebook("read", "notes.txt", "--on", "2025-01-09", "--json"), "quote")
    assert (oxide["low"], oxide["high"], oxide["unit"]) == (400_000, 401_000, "CNY/t")
    assert (oxide["price_date"], oxide["published"], oxide["volume"]) == ("2025-01-09", "2025-01-09", None)
    for span in oxide["spans"]:
        assert NOTE[span["start"] : span["end"]] == span["text"]
    assert {"price", "product", "unit"} <= {span["role"] for span in oxide["spans"]}


def test_refusals_are_a_result_not_a_failure(orebook: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("Pr-Nd oxide was 401,000-399,000 yuan/mt.", encoding="utf-8")
    done = orebook("read", "odd.txt", "--on", "2025-01-09", "--json")
    (refusal,) = facts(done, "refusal")
    assert set(refusal) >= {"rule", "message", "where", "suggestions"}
    assert not facts(done, "quote")


def test_book_may_be_named_before_or_after_or_by_the_environment(orebook: Run, tmp_path: Path) -> None:
    assert orebook("--book", "a.db", "init").returncode == 0
    assert orebook("init", "--book", "b.db").returncode == 0
    assert orebook("init", OREBOOK_BOOK="c.db").returncode == 0
    assert {file.name for file in tmp_path.glob("*.db")} == {"a.db", "b.db", "c.db"}
    assert orebook("--book", "a.db", "documents").returncode == 0
    assert orebook("documents", OREBOOK_BOOK="b.db").returncode == 0


def test_a_missing_book_says_how_to_make_one(orebook: Run, tmp_path: Path) -> None:
    done = orebook("assess", "prnd-oxide", "--on", "2025-01-09", "--book", "none.db")
    assert done.returncode == 2
    assert "orebook init" in done.stderr
    assert not (tmp_path / "none.db").exists()


TOMORROW = (date.today() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read", "absent.txt", "--on", "2025-01-09"), "no such file"),
        (("read", "empty.txt", "--on", "2025-01-09"), "empty"),
        (("read", "binary.txt", "--on", "2025-01-09"), "binary"),
        (("read", "notes.txt", "--on", TOMORROW), "after today"),
        (("read", "notes.txt", "--on", "9 January"), "2025-01-09"),
        (("read", "notes.txt"), "--on"),
        (("assess", "prnd-oxid", "--on", "2025-01-09"), 'Nearest: "prnd-oxide"'),
        (("margins", "rare-earth", "--on", "2025-01-09"), "rare-earths"),
        (("review", "2025-02"), "2025-W02"),
        (("review", "2025-W54"), "2025-W02"),
        (("prices", "prnd-oxide", "--from", "2025-02-30"), "2025-02-30"),
        (("assess", "prnd-oxide", "--on", TOMORROW), "after today"),
        (("margins", "rare-earths", "--on", TOMORROW), "after today"),
        (("stance", "--on", TOMORROW), "after today"),
        (("publish", "2025-W02", "--author", "me"), "nothing to release"),
        (("review", "2025-W02", "-o", "orebook.db", "--format", "md"), "is a book"),
        (("frobnicate",), "No such command"),
        (("assess", "prnd-oxide"), "--on"),
    ],
)  # fmt: skip
def test_a_wrong_call_exits_2_and_says_what_to_do(
    orebook: Run, notes: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    orebook("init")
    done = orebook(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_unreadable_toml_names_the_file(orebook: Run, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "orebook.d").mkdir()
    (tmp_path / "orebook.d" / "broken.toml").write_text("[[product]\nid = ", encoding="utf-8")
    done = orebook("read", "notes.txt", "--on", "2025-01-09")
    assert done.returncode == 2
    assert "broken.toml" in done.stderr


def test_one_unreadable_file_does_not_lose_the_others(orebook: Run, notes: Path, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    orebook("init")
    done = orebook("add", "binary.txt", "notes.txt", "--on", "2025-01-09")
    assert done.returncode == 2
    assert "binary.txt" in done.stderr
    assert len(facts(orebook("quotes", "--json"))) == 2


def test_piped_tables_are_tab_separated(orebook: Run, notes: Path) -> None:
    lines = orebook("read", "notes.txt", "--on", "2025-01-09").stdout.splitlines()
    assert lines[0].split("\t")[:3] == ["day", "product", "kind"]
    assert lines[1].split("\t")[1] == "prnd-oxide"


def test_a_terminal_without_chinese_gets_an_answer(orebook: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("氧化镨钕价格为40-40.1万元/吨。", encoding="utf-8")
    done = orebook("read", "zh.txt", "--on", "2025-01-09", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "prnd-oxide" in done.stdout


def test_a_full_disk_is_told_and_not_thrown(orebook: Run) -> None:
    orebook("init")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "orebook", "products"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2
    assert "space" in done.stderr
    assert "Traceback" not in done.stderr


def commands() -> dict[str, click.Command]:
    """Every command that does something, those of groups too, each as it is typed."""
    found: dict[str, click.Command] = {}
    for name, command in cli.commands.items():
        inside = command.commands if isinstance(command, click.Group) else {"": command}
        found.update({f"{name} {word}".strip(): one for word, one in inside.items()})
    return found


@pytest.mark.parametrize("typed", commands())
def test_every_command_has_help_an_example_json_and_a_book(typed: str) -> None:
    command = commands()[typed]
    assert command.help
    assert "Example:" in command.help
    assert f" {'publish' if command.hidden else command.name}" in command.help.partition("$ orebook")[2]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {"--book", "--json"} <= options


#: Commands whose method is called otherwise, for it says of what.
TWINS = {
    "publish at-once": "publish", "publish release": "release_draft", "publish status": "drafts",
    "publish text": "text_of", "complaint open": "complain", "complaint review": "review_complaint",
    "complaint answer": "answer_complaint", "complaint escalate": "escalate_complaint",
    "complaint close": "close_complaint", "complaint list": "complaints", "conflict list": "conflicts",
    "method-change propose": "propose_method", "method-change respond": "respond_to_method",
    "method-change decide": "decide_method", "method-change review": "review_method",
    "method-change list": "method_changes", "export": "export_figures", "trust check": "trust",
}  # fmt: skip


@pytest.mark.parametrize("typed", commands())
def test_every_command_is_a_twin_of_a_method(typed: str) -> None:
    from orebook.book import Book

    made_by_open = {"init"}
    assert typed in made_by_open or hasattr(Book, TWINS.get(typed, typed.split()[-1].replace("-", "_")))


WHY = "Two mills bear it out."


def test_a_price_goes_from_draft_to_release(orebook: Run, notes: Path) -> None:
    orebook("init")
    orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "smm")
    subject = ("price", "prnd-oxide", "2025-01-09")
    (draft,) = facts(orebook("publish", "draft", *subject, "--as", "Wang Li", "--json"), "draft")
    assert (draft["author"], draft["used"], draft["judgements"]) == ("Wang Li", 1, [])
    own = orebook("publish", "approve", *subject, "--as", "wang li", "--why", WHY)
    assert (own.returncode, "somebody else must approve" in own.stderr) == (2, True)
    assert orebook("publish", "release", *subject).returncode == 2
    (approval,) = facts(
        orebook("publish", "approve", *subject, "--as", "Li Na", "--why", WHY, "--json"), "approval"
    )
    assert approval["verdict"] == "approved"
    (made,) = facts(orebook("publish", "release", *subject, "--json"), "publication")
    assert (made["author"], made["approver"], made["draft"]) == ("Wang Li", "Li Na", approval["draft"])
    (standing,) = facts(orebook("publish", "--json", "status"), "standing")
    assert (standing["state"], standing["publication"]) == ("released", made["publication"])


def test_a_week_is_published_in_one_go_or_drafted(orebook: Run, notes: Path) -> None:
    orebook("init")
    orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "smm")
    (draft,) = facts(orebook("publish", "2025-W02", "--author", "Wang Li", "--json"))
    assert (draft["fact"], draft["subject"]) == ("draft", "review 2025-W02")
    words = ("publish", "--book", "orebook.db", "2025-W02", "--author", "Wang Li", "--approver", "Li Na")
    unreasoned = orebook(*words)
    assert (unreasoned.returncode, "owes a reason" in unreasoned.stderr) == (2, True)
    done = orebook(*words, "--why", WHY)
    assert "Released review 2025-W02 by Wang Li, approved by Li Na" in done.stdout
    assert (
        "quotes used 2, set aside 0; judgement none; method forecast/1, range/2, review/1, stance/1"
        in done.stdout
    )


def test_figures_leave_only_with_a_licence(orebook: Run, notes: Path, tmp_path: Path) -> None:
    orebook("init")
    orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "blog")
    assert len(facts(orebook("quotes", "--json"))) == 2
    refused = orebook("export", "quotes", "-o", "quotes.csv")
    assert (refused.returncode, (tmp_path / "quotes.csv").exists()) == (2, False)
    assert 'Source "blog" is not in sources.toml' in refused.stderr
    assert "of 2025-01-09" in refused.stderr
    orebook("init", "--book", "own.db")
    orebook("add", "notes.txt", "--on", "2025-01-09", "--source", "own", "--book", "own.db")
    assert "2 rows of quotes" in orebook("export", "quotes", "-o", "quotes.csv", "--book", "own.db").stdout


def test_registers_show_what_is_overdue(orebook: Run) -> None:
    orebook("init")
    opened = ("complaint", "open", "prnd-oxide", "--who", "A mill", "--text", "Low.", "--as", "Li Na")
    (line,) = facts(orebook(*opened, "--on", "2025-01-10", "--json"))
    assert (line["number"], line["due"]) == ("complaint-1", "2025-01-24")
    (case,) = facts(orebook("overdue", "--json"), "case")
    assert case["overdue"] == ["reviewed by 2025-01-24", "escalated by 2025-07-10"]
    assert "complaint-1\tprnd-oxide\topened" in orebook("complaint", "list").stdout
    assert orebook("conflict", "declare", "--as", "operator").returncode == 0
    assert "Holds no position." in orebook("conflict", "list").stdout
    orebook("method-change", "propose", "range/9", "--text", "Wider.", "--as", "Wang Li")
    assert "decision by" in orebook("method-change", "list").stdout
