"""kill -9 in the middle of writing: all that was acknowledged is there, nothing by halves, nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orebook.ledger import Store, open_store

from .postgresql import Server, new_database, running
from .test_store_together import start, whole
from .writer import report

#: Reports of a round are numbered from its number times this, as in killing.py.
APART = 1_000
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def seed() -> int:
    """The moments of the kills; another number each day would do as well."""
    return 20250109


def test_thirty_writers_killed_at_random_lose_nothing(store: Store, address: str, seed: int) -> None:
    """One thread, or four that share commits, killed within 0.15 s of the first report."""
    command = [sys.executable, str(HERE / "killing.py"), address, "30", str(seed)]
    told = subprocess.check_output(command, text=True, cwd=HERE, timeout=120).splitlines()
    rounds = [[int(number) for number in line.split()] for line in told]
    assert len(rounds) == 30
    acknowledged = {number for _, *said in rounds for number in said}
    assert len(acknowledged) > 30
    held = whole(store)
    assert {report(number)[0].document for number in acknowledged} <= held
    assert len(held) - len(acknowledged) <= 30 // 2 * (1 + 4)  # those at work when the end came
    assert store.verify(store.head()).findings == ()
    _a_retry_makes_no_double(store, rounds, held)


def _a_retry_makes_no_double(store: Store, rounds: list[list[int]], held: set[str]) -> None:
    """Each writer begins again where it was last heard of, a few before and after."""
    again = {
        at
        for first, *said in rounds
        for at in range(max(said, default=first) - 2, max(said, default=first) + 6)
    }
    again = {at for at in again if any(first <= at < first + APART for first, *_ in rounds)}
    facts = [fact for number in sorted(again) for fact in report(number)]
    new = {report(number)[0].document for number in again} - held
    assert store.append(facts).kept == 11 * len(new)
    assert whole(store) == held | new
    assert store.verify().findings == ()


def _server_killed(server: Server) -> None:
    """The postmaster and every process of it: first it is held still, so that it starts nobody anew."""
    first = int((server.place / "data" / "postmaster.pid").read_text().split()[0])
    os.kill(first, signal.SIGSTOP)
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    killed = [*map(int, children), first]
    for process in killed:
        os.kill(process, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while any(_runs(process) for process in killed):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    # What is dead but not yet collected by its parent would pass for a server that runs.
    for lock in (server.place / "data" / "postmaster.pid", *server.place.glob(".s.PGSQL.*")):
        lock.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process is alive; one that waits to be collected is not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_server_killed_while_it_writes_loses_nothing() -> None:
    """PostgreSQL with fsync on: killed whole, started again, and all that was acknowledged is there."""
    with running(durable=True) as server:
        address = new_database(server.url, "killed")
        with open_store(address, create=True) as store:
            head = store.head()
        writer = start(address, 0, 10_000, stderr=subprocess.DEVNULL)
        assert writer.stdin is not None
        assert writer.stdout is not None
        with writer:
            writer.stdin.write("go\n")
            writer.stdin.flush()
            for _ in range(40):
                writer.stdout.readline()
            _server_killed(server)
            said = 40 + len(writer.stdout.read().splitlines())
        assert writer.returncode == 1
        server.start_again()
        documents = [report(number)[0].document for number in range(said + 1)]
        with open_store(address) as store:
            assert set(documents[:said]) <= whole(store) <= set(documents)
            assert store.verify(head).findings == ()
            for number in range(said + 1):
                store.append(report(number))
            assert whole(store) == set(documents)
            assert store.verify(head).findings == ()
