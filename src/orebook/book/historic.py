"""History: loaded in bulk, kept in a sorted copy, and asked for as it was known at a moment."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orebook.book.base import Open

if TYPE_CHECKING:
    import polars as pl

    from orebook.ledger import Archive, Loaded


class Historic(Open):
    """What a book does with many quotes at once."""

    def load(
        self, table: Any, *, source: str | None = None, backfill: bool = False, name: str | None = None
    ) -> Loaded:
        """Keep a table of quotes: all of it or, with a report of the rows that are wrong, nothing.

        The table is a Parquet or CSV file, or a frame of Polars or pandas. Prices are in each row's own unit,
        with or without VAT as its `tax` says. The same table from the same source is kept once.

        Args:
            table: the quotes, with columns named as a quote's fields are; see the how-to page.
            source: who published the rows that name nobody.
            backfill: history loaded late: `known_at` sees a row from `available_at`, or its publication on.
            name: what the load is called; the file's name unless said.

        Raises:
            UnreadableDocumentError: no such file, or neither Parquet nor CSV.
            BadArgumentError: a table without the columns of a quote, or with others.

        >>> import orebook, polars
        >>> table = polars.DataFrame({"product": "prnd-oxide", "kind": "bid", "low": [400_000, 401_000],
        ...     "high": [400_500, None], "unit": "CNY/t", "price_date": ["2025-01-08", "2025-01-09"]})
        >>> with orebook.open("sqlite://") as book:
        ...     book.load(table, source="desk").kept
        2
        """
        from orebook.book import history

        return history.load(self._view(), table, source, backfill, name)

    def series(
        self,
        products: str | Sequence[str],
        start: str | date | None = None,
        end: str | date | None = None,
        *,
        known_at: str | None = None,
        columns: Sequence[str] | None = None,
        archive: str | Path | None = None,
        output: str | Path | None = None,
        leaves: bool = False,
    ) -> pl.DataFrame:
        """Quotes of some products as they stood at a moment: known by then, and not corrected by then.

        It is read from the sorted copy of the history beside the book, which is brought up to date first.
        `archive` names the folder of that copy; a book on a server has none of its own.

        Args:
            products: ids or names.
            start: first market day.
            end: last market day.
            known_at: as it stood then: a day or a moment.
            columns: of a quote, and available_at, recorded_at, released, id; None: the usual ones.
            archive: folder of the sorted copy.
            output: a .parquet or .csv file to write the series to, too. What is written leaves the house.
            leaves: the series is handed on some other way: its sources are asked as for a file.

        Raises:
            BadArgumentError: a source that may not be exported, named with what it bears; nothing is written.

        >>> import orebook, tempfile
        >>> with tempfile.TemporaryDirectory() as folder, orebook.open(folder + "/metals.db") as book:
        ...     _ = book.add(text="Pr-Nd oxide was 400,000-401,000 yuan/mt.", on="2025-01-09")
        ...     book.series("prnd-oxide", columns=["price_date", "low", "high", "unit"]).rows()
        [(datetime.date(2025, 1, 9), 400000.0, 401000.0, 'CNY/t')]
        """
        from orebook.book import handing, history

        view = self._view(known_at)
        use = handing.uses(output, leaves)
        found = history.series(view, self.history(archive), products, start, end, columns, use)
        if output is not None:
            history.save(found, output)
        return found

    def as_of(
        self,
        questions: Any,
        *,
        known_at: str | None = None,
        columns: Sequence[str] | None = None,
        archive: str | Path | None = None,
    ) -> pl.DataFrame:
        """For each product and day asked, the last quote of that day or an earlier one, as known then.

        `questions` is a frame with `product` and `on`; with `known_at` where each question has a moment of
        its own, and `source` where one publisher's quotes are asked for. Absent is null.

        >>> import orebook, polars, tempfile
        >>> asked = polars.DataFrame({"product": ["prnd-oxide"] * 2, "on": ["2025-01-08", "2025-01-12"]})
        >>> with tempfile.TemporaryDirectory() as folder, orebook.open(folder + "/metals.db") as book:
        ...     _ = book.add(text="Pr-Nd oxide was 400,000-401,000 yuan/mt.", on="2025-01-09")
        ...     book.as_of(asked, columns=["low"]).rows()
        [('prnd-oxide', '2025-01-08', None), ('prnd-oxide', '2025-01-12', 400000.0)]
        """
        view = self._view(known_at)
        return self.history(archive).as_of(questions, view.clock, columns)

    def history(self, folder: str | Path | None = None) -> Archive:
        """The sorted copy of the history: beside the book, or in a folder (`$OREBOOK_ARCHIVE`).

        Raises:
            BadArgumentError: a book on a server or in memory, and no folder.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.history()
        Traceback (most recent call last):
        orebook.errors.BadArgumentError: sqlite:// is no file, so its Parquet copy has no place ...
        """
        view = self._view()
        assert view.store is not None
        return view.store.archive(folder or os.environ.get("OREBOOK_ARCHIVE"))
