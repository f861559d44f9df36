"""Which row of a batch is not as it was written, as far as the rows themselves can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from orebook.errors import OrebookError
from orebook.facts import digest, identity
from orebook.ledger import codec, values
from orebook.ledger.characters import restored
from orebook.ledger.found import Finding
from orebook.ledger.streams import Taken
from orebook.ledger.tables import FACTS, MANIFEST, TEXTS

_ALTERED = "it was altered: what it says now is not what its id was made from"


def explain(connection: Connection, table: Table, taken: Taken, said: Any) -> Iterator[Finding]:
    """What differs between the rows of a batch as they are and as the batch says it wrote them."""
    yield Finding(table=table.name, what=_counted(taken, said))
    if table.name in FACTS:
        yield from _removed(connection, table, taken.number)
    own = _own(connection, table)
    if own is not None and taken.hash.rows:
        for row in _rows(connection, table, taken):
            finding = own(row)
            if finding is not None:
                yield finding


def altered(connection: Connection) -> Iterator[Finding]:
    """Every row that is not what its own id or hash was made from, and every fact its document misses."""
    for table in (*FACTS.values(), TEXTS):
        own = _own(connection, table)
        assert own is not None
        for row in connection.execute(select(table).execution_options(yield_per=1_000)).mappings():
            finding = own(row)
            if finding is not None:
                yield finding
        if table is not TEXTS:
            yield from _removed(connection, table, None)


def _counted(taken: Taken, said: Any) -> str:
    try:
        missing = (said[0] if said else 0) - taken.hash.rows
    except (TypeError, LookupError):
        missing = 0
    if missing > 0:
        return f"{missing} of its rows {'is' if missing == 1 else 'are'} missing"
    if missing < 0:
        return f"{-missing} {'row was' if missing == -1 else 'rows were'} added to it"
    return "its rows were altered, or stand in another order"


def _rows(connection: Connection, table: Table, taken: Taken) -> Iterator[Any]:
    between = table.c.sequence.between(taken.first, taken.last)
    statement = select(table).where(between).order_by(table.c.sequence)
    for row in connection.execute(statement.execution_options(yield_per=1_000)).mappings():
        if row["batch"] in (taken.number, None):
            yield row


def _own(connection: Connection, table: Table) -> Callable[[Any], Finding | None] | None:
    """How a row of a table is held against its own id or hash, where it has one."""
    if table is TEXTS:
        return _text
    if table.name not in FACTS:
        return None
    return lambda row: _fact(connection, table.name, row)


def _text(row: Any) -> Finding | None:
    try:
        fits = digest(values.read_text(row["text"])) == row["hash"]
    except (TypeError, ValueError):
        fits = False
    return None if fits else Finding(table="texts", what=_ALTERED, id=f"{row['path']} {row['hash']}")


def _fact(connection: Connection, name: str, row: Any) -> Finding | None:
    """A fact against its id; a document, whose id is made from some of it only, against its line."""
    id_ = row["id"]
    try:
        fact = codec.fact(name, id_, [row[field.name] for field in codec.fields(name)])
        own = identity(fact)
        if name == "documents":
            fits = restored(id_) == fact.document and own in _lines(connection, id_)
        else:
            fits = own == id_
    except (OrebookError, TypeError, ValueError, AttributeError):
        fits = False
    product = row.get("product")
    return None if fits else Finding(table=name, what=_ALTERED, id=str(id_), product=product and str(product))


def _lines(connection: Connection, document: Any) -> set[Any]:
    lines = select(MANIFEST.c.id).where(MANIFEST.c.document == document, MANIFEST.c.fact == "document")
    return set(connection.execute(lines).scalars())


def _removed(connection: Connection, table: Table, number: int | None) -> Iterator[Finding]:
    """Facts that the list written with their document names, and that the table no longer holds."""
    fact = codec.TABLES[table.name].__name__.lower()
    key = MANIFEST.c.document if table.name == "documents" else MANIFEST.c.id
    gone = (
        select(key, MANIFEST.c.product)
        .where(MANIFEST.c.fact == fact, *_of_batch(number))
        .where(~select(table.c.id).where(table.c.id == key).exists())
        .order_by(MANIFEST.c.sequence)
    )
    for id_, product in connection.execute(gone).all():
        yield Finding(table=table.name, what="it was removed", id=str(id_), product=product)


def _of_batch(number: int | None) -> list[ColumnElement[bool]]:
    """Lines of a batch, or all; those older than batches are of the first and say nothing."""
    if number is None:
        return []
    return [MANIFEST.c.batch.is_(None) if number == 1 else MANIFEST.c.batch == number]
