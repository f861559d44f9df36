"""Triggers that refuse to update or delete, on every table and on both engines.

PostgreSQL refuses the statement, TRUNCATE too. SQLite refuses the row; there INSERT OR REPLACE would delete
without a delete trigger, so a row that stands under the same key refuses the insert.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, UniqueConstraint

from orebook.ledger.tables import METADATA

_WHY = "Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it."

_SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table}: {why}'); END
"""

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION orebook_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ': {_WHY}', ERRCODE = 'restrict_violation';
END $$
"""

_POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION orebook_refuse()
"""


def install(connection: Connection, tables: Sequence[Table] | None = None) -> None:
    """Put the triggers on every table of a new book, or on some that are new in an older one."""
    every = METADATA.sorted_tables if tables is None else tables
    for statement in _statements(connection.dialect.name, every):
        connection.exec_driver_sql(statement)


def _statements(dialect: str, every: Sequence[Table]) -> list[str]:
    if dialect == "sqlite":
        return [statement for table in every for statement in _sqlite(table)]
    return [_FUNCTION, *[_POSTGRESQL.format(table=table.name) for table in every]]


def _sqlite(table: Table) -> list[str]:
    taken = f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {_same_key(table)})"
    events = {"update": ("UPDATE", ""), "delete": ("DELETE", ""), "replace": ("INSERT", taken)}
    return [
        _SQLITE.format(table=table.name, verb=verb, event=event, when=when, why=_WHY)
        for verb, (event, when) in events.items()
    ]


def _same_key(table: Table) -> str:
    unique = [found for found in table.constraints if isinstance(found, UniqueConstraint)]
    keys = [["sequence"], *[list(found.columns.keys()) for found in unique]]
    return " OR ".join("(" + " AND ".join(f"{name} = NEW.{name}" for name in key) + ")" for key in keys)
