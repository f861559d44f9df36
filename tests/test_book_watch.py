"""A watched folder: whole files once, half-written ones later, bad ones aside; clocks are stepped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import orebook as ob
from orebook.book import watching
from orebook.errors import BadArgumentError, UnreadableDocumentError

NOTE = "Pr-Nd oxide was 400,000-401,000 yuan/mt.\n"


class Clock:
    """A clock that goes on only when somebody pauses, and does what is due while they do."""

    def __init__(self) -> None:
        self.now, self.steps = 0.0, iter(())  # type: ignore[var-annotated]

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> bool:
        """Let time pass; between two looks the next step is done, and after the last it is time to stop."""
        if not seconds:
            return False
        self.now += seconds
        step = next(self.steps, "stop")
        if callable(step):
            step()
        return step == "stop"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def drop(file: Path, text: str = NOTE) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def watched(book: ob.Book, inbox: Path, *steps: Any, **how: Any) -> list[tuple[str, Any]]:
    """What is told while some things happen, one between each two looks."""
    clock = Clock()
    clock.steps = iter(steps)
    told = book.watch(inbox, source="smm", clock=clock, pause=clock.pause, settle=2, every=5, **how)
    return [(file.name, came) for file, came in told]


def names(told: list[tuple[str, Any]]) -> list[str]:
    return [name for name, _ in told]


# ── each file once ──────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_read_once_when_it_stands_still(book: ob.Book, inbox: Path) -> None:
    told = watched(book, inbox, lambda: drop(inbox / "a.txt"), None, None, None)
    assert [(name, came.kept) for name, came in told] == [("a.txt", 1)]
    assert len(book.quotes()) == 1


def test_a_file_that_grows_is_left_until_it_is_whole(book: ob.Book, inbox: Path) -> None:
    file = drop(inbox / "a.txt", "Pr-Nd oxide was 400,000")
    parts = ("Pr-Nd oxide was 400,000-401,000", "Pr-Nd oxide was 400,000-401,000 yuan", NOTE)
    grow = [lambda part=part: drop(file, part) for part in parts]
    told = watched(book, inbox, *grow, None)
    assert names(told) == ["a.txt"]
    assert [(held.fact.low, held.fact.high) for held in book.quotes()] == [(400_000, 401_000)]


def test_a_file_touched_without_growing_waits_too(book: ob.Book, inbox: Path) -> None:
    file, folder = drop(inbox / "a.txt"), watching.folder(inbox, 2)
    assert folder.whole(0) == []
    os.utime(file, (1_700_000_000, 1_700_000_000))
    assert folder.whole(2) == []
    assert folder.unsettled == [file]
    assert folder.whole(4) == [file]


@pytest.mark.skipif(not hasattr(watching.fcntl, "F_SETLEASE"), reason="only Linux tells who writes a file")
def test_a_file_somebody_holds_open_to_write_is_left(inbox: Path) -> None:
    folder = watching.folder(inbox, 2)
    with (inbox / "a.txt").open("w", encoding="utf-8") as file:
        file.write(NOTE)
        file.flush()
        assert folder.whole(0) == []
        assert folder.whole(60) == []
    assert folder.whole(61) == [inbox / "a.txt"]


def test_who_only_reads_a_file_does_not_hold_it_up(inbox: Path) -> None:
    folder = watching.folder(inbox, 0)
    with drop(inbox / "a.txt").open(encoding="utf-8"):
        assert folder.whole(0) == [inbox / "a.txt"]


@pytest.mark.parametrize(
    "name", ["a.txt.part", "a.tmp", "a.crdownload", ".a.txt", "a.txt~", "~$a.txt", "A.PART"]
)
def test_names_of_what_is_not_whole_are_left(book: ob.Book, inbox: Path, name: str) -> None:
    file = drop(inbox / name)
    assert watched(book, inbox, None, None) == []
    assert file.exists()


def test_a_file_that_gets_its_name_when_it_is_whole_is_read(book: ob.Book, inbox: Path) -> None:
    part = drop(inbox / "a.txt.part")
    told = watched(book, inbox, None, lambda: part.rename(inbox / "a.txt"), None)
    assert names(told) == ["a.txt"]


def test_links_are_not_followed(book: ob.Book, inbox: Path, tmp_path: Path) -> None:
    (inbox / "link.txt").symlink_to(drop(tmp_path / "elsewhere.txt"))
    (inbox / "folder").symlink_to(tmp_path)
    assert watched(book, inbox, None, None) == []


def test_a_book_that_stands_in_the_folder_is_left_alone(inbox: Path) -> None:
    """Its own files, its words, and another book's: nothing of them is read or moved."""
    ob.open(inbox / "other.db").close()
    drop(inbox / "orebook.d" / "sources.toml", "")
    with ob.open(inbox / "metals.db") as book:
        drop(inbox / "a.txt")
        assert names(watched(book, inbox, None, None, done=True)) == ["a.txt"]
        assert len(book.quotes()) == 1
        beside = {file.name for file in inbox.iterdir()}
    assert beside >= {"metals.db", "metals.db.lock", "metals.db-wal", "other.db", "orebook.d", "done"}
    assert "failed" not in beside


