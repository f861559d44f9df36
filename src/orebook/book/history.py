"""Many quotes at once: into the ledger, and out of its sorted copy. It fetches and passes on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orebook.book import files, handing, study, terms, walk
from orebook.book.walk import View
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    import polars as pl

    from orebook.ledger import Archive, Loaded


def load(view: View, table: Any, source: str | None, backfill: bool, name: str | None) -> Loaded:
    """A table -> ledger, held against the catalogue's products."""
    assert view.store is not None
    walk.words(view)
    return view.store.load(
        table, source=source, products=tuple(view.catalog.products), name=name, backfilled=backfill
    )


def series(
    view: View,
    archive: Archive,
    products: str | Sequence[str],
    start: str | date | None,
    end: str | date | None,
    columns: Sequence[str] | None,
    use: str,
) -> pl.DataFrame:
    """Sorted copy -> the quotes of some products as they stood at a moment, past the licence gate."""
    wanted = [products] if isinstance(products, str) else products
    known = [terms.product(view.catalog, name).id for name in wanted]
    first, last = study.period(start, end)
    if columns is None or not handing.asked_of(view, use):
        needed = columns
    else:
        needed = list(dict.fromkeys([*columns, *handing.BEHIND]))
    found = archive.series(known, first, last, view.clock, needed)
    if handing.asked_of(view, use):
        handing.series(view, found, use)
    return found if columns is None else found.select(columns)


def save(frame: pl.DataFrame, path: str | Path) -> Path:
    """Write a series to a .parquet or .csv file, whole or not at all.

    Raises:
        BadArgumentError: for another ending, or a file that is a book.
    """
    target, content = Path(path), io.BytesIO()
    if target.suffix.lower() == ".parquet":
        frame.write_parquet(content)
    elif target.suffix.lower() == ".csv":
        frame.write_csv(content)
    else:
        raise BadArgumentError(
            f"{target}: a series is written as .parquet or .csv. Give one of these endings."
        )
    files.write_whole(target, content.getvalue())
    return target
