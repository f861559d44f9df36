"""Whether there is a book at an address, which Orebook made it, and making a new one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, func, inspect, select

from orebook.errors import LedgerError
from orebook.ledger.address import Address
from orebook.ledger.connect import Access
from orebook.ledger.failures import missing
from orebook.ledger.sealing import Batch
from orebook.ledger.tables import METADATA, SCHEMA, VERSION
from orebook.ledger.triggers import install

#: The oldest version that was released: a book of it can be brought up to date.
OLDEST = 3


def look(address: Address, create: bool) -> None:
    """Look at the file before an engine touches it, so that a wrong name makes no file.

    Raises:
        BookMissingError: there is no file, and none is to be made.
        LedgerError: a folder, a file that may not be read, or no folder to make one in.
    """
    file = address.file
    if file is None:
        return
    if file.is_dir():
        raise LedgerError(
            f"{address.label} is a folder, not a book. Name a file in it: {address.label}/orebook.db"
        )
    if file.exists():
        _readable(file, address.label)
    elif not create:
        raise missing(address.label)
    elif not file.parent.is_dir():
        raise LedgerError(
            f"There is no folder {file.parent} to make a book in. Make it first: mkdir -p {file.parent}"
        )


def _readable(file: Path, label: str) -> None:
    try:
        file.open("rb").close()
    except OSError as error:
        raise LedgerError(
            f"{label} cannot be read ({error.strerror}). Ask its owner for the right."
        ) from None


def settle(access: Access, create: bool, moment: int) -> None:
    """Make sure that there is a book this Orebook knows, or make one.

    Raises:
        BookMissingError: an empty database, and no book is to be made.
        LedgerError: somebody else's tables, or a book of a newer Orebook.
    """
    with access.reading() as connection:
        found = version(connection, access)
    if found is None and create:
        access.log_ahead()
        with access.writing() as connection:
            found = version(connection, access) or _make(connection, moment)
    if found is None:
        raise missing(access.label)
    must_be_released(found, access.label)
    if found < VERSION:
        raise LedgerError(
            f"{access.label} was made by an older Orebook (its tables are version {found}, this one makes"
            f" {VERSION}). Bring it up to date with: orebook migrate --book {access.label}"
        )


def must_be_released(found: int, label: str) -> None:
    """Refuse a book of a newer Orebook, and one of no released Orebook.

    Raises:
        LedgerError: saying what to do.
    """
    if found > VERSION:
        raise LedgerError(
            f"{label} was made by a newer Orebook (its tables are version {found}, this one knows"
            f" {VERSION}). Upgrade with: pip install --upgrade orebook"
        )
    if found < OLDEST:
        raise LedgerError(
            f"{label} was made before Orebook's first release (its tables are version {found}, this"
            f" one makes {VERSION}). Make a new book and add the documents again: orebook init --book NEW"
        )


def version(connection: Connection, access: Access) -> int | None:
    """The version of the tables at an address; None where there is no book.

    Raises:
        LedgerError: a file of somebody else's tables.
    """
    tables = inspect(connection).get_table_names()
    if {SCHEMA.name, "manifest"} <= set(tables):
        return connection.execute(select(func.max(SCHEMA.c.version))).scalar()
    if tables and access.address.file is not None:
        raise LedgerError(
            f"{access.label} is an SQLite file, but not a book: it holds {', '.join(sorted(tables)[:3])}."
            " Give the name of a book, or of one to be made."
        )
    return None


def _make(connection: Connection, moment: int) -> int:
    METADATA.create_all(connection, checkfirst=False)
    install(connection)
    batch = Batch(connection, moment)
    batch.insert(SCHEMA, [{"version": VERSION, "recorded_at": batch.moment}])
    batch.seal()
    return VERSION
