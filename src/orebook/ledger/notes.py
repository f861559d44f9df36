"""Notes beside the evidence, append-only like the rest: files read whole, and answers of feeds."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, select

from orebook.ledger import values
from orebook.ledger.connect import Access
from orebook.ledger.noted import Fetched, Taken
from orebook.ledger.parts import parts
from orebook.ledger.sealing import Batch
from orebook.ledger.tables import FETCHES, FILES


def held(access: Access, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Of some files' keys, those that were read whole, each with the ids of its documents."""
    with access.reading() as connection:
        return _held(connection, keys)


def _held(connection: Connection, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    statement = select(FILES.c.key, FILES.c.documents)
    return {
        key: tuple(json.loads(documents))
        for part in parts(FILES.c.key, keys)
        for key, documents in connection.execute(statement.where(part))
    }


def take(connection: Connection, batch: Batch, files: Sequence[Taken]) -> None:
    """Note files as read; one that was noted before stays as it was."""
    new = {file.key: file for file in files}
    for key in _held(connection, new.keys()):
        del new[key]
    rows = [{"key": key, **_row(file), "recorded_at": batch.moment} for key, file in new.items()]
    batch.insert(FILES, rows)


def _row(file: Taken) -> dict[str, Any]:
    text = values.or_none(values.write_text)
    return {
        "content": file.content,
        "name": text(file.name),
        "on_day": text(file.on),
        "source": text(file.source),
        "documents": json.dumps(file.documents),
    }


def fetched(access: Access, address: str) -> Fetched | None:
    """What came of asking an address last; None where it never was."""
    columns = FETCHES.c["address", "status", "etag", "modified", "failures", "not_before"]
    statement = (
        select(*columns).where(FETCHES.c.address == address).order_by(FETCHES.c.sequence.desc()).limit(1)
    )
    with access.reading() as connection:
        row = connection.execute(statement).one_or_none()
    return None if row is None else Fetched(**row._mapping)


def note(access: Access, answer: Fetched, moment: int) -> None:
    """Note what came of asking an address."""
    row = {name: getattr(answer, name) for name in Fetched.__slots__}
    with access.writing() as connection:
        batch = Batch(connection, moment)
        batch.insert(FETCHES, [{**row, "recorded_at": batch.moment}])
        batch.seal()
