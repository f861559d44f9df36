"""Several threads that append at once share a commit, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Connection, event, text

from orebook.errors import LedgerError
from orebook.facts import Quote
from orebook.ledger import Appended, Store, open_store

from .made import document
from .made import quote as made_quote
from .writer import report


@pytest.fixture
def commits(store: Store) -> Iterator[list[int]]:
    """A list that grows by one with each commit."""
    seen: list[int] = []

    def count(_: object) -> None:
        seen.append(1)

    event.listen(store._access._engine, "commit", count)
    yield seen
    event.remove(store._access._engine, "commit", count)


def queued(store: Store, handed: list[list[Any]]) -> list[Appended | Exception]:
    """Hand in several while nobody can write, each from a thread of its own; then let them go."""
    with ThreadPoolExecutor(len(handed)) as threads:
        with store._together._turn:
            futures = [threads.submit(store.append, facts) for facts in handed]
            while len(store._together._waiting) < len(handed):
                threading.Event().wait(0.001)
        return [one.exception() or one.result() for one in futures]  # type: ignore[misc]


def test_what_waits_is_committed_at_once(store: Store, commits: list[int]) -> None:
    """Eight reports, one commit, eight batches."""
    came = queued(store, [list(report(number)) for number in range(8)])
    assert [one.kept for one in came if isinstance(one, Appended)] == [11] * 8
    assert len(commits) == 1
    audit = store.verify()
    assert (audit.batches, audit.findings) == (9, ())


def test_each_gets_its_own_answer_or_its_own_error(store: Store, commits: list[int]) -> None:
    """A quote of no document is refused, a report handed in twice is kept once, the others are kept."""
    orphan: list[Quote] = [made_quote(document("Not held."))]
    came = queued(store, [list(report(0)), orphan, list(report(1)), list(report(0))])
    assert len(commits) == 1
    assert isinstance(came[1], LedgerError)
    assert "which the book does not hold" in str(came[1])
    kept = [one.kept for one in came if isinstance(one, Appended)]
    assert sorted(kept) == [0, 11, 11]
    assert kept[1] == 11
    assert store.verify().findings == ()
    assert store.verify().batches == 3


def test_one_too_large_for_the_disk_harms_no_other(tmp_path: Any) -> None:
    """SQLite gives up the whole transaction when the disk is full; then each goes alone."""
    with open_store(tmp_path / "metals.db", create=True) as store:
        pages = "PRAGMA max_page_count = 150"
        event.listen(store._access._engine, "begin", lambda connection: connection.exec_driver_sql(pages))
        large = [document("x" * 2_000_000)]
        came = queued(store, [list(report(0)), large, list(report(1))])
        assert isinstance(came[1], LedgerError)
        assert "the disk is full" in str(came[1])
        assert [one.kept for one in came if isinstance(one, Appended)] == [11, 11]
        assert len(store.documents()) == 2
        assert store.verify().findings == ()


def test_nothing_is_acknowledged_before_the_disk_has_it(store: Store) -> None:
    """A commit that fails is told to everybody whose rows were in it, and none of them is there."""

    def fail(_: Connection) -> None:
        raise LedgerError("The disk is gone.")

    event.listen(store._access._engine, "commit", fail)
    came = queued(store, [list(report(number)) for number in range(3)])
    event.remove(store._access._engine, "commit", fail)
    assert [str(one) for one in came] == ["The disk is gone."] * 3
    assert store.documents() == []
    assert [store.append(report(number)).kept for number in range(3)] == [11] * 3
    assert store.verify().findings == ()


def test_an_interrupted_writer_leaves_the_others_to_write(store: Store) -> None:
    """Whoever wrote for all is stopped by Ctrl-C: the others' rows are written by one of them."""
    stopped: list[BaseException] = []
    writing = threading.Event()

    def interrupt(_: Connection) -> Any:
        writing.set()
        while len(store._together._waiting) < 3:
            threading.Event().wait(0.001)
        raise KeyboardInterrupt

    def first() -> None:
        try:
            store._together.write(interrupt)
        except KeyboardInterrupt as error:
            stopped.append(error)

    with ThreadPoolExecutor(2) as threads:
        thread = threading.Thread(target=first)
        thread.start()
        assert writing.wait(30)
        futures = [threads.submit(store.append, report(number)) for number in range(2)]
        assert [one.result().kept for one in futures] == [11, 11]
        thread.join()
    assert len(stopped) == 1
    assert store._together._waiting == []
    assert store.verify().findings == ()


@pytest.mark.parametrize("threads", [8])
def test_many_threads_lose_nothing(store: Store, sql: Callable[..., list[Any]], threads: int) -> None:
    with ThreadPoolExecutor(threads) as pool:
        kept = list(pool.map(lambda number: store.append(report(number)).kept, range(60)))
    assert kept == [11] * 60
    assert sql("SELECT count(*) FROM batches") == [(61,)]
    with store._access.reading() as connection:
        assert connection.execute(text("SELECT count(DISTINCT recorded_at) FROM documents")).scalar() == 60
    assert store.verify().findings == ()
