"""History at speed: bulk load, and series as known at a moment, beside DuckDB on its own file, in one run.

`python benchmarks/ledger_history.py [ROWS] [FOLDER]`, ten million rows unless said. Each step runs in a
process of its own, so that its memory is its own; reads are the median of five, the contenders in turns. Ends
with 1 where a goal is missed or two contenders give different rows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import quotes
from history_steps import COUNT, TABLES

STEPS = Path(__file__).with_name("history_steps.py")
#: A bulk load is at most so many times DuckDB's; new rows are there within so many seconds.
LOAD_TIMES, FRESH_S = 6.0, 0.5


def step(name: str, which: str, file: Path, folder: Path) -> dict[str, Any]:
    """What a step said."""
    command = [sys.executable, str(STEPS), name, which, str(file), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} {which} ended with {done.returncode}:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def loads(file: Path, folder: Path) -> bool:
    """Bulk loads of the same file, one after the other."""
    took = {which: step("load", which, file, folder) for which in ("orebook", *TABLES)}
    plain = took["duckdb"]["seconds"]
    print("Bulk load of the same Parquet file")
    for which, one in took.items():
        print(f"  {which:20} {one['seconds']:7.2f} s {one['seconds'] / plain:5.2f} x duckdb"
              f" {one['processor']:7.2f} s of processor {one['megabytes']:7,.0f} MB")  # fmt: skip
    made = step("copy", "orebook", file, folder)
    print(f"  the Parquet copy     {made['seconds']:7.2f} s, once {made['megabytes']:26,.0f} MB")
    return bool(took["orebook"]["seconds"] <= LOAD_TIMES * plain)


def reads(file: Path, folder: Path) -> bool:
    """The same question, as known at a moment, put to each."""
    told = step("reads", "all", file, folder)
    middle = {which: median(seconds) for which, seconds in told["seconds"].items()}
    print(f"{COUNT} products x 20 years as known at a moment: {told['rows']:,} rows,"
          f" {'the same from each' if told['same'] else 'DIFFERENT'}; median of five")  # fmt: skip
    for which, seconds in middle.items():
        most = step("read", which, file, folder)["megabytes"]
        best = min(told["seconds"][which])
        print(f"  {which:20} {seconds:7.3f} s (best {best:.3f}) {most:7,.0f} MB")
    others = [seconds for which, seconds in middle.items() if which != "orebook"]
    return bool(told["same"]) and middle["orebook"] <= min(others)


def fresh(file: Path, folder: Path) -> bool:
    """New rows, seen at once."""
    told = step("fresh", "orebook", file, folder)
    print(f"100,000 new rows in a series {told['first']:.3f} s after the commit, then {told['again']:.3f} s;"
          f" {'all there' if told['there'] else 'NOT ALL THERE'}; {told['megabytes']:,.0f} MB")  # fmt: skip
    return bool(told["there"]) and told["first"] <= FRESH_S


def measure(rows: int, folder: Path) -> int:
    """Every measurement in one folder."""
    file = folder / f"quotes-{rows}.parquet"
    if not file.is_file():
        quotes.write(file, rows)
    print(f"{rows:,} quotes of {quotes.PRODUCTS:,} products, {file.stat().st_size / 1e6:,.0f} MB of Parquet")
    goals = {"load": loads(file, folder), "series": reads(file, folder), "fresh": fresh(file, folder)}
    missed = [name for name, kept in goals.items() if not kept]
    print(f"Goals missed: {', '.join(missed)}" if missed else "Every goal is kept.")
    return int(bool(missed))


def main() -> int:
    """In a folder that is gone afterwards, unless one is named."""
    rows = int(float(sys.argv[1])) if sys.argv[1:] else 10_000_000
    if sys.argv[2:]:
        return measure(rows, Path(sys.argv[2]))
    with tempfile.TemporaryDirectory() as folder:
        return measure(rows, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
