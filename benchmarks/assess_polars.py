"""range/2 by Polars expressions: one lazy query a file of a bucket's products, days blended a step at a time.

Files are worked one after another, each by all threads, which keeps what is in memory small. Look-ups are
joins to tables of a few rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from assess_duckdb import looked_up, parameters
from orebook.assess.partition import COLUMNS, Asked

CELL = ["product", "price_date"]
FEW = {"kind": pl.UInt8, "unit": pl.UInt8, "source": pl.UInt32, "contributor": pl.UInt32,
       "delivery": pl.UInt16,
       "flags": pl.UInt16, "product": pl.Int32}  # fmt: skip
Numbers = dict[str, int]


def assess(
    files: Sequence[Path], asked: Asked, tables: dict[str, pl.DataFrame] | None = None
) -> pl.DataFrame:
    """The prices of some files, in the order of product and day."""
    known = {
        name: frame.cast({key: FEW[key] for key in frame.columns if key in FEW})
        for name, frame in (tables or looked_up(asked)).items()
    }
    numbers = parameters(asked)
    return pl.concat([_file(file, known, numbers) for file in files])


def _file(file: Path, tables: dict[str, pl.DataFrame], numbers: Numbers) -> pl.DataFrame:
    rows = _quotes(pl.scan_parquet(file), tables, numbers).collect()
    known = rows.lazy().group_by(CELL).agg(pl.len().alias("known"))
    stands = _standing(rows.lazy().filter("taken").drop("taken"), numbers).collect()
    priced = _priced(_capped(stands.lazy(), numbers).collect(), numbers).join(known, on=CELL)
    return _blended(priced.sort(CELL).collect(), numbers)


def _quotes(scan: pl.LazyFrame, tables: dict[str, pl.DataFrame], numbers: Numbers) -> pl.LazyFrame:
    """What is known, with what the tables say of it, and whether it may count: R1 to R6."""
    c = pl.col
    joined = scan.select(COLUMNS).with_row_index("row").filter(c("available_at") <= numbers["known_at"])
    of_product = tables["product"].rename({"tax": "of_tax"}).lazy()
    named = tables["contributor"].rename({"voice": "named"}).lazy()
    joined = (
        joined.join(of_product, on="product", how="left", maintain_order="left")
        .join(tables["kind"].lazy(), on="kind", how="left", maintain_order="left")
        .join(tables["flag"].lazy(), on="flags", how="left", maintain_order="left")
        .join(tables["source"].lazy(), on="source", how="left", maintain_order="left")
        .join(named, on="contributor", how="left", maintain_order="left")
        .join(tables["delivery"].lazy(), on="delivery", how="left", maintain_order="left")
        .join(tables["ratio"].lazy(), on=["product", "unit"], how="left", maintain_order="left")
    )  # fmt: skip
    taken = (
        (c("weight") > 0) & (c("low") <= c("high")) & c("low").is_finite() & c("high").is_finite()
        & c("below").is_not_null()
        & ((c("of_tax") == 0) | (c("tax") == 0) | (c("tax") == c("of_tax")))
        & ((c("base") == 0) | (c("word") == 0) | (c("word") == c("base")))
        & ((c("mark") == 0) | ((c("mark") == 2) & (c("released_at") <= numbers["known_at"])))
        & (c("volume").is_nan() | (c("volume") >= c("lot"))) & (c("corrected_at") > numbers["known_at"])
    )  # fmt: skip
    return joined.select(
        *CELL, "row", "kind", "place", "terms", "volume", "weight", "market", "own", "named", "tax", "word",
        pl.when(c("contributor") != 0).then(c("named")).otherwise(c("voice")).alias("voice"),
        c("of_tax").eq(0).alias("tax_open"), c("base").eq(0).alias("base_open"),
        _ticks("low", taken), _ticks("high", taken), taken.fill_null(False).alias("taken"),
    )  # fmt: skip


def _ticks(name: str, taken: pl.Expr) -> pl.Expr:
    """R4: in ticks of the product's unit; whole millionths, the division split to stay within 64 bits."""
    millionths = pl.when(taken).then((pl.col(name) * 1e6).round()).otherwise(0).fill_nan(0).cast(pl.Int64)
    above, below = pl.col("above"), pl.col("below")
    over = millionths // below
    return (over * above + (2 * (millionths - over * below) * above + below) // (2 * below)).alias(name)


def _standing(taken: pl.LazyFrame, numbers: Numbers) -> pl.LazyFrame:
    """R4, R7, R8 and R10: disputed bases, last words, own assessments, the screen."""
    c = pl.col
    disputed = taken.filter(
        (c("tax_open") | c("base_open")) & ((c("tax") != 0) | (c("word") != 0))
    ).group_by(CELL).agg(
        (c("tax_open").any() & (c("tax").filter(c("tax") != 0).n_unique() > 1)).alias("taxes"),
        (c("base_open").any() & (c("word").filter(c("word") != 0).n_unique() > 1)).alias("bases"),
    ).filter(c("taxes") | c("bases"))  # fmt: skip
    left = taken.join(disputed, on=CELL, how="left", maintain_order="left").filter(
        ~(((c("taxes") & (c("tax") != 0)) | (c("bases") & (c("word") != 0))).fill_null(False))
    )
    last = left.unique([*CELL, "voice", "kind", "place", "terms", "volume"], keep="last", maintain_order=True)
    assessing = (
        last.filter("own").select(*CELL, "voice").unique().with_columns(pl.lit(True).alias("assessing"))
    )
    free = last.join(assessing, on=[*CELL, "voice"], how="left", maintain_order="left").filter(
        c("own") | c("assessing").is_null()
    ).select(*CELL, "row", "voice", "named", "market", "weight", "low", "high",
             (c("low") + c("high")).alias("middle"))  # fmt: skip
    enough = free.group_by(CELL).agg(c("middle"), pl.len()).filter(c("len") >= numbers["screen_from"])
    spread = enough.explode("middle").group_by(CELL).agg(
        c("middle"), c("middle").quantile(0.5, "lower").cast(pl.Int64).alias("median")
    ).explode("middle").with_columns((c("middle") - c("median")).abs().alias("off")).group_by(CELL).agg(
        c("median").first(), c("off").quantile(0.5, "lower").cast(pl.Int64)
    )  # fmt: skip
    allowed = pl.max_horizontal(
        c("off") * numbers["screen_width"], c("median").abs() * numbers["screen_floor"]
    )
    widths = spread.with_columns(allowed.alias("allowed"))
    return free.join(widths, on=CELL, how="left", maintain_order="left").filter(
        c("allowed").is_null() | ((c("middle") - c("median")).abs() * 1000 <= c("allowed"))
    ).select(*CELL, "row", "voice", "named", "market", c("weight") * 1000, "low", "high")  # fmt: skip


def _capped(stands: pl.LazyFrame, numbers: Numbers) -> pl.LazyFrame:
    """R11: nobody above the limit."""
    c, cap = pl.col, numbers["cap"]
    whose = stands.filter(c("named") != 0).group_by([*CELL, "named"]).agg(c("weight").sum().alias("total"))
    rest = stands.group_by(CELL).agg(c("weight").filter(c("named") == 0).sum().alias("rest"))
    ranked = (
        whose.join(rest, on=CELL)
        .sort([*CELL, "total"], descending=[False, False, True])
        .with_columns(
            (c("total").cum_count().over(CELL) - 1).cast(pl.Int64).alias("above"),
            (c("rest") + c("total").cum_sum(reverse=True).over(CELL)).alias("tail"),
        )
    )
    free = 1000 - cap * c("above")
    limit = (cap * c("tail")) // pl.when(free > 0).then(free)
    last = 1000 - cap * c("n")
    limits = ranked.with_columns(limit.alias("limit")).group_by(CELL).agg(
        c("limit").filter(c("total") <= c("limit")).first().alias("found"), c("total").min().alias("least"),
        c("rest").first(), pl.len().cast(pl.Int64).alias("n"),
    ).with_columns(
        c("found").fill_null((cap * c("rest")) // pl.when(last > 0).then(last))
    ).select(*CELL, pl.when(c("found") > 0).then(c("found")).otherwise(c("least")).alias("most"))  # fmt: skip
    above = whose.join(limits, on=CELL).filter(c("total") > c("most"))
    down = pl.max_horizontal(pl.lit(1), c("weight") * c("most") // c("total"))
    return stands.join(above, on=[*CELL, "named"], how="left", maintain_order="left").with_columns(
        pl.when(c("most").is_not_null()).then(down).otherwise(c("weight")).alias("weight"),
        c("most").is_not_null().alias("capped"),
    )


def _median(entries: pl.LazyFrame, name: str) -> pl.LazyFrame:
    """R12: the least price at which half the weight is reached."""
    reached = pl.col("weight").cum_sum() * 2 >= pl.col("weight").sum()
    return entries.sort([*CELL, name]).group_by(CELL).agg(pl.col(name).filter(reached).first())


def _priced(entries: pl.DataFrame, numbers: Numbers) -> pl.LazyFrame:
    """R12, R13 and R15."""
    c, lazy = pl.col, entries.lazy()
    voices = lazy.group_by([*CELL, "voice"]).agg(
        c("weight").sum().alias("total"), pl.len().alias("quotes"), c("capped").any(),
        (~c("market") | (c("named") == 0)).sum().alias("others"),
        (c("market") & (c("named") != 0)).any().alias("contributes"),
    )  # fmt: skip
    cells = voices.group_by(CELL).agg(
        c("quotes").sum().cast(pl.Int64).alias("used"),
        (c("voice") != 0).sum().cast(pl.Int64).alias("independent"),
        c("total").max().alias("largest"), c("total").sum().alias("whole"), c("capped").any(),
        c("others").sum(),
        c("contributes").sum().alias("contributors"),
    )  # fmt: skip
    rung = (
        pl.when(c("contributors") >= numbers["enough"]).then(0).when(c("others") == 0).then(1)
        .when(c("independent") >= numbers["minimum"]).then(0).otherwise(2)
    )  # fmt: skip
    single = c("largest") * 1000 > c("whole") * numbers["half"]
    flags = c("capped").cast(pl.Int64) + 2 * single.cast(pl.Int64)
    return (
        cells.join(_median(lazy, "low"), on=CELL)
        .join(_median(lazy, "high"), on=CELL)
        .with_columns(rung.alias("status"), flags.alias("flags"))
    )


def _blended(priced: pl.DataFrame, numbers: Numbers) -> pl.DataFrame:
    """R14: each day blended with the one before; the second days of all stretches at once, then the third."""
    c = pl.col
    last = c("price_date").shift(1).over("product")
    leans = ((c("status") == 1) & (c("price_date") - last <= numbers["carry_days"])).fill_null(False)
    found = priced.with_columns(last.alias("last"), leans.alias("leans")).with_columns(
        (~c("leans")).cum_sum().alias("run")
    ).with_columns(c("leans").cum_sum().over("run").alias("place"))  # fmt: skip
    low, high, place = (found[name].to_numpy().copy() for name in ("low", "high", "place"))
    fresh = numbers["fresh"]
    for step in range(1, int(place.max() or 0) + 1 if len(place) else 1):
        rows = (place == step).nonzero()[0]
        for ends in (low, high):
            ends[rows] = (fresh * ends[rows] + (1000 - fresh) * ends[rows - 1]) // 1000
    thin = (c("status") == 1) & ~c("leans")
    return found.with_columns(pl.Series("low", low), pl.Series("high", high)).select(
        *CELL, "low", "high", pl.when(thin).then(2).otherwise(c("status")).alias("status"), "used",
        (c("known").cast(pl.Int64) - c("used")).alias("set_aside"), "independent", "largest", "whole",
        "flags",
        pl.when("leans").then(c("last")).alias("blended_with"),
    )  # fmt: skip