def test_a_folder_within_is_watched_too(book: ob.Book, inbox: Path) -> None:
    drop(inbox / "smm" / "a.txt")
    assert names(watched(book, inbox, None)) == ["a.txt"]


def test_the_same_report_under_two_names_is_one(book: ob.Book, inbox: Path) -> None:
    drop(inbox / "a.txt"), drop(inbox / "b.txt")
    told = watched(book, inbox, None)
    assert names(told) == ["a.txt", "b.txt"]
    assert len(book.quotes()) == 1


def test_a_corrected_file_of_the_same_name_is_read_again(book: ob.Book, inbox: Path) -> None:
    file = drop(inbox / "a.txt")
    told = watched(book, inbox, None, lambda: drop(file, NOTE.replace("401,000", "402,000")), None)
    assert names(told) == ["a.txt", "a.txt"]
    assert len(book.documents()) == 2


def test_begun_again_it_remembers(book: ob.Book, inbox: Path) -> None:
    drop(inbox / "a.txt")
    watched(book, inbox, None)
    ((_, came),) = watched(book, inbox, None)
    assert (came.unread, came.kept) == (True, 0)


# ── set aside ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_cannot_be_read_is_set_aside_with_its_reason(book: ob.Book, inbox: Path) -> None:
    (inbox / "logo.bin").write_bytes(bytes(range(128)) * 8)
    drop(inbox / "a.txt")
    told = dict(watched(book, inbox, None, None))
    assert isinstance(told["logo.bin"], UnreadableDocumentError)
    assert told["a.txt"].kept == 1
    assert sorted(file.name for file in (inbox / "failed").iterdir()) == ["logo.bin", "logo.bin.reason.txt"]
    reason = (inbox / "failed" / "logo.bin.reason.txt").read_text(encoding="utf-8")
    assert "logo.bin: it is binary" in reason
    assert (inbox / "a.txt").exists()


def test_two_failures_of_one_name_are_both_kept(book: ob.Book, inbox: Path) -> None:
    for _ in range(2):
        drop(inbox / "a.txt", "")
        watched(book, inbox, None)
    assert {file.name for file in (inbox / "failed").iterdir()} == {
        "a.txt", "a.txt.reason.txt", "a-1.txt", "a-1.txt.reason.txt",
    }  # fmt: skip


def test_what_was_set_aside_is_not_looked_at_again(book: ob.Book, inbox: Path) -> None:
    drop(inbox / "a.txt", "")
    assert names(watched(book, inbox, None, None, None)) == ["a.txt"]
    assert watched(book, inbox, None) == []


