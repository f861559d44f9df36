"""`Archive`: the Parquet copy of a book's quotes, kept beside the ledger and never believed over it."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from orebook.errors import BadArgumentError
from orebook.ledger.archive import building, manifest
from orebook.ledger.archive.manifest import Manifest
from orebook.ledger.connect import Access
from orebook.ledger.failures import told
from orebook.ledger.sealing import newest
from orebook.ledger.tables import BATCHES

if TYPE_CHECKING:
    import polars as pl

    from orebook.ledger.archive.reading import Current

#: Rows of the tails beside the buckets, and as a share of them, from which they are merged.
TAIL, SHARE = 250_000, 0.1
#: How many times a reader starts again when a writer has replaced the files under it.
AGAIN = 5


class Archive:
    """A book's history as sorted Parquet: made from the ledger, following it, rebuilt where in doubt."""

    def __init__(self, access: Access, folder: Path | None = None) -> None:
        self._access = access
        self.folder = folder or _beside(access)
        self._current: Current | None = None

    def sync(self, *, merge: bool | None = None) -> Manifest:
        """Bring the copy up to the ledger: a tail of what is new; merged into the buckets when it has grown.

        Args:
            merge: True merges now, False never; None when the tails are many rows.
        """
        with told(str(self.folder)), self._turn(), self._access.reading() as connection:
            before = self._trusted(connection)
            if before is None:
                made = building.anew(connection, self.folder)
            elif before.batch == newest(connection).number:
                made = before
            else:
                made = building.followed(connection, self.folder, before)
            if merge or (merge is None and _grown(made)):
                made = building.merged(self.folder, made)
            if made != before:
                made.write(self.folder)
                manifest.sweep(self.folder, made)
            return made

    def rebuild(self) -> Manifest:
        """The copy from nothing, whatever stood there."""
        with told(str(self.folder)), self._turn(), self._access.reading() as connection:
            made = building.anew(connection, self.folder)
            made.write(self.folder)
            manifest.sweep(self.folder, made)
            return made

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the copy, in sentences: every file's hash, and every row against the ledger."""
        from orebook.ledger.archive.verifying import findings

        with told(str(self.folder)), self._turn(), self._access.reading() as connection:
            return tuple(findings(connection, self.folder))

    def series(
        self,
        products: Collection[str] | None = None,
        start: date | None = None,
        end: date | None = None,
        known_at: int | None = None,
        columns: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Quotes of some products as they stood at a moment: available by then and not corrected by then.

        Rows come by product, day, publication and the order of learning. `columns` are those of a quote, and
        `available_at`, `recorded_at`, `released` and `id`. Days are days, words are words, absent is null.
        """
        from orebook.ledger.archive import reading, showing

        asked = reading.Asked(products, start, end, known_at)
        return self._read(lambda current: showing.series(current, asked, columns))

    def as_of(
        self, questions: Any, known_at: int | None = None, columns: Sequence[str] | None = None
    ) -> pl.DataFrame:
        """For each product and day asked, the last quote for that day or an earlier one, as known then.

        `questions` is a frame with `product` and `on`, a day; `known_at`, microseconds UTC or a moment, where
        each question has its own; and `source`, where a certain one's quotes are asked for. The answer has a
        row for each question, in its order; where no quote was known it is null.
        """
        from orebook.ledger.archive import joining

        return self._read(lambda current: joining.as_of(current, questions, known_at, columns))

    def partitions(self) -> tuple[tuple[Path, ...], Mapping[str, Sequence[str]]]:
        """The bucket files, whole and up to date, and the lists their codes index; `product` among them."""
        made = self.sync(merge=True)
        codes = {"product": made.words.products, **made.words.codes}
        return tuple(self.folder / part.name for part in made.buckets), codes

    def _read(self, ask: Callable[[Current], pl.DataFrame]) -> pl.DataFrame:
        """Ask the copy and what the ledger has learnt since; start again where files were replaced."""
        from polars.exceptions import PolarsError

        for _ in range(AGAIN):
            current = self._opened()
            try:
                return ask(current)
            except (OSError, PolarsError):
                now = manifest.read(self.folder)
                if now is not None and now.parts == current.manifest.parts and self._stands(now):
                    raise
                self._current = None
        raise BadArgumentError(f"{self.folder}: its files are replaced faster than they are read. Ask again.")

    def _opened(self) -> Current:
        from orebook.ledger.archive import reading

        with told(str(self.folder)), self._access.reading() as connection:
            batch = newest(connection).number
            held = self._current
            if held is not None and held.batch == batch and self._stands(held.manifest):
                return held
            found = self._trusted(connection)
            if found is not None and not reading.far(connection, found):
                self._current = reading.current(connection, self.folder, found)
                return self._current
        self.sync()
        return self._opened()

    def _trusted(self, connection: Any) -> Manifest | None:
        """The copy's manifest, if it is of this ledger and its files are what was written."""
        found = manifest.read(self.folder)
        if found is None or not self._stands(found):
            return None
        statement = select(BATCHES.c.head).where(BATCHES.c.number == found.batch)
        return found if connection.execute(statement).scalar() == found.head else None

    def _stands(self, found: Manifest) -> bool:
        return all(part.stands(self.folder) for part in found.parts)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """One writer of the copy at a time; readers need no turn."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(self.folder / "lock", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _beside(access: Access) -> Path:
    file = access.address.file
    if file is None:
        raise BadArgumentError(
            f"{access.label} is no file, so its Parquet copy has no place of its own. Say a folder for it."
        )
    return file.with_name(f"{file.name}.archive")


def _grown(made: Manifest) -> bool:
    tail = sum(part.rows for part in (*made.tails, *made.marks))
    return tail > max(TAIL, SHARE * sum(part.rows for part in made.buckets)) or len(made.tails) > 20
