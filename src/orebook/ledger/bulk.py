"""Quotes of bulk loads as facts: the same questions, the same answers as of quotes read from texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from orebook.facts import Document, Held, Quote, Span, in_segment, row_id
from orebook.ledger import read, segments
from orebook.ledger.connect import Access
from orebook.ledger.read import Wanted
from orebook.ledger.segments import Header
from orebook.units import plain

if TYPE_CHECKING:
    import polars as pl

    #: Of each segment, the rows that correct others.
    Pairs = list[tuple[Header, pl.DataFrame]]

_FIELDS = (
    "product", "kind", "low", "high", "unit", "price_date", "published", "source", "contributor", "tax",
    "delivery", "place", "volume", "terms",
)  # fmt: skip


def held(access: Access, wanted: Wanted) -> list[Held[Quote]]:
    """The quotes of every load that are wanted, in the order of learning.

    Raises:
        EvidenceError: a segment is not what was kept, or gone.
    """
    with access.reading() as connection:
        every = segments.headers(connection)
        likely = [one for one in every if _likely(one, wanted)]
        among = list(segments.touching(connection, likely, wanted.names))
        found, corrected = _found(connection, every, among, wanted)
    return _facts(access, found, corrected) if found else []


def called(access: Access, name: str) -> list[Held[Quote]]:
    """The row of a load whose whole id this is; none for any other name, nor for the beginning of an id.

    Raises:
        EvidenceError: its segment is not what was kept, or gone.
    """
    place = in_segment(name)
    if place is None:
        return []
    segment, row = place
    with access.reading() as connection:
        every = segments.headers(connection)
        among = [one for one in every if one.id == segment and one.first <= row < one.first + one.rows]
        found, corrected = _found(connection, every, among, Wanted(), row)
    return _facts(access, found, corrected) if found else []


def _found(
    connection: Connection, every: Sequence[Header], among: Sequence[Header], wanted: Wanted,
    row: int | None = None,
) -> tuple[list[tuple[Header, dict[str, Any]]], dict[tuple[str, int], str]]:  # fmt: skip
    """The rows of some segments that are wanted, and which of them another row corrects."""
    pairs: Pairs = []
    found = [one for header in among for one in _chosen(connection, header, wanted, pairs, row)]
    if not found:
        return [], {}
    loads = {header.document for header, _ in found}
    for header in every:  # a row may be corrected from a part that is not asked about
        if header.document in loads and header not in among:
            pairs.append(_pairs(header, segments.frame(connection, header)))
    return found, _corrected(pairs, found, wanted.known_at)


def _chosen(
    connection: Connection, header: Header, wanted: Wanted, pairs: Pairs, row: int | None
) -> Iterator[tuple[Header, dict[str, Any]]]:
    """The rows of a segment that are wanted; which rows it corrects is noted beside."""
    every = segments.frame(connection, header)
    pairs.append(_pairs(header, every))
    rows = (_narrowed(every, wanted) if row is None else every.filter(row=row)).collect()
    yield from ((header, row) for row in rows.iter_rows(named=True))


def _narrowed(rows: pl.LazyFrame, wanted: Wanted) -> pl.LazyFrame:
    import polars as pl

    if wanted.names is not None:
        names = pl.Series(sorted(wanted.names), dtype=pl.Categorical)
        rows = rows.filter(pl.col("product").is_in(names.implode()))
    if wanted.start is not None:
        rows = rows.filter(pl.col("price_date") >= wanted.start)
    if wanted.end is not None:
        rows = rows.filter(pl.col("price_date") <= wanted.end)
    if wanted.known_at is not None:
        rows = rows.filter(pl.col("available_at") <= wanted.known_at)
    return rows


def _pairs(header: Header, rows: pl.LazyFrame) -> tuple[Header, pl.DataFrame]:
    """Of a segment, the rows that correct others: which row, from when, by which row."""
    import polars as pl

    return header, rows.select("corrects", "available_at", "row").filter(pl.col("corrects") > 0).collect()


def _likely(header: Header, wanted: Wanted) -> bool:
    late = wanted.known_at is not None and not header.backfilled and header.recorded_at > wanted.known_at
    before = wanted.start is not None and header.last_day < wanted.start.isoformat()
    after = wanted.end is not None and header.first_day > wanted.end.isoformat()
    return not (late or before or after)


def _corrected(
    pairs: Pairs, found: Sequence[tuple[Header, Any]], known_at: int | None
) -> dict[tuple[str, int], str]:
    """Of the rows found, those that another row known by then corrects: the first such row's id."""
    import polars as pl

    wanted: dict[str, list[int]] = {}
    for header, row in found:
        wanted.setdefault(header.document, []).append(row["row"])
    first: dict[tuple[str, int], tuple[int, str]] = {}
    for header, rows in pairs:
        among = pl.Series(wanted.get(header.document, []), dtype=pl.UInt32).implode()
        for of, at, row in rows.filter(pl.col("corrects").is_in(among)).iter_rows():
            if known_at is None or at <= known_at:
                one = (at, row_id(header.id, row))
                first[header.document, of] = min(one, first.get((header.document, of), one))
    return {key: id_ for key, (_, id_) in first.items()}


def _cited(access: Access, documents: set[str]) -> dict[str, tuple[Span, ...]]:
    """The span that each load's quotes have into its document."""
    from orebook.ledger.loading.described import spans

    found: list[Held[Document]] = read.held(access, "documents", Wanted(names=documents)) if documents else []
    return {one.id: spans(one.fact) for one in found}


def _facts(
    access: Access, found: Sequence[tuple[Header, dict[str, Any]]], corrected: dict[tuple[str, int], str]
) -> list[Held[Quote]]:
    cited = _cited(access, {header.document for header, _ in found})
    return [_held(header, row, cited, corrected) for header, row in found]


def _held(
    header: Header, row: dict[str, Any], cited: dict[str, Any], corrected: dict[tuple[str, int], str]
) -> Held[Quote]:
    return Held(
        id=row_id(header.id, row["row"]),
        fact=_quote(row, cited[header.document]),
        recorded_at=header.recorded_at,
        available_at=row["available_at"],
        corrected=corrected.get((header.document, row["row"])),
    )


def _quote(row: dict[str, Any], spans: tuple[Span, ...]) -> Quote:
    flags = tuple(row["flags"].split(",")) if row["flags"] else ()
    stated = {name: row[name] for name in _FIELDS}
    return Quote(**stated, spans=spans, printed=_printed(row["low"], row["high"]), repairs=(), flags=flags)


def _printed(low: float | None, high: float | None) -> str:
    """The numbers of a row in digits.

    >>> _printed(400000.0, 401000.5), _printed(None, 3.5), _printed(3.0, 3.0)
    ('400,000-401,000.5', '-3.5', '3')
    """
    ends = ["" if end is None else f"{plain(end):,}" for end in (low, high)]
    return ends[0] if low == high else "-".join(ends)
