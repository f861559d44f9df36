"""What of bulk loads became known between two moments: counted and dated by whole columns, not row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from orebook.ledger import segments
from orebook.ledger.connect import Access
from orebook.ledger.kept import Learnt
from orebook.ledger.segments import Header

if TYPE_CHECKING:
    import polars as pl
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Between:
    """After one moment and by another, both in microseconds UTC."""

    after: int
    known_at: int

    def possible(self, header: Header) -> bool:
        """Whether a row of a segment may have become known then; late history may long before it was kept."""
        return header.recorded_at > self.after and (header.backfilled or header.recorded_at <= self.known_at)

    def narrowed(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The rows that did."""
        import polars as pl

        at = pl.col("available_at")
        return rows.filter((at > self.after) & (at <= self.known_at))


def learnt(access: Access, after: int, known_at: int, product: str | None = None) -> list[Learnt]:
    """Each part of a load that has rows which became known between two moments, with how many; of a product.

    Raises:
        EvidenceError: a segment is not what was kept, or gone.
    """
    between = Between(after, known_at)
    with access.reading() as connection:
        every = [one for one in segments.headers(connection) if between.possible(one)]
        among = segments.touching(connection, every, None if product is None else [product])
        told = [_learnt(header, _counted(connection, header, between, product), product) for header in among]
    return [one for one in told if one.rows]


def _counted(connection: Connection, header: Header, between: Between, product: str | None) -> pl.DataFrame:
    import polars as pl

    rows = between.narrowed(segments.frame(connection, header))
    if product is not None:
        rows = rows.filter(pl.col("product") == product)
    return rows.select(rows=pl.len(), first=pl.col("available_at").min()).collect()


def _learnt(header: Header, counted: pl.DataFrame, product: str | None) -> Learnt:
    rows, first = counted.row(0)
    at = header.recorded_at if first is None else first
    return Learnt(fact="segment", id=header.id, product=product, price_date=None, available_at=at, rows=rows)


def first_days(access: Access, after: int, known_at: int) -> dict[str, date]:
    """Product -> first market day of the rows that became known between two moments, or were corrected then.

    Raises:
        EvidenceError: a segment is not what was kept, or gone.
    """
    import polars as pl

    between = Between(after, known_at)
    with access.reading() as connection:
        every = segments.headers(connection)
        found = list(_dated(connection, every, between))
    if not found:
        return {}
    first = pl.concat(found).group_by("product").agg(pl.col("price_date").min())
    return dict(first.iter_rows())


def _dated(connection: Connection, every: Sequence[Header], between: Between) -> Iterator[pl.DataFrame]:
    """Products and first days, of the rows that became known and of those that these correct."""
    import polars as pl

    corrects: dict[str, list[pl.Series]] = {}
    for header in every:
        if between.possible(header):
            rows = between.narrowed(segments.frame(connection, header))
            yield _first(rows)
            numbers = rows.select("corrects").filter(pl.col("corrects") > 0).collect()["corrects"]
            if len(numbers):
                corrects.setdefault(header.document, []).append(numbers)
    for header in every:
        if header.document in corrects:
            numbers = pl.concat(corrects[header.document]).cast(pl.UInt32).implode()
            rows = segments.frame(connection, header)
            yield _first(rows.filter(pl.col("row").cast(pl.UInt32).is_in(numbers)))


def _first(rows: pl.LazyFrame) -> pl.DataFrame:
    import polars as pl

    named = rows.select(pl.col("product").cast(pl.String), pl.col("price_date"))
    return named.group_by("product").agg(pl.col("price_date").min()).collect()
