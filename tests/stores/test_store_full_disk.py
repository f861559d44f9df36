"""A disk that is full: a clear error, nothing half-written, and the book as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orebook.ledger import open_store

from .made import document, quote, report

# The operating system lets no file grow past a limit, as on a full disk; then it does again.
PROGRAM = """
import resource, sys
from orebook.errors import LedgerError
from orebook.ledger import open_store
from writer import report

with open_store(sys.argv[1]) as store:
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), hard))
    kept = 0
    try:
        while kept < 2000:
            store.append(report(kept))
            kept += 1
    except LedgerError as error:
        print(error)
    print(kept, len(store.documents()), len(store.quotes()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(store.append(report(kept)).kept)
    print(store.verify(store.head()).findings)
"""

# The same on a disk of its own that is really full, until a file is taken away from it.
REALLY_FULL = """
import sys
from pathlib import Path
from orebook.errors import LedgerError
from orebook.ledger import open_store
from writer import report

place = Path(sys.argv[1])
ballast = place / "ballast"
ballast.write_bytes(bytes(400_000))
with open_store(place / "metals.db", create=True) as store:
    kept = 0
    try:
        while kept < 2000:
            store.append(report(kept))
            kept += 1
    except LedgerError as error:
        print(error)
    print(kept, len(store.documents()), len(store.quotes()), store.verify().findings)
    ballast.unlink()
    print(store.append(report(kept)).kept)
with open_store(place / "metals.db") as store:
    print(len(store.documents()), store.verify(store.head()).findings)
"""


@pytest.mark.parametrize("limit", [300_000, 500_001, 1_000_003])
def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path, limit: int) -> None:
    """Every report up to the full disk, whole; and once there is room, the one that failed."""
    place = tmp_path / "metals.db"
    open_store(place, create=True).close()
    command = [sys.executable, "-c", PROGRAM, str(place), str(limit)]
    told = subprocess.check_output(command, text=True, cwd=Path(__file__).parent).splitlines()
    message, counts, after, findings = told
    assert findings == "()"
    assert f"{place}: the disk is full or failing. Nothing of this batch was kept" in message
    kept, documents, quotes = map(int, counts.split())
    assert documents == kept > 0
    assert quotes == 10 * kept
    assert after == "11"
    with open_store(place) as store:
        assert len(store.documents()) == kept + 1


def test_a_batch_too_large_for_the_disk_is_not_kept_in_part(tmp_path: Path) -> None:
    place = tmp_path / "metals.db"
    with open_store(place, create=True) as store:
        store.append(report())
    program = PROGRAM.replace("report(kept)", "[one for number in range(500) for one in report(number)]")
    command = [sys.executable, "-c", program, str(place), "300000"]
    told = subprocess.check_output(command, text=True, cwd=Path(__file__).parent).splitlines()
    assert "Nothing of this batch was kept" in told[0]
    assert told[1] == "0 1 1"
    with open_store(place) as store:
        assert store.quotes()[0].fact == quote(document())
        assert len(store.documents()) == 501


@pytest.mark.parametrize("size", ["1600k", "2m"])
def test_a_small_disk_that_is_really_full_loses_nothing(tmp_path: Path, size: str) -> None:
    """A tmpfs in a name space of its own, gone with the program."""
    mounted = f'mount -t tmpfs -o size={size} tmpfs "$1" && exec "$2" -c "$3" "$1"'
    own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    command = [*own, "sh", "-c", mounted, "sh", str(tmp_path), sys.executable, REALLY_FULL]
    told = subprocess.check_output(command, text=True, cwd=Path(__file__).parent).splitlines()
    message, counts, after, again = told
    assert "the disk is full" in message
    assert "Nothing of this batch was kept" in message
    kept, documents, quotes, findings = counts.split()
    assert int(documents) == int(kept) > 0
    assert int(quotes) == 10 * int(kept)
    assert (findings, after) == ("()", "11")
    assert again == f"{int(kept) + 1} ()"
