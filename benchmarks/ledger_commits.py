"""Durable commits of one row each: from four processes, from eight threads, beside a bare fsync.

On SQLite and on PostgreSQL with fsync on, with the machine otherwise idle and with two busy processes beside.
Goals: all kept, none failed, the longest wait under 0.5 s, the book verifies.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from ledger_writer import commits
from orebook.ledger import open_store

HERE = Path(__file__).resolve().parent
PROCESSES, EACH, THREADS, PROBES = 4, 1_000, 8, 1_000
LIMIT_S = 0.5


def measure() -> bool:
    """Both engines, idle and busy; whether every goal was met."""
    print(f"Durable one-row commits: {PROCESSES} processes, {PROCESSES * EACH:,} in all")
    met = []
    with tempfile.TemporaryDirectory(prefix="orebook-") as folder, _postgresql() as server:
        for busy in (False, True):
            with _busy(2 if busy else 0):
                print(f"{'two busy processes beside' if busy else 'nothing beside'}:")
                _probe(Path(folder))
                for engine, address in _books(Path(folder), server, busy):
                    met.append(_processes(engine, address))
                    met.append(_threads(engine, address))
    return all(met)


def _books(folder: Path, server: Any, busy: bool) -> Iterator[tuple[str, str]]:
    """A new book on each engine."""
    name = "busy" if busy else "idle"
    for engine, address in (
        ("SQLite", str(folder / f"{name}.db")),
        ("PostgreSQL", server(name)),
    ):
        open_store(address, create=True).close()
        yield engine, address


def _probe(folder: Path) -> None:
    """What the disk allows: 200 bytes and a sync, one after the other."""
    with (folder / "probe").open("wb", buffering=0) as file:
        start = perf_counter()
        for _ in range(PROBES):
            file.write(bytes(200))
            os.fdatasync(file.fileno())
        rate = PROBES / (perf_counter() - start)
    print(f"  bare fsync                {rate:8,.0f}/s")


def _processes(engine: str, address: str) -> bool:
    """Four writers let go together."""
    command = [sys.executable, str(HERE / "ledger_writer.py"), address]
    writers = [
        subprocess.Popen(
            [*command, f"w{number}", str(EACH)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for number in range(PROCESSES)
    ]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    start = perf_counter()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    told = [writer.communicate()[0] for writer in writers]
    seconds = perf_counter() - start
    failed = sum(writer.returncode != 0 for writer in writers)
    waits = [wait for text in told if text for wait in json.loads(text)]
    return _said(f"{engine}, {PROCESSES} processes", address, seconds, waits, failed, PROCESSES * EACH)


def _said(what: str, address: str, seconds: float, waits: list[float], failed: int, wanted: int) -> bool:
    with open_store(address) as store:
        kept, findings = len(store.register()), len(store.verify().findings)
    print(
        f"  {what:25} {len(waits) / seconds:8,.0f}/s  kept {kept:,} of {wanted:,}, failed {failed},"
        f" wait {median(waits) * 1000:.1f} ms, longest {max(waits) * 1000:.0f} ms, {findings} findings"
    )
    return kept == wanted and not failed and max(waits) < LIMIT_S and not findings


def _threads(engine: str, address: str) -> bool:
    """Eight threads of one process: each with a store of its own, then sharing one and its commits."""
    count, met, wanted = EACH // THREADS, True, PROCESSES * EACH
    for shared in (False, True):
        with contextlib.ExitStack() as held, ThreadPoolExecutor(THREADS) as pool:
            stores = [held.enter_context(open_store(address)) for _ in range(1 if shared else THREADS)]
            start = perf_counter()
            asked = [
                pool.submit(commits, stores[number % len(stores)], f"t{shared}{number}", count)
                for number in range(THREADS)
            ]
            waits = [wait for one in asked for wait in one.result()]
            seconds = perf_counter() - start
        wanted += THREADS * count
        how = "together" if shared else "apart"
        met &= _said(f"{engine}, {THREADS} threads {how}", address, seconds, waits, 0, wanted)
    return met


@contextlib.contextmanager
def _busy(count: int) -> Iterator[None]:
    """Processes that do nothing but keep a core busy."""
    beside = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for one in beside:
            one.kill()
            one.wait()


@contextlib.contextmanager
def _postgresql() -> Iterator[Any]:
    """A server of its own, as the tests start one, that waits for the disk."""
    sys.path.append(str(HERE.parent / "tests"))
    tests: Any = importlib.import_module("stores.postgresql")
    with tests.running(durable=True) as server:
        yield lambda name: tests.new_database(server.url, name)


if __name__ == "__main__":
    sys.exit(not measure())