def test_what_cannot_be_moved_is_told_once_and_stays(
    book: ob.Book, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(inbox / "a.txt", "")
    (inbox / "failed").write_text("a file where the folder should be", encoding="utf-8")
    told = dict(watched(book, inbox, None, None))
    assert "cannot be moved" in str(told["a.txt"])
    assert (inbox / "a.txt").exists()


def test_what_was_read_may_be_moved_too(book: ob.Book, inbox: Path) -> None:
    drop(inbox / "a.txt")
    watched(book, inbox, None, None, done=True)
    assert (inbox / "done" / "a.txt").read_text(encoding="utf-8") == NOTE
    assert not (inbox / "a.txt").exists()


def test_a_file_gone_before_it_was_read_is_told(
    book: ob.Book, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orebook.book import bulk

    file = drop(inbox / "a.txt")
    really = bulk.from_file
    monkeypatch.setattr(bulk, "from_file", lambda *rest: file.unlink() or really(*rest))
    ((_, came),) = watched(book, inbox, None)
    assert "cannot be moved (No such file" in str(came)
    assert not list((inbox / "failed").glob("*")), "no reason stands there without its file"


# ── its day ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_of_the_day_it_was_written(book: ob.Book, inbox: Path) -> None:
    moment = datetime(2025, 1, 9, 12).timestamp()
    os.utime(drop(inbox / "a.txt"), (moment, moment))
    watched(book, inbox, None)
    assert [held.fact.published for held in book.documents()] == [date(2025, 1, 9)]


def test_a_file_written_tomorrow_is_set_aside(book: ob.Book, inbox: Path) -> None:
    os.utime(drop(inbox / "a.txt"), (4_000_000_000, 4_000_000_000))
    ((_, came),) = watched(book, inbox, None)
    assert "no day it is from" in str(came)


def test_a_day_in_the_name_or_a_fixed_one(book: ob.Book, inbox: Path) -> None:
    drop(inbox / "smm-2025-01-08.txt")
    watched(book, inbox, None, on="name", done=True)
    drop(inbox / "b.txt")
    watched(book, inbox, None, on="2025-01-07")
    assert [held.fact.published.day for held in book.documents()] == [8, 7]


@pytest.mark.parametrize("how", [{"on": "9 January"}, {"on": "2999-01-01"}, {"settle": -1}])
def test_a_wrong_call_is_refused_before_anything_is_moved(
    book: ob.Book, inbox: Path, how: dict[str, Any]
) -> None:
    drop(inbox / "a.txt")
    with pytest.raises(BadArgumentError):
        next(iter(book.watch(inbox, once=True, **how)))
    assert [file.name for file in inbox.iterdir()] == ["a.txt"]


def test_a_folder_that_is_not_there_is_refused(book: ob.Book, inbox: Path) -> None:
    with pytest.raises(BadArgumentError, match=r"Make it first: mkdir -p .*/absent"):
        next(iter(book.watch(inbox / "absent")))


# ── stopping ────────────────────────────────────────────────────────────────────────────────────────────


def test_once_reads_what_is_whole_and_ends(book: ob.Book, inbox: Path) -> None:
    drop(inbox / "a.txt")
    assert names(watched(book, inbox, None, None, None, once=True)) == ["a.txt"]


def test_told_to_stop_it_ends_between_two_files(book: ob.Book, inbox: Path) -> None:
    for name in "abc":
        drop(
            inbox / f"{name}.txt",
            NOTE.replace("Pr-Nd", {"a": "Pr-Nd", "b": "dysprosium", "c": "cerium"}[name]),
        )
    stop, seen = [], []
    for file, _ in book.watch(inbox, settle=0, pause=lambda _: bool(stop)):
        seen.append(file.name)
        stop.append(True)
    assert len(seen) == 1, "it ended after the file it was at"
    assert {one.fact.address for one in book.documents()} >= set(seen)
    rest = [came.unread or came.kept == 1 for _, came in book.watch(inbox, settle=0, once=True)]
    assert rest == [True, True, True]
    assert len(book.documents()) == 3


def test_a_watching_process_reads_what_is_dropped_and_ends_on_sigterm(inbox: Path, tmp_path: Path) -> None:
    """The command itself, waited for by what it says."""
    ob.open(tmp_path / "orebook.db").close()
    command = [
        sys.executable,
        "-m",
        "orebook",
        "watch",
        "inbox",
        "--settle",
        "0.05",
        "--every",
        "0.05",
        "--json",
    ]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        assert process.stderr.readline() == "Watching inbox.\n"
        drop(inbox / "bad.txt", "")
        assert "it holds no text" in process.stderr.readline()
        drop(inbox / "a.txt")
        lines = [process.stdout.readline() for _ in range(2)]
    finally:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert [json.loads(line)["fact"] for line in lines] == ["quote", "added"]
    assert (inbox / "failed" / "bad.txt.reason.txt").exists()
    with ob.open(tmp_path / "orebook.db") as book:
        assert len(book.quotes()) == 1
