"""A whole file read: each of its pieces, and what of it was left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from orebook.facts import Refusal
from orebook.reader.formats.told import Left, Piece, Told
from orebook.reader.originals import originals
from orebook.reader.reading import Reading, joined
from orebook.reader.walk import read
from orebook.terms import Catalog


def read_file(
    told: Told, *, on: date, source: str | None, address: str | None, catalog: Catalog, today: date
) -> Reading:
    """Everything a file states; a piece that says when it appeared is read for that day, the others for `on`.

    Spans count characters of `told.text`; `originals.origin_of` says where they stand in the file.
    """
    name = address or "file"
    readings = [Reading(refusals=tuple(_left(told, name)))]
    for piece, original in originals(told):
        published = date.fromisoformat(piece.published) if piece.published else on
        if published > today:
            readings.append(Reading(refusals=(_ahead(piece, published, today, name),)))
            continue
        where = piece.address or address
        readings.append(
            read(
                piece.text,
                on=published,
                source=source,
                address=where,
                catalog=catalog,
                today=today,
                original=original,
            )
        )
    return joined(readings)


def _left(told: Told, name: str) -> Iterator[Refusal]:
    for left in told.left:
        yield _refusal(left, name)


def _refusal(left: Left, name: str) -> Refusal:
    where = f"{name}, {left.where}"
    return Refusal(rule=left.rule, message=f"{where}: {left.why}", where=where, suggestions=())


def _ahead(piece: Piece, published: date, today: date, name: str) -> Refusal:
    what = f'"{piece.title}"' if piece.title else "its page"
    why = f"it says it appeared on {published}, which lies after {today}. Check the date."
    return _refusal(Left(rule="date-in-future", where=what, why=why), name)
