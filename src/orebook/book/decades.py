"""Decades assessed at once, and the answer as a frame or a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook.book.historic import Historic

if TYPE_CHECKING:
    import polars as pl


class Decades(Historic):
    """What a book says of whole histories of prices."""

    def assess_history(
        self,
        products: str | Sequence[str] = (),
        start: str | date | None = None,
        end: str | date | None = None,
        *,
        known_at: str | None = None,
        workers: int | None = None,
        cluster: str | None = None,
        archive: str | Path | None = None,
        output: str | Path | None = None,
        method: str | None = None,
    ) -> pl.DataFrame:
        """The price of each product and day whose evidence makes one: as `prices`, by the million.

        Read from the sorted copy of the history, which is brought up to date first; shared among workers by
        its files. Needs the extra `scale`. Who does the work does not change a byte of the answer.

        Args:
            products: ids or names; none means all of the catalogue.
            start: first market day told; None: from the first on.
            end: last market day told.
            known_at: as it would have been assessed then: a day or a moment.
            workers: threads; None means one a core.
            cluster: address of a Dask scheduler, wins over `workers`; it must see the same files.
            archive: folder of the sorted copy; see `history`.
            output: a .parquet file to write the answer to, too. What is written leaves the house: every
                source behind a price must permit it, or nothing is written.
            method: a version of the method, for instance range/1; None: the one in force.

        Returns:
            product, price_date, low, high, mid (in `unit`, on the product's tax basis), unit, status, used
            and set_aside (how many quotes), independent, share, flags, method.

        Raises:
            BadArgumentError: the extra is missing, a product is unknown, no Dask scheduler answers, or a
                source may not be exported: it is named with the figures it bears.

        >>> import orebook, tempfile
        >>> with tempfile.TemporaryDirectory() as folder, orebook.open(folder + "/metals.db") as book:
        ...     _ = book.add(text="Pr-Nd oxide was 400,000-401,000 yuan/mt.", on="2025-01-09")
        ...     book.assess_history("prnd-oxide").select("price_date", "mid", "status").rows()
        [(datetime.date(2025, 1, 9), 400500.0, 'thin')]
        """
        from dataclasses import replace

        from orebook.book import history_prices

        view = replace(self._view(known_at), method=method)
        wanted = history_prices.Wanted(
            products=products, start=start, end=end, workers=workers, cluster=cluster
        )
        return history_prices.assess(view, self.history(archive), wanted, output)
