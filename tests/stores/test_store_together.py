"""Several programs on one book, and one killed while it writes: nothing is lost, nothing is double."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from orebook.ledger import Store, open_store

from .writer import report

WRITER = Path(__file__).with_name("writer.py")


def start(address: str, first: int, last: int, **how: Any) -> subprocess.Popen[str]:
    """A writer that is ready and waits to be let go."""
    command = [sys.executable, str(WRITER), address, str(first), str(last)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **how)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def whole(store: Store) -> set[str]:
    """The documents held, each of them with all that came with it, once."""
    held = [one.id for one in store.documents()]
    quotes = [(one.fact.spans[0].document, one.id) for one in store.quotes()]
    listed = store.manifest(held)
    assert len(set(held)) == len(held)
    assert len(set(quotes)) == len(quotes) == 10 * len(held)
    for document in held:
        came = [line.id for line in listed[document] if line.fact == "quote"]
        assert came == [id_ for owner, id_ in quotes if owner == document]
    return set(held)


def test_two_programs_adding_at_once_lose_nothing_and_double_nothing(store: Store, address: str) -> None:
    """They share half of what they add; whoever comes first keeps it, the other keeps nothing of it."""
    writers = [start(address, 0, 60), start(address, 30, 90)]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    told = [writer.communicate(timeout=60)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sum(int(kept) for lines in told for kept in lines[1::2]) == 90 * 11
    assert whole(store) == {report(number)[0].document for number in range(90)}
    moments = [held.recorded_at for held in store.documents()]
    assert moments == sorted(set(moments))


def test_two_programs_may_make_one_book(address: str) -> None:
    """Made by one, opened by the other, whichever is first."""
    command = (
        "import sys; from orebook.ledger import open_store; open_store(sys.argv[1], create=True).close()"
    )
    makers = [subprocess.Popen([sys.executable, "-c", command, address]) for _ in range(3)]
    assert [maker.wait(60) for maker in makers] == [0, 0, 0]
    with open_store(address) as store:
        assert store.append(report(0)).kept == 11


def test_a_read_sees_one_moment_of_the_book(store: Store, address: str) -> None:
    """What another adds in the middle of a read is not seen before the next."""
    store.append(report(0))
    count = text("SELECT count(*) FROM documents")
    with store._access.reading() as connection, open_store(address) as other:
        assert connection.execute(count).scalar() == 1
        other.append(report(1))
        assert connection.execute(count).scalar() == 1
    assert len(store.documents()) == 2


def test_threads_share_a_store(store: Store) -> None:
    with ThreadPoolExecutor(4) as threads:
        kept = list(threads.map(lambda number: store.append(report(number % 20)).kept, range(40)))
    assert sorted(kept) == [0] * 20 + [11] * 20
    assert len(whole(store)) == 20


@pytest.mark.parametrize("acknowledged", [1, 7, 20, 33, 50])
def test_a_killed_writer_leaves_all_it_acknowledged(store: Store, address: str, acknowledged: int) -> None:
    """kill -9 as soon as that many are acknowledged, in the middle of the next; then another goes on."""
    writer = start(address, 0, 10_000)
    assert writer.stdin is not None
    assert writer.stdout is not None
    with writer:
        writer.stdin.write("go\n")
        writer.stdin.flush()
        for _ in range(acknowledged):
            writer.stdout.readline()
        writer.kill()
        said = acknowledged + len(writer.stdout.read().splitlines())
    documents = [report(number)[0].document for number in range(said + 2)]
    assert set(documents[:said]) <= whole(store) <= set(documents[: said + 1])

    for number in range(said + 2):
        store.append(report(number))
    assert whole(store) == set(documents)
