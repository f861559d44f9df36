"""From version 3 to 4: batches chained by hash, facts that people decide, texts in use by date, bulk history.

Version 4 is the newest, so its tables are those of `tables`. Whoever makes version 5 writes them out here as
they stand then.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Connection, Table, inspect

from orebook.ledger.migrations.rebuilding import rebuild
from orebook.ledger.tables import METADATA
from orebook.ledger.triggers import install

revision = "4"
down_revision = None


def upgrade() -> None:
    """Make the new tables, and give the older ones their new columns."""
    connection = op.get_bind()
    there = set(inspect(connection).get_table_names())
    for table in METADATA.sorted_tables:
        if table.name not in there:
            table.create(connection)
            install(connection, [table])
        else:
            _widen(connection, table)


def _widen(connection: Connection, table: Table) -> None:
    """`batch` stands last and is added; another column stands among the others, so the table is made anew."""
    held = {column["name"] for column in inspect(connection).get_columns(table.name)}
    missing = [column for column in table.columns if column.name not in held]
    if [column.name for column in missing] == ["batch"]:
        op.add_column(table.name, Column("batch", missing[0].type, nullable=True))
    elif missing:
        rebuild(connection, table, held)
        install(connection, [table])
