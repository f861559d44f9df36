"""Loaded quotes in a book: assessed, explained, reviewed and released like those that were read."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import orebook as ob
from orebook.book.history import save
from orebook.errors import BadArgumentError, EvidenceError

ON = "2025-01-09"


def table() -> pl.DataFrame:
    """Two weeks of oxide and metal from two publishers; one row corrects the last."""
    days = [date(2024, 12, 30) + timedelta(days=number) for number in range(14)]
    rows = [
        {"product": product, "kind": "assessment", "low": low, "high": low + 1000, "unit": "CNY/t",
         "price_date": day, "source": source, "tax": "included"}
        for day in days for source in ("smm", "asian-metal")
        for product, low in (("prnd-oxide", 400_000), ("prnd-metal", 490_000))
    ]  # fmt: skip
    return pl.DataFrame(rows).with_row_index("key", 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    table().write_csv(tmp_path / "quotes.csv")
    return tmp_path / "quotes.csv"


@pytest.fixture
def book(tmp_path: Path, file: Path) -> Any:
    with ob.open(tmp_path / "metals.db") as opened:
        opened.load(file, backfill=True)
        yield opened


def test_a_price_is_assessed_from_loaded_quotes(book: ob.Book) -> None:
    made = book.assess("prnd-oxide", on=ON)
    assert (made.status, made.low, made.high) == ("assessed", 400_000, 401_000)
    assert len(made.used) == 2


def test_each_quote_says_which_row_it_is(book: ob.Book) -> None:
    why = book.why("prnd-oxide", on=ON)
    used = [one for one in why.quotes if one.held.fact.price_date == date(2025, 1, 9)]
    assert [one.place for one in used] == ["row 41", "row 43"]
    assert used[0].address == "quotes.csv"
    assert "56 quotes loaded from quotes.csv" in used[0].sentence


def test_the_review_traces_its_figures_to_the_load(book: ob.Book) -> None:
    """Of a load that goes on after the week, only the rows that had appeared by then."""
    edition = book.review("2025-W01")
    assert "prnd-oxide" in json.dumps(edition.figures())
    assert "segment-" in json.dumps(edition.figures())
    assert edition.html()


def test_the_review_of_then_is_the_review_of_now(book: ob.Book) -> None:
    assert book.review("2025-W01", known_at="2025-01-05").figures() == book.review("2025-W01").figures()


def test_a_load_altered_behind_the_books_back_answers_nothing(book: ob.Book, tmp_path: Path) -> None:
    import sqlite3

    door = sqlite3.connect(tmp_path / "metals.db", isolation_level=None)
    door.execute("DROP TRIGGER segments_no_update")
    door.execute("UPDATE segments SET content = X'00'")
    door.close()
    for ask in (lambda: book.assess("prnd-oxide", on=ON), lambda: book.review("2025-W02")):
        with pytest.raises(EvidenceError, match="is not what was kept under that id"):
            ask()


def test_reading_again_leaves_loads_alone(book: ob.Book) -> None:
    assert book.reread().documents == 0


def test_a_row_of_a_load_may_be_released(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        book.load(table().with_columns(flags=pl.lit("quarantined")), backfill=True)
        waiting = book.quotes("prnd-oxide", start=ON, end=ON)
        assert not any(one.released for one in waiting)
        book.release(waiting[0].id, author="Ann", reason="Two mills confirm.")
        assert [one.released for one in book.quotes("prnd-oxide", start=ON, end=ON)] == [True, False]
        series = book.series("prnd-oxide", ON, ON, columns=["released", "id"])
        assert dict(series.select("id", "released").iter_rows()) == {
            waiting[0].id: True,
            waiting[1].id: False,
        }


def test_a_series_is_written_whole(book: ob.Book, tmp_path: Path) -> None:
    found = book.series(["prnd-oxide", "氧化铈"], "2025-01-01", "2025-01-03")
    assert found.height == 6
    assert pl.read_parquet(save(found, tmp_path / "s.parquet")).height == 6
    assert pl.read_csv(save(found, tmp_path / "s.csv")).height == 6
    with pytest.raises(BadArgumentError, match=r"written as \.parquet or \.csv"):
        save(found, tmp_path / "s.doc")
    with pytest.raises(BadArgumentError, match="is a book"):
        (tmp_path / "metals.csv").symlink_to(tmp_path / "metals.db")
        save(found, tmp_path / "metals.csv")


def orebook(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "orebook", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def granted(folder: Path, *sources: str) -> None:
    """A licence of one's own for some publishers: their figures may be handed on."""
    (folder / "orebook.d").mkdir()
    told = (f'[[source]]\nid = "{one}"\nname = "{one}"\nlicence = "own"\n' for one in sources)
    (folder / "orebook.d" / "sources.toml").write_text("\n".join(told), encoding="utf-8")


def test_history_at_the_desk(tmp_path: Path, file: Path) -> None:
    assert orebook(tmp_path, "init").returncode == 0
    granted(tmp_path, "smm", "asian-metal")
    assert (
        "56 quotes kept" in orebook(tmp_path, "load", "quotes.csv", "--source", "desk", "--backfill").stdout
    )
    assert "held already" in orebook(tmp_path, "load", "quotes.csv", "--source", "desk").stdout
    assert "56 quotes in 1 files" in orebook(tmp_path, "history", "sync").stdout
    assert "every row is the book's" in orebook(tmp_path, "history", "verify").stdout
    shown = orebook(tmp_path, "series", "prnd-oxide", "--known-at", "2025-01-02", "--json")
    rows = [json.loads(line) for line in shown.stdout.splitlines()]
    assert len(rows) == 8
    assert rows[-1]["price_date"] == "2025-01-02"
    assert "400,000–401,000" in orebook(tmp_path, "series", "prnd-oxide", "--start", "2025-01-09").stdout
    written = orebook(tmp_path, "series", "prnd-oxide", "-o", "s.csv")
    assert written.stdout == "s.csv: 28 quotes.\n"
    for path in (tmp_path / "orebook.db.archive").glob("bucket-*"):
        path.write_bytes(b"edited")
    assert orebook(tmp_path, "history", "verify").returncode == 1


def test_a_table_that_is_wrong_is_refused_at_the_desk(tmp_path: Path) -> None:
    table().with_columns(unit=pl.lit("yuan"), low=pl.lit(9e9)).write_csv(tmp_path / "wrong.csv")
    orebook(tmp_path, "init")
    done = orebook(tmp_path, "load", "wrong.csv")
    assert done.returncode == 2
    assert "wrong.csv: nothing was kept, for 112 reasons:" in done.stderr
    assert "  row 1, unit: 'yuan'. Expected one of CNY/t" in done.stderr
    assert "and 92 more" in done.stderr
    told = [json.loads(line) for line in orebook(tmp_path, "load", "wrong.csv", "--json").stdout.splitlines()]
    assert (len(told), told[-1]["fact"], told[-1]["refused"]) == (113, "loaded", 112)
