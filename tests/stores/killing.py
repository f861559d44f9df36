"""A program that has writers killed at random moments, and says what they had acknowledged.

    python killing.py ADDRESS ROUNDS SEED

Each round a writer adds reports of its own to the book, every other round from four threads at once, until
kill -9 ends it. Printed at the end: a line a round, its first report's number, then those acknowledged.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import threading
import time

from writer import report

from orebook.ledger import open_store

#: Reports of a round are numbered from its number times this.
APART = 1_000


def write(address: str, first: int, threads: int, told: int) -> None:
    """Add reports and say which are kept, until the end comes."""
    numbers, mutex = itertools.count(first), threading.Lock()
    with open_store(address) as store:

        def add() -> None:
            while True:
                with mutex:
                    number = next(numbers)
                store.append(report(number))
                os.write(told, f"{number}\n".encode())

        os.write(told, b"ready\n")
        every = [threading.Thread(target=add, daemon=True) for _ in range(threads)]
        for one in every:
            one.start()
        every[0].join()


def killed(address: str, first: int, threads: int, after: float) -> list[int]:
    """What one writer acknowledged before it was killed."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        write(address, first, threads, told)
        os._exit(1)
    os.close(told)
    with os.fdopen(heard) as lines:
        assert lines.readline() == "ready\n"
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [int(line) for line in lines]


def main() -> None:
    address, rounds, moments = sys.argv[1], int(sys.argv[2]), random.Random(int(sys.argv[3]))
    for number in range(rounds):
        first = number * APART
        said = killed(address, first, 4 if number % 2 else 1, moments.uniform(0, 0.15))
        print(first, *said, flush=True)


if __name__ == "__main__":
    main()
