"""What somebody does who alters a book and knows how it is sealed: works every seal out again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from orebook.ledger import sealing, stored
from orebook.ledger.tables import BATCHES, METADATA

from .door import Door


def seals(connection: Connection) -> list[dict[str, Any]]:
    """The batches as they would be, had the rows been written as they stand now."""
    found: list[dict[str, Any]] = []
    head = sealing.GENESIS
    for _, _, number, _, _, _, moment in list(stored.rows(connection, BATCHES)):
        content = sealing.told(_hashes(connection, number))
        previous, head = head, sealing.head(head, number, moment, content)
        found.append({"number": number, "content": content, "previous": previous, "head": head})
    return found


def _hashes(connection: Connection, number: int) -> list[sealing.RowHash]:
    every = []
    for name, table in METADATA.tables.items():
        hashed = sealing.RowHash(table)
        for _, batch, *values in stored.rows(connection, table) if name != BATCHES.name else ():
            if batch == number:
                hashed.add(values)
        every.append(hashed)
    return [one for one in every if one.rows]


def reseal(door: Door) -> None:
    """Write the seals that fit the rows as they stand now."""
    for one in seals(door.connection):
        door.run(
            f"UPDATE batches SET content = '{one['content']}', previous = '{one['previous']}',"
            f" head = '{one['head']}' WHERE number = {one['number']}"
        )
