"""The table that is handed in: a Parquet or CSV file, or a frame of Polars or pandas, read part by part."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from orebook.errors import BadArgumentError, UnreadableDocumentError
from orebook.ledger.loading import columns

#: Rows of a part at most; a part of wide rows is halved until it is no longer than `WIDEST` bytes.
PART = 1_000_000


class Given:
    """A table of quotes: what it is called, its rows, and the hash of the file it came in."""

    def __init__(self, table: pl.LazyFrame, name: str, content: str | None) -> None:
        self._table = table
        self.name = name
        self.content = content
        self.columns = table.collect_schema().names()
        columns.known(self.columns, name)
        self.rows = int(table.select(pl.len()).collect().item())
        if not self.rows:
            raise BadArgumentError(f"{name} holds no quotes: it has columns, and no row below them.")

    def part(self, start: int, rows: int) -> pl.DataFrame:
        """Some of its rows, as they were given."""
        return self._table.slice(start, rows).collect()

    def only(self, *names: str) -> pl.DataFrame:
        """Some of its columns, every row."""
        return self._table.select(names).collect()


def given(table: Any, name: str | None = None) -> Given:
    """Open a file of quotes, or take a frame.

    Raises:
        UnreadableDocumentError: no such file, or one that is neither Parquet nor CSV.
        BadArgumentError: neither a file nor a frame, or a table without the columns of a quote.

    >>> given("quotes.doc")
    Traceback (most recent call last):
    orebook.errors.UnreadableDocumentError: There is no file quotes.doc. ...
    """
    if isinstance(table, str | Path):
        return _file(Path(table), name)
    if isinstance(table, pl.DataFrame | pl.LazyFrame):
        return Given(table.lazy(), name or "a table", None)
    if hasattr(table, "to_parquet") and hasattr(table, "columns"):
        return Given(pl.from_pandas(table).lazy(), name or "a table", None)
    raise BadArgumentError(
        f"A {type(table).__name__} is no table of quotes. Give a Parquet or CSV file, or a frame of Polars or"
        " pandas."
    )


def _file(path: Path, name: str | None) -> Given:
    if not path.is_file():
        raise UnreadableDocumentError(f"There is no file {path}. Give a Parquet or CSV file of quotes.")
    if path.suffix.lower() not in (".parquet", ".csv", ".tsv"):
        raise UnreadableDocumentError(
            f"{path} is neither Parquet nor CSV. Save it as .parquet, .csv or .tsv; texts are read by `add`."
        )
    try:
        return Given(_table(path), name or path.name, _hash(path))
    except PolarsError as error:
        raise UnreadableDocumentError(
            f"{path} does not read as {path.suffix[1:]}: {str(error).splitlines()[0]}. Save it again."
        ) from None


def _table(path: Path) -> pl.LazyFrame:
    if path.suffix.lower() == ".parquet":
        return pl.scan_parquet(path)
    mark = "\t" if path.suffix.lower() == ".tsv" else ","
    return pl.read_csv(path, infer_schema=False, separator=mark, encoding="utf8").lazy()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
