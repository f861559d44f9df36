"""Every TOML text a book was read by, under its hash: an old number replays under the words of its day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from orebook.errors import EvidenceError, LedgerError
from orebook.facts import digest
from orebook.ledger import codec, values
from orebook.ledger.connect import Access
from orebook.ledger.parts import parts
from orebook.ledger.tables import TEXTS


def keep(access: Access, texts: Mapping[str, str], moment: int) -> dict[str, str]:
    """Keep the texts that are new, and say under which hash each one stands."""
    rows = [_row(path, text) for path, text in texts.items()]
    with access.reading() as connection:
        new = _new(connection, rows)
    if new:
        with access.writing() as connection:
            _insert(connection, _new(connection, rows), moment)
    return {path: row["hash"] for path, row in zip(texts, rows, strict=True)}


def _row(path: str, text: str) -> dict[str, Any]:
    if len(path) > codec.LONGEST:
        raise LedgerError(
            f"The path {path[:60]}... is longer than {codec.LONGEST} characters. Give a shorter one."
        )
    return {"hash": digest(text), "path": values.write_text(path), "text": values.write_text(text)}


def _new(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    statement = select(TEXTS.c.hash, TEXTS.c.path)
    held = {
        tuple(row)
        for part in parts(TEXTS.c.hash, {row["hash"] for row in rows})
        for row in connection.execute(statement.where(part))
    }
    return [row for row in rows if (row["hash"], row["path"]) not in held]


def _insert(connection: Connection, rows: list[dict[str, Any]], moment: int) -> None:
    if rows:
        connection.execute(insert(TEXTS), [{**row, "recorded_at": moment} for row in rows])


def text(access: Access, hash_: str) -> str:
    """The text that stands under a hash, unchanged.

    Raises:
        LedgerError: the book holds none.
        EvidenceError: what stands there has another hash.
    """
    statement = select(TEXTS.c.text).where(TEXTS.c.hash == hash_).order_by(TEXTS.c.sequence).limit(1)
    with access.reading() as connection:
        found = connection.execute(statement).scalar()
    if found is None:
        raise LedgerError(f"{access.label} holds no text under {hash_}. Texts are kept by `add`.")
    given = values.read_text(found)
    if digest(given) != hash_:
        raise EvidenceError(
            f"{access.label}: the text under {hash_} was altered. Put it back from a copy of the book."
        )
    return given
