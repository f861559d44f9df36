"""Writing a book into one archive, and making a book of an archive that is, to the byte, the same."""

from __future__ import annotations

import contextlib
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DataError, IntegrityError

from orebook.errors import EvidenceError, LedgerError
from orebook.ledger import packing, schema, verifying
from orebook.ledger.address import Address, parse
from orebook.ledger.connect import Access
from orebook.ledger.failures import told
from orebook.ledger.found import Audit, Head
from orebook.ledger.tables import METADATA, VERSION
from orebook.ledger.triggers import install


def export(access: Access, place: Path) -> Head:
    """Write the archive of a book; the file is there whole, or not at all.

    Raises:
        EvidenceError: the book is not as it was written: what is wrong is not passed on.
        LedgerError: the file cannot be written.
    """
    part = place.with_name(f"{place.name}.part")
    with access.reading() as connection, _removed_on_failure([part]):
        audit = verifying.verify(connection)
        head = _in_order(access.label, audit)
        with told(access.label), part.open("wb") as out:
            packing.pack(connection, head, out)
            out.flush()
            os.fsync(out.fileno())
        with told(access.label):
            part.replace(place)
    return head


def _in_order(label: str, audit: Audit) -> Head:
    if audit.findings or audit.head is None:
        first = f" The first: {audit.findings[0]}" if audit.findings else ""
        raise EvidenceError(
            f"{label}: the audit found {len(audit.findings)} things that are not as they were written, so"
            f" nothing was exported.{first} See them all with: orebook audit verify"
        )
    return audit.head


def replay(archive: Path, address: str | Path, expected: Head | str | None = None) -> Head:
    """Make a new book of an archive, at any address; it is kept only if it is the same to the byte.

    Args:
        archive: what `export` wrote.
        address: where the new book is to stand; there may be none yet.
        expected: a head exported earlier, or its 64 characters: it must be in the archive.

    Raises:
        EvidenceError: the archive was altered or cut short.
        LedgerError: there is a book at the address already, or none can be made there.
    """
    where = parse(address)
    with told(str(archive)), archive.open("rb") as file:
        return _replay(str(archive), file, where, expected)


def _replay(name: str, file: IO[bytes], where: Address, expected: Head | str | None) -> Head:
    with told(where.label):
        schema.look(where, True)
    new = [] if where.file is None or where.file.exists() else _files(where.file)
    access = Access(where, create=True)
    try:
        with _removed_on_failure(new):
            _must_be_new(access)
            access.log_ahead()
            with access.writing() as connection:
                return _made(connection, name, file, expected)
    finally:
        access.close()


def _files(book: Path) -> list[Path]:
    return [book.with_name(book.name + ending) for ending in ("", "-wal", "-shm", ".lock")]


def _must_be_new(access: Access) -> None:
    with access.reading() as connection:
        if schema.version(connection, access) is not None:
            raise LedgerError(
                f"There is a book at {access.label} already. Give the name of a new one: --book NEW."
            )


def _made(connection: Connection, name: str, file: IO[bytes], expected: Head | str | None) -> Head:
    """The book, row by row; then its seals; then its own archive, which must be the one it was made of."""
    METADATA.create_all(connection, checkfirst=False)
    with _altered(name):
        head = _filled(connection, name, file)
    audit = verifying.verify(connection, expected)
    if audit.findings or audit.head != head:
        first = audit.findings[0] if audit.findings else "its head is another."
        raise _changed(name, str(first))
    install(connection)
    file.seek(0)
    packing.pack(connection, head, same := _Same(name, file))
    same.end()
    return head


def _filled(connection: Connection, name: str, file: IO[bytes]) -> Head:
    with tarfile.open(fileobj=file, mode="r:") as archive:
        said = packing.described(_lines(archive, packing.FIRST).readlines())
        if said["version"] != VERSION:
            raise LedgerError(
                f"{name} was exported from a book of version {said['version']}, this Orebook makes {VERSION}."
                " Replay it with the Orebook it was exported by, and run: orebook migrate"
            )
        for table in METADATA.sorted_tables:
            _fill(connection, archive, table)
    return Head(number=said["number"], head=said["head"], moment=said["moment"])


def _fill(connection: Connection, archive: tarfile.TarFile, table: Table) -> None:
    for part in packing.unpack(_lines(archive, packing.member(table)), table):
        connection.execute(insert(table), part)


def _lines(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    found = archive.next()
    lines = archive.extractfile(found) if found is not None and found.name == name else None
    if lines is None:
        raise ValueError(f"{name} is not where it should be")
    return lines


class _Same:
    """Takes the bytes of an archive and holds them against those of a file."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self._name, self._file = name, file

    def write(self, data: bytes) -> Any:
        """The next bytes, which must be the file's."""
        if self._file.read(len(data)) != data:
            raise _changed(self._name, "a book made of it makes another archive.")

    def end(self) -> None:
        """There must be no more in the file."""
        if self._file.read(1):
            raise _changed(self._name, "something was added at its end.")


def _changed(name: str, what: str) -> EvidenceError:
    return EvidenceError(
        f"{name} is not as it was exported: {what} No book was made of it. Ask for the archive again."
    )


@contextlib.contextmanager
def _altered(name: str) -> Iterator[None]:
    """An archive that no longer reads, or whose rows do not fit together, was altered."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise _changed(name, f"{error.orig}.") from None
    except (tarfile.TarError, ValueError, TypeError, KeyError, EOFError) as error:
        raise _changed(name, f"{error}.") from None


@contextlib.contextmanager
def _removed_on_failure(files: list[Path]) -> Iterator[None]:
    """Leave nothing behind of what came to nothing."""
    try:
        yield
    except BaseException:
        for file in files:
            file.unlink(missing_ok=True)
        raise
