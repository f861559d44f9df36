"""A bulk load on a bad day: a full disk, a killed process. All of it is there afterwards, or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import quotes
from orebook.ledger import open_store
from orebook.ledger.archive.showing import EVERY

FULL = """
import resource, sys
import polars as pl
from orebook.errors import LedgerError
from orebook.ledger import open_store

table = pl.read_parquet(sys.argv[2])
with open_store(sys.argv[1]) as store:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    for work in (lambda: store.load(table, backfilled=True), lambda: store.archive().sync()):
        try:
            print(work())
        except LedgerError as error:
            print(error)
    print(len(store.quotes()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(store.load(table, backfilled=True).kept)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        print(store.archive().sync())
    except LedgerError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(store.archive().sync().rows)
"""

KILLED = """
import sys
from orebook.ledger import open_store
with open_store(sys.argv[1]) as store:
    print("ready", flush=True)
    print(store.load(sys.argv[2], source="desk", backfilled=True).kept, flush=True)
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """30,000 quotes as a file."""
    return quotes.write(tmp_path / "quotes.parquet", 30_000)


def test_a_full_disk_keeps_no_part_of_a_load(tmp_path: Path, table: Path) -> None:
    """Nor of the sorted copy; and once there is room, both are whole."""
    place = tmp_path / "metals.db"
    open_store(place, create=True).close()
    command = [sys.executable, "-c", FULL, str(place), str(table)]
    told = subprocess.check_output(command, text=True).splitlines()
    assert "the disk is full or failing. Nothing of this batch was kept" in told[0]
    assert "rows=0" in told[1] or "buckets=()" in told[1]
    assert told[2:4] == ["0", "30000"]
    assert f"{place}.archive" in told[4]
    assert "Make room on the disk; the book itself is whole." in told[4]
    assert told[5] == "30000"


def test_a_load_killed_at_any_moment_is_whole_or_absent(tmp_path: Path, table: Path) -> None:
    """Ten times, a little later each time; what was acknowledged is there, and a retry makes no double."""
    place = tmp_path / "metals.db"
    for attempt in range(10):
        open_store(place, create=True).close()
        loader = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(place), str(table)], stdout=subprocess.PIPE, text=True
        )
        assert loader.stdout is not None
        assert loader.stdout.readline() == "ready\n"
        until = time.monotonic() + 0.06 * attempt
        while time.monotonic() < until:
            pass
        loader.send_signal(signal.SIGKILL)
        acknowledged = loader.stdout.read()
        loader.wait()
        loader.stdout.close()
        with open_store(place) as store:
            held = len(store.quotes())
            assert held in ((30_000,) if acknowledged else (0, 30_000))
            store.load(table, source="desk", backfilled=True)
            assert len(store.quotes()) == 30_000
            assert store.archive().sync().rows == 30_000
        for path in tmp_path.glob("metals.db*"):
            if path.is_file():
                path.unlink()


def test_a_large_load_and_its_copy_say_the_same(tmp_path: Path, table: Path) -> None:
    """Thirty thousand rows of three thousand products, one in fifty a correction."""
    known_at = 1_400_000_000_000_000
    with open_store(tmp_path / "metals.db", create=True) as store:
        store.load(table, products=quotes.products(), backfilled=True)
        held = [one for one in store.quotes(known_at=known_at) if one.corrected is None]
        found = store.archive().series(known_at=known_at, columns=EVERY)
    assert sorted(found["id"]) == sorted(one.id for one in held)
    given = pl.read_parquet(table)
    assert found["low"].sum() == pytest.approx(sum(one.fact.low or 0 for one in held))
    known = given.filter(pl.col("available_at").dt.epoch("us") <= known_at)
    assert found.height == known.height - known["supersedes"].drop_nulls().n_unique()
