"""The steps of the history's measurement, each run in a process of its own so that its memory is its own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import polars as pl

import quotes
from orebook.ledger import open_store
from orebook.units import clock

#: What is asked: 300 of the products, twenty years back, as known at this moment.
COUNT, KNOWN_AT, TIMES = 300, clock("2018-12-31"), 5
COLUMNS = ("product", "price_date", "kind", "low", "high", "unit", "source")
_NAMED = ", ".join(COLUMNS)

#: DuckDB's table as loaded; with the user's row id as its primary key; and as good as it can be made.
TABLES = {
    "duckdb": "CREATE TABLE quotes AS SELECT * FROM '{file}'",
    "duckdb, primary key": "CREATE TABLE quotes (key BIGINT PRIMARY KEY, {types}); "
    "INSERT INTO quotes SELECT key, {names} FROM '{file}'",
    "duckdb, sorted": "CREATE TABLE quotes AS SELECT q.*, c.corrected_at FROM '{file}' q LEFT JOIN (SELECT"
    " supersedes AS key, min(available_at) AS corrected_at FROM '{file}' WHERE supersedes IS NOT NULL"
    " GROUP BY supersedes) c USING (key) ORDER BY product, price_date, published, key",
}
_STOOD = {
    "duckdb": "key NOT IN (SELECT supersedes FROM quotes WHERE supersedes IS NOT NULL"
    " AND available_at <= $at)",
    "duckdb, sorted": "(corrected_at IS NULL OR corrected_at > $at)",
}


def products() -> list[str]:
    """The products asked about, the same every time."""
    draw = np.random.default_rng(7)
    every = quotes.products()
    return [every[number] for number in sorted(draw.choice(len(every), COUNT, replace=False))]


def load_orebook(file: Path, folder: Path) -> dict[str, float]:
    """Into a new book: checked, hashed, sealed, durable when this returns."""
    with open_store(folder / "book.db", create=True) as store:
        return timed(lambda: store.load(file, source="bench", products=quotes.products(), backfilled=True))


def load_duckdb(which: str, file: Path, folder: Path) -> dict[str, float]:
    """Into a new DuckDB file of its own."""
    import duckdb

    said = duckdb.execute(f"DESCRIBE SELECT * EXCLUDE key FROM '{file}'").fetchall()
    types, names = ", ".join(f"{one[0]} {one[1]}" for one in said), ", ".join(one[0] for one in said)

    def load() -> None:
        with duckdb.connect(str(folder / f"{which}.duckdb")) as connection:
            connection.execute(TABLES[which].format(file=file, types=types, names=names))
            connection.execute("CHECKPOINT")

    return timed(load)


def copy(_: Path, folder: Path) -> dict[str, float]:
    """The Parquet copy, made from nothing."""
    with open_store(folder / "book.db") as store:
        return timed(store.archive().sync)


def read_orebook(folder: Path) -> Callable[[], Any]:
    """The question put to the book's copy."""
    archive = open_store(folder / "book.db").archive()
    return lambda: archive.series(products(), known_at=KNOWN_AT, columns=COLUMNS)


def read_duckdb(which: str, folder: Path) -> Callable[[], Any]:
    """The question put to a DuckDB file."""
    import duckdb

    connection = duckdb.connect(str(folder / f"{which}.duckdb"), read_only=True)
    connection.execute("SET TimeZone = 'UTC'")
    statement = (
        f"SELECT {_NAMED} FROM quotes WHERE product IN (SELECT unnest($names)) AND available_at <= $at"
        f" AND {_STOOD[which]}"
    )
    moment = np.datetime64(KNOWN_AT, "us").astype(object).isoformat() + "+00"
    said = {"names": products(), "at": moment}
    typed = statement.replace("$at", "$at::TIMESTAMPTZ")
    return lambda: connection.execute(typed, said).to_arrow_table()


def reader(which: str, folder: Path) -> Callable[[], Any]:
    """The question put to one of the contenders."""
    return read_orebook(folder) if which == "orebook" else read_duckdb(which, folder)


def reads(folder: Path) -> dict[str, Any]:
    """Every contender in turns, five times; and whether all of them gave the same rows."""
    asks = {which: reader(which, folder) for which in ("orebook", *_STOOD)}
    rows = {which: _plain(ask()) for which, ask in asks.items()}
    took: dict[str, list[float]] = {which: [] for which in asks}
    for _ in range(TIMES):
        for which, ask in asks.items():
            took[which].append(timed(ask)["seconds"])
    same = all(one.equals(rows["orebook"]) for one in rows.values())
    return {"seconds": took, "rows": rows["orebook"].height, "same": same}


def _plain(table: Any) -> pl.DataFrame:
    frame = pl.DataFrame(table)
    words = frame.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    return words.select(COLUMNS).sort(COLUMNS)


def fresh(_: Path, folder: Path) -> dict[str, Any]:
    """100,000 new rows: how soon after the load's commit a series has them, asked by one who asked before."""
    made = pl.concat(quotes.frames(100_000, seed=8)).drop("available_at")
    days = pl.col("price_date", "published").dt.offset_by("2y")
    with open_store(folder / "book.db") as store:
        archive = store.archive()
        before = archive.series(products(), columns=COLUMNS).height
        store.load(made.with_columns(days), source="bench", products=quotes.products())
        took = [timed(lambda: archive.series(products(), columns=COLUMNS)) for _ in range(2)]
        after = archive.series(products(), columns=COLUMNS).height
        wanted = made.filter(pl.col("product").is_in(products())).height
        corrected = made.filter(
            pl.col("product").is_in(products()) & pl.col("supersedes").is_not_null()
        ).height
    return {
        "first": took[0]["seconds"],
        "again": took[1]["seconds"],
        "there": after - before == wanted - corrected,
    }


def timed(work: Callable[[], Any]) -> dict[str, float]:
    """Seconds by the wall, and of the processor."""
    wall, processor = perf_counter(), process_time()
    work()
    return {"seconds": perf_counter() - wall, "processor": process_time() - processor}


def peak() -> float:
    """The most memory this process had, in megabytes; not what the one that started it had before."""
    (line,) = [
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    ]
    return int(line.split()[1]) / 1024


def main() -> int:
    """One step, told as JSON with the most memory the process had."""
    step, which, file, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    if step == "load":
        told: dict[str, Any] = (
            load_orebook(file, folder) if which == "orebook" else load_duckdb(which, file, folder)
        )
    elif step == "read":
        told = timed(reader(which, folder))
    elif step == "reads":
        told = reads(folder)
    else:
        told = {"copy": copy, "fresh": fresh}[step](file, folder)
    told["megabytes"] = peak()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
