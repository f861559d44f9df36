"""A program that commits one row at a time and says how long each took.

python ledger_writer.py ADDRESS NAME COUNT
"""

from __future__ import annotations

import json
import sys
from datetime import date
from time import perf_counter

from orebook.facts import RegisterEntry
from orebook.ledger import Store, open_store


def row(name: str, number: int) -> RegisterEntry:
    """One fact that is one row in one table."""
    on = date(2025, 1, 9)
    return RegisterEntry(
        register="complaint", number=f"{name}-{number}", stage="opened", subject="prnd-oxide", who="A mill",
        text="Too low.", author="Ann", happened=on, due=on,
    )  # fmt: skip


def commits(store: Store, name: str, count: int) -> list[float]:
    """Seconds each of some commits took, the wait for others included."""
    took = []
    for number in range(count):
        start = perf_counter()
        assert store.append([row(name, number)]).kept == 1
        took.append(perf_counter() - start)
    return took


def main() -> None:
    """Wait to be let go, then commit."""
    address, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open_store(address) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        print(json.dumps(commits(store, name, count)))


if __name__ == "__main__":
    main()
