"""Many files: batch by batch, each once, the same book whoever reads and however often it was stopped."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import orebook as ob
from orebook.book import bulk
from orebook.book.sources import Handed, files
from orebook.errors import UnreadableDocumentError

ADD = [sys.executable, "-m", "orebook", "add"]


def note(number: int) -> str:
    return f"Report {number}: Pr-Nd oxide was {400 + number % 50},000-{455 + number % 50},000 yuan/mt.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Forty reports of forty days, the day in each name, two folders deep."""
    for number in range(40):
        folder = tmp_path / "inbox" / f"week-{number // 7}"
        folder.mkdir(parents=True, exist_ok=True)
        day = f"2025-0{1 + number // 28}-{1 + number % 28:02d}"
        (folder / f"note-{day}.txt").write_text(note(number), encoding="utf-8")
    return tmp_path / "inbox"


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FILES", 8)
    monkeypatch.setattr(bulk, "TASK", 3)


def contents(path: Path) -> list[tuple[str, str]]:
    """What a book holds, in the order it learnt it."""
    with ob.open(path, create=False) as book:
        return [("document", one.id) for one in book.documents()] + [
            ("quote", one.id) for one in book.quotes()
        ]


# ── which files ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_pattern_the_shell_left_alone_means_its_files(inbox: Path) -> None:
    assert files([f"{inbox}/**"]) == files([inbox])
    assert len(files([f"{inbox}/week-0/*.txt"])) == 7
    assert files([f"{inbox}/week-?", inbox / "week-1"]) == files([inbox])


def test_a_pattern_that_finds_nothing_is_refused(inbox: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"\*\.txt: no file to read by this pattern"):
        files([f"{inbox}/*.txt"])


def test_a_name_with_a_bracket_that_exists_is_that_file(tmp_path: Path) -> None:
    odd = tmp_path / "notes [1].txt"
    odd.write_text(note(1), encoding="utf-8")
    assert files([odd]) == [odd]


def test_a_file_named_twice_is_one(inbox: Path) -> None:
    assert len(files([inbox, f"{inbox}/**"])) == 40


def test_half_written_names_are_left_out_of_a_folder(inbox: Path) -> None:
    (inbox / ".hidden.txt").write_text(note(1), encoding="utf-8")
    (inbox / "~draft.txt").write_text(note(1), encoding="utf-8")
    assert len(files([inbox])) == 40


# ── which day ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_day_may_stand_in_the_name(inbox: Path, tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        list(book.add_files([inbox], on="name", source="smm"))
        days = [held.fact.published.isoformat() for held in book.documents()]
    assert days == sorted(days)
    assert (days[0], days[-1], len(days)) == ("2025-01-01", "2025-02-12", 40)


