"""How fast decades are assessed: by orebook, DuckDB and Polars, beside merely reading the columns.

`benchmarks/assess.py [QUOTES] [--products 3000] [--days 5000] [--times 5] [--large QUOTES] [--folder PATH]`.
Every contender follows the same rules, reads the same Parquet files, with all threads, and gives a frame in
memory; the answers are compared bit for bit. `--large` prices more quotes by orebook alone, in a process of
its own, and says how much memory it took. Ends with 1 where answers differ, or, from ten million quotes on,
where a limit is missed.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import polars as pl

import assess_duckdb
import assess_polars
from assess_quotes import CODES, Size, products, write
from orebook.assess.partition import COLUMNS, Asked
from orebook.testing import method

FULL = 10_000_000
#: orebook's time over that of the mere read; that of the faster other over orebook's; 50 M over 10 M; GB.
READ_LIMIT, FASTER_LIMIT, GROWTH_LIMIT, MEMORY_LIMIT = 5.0, 10.0, 5.5, 8.0


def read(files: Sequence[Path]) -> pl.DataFrame:
    """Merely the columns, by all threads."""
    return pl.read_parquet(list(files), columns=list(COLUMNS))


def orebook(files: Sequence[Path], asked: Asked) -> pl.DataFrame:
    """Each file read and priced by one of as many threads as there are cores."""
    from orebook.assess.compiled import partition

    def one(file: Path) -> pl.DataFrame:
        return partition(pl.read_parquet(file, columns=list(COLUMNS), parallel="none"), asked)

    with ThreadPoolExecutor(os.cpu_count()) as work:
        return pl.concat(work.map(one, files))


def asked_of(size: Size) -> Asked:
    """What is asked: range/2, a month before the last day."""
    return Asked(
        products=products(size.products), codes=CODES, method=method("range/2"), known_at=size.known_at
    )  # fmt: skip


def seconds(work: Callable[[], pl.DataFrame]) -> tuple[float, pl.DataFrame]:
    """How long it took, and what it gave."""
    gc.collect()
    start = perf_counter()
    found = work()
    return perf_counter() - start, found


def measured(size: Size, folder: Path, times: int) -> tuple[dict[str, list[float]], bool]:
    """Seconds of each contender, in turns, and whether all gave the same."""
    files, asked = write(folder / f"{size.quotes}", size), asked_of(size)
    looked_up = assess_duckdb.looked_up(asked)
    first, _ = seconds(partial(orebook, files[:1], asked))
    print(f"ready to assess after {first:.1f} s (compiled, or fetched from the disk)", flush=True)
    contenders: dict[str, Callable[[], pl.DataFrame]] = {
        "read": partial(read, files),
        "orebook": partial(orebook, files, asked),
        "DuckDB": partial(assess_duckdb.assess, files, asked, looked_up),
        "Polars": partial(assess_polars.assess, files, asked, looked_up),
    }
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    same = True
    for turn in range(times):
        answers = {}
        for name, work in contenders.items():
            took, found = seconds(work)
            taken[name].append(took)
            if name != "read" and turn == 0:
                answers[name] = assess_duckdb.same(found)
            del found
        if answers:
            prices = answers["orebook"].height
            same = all(answers["orebook"].equals(answer) for answer in answers.values())
            print(
                f"{size.quotes:,} quotes, {prices:,} prices: {'the same' if same else 'DIFFERENT'} from all",
                flush=True,
            )
    return taken, same


def large(size: Size, folder: Path) -> tuple[float, float]:
    """Seconds and GB of one assessment by orebook in a process of its own."""
    write(folder / f"{size.quotes}", size)
    words = [sys.executable, __file__, str(size.quotes), "--products", str(size.products),
             "--days", str(size.days),
             "--folder", str(folder), "--alone"]  # fmt: skip
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    took, memory = done.stdout.split()[-2:]
    return float(took), float(memory)


def alone(size: Size, folder: Path) -> None:
    """The best of three, and the most memory this process and its children have had, in GB."""
    import resource

    files, asked = write(folder / f"{size.quotes}", size), asked_of(size)
    orebook(files[:1], asked)
    took = min(seconds(partial(orebook, files, asked))[0] for _ in range(3))
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(took, sum(resource.getrusage(one).ru_maxrss for one in who) / 1e6)


def told(taken: dict[str, list[float]]) -> tuple[float, float]:
    """Print the table; how orebook stands to the read, and the faster other to orebook."""
    middle = {name: median(each) for name, each in taken.items()}
    for name, each in taken.items():
        ratio = middle[name] / middle["read"]
        print(f"{name:8} best {min(each):8.3f} s   median {middle[name]:8.3f} s   {ratio:6.1f} x the read")
    return middle["orebook"] / middle["read"], min(middle["DuckDB"], middle["Polars"]) / middle["orebook"]


def _count(text: str) -> int:
    """A number of quotes as people write it: 10_000_000 or 1e7."""
    return int(float(text.replace("_", "")))


def main() -> int:
    """Measure and say."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("quotes", nargs="?", type=_count, default=FULL)
    words.add_argument("--large", type=_count, default=0)
    for name, value in (("products", 3_000), ("days", 5_000), ("times", 5)):
        words.add_argument(f"--{name}", type=int, default=value)
    words.add_argument("--folder", type=Path, default=Path("out/quotes"))
    words.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = words.parse_args()
    size = Size(quotes=given.quotes, products=given.products, days=given.days)
    if given.alone:
        alone(size, given.folder)
        return 0
    taken, same = measured(size, given.folder, given.times)
    over_read, faster = told(taken)
    print(f"orebook: {over_read:.1f} times the mere read, {faster:.1f} times as fast as the faster other")
    missed = not same or (given.quotes >= FULL and (over_read > READ_LIMIT or faster < FASTER_LIMIT))
    if given.large:
        took, memory = large(Size(quotes=given.large, products=given.products, days=given.days), given.folder)
        base, _ = large(size, given.folder)
        growth = took / base
        print(
            f"{given.large:,} quotes: {took:.2f} s, {growth:.1f} times the {base:.2f} s of {given.quotes:,}; "
            f"{memory:.1f} GB"
        )
        limit = GROWTH_LIMIT * given.large / (5 * given.quotes)
        missed = missed or (given.quotes >= FULL and (growth > limit or memory > MEMORY_LIMIT))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
