"""Rows of a load that correct earlier rows of it: which row stands under which key."""

from __future__ import annotations

import polars as pl

from orebook.errors import BadArgumentError
from orebook.ledger.loading import columns
from orebook.ledger.loading.given import Given


def corrections(given: Given) -> pl.DataFrame | None:
    """Each row that corrects, with the row it corrects: `row` and `corrects`, counted from 1.

    `corrects` is 0 where no earlier row has the key. None where no row corrects another.

    Raises:
        BadArgumentError: rows are superseded by a key, and no column holds keys; or a key stands twice.

    >>> from orebook.ledger.loading.given import given
    >>> table = pl.DataFrame({"product": "a", "kind": "bid", "low": 1.0, "high": 1.0, "unit": "CNY/t",
    ...                       "price_date": "2025-01-09", "key": [7, 8, 9], "supersedes": [None, 7, 10]})
    >>> corrections(given(table)).rows()
    [(2, 1), (3, 0)]
    """
    if "supersedes" not in given.columns:
        return None
    if "key" not in given.columns:
        raise BadArgumentError(
            f'{given.name}: column "supersedes" names rows by their key, and there is no "key". Add it.'
        )
    raw = given.only("key", "supersedes")
    keyed = raw.select([columns.key(name, kind) for name, kind in raw.schema.items()])
    pairs = keyed.with_row_index("row", 1).filter(pl.col("supersedes").is_not_null())
    return None if pairs.is_empty() else _found(keyed, pairs, given.name)


def _found(keyed: pl.DataFrame, pairs: pl.DataFrame, name: str) -> pl.DataFrame:
    if keyed.schema["key"] != keyed.schema["supersedes"]:
        raise BadArgumentError(
            f"{name}: key and supersedes are of different kinds. Make both numbers or words."
        )
    wanted = pairs["supersedes"].unique()
    rows = keyed.lazy().select("key").with_row_index("corrects", 1)
    among = rows.filter(pl.col("key").is_in(wanted.implode())).collect()
    if among["key"].is_duplicated().any():
        twice = among.filter(pl.col("key").is_duplicated())["key"][0]
        raise BadArgumentError(f"{name}: key {twice} stands in two rows, and a row is superseded by it.")
    found = pairs.join(among, left_on="supersedes", right_on="key", how="left")
    earlier = pl.when(pl.col("corrects") < pl.col("row")).then(pl.col("corrects")).otherwise(0)
    return found.select("row", corrects=earlier).sort("row")


def unfound(pairs: pl.DataFrame | None) -> list[int]:
    """Rows that supersede what is no earlier row."""
    return [] if pairs is None else pairs.filter(pl.col("corrects") == 0)["row"].to_list()