@pytest.mark.parametrize("name", ["20250109.txt", "smm 2025_01_09 evening.txt", "2025.01.09.txt"])
def test_a_day_is_written_in_a_name_in_several_ways(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(note(1), encoding="utf-8")
    with ob.open("sqlite://") as book:
        list(book.add_files([tmp_path / name], on="name"))
        assert [held.fact.published.isoformat() for held in book.documents()] == ["2025-01-09"]


@pytest.mark.parametrize("name", ["notes.txt", "2025-02-30.txt", "2999-01-01.txt", "120250109.txt"])
def test_a_name_without_a_day_that_has_begun_is_handed_back(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(note(1), encoding="utf-8")
    with ob.open("sqlite://") as book:
        ((_, told),) = book.add_files([tmp_path / name], on="name")
        assert isinstance(told, UnreadableDocumentError)
        assert "notes-2025-01-09.txt" in str(told)
        assert book.documents() == []


# ── each file once ──────────────────────────────────────────────────────────────────────────────────────


def test_what_was_read_is_not_read_again(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        list(book.add_files([inbox], on="name", source="smm"))

        def read_again(*_: object) -> None:
            raise AssertionError("a file the book has read was read again")

        monkeypatch.setattr(bulk, "read", read_again)
        told = [added for _, added in book.add_files([inbox], on="name", source="smm")]
    assert all(added.unread and added.kept == 0 and added.already == 1 for added in told)
    assert len(told) == 40


def test_a_copy_is_the_same_file_and_an_altered_one_is_not(inbox: Path, tmp_path: Path) -> None:
    first = files([inbox])[0]
    copy = first.with_name("copy.txt")
    copy.write_bytes(first.read_bytes())
    with ob.open("sqlite://") as book:
        for file, unread in ((first, False), (copy, True)):
            ((_, added),) = book.add_files([file], on="2025-01-09", source="smm")
            assert added.unread is unread
        copy.write_text("Cerium oxide was 7,800-8,000 yuan/mt.", encoding="utf-8")
        ((_, added),) = book.add_files([copy], on="2025-01-09", source="smm")
        assert (added.unread, added.kept) == (False, 1)


@pytest.mark.parametrize(
    ("on", "source"), [("2025-01-10", "smm"), ("2025-01-09", "own"), ("2025-01-09", None)]
)
def test_for_another_day_or_source_it_is_another_document(inbox: Path, on: str, source: str | None) -> None:
    file = files([inbox])[0]
    with ob.open("sqlite://") as book:
        list(book.add_files([file], on="2025-01-09", source="smm"))
        ((_, added),) = book.add_files([file], on=on, source=source)
        assert (added.unread, added.kept) == (False, 1)


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    file = tmp_path / "late.txt"
    file.write_bytes(b"")
    with ob.open("sqlite://") as book:
        for _ in range(2):
            ((_, told),) = book.add_files([file], on="2025-01-09")
            assert isinstance(told, UnreadableDocumentError)
        file.write_text(note(1), encoding="utf-8")
        ((_, told),) = book.add_files([file], on="2025-01-09")
        assert told.kept == 1


def test_a_sheet_without_a_day_is_known_again_on_another(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "published,price_date,source,product,kind,low,high,unit,tax,delivery,printed,address\n"
        "2025-01-09,2025-01-09,smm,prnd-oxide,assessment,400000,401000,CNY/t,,,,\n",
        encoding="utf-8",
    )
    with ob.open("sqlite://") as book:
        kinds = [added.unread for _ in range(2) for _, added in book.add_files([sheet])]
    assert kinds == [False, True]


# ── the same book ───────────────────────────────────────────────────────────────────────────────────────


def test_the_book_is_the_same_whoever_reads(inbox: Path, tmp_path: Path) -> None:
    for workers in (1, 2):
        with ob.open(tmp_path / f"{workers}.db") as book:
            list(book.add_files([inbox], on="name", source="smm", workers=workers))
    assert contents(tmp_path / "1.db") == contents(tmp_path / "2.db")


@pytest.mark.usefixtures("small_batches")
def test_a_batch_is_kept_in_order_of_publication(inbox: Path, tmp_path: Path) -> None:
    backwards = files([inbox])[:8][::-1]
    with ob.open("sqlite://") as book:
        told = [file for file, _ in book.add_files(backwards, on="name")]
        days = [held.fact.published for held in book.documents()]
    assert sorted(told) == sorted(backwards)
    assert days == sorted(days)


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("after", [1, 7, 8, 9, 25])
def test_stopped_and_begun_again_it_is_the_same_book(inbox: Path, tmp_path: Path, after: int) -> None:
    """Whoever stops listening after some files has the batches kept that were begun, and goes on later."""
    with ob.open(tmp_path / "whole.db") as book:
        list(book.add_files([inbox], on="name", source="smm"))
    with ob.open(tmp_path / "parts.db") as book:
        told = book.add_files([inbox], on="name", source="smm")
        for _ in range(after):
            next(told)
        told.close()
        assert after <= len(book.documents()) < 40
        again = list(book.add_files([inbox], on="name", source="smm"))
        assert sum(added.unread for _, added in again) >= after
    assert contents(tmp_path / "parts.db") == contents(tmp_path / "whole.db")


@pytest.mark.usefixtures("small_batches")
def test_only_a_few_batches_are_held(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One kept, one read, one just done with: of five batches, the bytes of three at most are in memory."""
    alive: list[int] = []
    really = bulk.from_file

    def counting(*asked: Any) -> Handed:
        alive.append(sum(isinstance(one, Handed) for one in gc.get_objects()))
        return really(*asked)

    monkeypatch.setattr(bulk, "from_file", counting)
    with ob.open("sqlite://") as book:
        list(book.add_files([inbox], on="name"))
    assert len(alive) == 40
    assert max(alive) <= 3 * 8


def test_batches_end_by_number_and_by_size(tmp_path: Path) -> None:
    for number in range(5):
        with (tmp_path / f"{number}.txt").open("wb") as file:
            file.truncate(bulk.BYTES // 2)
    every = sorted(tmp_path.iterdir())
    assert [len(batch) for batch in bulk.batches(every)] == [2, 2, 1]
    assert [len(batch) for batch in bulk.batches([Path("absent")] * 129)] == [128, 1]


def test_an_enormous_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "dump.txt").open("wb") as file:
        file.truncate(65 * 1024**2)
    with ob.open("sqlite://") as book:
        ((_, told),) = book.add_files([tmp_path / "dump.txt"], on="2025-01-09")
    assert "over 64 MB" in str(told)


# ── real processes ──────────────────────────────────────────────────────────────────────────────────────


def heap(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "heap"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04d}.txt").write_text(note(number), encoding="utf-8")
    ob.open(tmp_path / "orebook.db").close()
    return folder


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    """An `orebook add` that is in the middle of its work: the first file is kept."""
    command = [*ADD, str(folder), "--on", "2025-01-09", "--source", "own", "--json", *more]
    process = subprocess.Popen(
        command,
        cwd=folder.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def held(folder: Path) -> int:
    with ob.open(folder.parent / "orebook.db", create=False) as book:
        documents = {one.id for one in book.documents()}
        assert {one.fact.spans[0].document for one in book.quotes()} == documents
        return len(documents)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_add_leaves_a_whole_book_and_goes_on(tmp_path: Path, workers: str) -> None:
    """kill -9 in the middle: what was kept is whole, nobody lives on, the next run reads only the rest."""
    folder = heap(tmp_path, 400)
    process = started(folder, "--workers", workers)
    process.kill()
    process.communicate(timeout=30)  # both streams end only when its workers, who hold them too, are gone
    before = held(folder)
    assert 0 < before < 400
    with ob.open(tmp_path / "orebook.db") as book:
        told = [added for _, added in book.add_files([folder], on="2025-01-09", source="own")]
        assert sum(added.unread for added in told) == before
    assert held(folder) == 400


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    folder = heap(tmp_path, 400)
    process = started(folder, "--workers", "2")
    os.killpg(process.pid, signal.SIGINT)  # a terminal tells the whole group
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "the same command again goes on from there" in said
    assert "Traceback" not in said
    assert 0 < held(folder) < 400
