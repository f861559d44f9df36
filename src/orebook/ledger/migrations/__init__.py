"""An older book brought up to the tables of today, in one transaction, a copy of the file kept beside it.

The steps are Alembic's; the version a book stands at is in its own table `schema`, which nobody can change,
and not in one of Alembic's.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from orebook.errors import LedgerError
from orebook.ledger import explaining, schema, verifying
from orebook.ledger.address import parse
from orebook.ledger.connect import Access
from orebook.ledger.failures import missing, told
from orebook.ledger.found import Finding
from orebook.ledger.migrations.sealing_older import seal_older
from orebook.ledger.tables import VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What came of bringing a book up to date."""

    version: int
    """The version its tables had."""
    now: int
    """The version they have now."""
    copy: Path | None
    """The file as it was before, where the book is a file."""
    findings: tuple[Finding, ...]
    """Facts that were already other than their ids when they were sealed: somebody altered them before."""


def migrate(address: str | Path, moment: int) -> Migrated:
    """Bring a book up to the tables of today; one that has them already is left as it is.

    Raises:
        BookMissingError: there is no book.
        LedgerError: a book too old or too new, a full disk; the book is as it was.
    """
    where = parse(address)
    with told(where.label):
        schema.look(where, False)
    access = Access(where, create=False)
    try:
        with access.writing() as connection:
            return _migrated(connection, access, moment)
    finally:
        access.close()


def _migrated(connection: Connection, access: Access, moment: int) -> Migrated:
    found = schema.version(connection, access)
    if found is None:
        raise missing(access.label)
    if found == VERSION:
        return Migrated(version=found, now=found, copy=None, findings=())
    schema.must_be_released(found, access.label)
    copy = None if access.address.file is None else _copied(access.address.file, found)
    _upgrade(connection, found)
    seal_older(connection, moment)
    audit = verifying.verify(connection)
    if audit.findings:
        raise LedgerError(
            f"{access.label} could not be brought up to date, and is as it was: {audit.findings[0]} Put"
            " back a copy of the book."
        )
    own = tuple(explaining.altered(connection))
    return Migrated(version=found, now=VERSION, copy=copy, findings=own)


def _copied(book: Path, version: int) -> Path:
    """The book as it stands, as a file beside it."""
    copy = book.with_name(f"{book.name}.version-{version}")
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(book)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
    part.replace(copy)
    return copy


def _upgrade(connection: Connection, found: int) -> None:
    """Take each step from the version found, in order."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory(str(Path(__file__).parent)).walk_revisions()
    with Operations.context(MigrationContext.configure(connection)):
        for step in sorted(steps, key=lambda one: int(one.revision)):
            if int(step.revision) > found:
                step.module.upgrade()
