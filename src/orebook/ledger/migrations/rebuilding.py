"""A table made anew with columns in its middle: the same rows at the same places, in the same transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Table, text

from orebook.ledger import codec


def rebuild(connection: Connection, table: Table, held: Collection[str]) -> None:
    """Make a table anew; what a new column holds in older rows is the default its fact declares."""
    dialect = connection.dialect.name
    columns = [column.name for column in table.columns if column.name in held]
    aside, names = f"older_{table.name}", ", ".join(f'"{name}"' for name in columns)
    connection.execute(text(f"CREATE TEMPORARY TABLE {aside} AS SELECT {names} FROM {table.name}"))
    last = _last(connection, table) if dialect == "sqlite" else None
    connection.execute(text(f"DROP TABLE {table.name}"))
    table.create(connection)
    given = _defaults(table, held)
    added = "".join(f', "{name}"' for name in given)
    values = "".join(f", :{name}" for name in given)
    overriding = "OVERRIDING SYSTEM VALUE" if dialect == "postgresql" else ""
    moved = text(
        f"INSERT INTO {table.name} ({names}{added}) {overriding}"
        f" SELECT {names}{values} FROM {aside} ORDER BY sequence"
    )
    connection.execute(moved, given)
    connection.execute(text(f"DROP TABLE {aside}"))
    _count_on(connection, table, last)


def _defaults(table: Table, held: Collection[str]) -> dict[str, Any]:
    """What the new columns of a fact hold where it was kept before them."""
    declared = {field.name: field for field in dataclasses.fields(codec.TABLES[table.name])}
    return {
        field.name: field.write(declared[field.name].default)
        for field in codec.fields(table.name)
        if field.name not in held
    }


def _last(connection: Connection, table: Table) -> int | None:
    """The last number SQLite handed out; it stays, so that a row cut off before is still missed."""
    asked = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return connection.execute(asked, {"name": table.name}).scalar()


def _count_on(connection: Connection, table: Table, last: int | None) -> None:
    """Go on counting where the older table stopped."""
    if connection.dialect.name == "postgresql":
        name = f"pg_get_serial_sequence('{table.name}', 'sequence')"
        connection.execute(
            text(f"SELECT setval({name}, max(sequence)) FROM {table.name} HAVING max(sequence) IS NOT NULL")
        )
    elif last is not None:
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        counted = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
        connection.execute(counted, {"name": table.name, "last": last})
