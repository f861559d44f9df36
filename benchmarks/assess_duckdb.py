"""range/2 by DuckDB: the look-up tables registered, one script of SQL, the answer as a frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from orebook.assess.columns import NEVER, NONE, Tables
from orebook.assess.partition import Asked
from orebook.assess.rules import rules
from orebook.assess.tables import tables

SQL = (Path(__file__).parent / "assess_duckdb.sql").read_text("utf-8")


def looked_up(asked: Asked) -> dict[str, pl.DataFrame]:
    """The look-up tables as frames; the same numbers that the compiled kernel looks up."""
    found: Tables = tables(asked.products, asked.codes, rules(asked.method))
    each: dict[str, dict[str, Any]] = {
        "product": {"tax": found.tax, "base": found.base, "lot": found.lot},
        "kind": {"weight": found.weight // 1000, "market": found.market, "own": found.own},
        "flags": {"mark": found.marks},
        "source": {"voice": found.publisher},
        "contributor": {"voice": found.named},
        "delivery": {"word": found.delivery},
    }
    frames = {
        ("flag" if name == "flags" else name): pl.DataFrame(columns)
        .with_row_index(name)
        .cast({name: pl.Int32})
        for name, columns in each.items()
    }
    count, units = found.numerator.shape
    pairs = pl.DataFrame(
        {"above": found.numerator.ravel(), "below": found.denominator.ravel()}
    ).with_row_index("n")
    ratio = pairs.select(
        (pl.col("n") // units).cast(pl.Int32).alias("product"),
        (pl.col("n") % units).cast(pl.Int32).alias("unit"),
        "above", "below",
    ).filter(pl.col("below") > 0)  # fmt: skip
    assert count == len(asked.products)
    return {**frames, "ratio": ratio}


def parameters(asked: Asked) -> dict[str, int]:
    """The numbers the script names."""
    found = rules(asked.method)
    names = (
        "screen_from",
        "screen_width",
        "screen_floor",
        "cap",
        "enough",
        "minimum",
        "half",
        "fresh",
        "carry_days",
    )
    return {name: int(getattr(found, name)) for name in names} | {
        "known_at": NEVER - 1 if asked.known_at is None else asked.known_at
    }


def assess(
    files: Sequence[Path], asked: Asked, tables_: dict[str, pl.DataFrame] | None = None
) -> pl.DataFrame:
    """The prices of some files, in the order of product and day."""
    asking = duckdb.connect()
    try:
        for name, frame in (tables_ or looked_up(asked)).items():
            asking.register(f"_{name}", frame.to_arrow())
            asking.execute(f"CREATE TABLE {name} AS SELECT * FROM _{name}")
        asking.execute("SET preserve_insertion_order = false")
        asking.execute(script(files, asked))
        found: pl.DataFrame = asking.sql("FROM answer").pl()
        return found
    finally:
        asking.close()


def script(files: Sequence[Path], asked: Asked) -> str:
    """The SQL with its parameters written in."""
    listed = "[" + ", ".join(f"'{file}'" for file in files) + "]"
    given = {**parameters(asked), "files": listed}
    return re.sub(r"\$(\w+)", lambda found: str(given[found[1]]), SQL)


def same(found: pl.DataFrame) -> pl.DataFrame:
    """An answer in the types and the order the kernel gives."""
    mid = (pl.col("low") + pl.col("high")).floordiv(2).alias("mid")
    names = ("product", "price_date", "low", "high", "mid", "status", "used", "set_aside", "independent",
             "largest",
             "whole", "flags", "blended_with")  # fmt: skip
    filled = found.with_columns(mid, pl.col("blended_with").fill_null(NONE))
    return filled.select(pl.col(name).cast(pl.Int64) for name in names).sort("product", "price_date")
