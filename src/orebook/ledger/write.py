"""Keeping facts: which of them are new, on which clock, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, select

from orebook.errors import LedgerError
from orebook.ledger import codec
from orebook.ledger.kept import Appended
from orebook.ledger.parts import parts
from orebook.ledger.ready import Written
from orebook.ledger.sealing import Batch
from orebook.ledger.tables import FACTS, MANIFEST
from orebook.units import microseconds


def append(connection: Connection, batch: Batch, facts: Sequence[Written], backfilled: bool) -> Appended:
    """Keep what is new. A document that is held already brings in nothing.

    Raises:
        LedgerError: for a fact whose document is neither held nor among those given.
    """
    given = {fact.id for fact in facts if fact.is_document}
    published = _published(connection, {fact.document for fact in facts if fact.document is not None})
    again = given & published.keys()
    _refuse_orphans(facts, published.keys() | given)
    _refuse_second(connection, facts)
    new = _new(connection, facts, again, given - again)
    published |= {fact.id: fact.row["published"] for fact in new if fact.is_document}
    if new:
        latest = max((published[name] for name in given), default=None)
        replaced = _replaced(facts)
        rows = [
            {**_row(fact, batch.recorded_at, backfilled, published, latest), **_over(fact, replaced)}
            for fact in new
        ]
        _insert(batch, new, rows)
    documents = tuple(fact.id for fact in new if fact.is_document)
    return Appended(kept=len(new), already=len(again), documents=documents)


def _published(connection: Connection, documents: set[str]) -> dict[str, str]:
    """Of some documents, those the book holds, each with the day it appeared."""
    table = FACTS["documents"]
    statement = select(table.c.id, table.c.published)
    return {
        id_: day
        for part in parts(table.c.id, documents)
        for id_, day in connection.execute(statement.where(part))
    }


def _refuse_orphans(facts: Sequence[Written], documents: Collection[str]) -> None:
    for fact in facts:
        if fact.document is not None and fact.document not in documents:
            raise LedgerError(
                f"{fact.id} comes from document {fact.document}, which the book does not hold. Add the"
                " document with it, or before it. Nothing of this batch was kept."
            )


def _refuse_second(connection: Connection, facts: Sequence[Written]) -> None:
    """A fact is corrected once; what took its place may be corrected in its turn."""
    corrections = FACTS["corrections"]
    _refuse_twice([fact for fact in facts if fact.table == "corrections"])
    wanted = {fact.row["corrects"]: fact.id for fact in facts if fact.table == "corrections"}
    statement = select(corrections.c.corrects, corrections.c.id, corrections.c.replacement)
    for part in parts(corrections.c.corrects, wanted.keys()) if wanted else ():
        for corrects, id_, replacement in connection.execute(statement.where(part)):
            if id_ != wanted[corrects]:
                instead = f"{replacement} took its place: correct that" if replacement else "It was withdrawn"
                raise LedgerError(f"{corrects} was corrected already, by {id_}. {instead}. Nothing was kept.")


def _refuse_twice(made: Sequence[Written]) -> None:
    ids: dict[str, str] = {}
    for fact in made:
        if ids.setdefault(fact.row["corrects"], fact.id) != fact.id:
            raise LedgerError(f"{fact.row['corrects']} is corrected twice here. Nothing was kept.")


def _new(connection: Connection, facts: Sequence[Written], again: set[str], fresh: set[str]) -> list[Written]:
    """The facts to keep, each once, in the order given: none of a document held already, none held itself.

    What comes of a document that is new cannot be held: its id is made from the document's, too.
    """
    wanted: dict[tuple[str, str], Written] = {}
    for fact in facts:
        if fact.document not in again:
            wanted.setdefault((fact.table, fact.id), fact)
    asked = {key for key, fact in wanted.items() if fact.document not in fresh}
    held = {
        (name, id_)
        for name in {table for table, _ in asked}
        for part in parts(FACTS[name].c.id, {id_ for table, id_ in asked if table == name})
        for id_ in connection.execute(select(FACTS[name].c.id).where(part)).scalars()
    }
    return [fact for key, fact in wanted.items() if key not in held]


def _row(
    fact: Written, recorded_at: int, backfilled: bool, published: Mapping[str, str], latest: str | None
) -> dict[str, Any]:
    """A fact's row on both clocks. What is of no document came of those beside it: a release of a witness."""
    available_at = recorded_at
    appeared = latest if fact.document is None else published[fact.document]
    if backfilled and appeared is not None:
        midnight = datetime.combine(date.fromisoformat(appeared), time.min)
        available_at = min(recorded_at, microseconds(midnight))
    clocks = {"recorded_at": recorded_at, "available_at": available_at, "backfilled": backfilled}
    return {"id": fact.id, "document": fact.document, **fact.row, **clocks}


def _replaced(facts: Sequence[Written]) -> dict[str, str]:
    """Id of a replacement -> id of what it stands in for, by the corrections written beside it."""
    corrections = (fact.row for fact in facts if fact.table == "corrections")
    return {row["replacement"]: row["corrects"] for row in corrections if row["replacement"] is not None}


def _over(fact: Written, replaced: Mapping[str, str]) -> dict[str, str]:
    """What a fact's row supersedes, where a correction beside it says so."""
    return {"supersedes": replaced[fact.id]} if fact.id in replaced else {}


def _insert(batch: Batch, new: Sequence[Written], rows: Sequence[dict[str, Any]]) -> None:
    """Write the rows table by table, documents first: the others refer to them."""
    for name, table in FACTS.items():
        chosen = [row for fact, row in zip(new, rows, strict=True) if fact.table == name]
        batch.insert(table, chosen)
    batch.insert(MANIFEST, [_listed(fact) for fact in new if fact.document is not None])


def _listed(fact: Written) -> dict[str, Any]:
    return {
        "document": fact.document,
        "fact": codec.TABLES[fact.table].__name__.lower(),
        "id": fact.identity,
        "product": fact.row.get("product"),
        "price_date": fact.row.get("price_date"),
    }
