"""As-of joins: for each product and day asked, the last quote that was known by the moment asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from orebook.errors import BadArgumentError
from orebook.ledger.archive import reading, showing
from orebook.ledger.archive.reading import Asked, Current
from orebook.ledger.archive.shape import BACK as _BACK
from orebook.ledger.archive.shape import NEVER
from orebook.ledger.archive.words import Words

Array = np.ndarray[Any, Any]
_ANSWERED = ("price_date", "kind", "low", "high", "unit", "source", "published", "available_at")


def as_of(held: Current, questions: Any, known_at: int | None, columns: Sequence[str] | None) -> pl.DataFrame:
    """Questions with the answer to each beside it."""
    asked = _asked(questions, known_at)
    wanted = [name for name in columns or _ANSWERED if name != "product"]
    every = _candidates(held, asked)
    at = _last(every, asked, held)
    found = every[np.maximum(at, 0)] if every.height else every
    answer = showing.shown(held, found, wanted, NEVER - 1)
    if "released" in wanted and every.height:
        answer = answer.with_columns(released=found["released_at"] <= asked["known_at"])
    if every.is_empty():
        answer = answer.clear(asked.height)
    blank = answer.select(pl.when(pl.Series(at >= 0)).then(pl.all()).name.keep())
    given = questions if isinstance(questions, pl.DataFrame) else pl.DataFrame(questions)
    return given.hstack(blank.rename({name: f"{name}_quoted" for name in blank.columns if name in given}))


def _asked(questions: Any, known_at: int | None) -> pl.DataFrame:
    given = questions if isinstance(questions, pl.DataFrame) else pl.DataFrame(questions)
    missing = [name for name in ("product", "on") if name not in given.columns]
    if missing:
        raise BadArgumentError(
            f"The questions have no column {', '.join(missing)}. Each names a product and a day, `on`."
        )
    moment = pl.lit(NEVER - 1 if known_at is None else known_at, pl.Int64)
    known = (
        pl.col("known_at").pipe(_moments, given).fill_null(moment) if "known_at" in given.columns else moment
    )
    source = pl.col("source") if "source" in given.columns else pl.lit(None)
    return given.select(
        pl.col("product").cast(pl.String),
        (pl.col("on").str.to_date() if given.schema["on"] == pl.String else pl.col("on").cast(pl.Date)),
        known.alias("known_at"),
        source.cast(pl.String).alias("source"),
    )


def _moments(known_at: pl.Expr, given: pl.DataFrame) -> pl.Expr:
    """Moments as microseconds UTC, whichever way they are given."""
    kind = given.schema["known_at"]
    return known_at.dt.epoch("us") if isinstance(kind, pl.Datetime) else known_at.cast(pl.Int64)


#: What is read of each row that may be an answer.
_WHOLE = (*showing.needed(showing.EVERY), "corrected_at")


def _candidates(held: Current, asked: pl.DataFrame) -> pl.DataFrame:
    """Every row of the products asked about, up to the last day asked, whenever it was known."""
    names, last = asked["product"].unique().drop_nulls().to_list(), asked["on"].top_k(1).to_list()
    wanted = Asked(names, None, last[0] if last else None, None, standing=False)
    return reading.rows(held, wanted, _WHOLE)


def _last(every: pl.DataFrame, asked: pl.DataFrame, held: Current) -> Array:
    """The place of each question's answer among the rows, -1 where there is none.

    Each question starts at its product's last row of its day, and steps back over what was not known by its
    moment, or corrected by then, or another source's.
    """
    first, at = _bounds(every, asked, held.words)
    known, source = asked["known_at"].to_numpy(), _coded(asked["source"], held.words.codes["source"])
    rows = {name: every[name].to_numpy() for name in ("available_at", "corrected_at", "source")}
    at[at < first] = -1
    left = np.flatnonzero(at >= 0)
    while len(left):
        here = at[left]
        stands = (rows["available_at"][here] <= known[left]) & (rows["corrected_at"][here] > known[left])
        stands &= (source[left] < 0) | (rows["source"][here] == source[left])
        left = left[~stands]
        at[left] -= 1
        at[left[at[left] < first[left]]] = -1
        left = left[at[left] >= 0]
    return at


def _bounds(every: pl.DataFrame, asked: pl.DataFrame, words: Words) -> tuple[Array, Array]:
    """For each question its product's first row, and its last row of the day asked or an earlier one."""
    names = sorted(words.products)
    ranks = {name: rank for rank, name in enumerate(names)}
    of_code = np.array([ranks[name] for name in words.products], dtype=np.int64)
    places = of_code[every["product"].to_numpy()] * 2**20 + every["price_date"].to_numpy() + _BACK
    rank = np.array([ranks.get(name, len(names)) for name in asked["product"]], dtype=np.int64)
    day = asked["on"].to_physical().fill_null(-_BACK).to_numpy()
    first = np.searchsorted(places, rank * 2**20, side="left")
    return first, np.searchsorted(places, rank * 2**20 + day + _BACK, side="right") - 1


def _coded(said: pl.Series, words: Sequence[str]) -> Array:
    """The code of each source asked for; -1 where any will do, and one no row has for a strange word."""
    codes = {word: code for code, word in enumerate(words)}
    return np.array([-1 if word is None else codes.get(word, len(words)) for word in said], dtype=np.int64)
