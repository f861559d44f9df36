"""Batch 1 of an older book: a seal over every row that was kept before there were batches."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from orebook.ledger import sealing, stored
from orebook.ledger.tables import BATCHES, FACTS, METADATA, SCHEMA, VERSION


def seal_older(connection: Connection, moment: int) -> None:
    """Note the new version, and seal it with all rows there are; the book's clock stays where it stood."""
    row = {"version": VERSION, "recorded_at": moment, "batch": 1}
    connection.execute(insert(SCHEMA), [row])
    content = sealing.told(one for one in _hashes(connection) if one.rows)
    clock = _clock(connection)
    head = sealing.head(sealing.GENESIS, 1, clock, content)
    sealed = {"number": 1, "content": content, "previous": sealing.GENESIS, "head": head}
    connection.execute(insert(BATCHES), [{**sealed, "recorded_at": clock}])


def _hashes(connection: Connection) -> list[sealing.RowHash]:
    every = []
    for name, table in METADATA.tables.items():
        hashed = sealing.RowHash(table)
        for _, _, *values in stored.rows(connection, table) if name != BATCHES.name else ():
            hashed.add(values)
        every.append(hashed)
    return every


def _clock(connection: Connection) -> int:
    """When the book last learnt a fact."""
    newest = [connection.execute(select(func.max(table.c.recorded_at))).scalar() for table in FACTS.values()]
    return max((moment for moment in newest if moment is not None), default=0)
