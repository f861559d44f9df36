"""A bulk load: a table checked as a whole, then kept in one transaction, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from orebook.errors import BadArgumentError
from orebook.facts import Refusal, segment_id
from orebook.ledger import read, write
from orebook.ledger.connect import Access
from orebook.ledger.loading import columns, corrections, described
from orebook.ledger.loading.checks import Asked
from orebook.ledger.loading.given import PART, Given, given
from orebook.ledger.loading.parquet import Segment, segments
from orebook.ledger.loading.report import Report
from orebook.ledger.ready import ready
from orebook.ledger.sealing import Batch
from orebook.ledger.tables import MANIFEST, SEGMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What came of a bulk load.

    >>> Loaded(document="0123456789abcdef", kept=2, parts=1).refused
    0
    """

    document: str
    """Id of the load's document; empty when it was refused."""
    kept: int
    """Quotes kept now; 0 when the load was refused, or was held already."""
    parts: int = 0
    """Segments they stand in."""
    already: bool = False
    """Whether the book held this very load before."""
    refused: int = 0
    """Reasons for which the whole load was refused."""
    refusals: tuple[Refusal, ...] = ()
    """The first thousand of them, by row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a table is loaded: who published it, which products are known, and on which clock."""

    source: str | None
    products: Collection[str] | None
    name: str | None
    backfilled: bool
    moment: int


def load(access: Access, table: Any, how: How) -> Loaded:
    """Load a table of quotes; see `Store.load`."""
    opened = given(table, how.name)
    _late(opened, how)
    if opened.content is not None and _held(access, opened.content, how.source):
        return Loaded(document=described.document_id(opened.content, how.source), kept=0, already=True)
    parts, report, first = _checked(opened, how)
    if report.count:
        return Loaded(document="", kept=0, refused=report.count, refusals=report.refusals())
    content = opened.content or _together(parts)
    return _kept(
        access, described.document(opened, content, how.source, parts, first), parts, how, opened.rows
    )


def _late(opened: Given, how: How) -> None:
    if "available_at" in opened.columns and not how.backfilled:
        raise BadArgumentError(
            f'{opened.name}: column "available_at" says when rows were known, and this is not marked as'
            " history loaded late. Load it with backfill, or leave the column out."
        )


def _held(access: Access, content: str, source: str | None) -> bool:
    names = [described.document_id(content, source)]
    return bool(read.held(access, "documents", read.Wanted(names=names)))


def _checked(opened: Given, how: How) -> tuple[list[Segment], Report, date]:
    """Every part, checked; while nothing is wrong, also written as Parquet."""
    today = datetime.fromtimestamp(how.moment / 1e6, UTC).date()
    asked, report = Asked(how.products, today, how.moment), Report(opened)
    pairs = corrections.corrections(opened)
    report.unfound(corrections.unfound(pairs))
    parts: list[Segment] = []
    first = date.max
    for start, raw, formed in _parts(opened, how.source):
        report.look(raw, formed, start, asked)
        if not report.count:
            first = min(first, _appeared(formed))
            parts += segments(_paired(formed, pairs, start))
    return parts, report, first


def _appeared(formed: pl.DataFrame) -> date:
    """The first day on which a row of a part was known at all."""
    days = [formed["published"]]
    if "available_at" in formed.columns:
        days.append(formed["available_at"].dt.date())
    first: date = min(day for column in days for day in column.drop_nulls().bottom_k(1))
    return first


def _parts(opened: Given, source: str | None) -> Iterator[tuple[int, pl.DataFrame, pl.DataFrame]]:
    for start in range(0, opened.rows, PART):
        raw = opened.part(start, PART)
        try:
            yield start, raw, columns.formed(raw, source)
        except PolarsError as error:
            raise BadArgumentError(
                f"{opened.name}: {error}. Save it again, with columns of one kind."
            ) from None


def _paired(formed: pl.DataFrame, pairs: pl.DataFrame | None, start: int) -> pl.DataFrame:
    """The part with the row that each row corrects, in place of its key."""
    kept = formed.drop("supersedes", strict=False)
    if pairs is None:
        return kept
    numbered = kept.with_row_index("row", start + 1)
    return numbered.join(pairs, on="row", how="left", maintain_order="left").drop("row")


def _together(parts: list[Segment]) -> str:
    return hashlib.sha256("\n".join(part.hash for part in parts).encode()).hexdigest()


def _kept(access: Access, document: Any, parts: list[Segment], how: How, rows: int) -> Loaded:
    with access.writing() as connection:
        batch = Batch(connection, how.moment)
        appended = write.append(connection, batch, ready([document]), how.backfilled)
        if appended.already:
            return Loaded(document=document.document, kept=0, already=True)
        every = list(_rows(document.document, parts, batch.recorded_at, how.backfilled))
        for row in every:
            batch.insert(SEGMENTS, [row])
        batch.insert(MANIFEST, [_listed(row) for row in every])
        batch.seal()
    return Loaded(document=document.document, kept=rows, parts=len(parts))


def _rows(
    document: str, parts: list[Segment], recorded_at: int, backfilled: bool
) -> Iterator[dict[str, Any]]:
    for number, part in enumerate(parts, 1):
        own = {name: getattr(part, name) for name in Segment.__slots__}
        stated = {"id": segment_id(document, number, part.hash), "document": document, "part": number}
        yield {**stated, **own, "recorded_at": recorded_at, "backfilled": backfilled}


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    absent = {"product": None, "price_date": None}
    return {"document": row["document"], "fact": "segment", "id": row["id"], **absent}
