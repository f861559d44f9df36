"""Every TOML text a book was read by, under its hash: an old number replays under the words of its day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from orebook.errors import EvidenceError, LedgerError
from orebook.facts import digest
from orebook.ledger import codec, values
from orebook.ledger.connect import Access
from orebook.ledger.parts import parts
from orebook.ledger.sealing import Batch
from orebook.ledger.tables import AGREED, TEXTS


def keep(access: Access, texts: Mapping[str, str], moment: int) -> dict[str, str]:
    """Keep the texts that are new, note which are in use from now on, and say each one's hash."""
    rows = [_row(path, text) for path, text in texts.items()]
    with access.reading() as connection:
        new = _new(connection, rows) or _turned(connection, rows)
    if new:
        with access.writing() as connection:
            batch = Batch(connection, moment)
            for table, found in ((TEXTS, _new(connection, rows)), (AGREED, _turned(connection, rows))):
                batch.insert(table, [{**row, "recorded_at": batch.moment} for row in found])
            batch.seal()
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


def _turned(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Paths at which another text stands than the book last noted, or none any more."""
    now = {row["path"]: row["hash"] for row in rows}
    before = in_use(connection, None)
    gone = dict.fromkeys(before.keys() - now.keys())
    return [
        {"path": path, "hash": hash_}
        for path, hash_ in sorted({**now, **gone}.items())
        if before.get(path) != hash_
    ]


def in_use(connection: Connection, known_at: int | None) -> dict[str, str]:
    """Path -> hash of the texts that were in use at a moment; empty where the book had noted none yet."""
    last = select(func.max(AGREED.c.sequence)).group_by(AGREED.c.path)
    if known_at is not None:
        last = last.where(AGREED.c.recorded_at <= known_at)
    statement = select(AGREED.c.path, AGREED.c.hash).where(AGREED.c.sequence.in_(last))
    return {path: hash_ for path, hash_ in connection.execute(statement) if hash_ is not None}


def agreed(access: Access, known_at: int | None) -> dict[str, str]:
    """Path -> text of every TOML in use at a moment; empty where the book had noted none yet."""
    with access.reading() as connection:
        used = in_use(connection, known_at)
        statement = select(TEXTS.c.hash, TEXTS.c.text)
        found = {
            hash_: values.read_text(kept)
            for part in parts(TEXTS.c.hash, set(used.values()))
            for hash_, kept in connection.execute(statement.where(part))
        }
    return {path: _unaltered(access, hash_, found) for path, hash_ in used.items()}


def _unaltered(access: Access, hash_: str, found: Mapping[str, str]) -> str:
    """A text that was read with others; one that is gone or altered is asked for alone, which says so."""
    given = found.get(hash_)
    return given if given is not None and digest(given) == hash_ else text(access, hash_)


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
