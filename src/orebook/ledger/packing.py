"""The archive of a book: one tar file, the same bytes for the same book wherever and whenever it is made.

First comes `orebook.json` (the version of the tables, the head), then a file of JSON lines for each table, a
row a line in the order of learning, bytes in base64. Nothing in it depends on the engine, the clock, the
computer or who made it.
"""

from __future__ import annotations

import base64
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Protocol

from sqlalchemy import Connection, Table

from orebook.errors import LedgerError
from orebook.ledger import stored
from orebook.ledger.found import Head
from orebook.ledger.tables import METADATA, VERSION

FIRST = "orebook.json"
#: A table of up to this many bytes is made ready in memory, a larger one in a file.
_IN_MEMORY = 8_000_000
_END = bytes(1024)
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Out(Protocol):
    """Where an archive goes: a file, or something that compares it with one."""

    def write(self, data: bytes, /) -> Any:
        """Take the next bytes."""


def pack(connection: Connection, head: Head, out: Out) -> None:
    """Write the archive of a book that was found to be in order."""
    _member(out, FIRST, [_line({"format": 1, "version": VERSION, "number": head.number, "head": head.head,
                                "moment": head.moment})])  # fmt: skip
    for table in METADATA.sorted_tables:
        _member(out, member(table), _lines(connection, table))
    out.write(_END)


def member(table: Table) -> str:
    """The name of a table's file in the archive.

    >>> from orebook.ledger.tables import SCHEMA
    >>> member(SCHEMA)
    'tables/schema.jsonl'
    """
    return f"tables/{table.name}.jsonl"


def _member(out: Out, name: str, lines: Iterable[bytes]) -> None:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as ready:
        ready.writelines(lines)
        info = tarfile.TarInfo(name)
        info.size = ready.tell()
        ready.seek(0)
        out.write(info.tobuf(tarfile.GNU_FORMAT))
        shutil.copyfileobj(ready, _Writer(out))
        out.write(bytes(-info.size % tarfile.BLOCKSIZE))


class _Writer:
    def __init__(self, out: Out) -> None:
        self.write = out.write


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    names = stored.copied(table)
    for row in stored.whole(connection, table):
        yield _line(dict(zip(names, row, strict=True)))


def _line(row: dict[str, Any]) -> bytes:
    plain = {name: _plain(value) for name, value in row.items()}
    return _WRITE(plain).encode() + b"\n"


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def unpack(lines: IO[bytes], table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table's file, in parts that fit in memory.

    Raises:
        ValueError: for a line that is no row of this table, or a value of another kind than its column's.
    """
    part: list[dict[str, Any]] = []
    for line in lines:
        part.append(_row(line, table))
        if len(part) >= stored.at_once(table):
            yield part
            part = []
    if part:
        yield part


def _row(line: bytes, table: Table) -> dict[str, Any]:
    row = json.loads(line)
    if not isinstance(row, dict) or tuple(row) != stored.copied(table):
        raise ValueError(f"a line is no row of {table.name}")
    for name, kind in stored.kinds(table).items():
        if kind is bytes:
            row[name] = base64.b64decode(row[name], validate=True)
    try:
        stored.must_fit(table, row)
    except LedgerError as error:
        raise ValueError(str(error).partition(". ")[0]) from None
    return row


def described(lines: Sequence[bytes]) -> dict[str, Any]:
    """What an archive says of itself.

    Raises:
        ValueError: it is no archive of a book.
    """
    said = json.loads(b"".join(lines))
    if not isinstance(said, dict) or said.get("format") != 1:
        raise ValueError("no archive of a book, or one of a newer Orebook")
    return said
