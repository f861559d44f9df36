"""Reading facts back: as they were known at a moment, in the order the book learnt them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, true

from orebook.errors import BadArgumentError, EvidenceError
from orebook.facts import Held, in_segment
from orebook.ledger import codec, values
from orebook.ledger.characters import restored, written
from orebook.ledger.connect import Access
from orebook.ledger.kept import Kept, Learnt
from orebook.ledger.parts import parts
from orebook.ledger.tables import FACTS, MANIFEST
from orebook.units import day

#: How many facts whose ids begin alike are shown; more are not needed to say that there are several.
_FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which facts are asked for; None does not narrow."""

    column: str = "id"
    names: Collection[str] | None = None
    start: date | None = None
    end: date | None = None
    known_at: int | None = None
    recorded_at: int | None = None


def held(access: Access, table: str, wanted: Wanted) -> list[Held[Any]]:
    """The facts of one table, each under the id it was kept by.

    Raises:
        EvidenceError: for a row that no longer reads, naming table, id and product.
    """
    columns = FACTS[table].c
    fields = [columns[field.name] for field in codec.fields(table)]
    statement = select(columns.sequence, columns.id, columns.recorded_at, columns.available_at, *fields)
    for condition in _conditions(table, wanted):
        statement = statement.where(condition)
    column = columns[wanted.column]
    rows = _rows(access, statement, [true()] if wanted.names is None else list(parts(column, wanted.names)))
    return [_held(table, row) for row in rows]


def _conditions(table: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    columns, found = FACTS[table].c, []
    if wanted.start is not None:
        found.append(columns.price_date >= day(wanted.start, "start").isoformat())
    if wanted.end is not None:
        found.append(columns.price_date <= day(wanted.end, "end").isoformat())
    if wanted.known_at is not None:
        if not isinstance(wanted.known_at, int):
            raise BadArgumentError(
                f"known_at: {wanted.known_at!r} is not a count of microseconds. Make one with units.clock."
            )
        found.append(columns.available_at <= wanted.known_at)
    if wanted.recorded_at is not None:
        found.append(columns.recorded_at == wanted.recorded_at)
    return found


def _rows(access: Access, statement: Select[Any], among: list[ColumnElement[bool]]) -> list[Any]:
    """Rows by sequence, which is the order of `recorded_at` and, within one append, of position."""
    with access.reading() as connection:
        rows = [row for part in among for row in connection.execute(statement.where(part))]
    return sorted(rows, key=itemgetter(0))


def _held(table: str, row: Any) -> Held[Any]:
    _, id_, recorded_at, available_at, *columns = row
    if in_segment(id_) is not None:  # it would pass for a row of a load, which is checked elsewhere
        raise EvidenceError(
            f"{table} {id_}: it was added behind the book's back. Put back a copy of the book."
        )
    fact = codec.fact(table, id_, columns)
    return Held(id=restored(id_), fact=fact, recorded_at=recorded_at, available_at=available_at)


def called(access: Access, table: str, beginning: str) -> list[Held[Any]]:
    """The facts of one table whose id is this, or begins so; at most a few, as they are to be told apart."""
    columns = FACTS[table].c
    fields = [columns[field.name] for field in codec.fields(table)]
    statement = select(columns.sequence, columns.id, columns.recorded_at, columns.available_at, *fields)
    whole, given = (
        columns.id == written(beginning),
        columns.id.startswith(written(beginning), autoescape=True),
    )
    rows = _rows(access, statement, [whole]) or _rows(access, statement.limit(_FEW), [given])
    return [_held(table, row) for row in rows]


def learnt(access: Access, table: str, after: int, known_at: int) -> list[Learnt]:
    """What became known after one moment and by another, without reading the facts themselves."""
    columns = FACTS[table].c
    absent = literal(None)
    statement = select(
        columns.sequence,
        columns.id,
        columns.product if "product" in columns else absent,
        columns.price_date if "price_date" in columns else absent,
        columns.available_at,
    ).where(columns.available_at > after, columns.available_at <= known_at)
    name = codec.TABLES[table].__name__.lower()
    text, on = values.or_none(values.read_text), values.or_none(values.read_day)
    return [
        Learnt(fact=name, id=restored(id_), product=text(product), price_date=on(day_), available_at=when)
        for _, id_, product, day_, when in _rows(access, statement, [true()])
    ]


def first_days(access: Access, table: str, after: int, known_at: int) -> dict[str, date]:
    """Product -> first market day of the facts of one table that became known between two moments."""
    columns = FACTS[table].c
    statement = (
        select(columns.product, func.min(columns.price_date))
        .where(columns.available_at > after, columns.available_at <= known_at)
        .where(columns.product.is_not(None), columns.price_date.is_not(None))
        .group_by(columns.product)
    )
    with access.reading() as connection:
        return {
            values.read_text(product): values.read_day(first)
            for product, first in connection.execute(statement)
        }


def manifest(access: Access, documents: Collection[str]) -> dict[str, tuple[Kept, ...]]:
    """What was kept with each document, in the order it was read; nothing for one never held."""
    listed: dict[str, list[Kept]] = {name: [] for name in documents}
    statement = select(*MANIFEST.c["sequence", "document", "fact", "id", "product", "price_date"])
    for _, document, *line in _rows(access, statement, list(parts(MANIFEST.c.document, documents))):
        listed[restored(document)].append(_kept(document, *line))
    return {name: tuple(lines) for name, lines in listed.items()}


def _kept(document: str, fact: Any, id_: Any, product: Any, price_date: Any) -> Kept:
    text, on = values.or_none(values.read_text), values.or_none(values.read_day)
    try:
        return Kept(fact=fact, id=id_, product=text(product), price_date=on(price_date))
    except (TypeError, ValueError):
        raise EvidenceError(
            f"manifest of {document}: the line of {id_} ({product}) no longer reads as it was written, so the"
            " book was altered behind its back. Put it back from a copy of the book."
        ) from None
