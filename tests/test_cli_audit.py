"""`orebook audit` and `orebook migrate`, as typed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import orebook
from orebook.errors import BadArgumentError, BookMissingError
from orebook.serve.cli import cli

OLDER = Path(__file__).parent / "stores" / "released" / "version_3_sqlite.sql"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book with a quote in it, in the folder we stand in."""
    monkeypatch.chdir(tmp_path)
    with orebook.open("metals.db") as made:
        made.add(text="Cerium oxide rose to 7,800-8,000 yuan/mt.", on="2025-01-09")
    return tmp_path / "metals.db"


def typed(*words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--book", "metals.db"], catch_exceptions=True)


def alter(book: Path) -> None:
    with closing(sqlite3.connect(book, isolation_level=None)) as door:
        door.execute("DROP TRIGGER quotes_no_update")
        door.execute("UPDATE quotes SET high = 9000.0")


def test_a_book_in_order_says_so(book: Path) -> None:
    done = typed("audit", "verify")
    assert done.exit_code == 0
    assert "all as they were written" in done.output


def test_an_altered_book_is_told_and_ends_with_one(book: Path) -> None:
    alter(book)
    done = typed("audit", "verify")
    assert done.exit_code == 1
    assert "(cerium-oxide): it was altered" in done.output
    told = [json.loads(line) for line in typed("audit", "verify", "--json").stdout.splitlines()]
    assert [one["fact"] for one in told] == ["finding", "finding", "audit"]
    assert told[1]["product"] == "cerium-oxide"


def test_a_head_is_written_and_held_against_the_book(book: Path) -> None:
    assert typed("audit", "head", "-o", "head.json").exit_code == 0
    kept = json.loads(Path("head.json").read_text(encoding="utf-8"))
    assert kept == json.loads(typed("audit", "head").output)
    Path("paper.txt").write_text(kept["head"].upper() + "\n", encoding="utf-8")
    for given in ("head.json", "paper.txt", kept["head"]):
        assert typed("audit", "verify", "--head", given).exit_code == 0
    done = typed("audit", "verify", "--head", "0" * 64)
    assert done.exit_code == 1
    assert "that was exported" in done.output


@pytest.mark.parametrize("content", ["", "{}", "abc", '{"number": 1}', "[1]"])
def test_what_is_no_head_is_refused(book: Path, content: str) -> None:
    Path("none.json").write_text(content, encoding="utf-8")
    done = typed("audit", "verify", "--head", "none.json")
    assert isinstance(done.exception, BadArgumentError)
    assert "orebook audit head -o FILE" in str(done.exception)


def test_an_archive_makes_the_same_book(book: Path) -> None:
    assert typed("audit", "head", "-o", "head.json").exit_code == 0
    assert typed("audit", "export", "-o", "metals.tar").exit_code == 0
    words = ["audit", "replay", "metals.tar", "--head", "head.json", "--book", "copy.db"]
    assert "the same to the byte" in CliRunner().invoke(cli, words).output
    with orebook.open("metals.db") as one, orebook.open("copy.db", create=False) as other:
        assert one.head() == other.head()
        other.export("again.tar")
    assert Path("again.tar").read_bytes() == Path("metals.tar").read_bytes()


def test_an_older_book_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect("metals.db")) as file:
        file.executescript(OLDER.read_text(encoding="utf-8"))
    assert "orebook migrate" in str(typed("quotes").exception)
    done = typed("migrate")
    assert done.exit_code == 0
    assert "from version 3 to 4. As it was, it stands in" in done.output
    assert typed("migrate").output == "metals.db is up to date.\n"
    assert typed("audit", "verify").exit_code == 0


def test_an_absent_book_has_nothing_to_audit() -> None:
    with pytest.raises(BookMissingError):
        orebook.Book.absent("none.db").head()
