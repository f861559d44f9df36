"""Series and whole histories of prices past the licence gate: asked by columns, so that frames stay quick.

Most books name no source that forbids anything, and then a distinct list of sources is all that is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook import publish as house
from orebook.book import licensing, terms, walk
from orebook.book.walk import View

if TYPE_CHECKING:
    import polars as pl

    from orebook.assess.partition import Asked

#: What a series needs beside the columns asked for, so that each quote's source can be asked.
BEHIND = ("source", "product", "price_date")
_DAYS = date(1970, 1, 1).toordinal()


def asked_of(view: View, use: str) -> bool:
    """Whether sources are to be asked: what leaves always asks; what is shown, where one forbids it."""
    return use != "display" or bool(licensing.restricted(view, "display"))


def series(view: View, found: pl.DataFrame, use: str) -> None:
    """Refuse a series whole where a source behind one of its quotes does not permit the use.

    Raises:
        BadArgumentError: naming each source, and the products it bears with the first day of each.
    """
    import polars as pl

    sources = found["source"].cast(pl.String).unique().to_list()
    barred = _barred(view, sources, use, derived=False)
    if not barred:
        return
    named = found.select(pl.col("source", "product").cast(pl.String), "price_date")
    whose = named.filter(pl.col("source").is_in([one for one in barred if one]) | _unnamed(barred))
    first = whose.group_by("source", "product").agg(pl.col("price_date").min())
    claims = [
        house.Claim(figure=product, on=day, sources=frozenset({source}), derived=False)
        for source, product, day in first.iter_rows()
    ]
    licensing.licensed(view, claims, use)


def _unnamed(barred: Collection[str | None]) -> pl.Expr:
    import polars as pl

    return pl.col("source").is_null() if None in barred else pl.lit(False)


def _barred(view: View, sources: Sequence[str | None], use: str, *, derived: bool) -> set[str | None]:
    """Of some sources, those that do not permit a use of what is theirs, or of what is worked from it."""
    method = terms.method(view.catalog, "publish")
    return {
        name
        for name in sources
        if house.leaving(
            view.catalog.sources,
            [house.Claim(figure="", on=None, sources=frozenset({name}), derived=derived)],
            use,
            method,
        )
    }


def prices(view: View, asked: Asked, parts: Sequence[Path], numbers: Sequence[int] | None, use: str) -> None:
    """Refuse prices whole where a source behind one of them does not permit the use.

    The columns say quickly which products a barred source quotes at all; only of these is each price traced
    to the quotes it used, product by product, until one is found that may not leave.

    Raises:
        BadArgumentError: naming the source, and the figures of the first product found.
    """
    if use == "display" and not licensing.restricted(view, "derive", "display"):
        return
    names = {code: name or None for code, name in enumerate(asked.codes["source"])}
    barred = _barred(view, list(names.values()), use, derived=True)
    codes = [code for code, name in names.items() if name in barred]
    for product in _quoted(asked, parts, numbers, codes) if codes and parts else ():
        made = walk.prices(view, [product], _day(asked.start), asked.end)
        licensing.licensed(view, licensing.resting(view, made), use)


def _day(start: date) -> date | None:
    return None if start == date.min else start


def _quoted(
    asked: Asked, parts: Sequence[Path], numbers: Sequence[int] | None, codes: Sequence[int]
) -> Iterator[str]:
    """Products of the catalogue that some sources quoted up to the last day asked for."""
    import polars as pl

    last = asked.end.toordinal() - _DAYS
    rows = pl.scan_parquet(list(parts), glob=False).filter(
        pl.col("source").is_in(codes) & (pl.col("price_date") <= last)
    )
    if numbers is not None:
        rows = rows.filter(pl.col("product").is_in(list(numbers)))
    found = rows.select(pl.col("product").unique().sort()).collect()["product"]
    yield from (asked.products[number].id for number in found if asked.products[number].unit)


def uses(output: str | Path | None, leaves: bool) -> str:
    """The use that is asked of the sources: what is written to a file leaves, whatever was said.

    >>> uses("series.csv", False), uses(None, True), uses(None, False)
    ('export', 'export', 'display')
    """
    return "export" if leaves or output is not None else "display"
