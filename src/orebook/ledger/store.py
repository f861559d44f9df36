"""`Store`: a book's ledger. It takes facts, gives them back as known at a moment, and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection

from orebook.facts import Fact
from orebook.ledger import notes, schema, texts, write
from orebook.ledger.address import parse
from orebook.ledger.connect import Access
from orebook.ledger.failures import told
from orebook.ledger.found import Audit, Head
from orebook.ledger.kept import Appended
from orebook.ledger.noted import Fetched, Taken
from orebook.ledger.questions import Questions
from orebook.ledger.ready import ready
from orebook.ledger.sealing import Batch
from orebook.ledger.together import Together
from orebook.units import microseconds

if TYPE_CHECKING:
    from orebook.ledger.archive.copy import Archive
    from orebook.ledger.loading.load import Loaded


class Store(Questions):
    """A book's ledger, open until `close`: it takes facts, and answers `Questions` about them."""

    def __init__(self, address: str | Path, *, create: bool = False) -> None:
        where = parse(address)
        wanted = create or where.in_memory
        with told(where.label):
            schema.look(where, wanted)
        super().__init__(Access(where, create=wanted))
        self._together = Together(self._access)
        try:
            schema.settle(self._access, wanted, _moment(None))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<orebook.ledger.Store {self._access.label}>"

    def close(self) -> None:
        """Let go of the file or the server."""
        self._access.close()

    def append(
        self,
        facts: Sequence[Fact],
        *,
        backfilled: bool = False,
        now: datetime | None = None,
        taken: Sequence[Taken] = (),
    ) -> Appended:
        """Keep facts, all of them or none; a document that is held already brings in none of its facts again.

        What several threads append at once is committed together; each has its own batch and its own answer.

        Args:
            facts: documents, what was read from them, publications; each comes from the document of its first
                span, which is among them or held.
            backfilled: history loaded late, seen by `known_at` from the day its document appeared.
            now: when the book learns it; the book's clock never runs backwards, whatever this says.
            taken: files these facts are the last of, noted as read in the same transaction.

        Raises:
            LedgerError: a fact that cannot be kept, a disk that is full, a book that may only be read.
        """
        prepared = ready(facts)
        moment = _moment(now)

        def work(connection: Connection) -> Appended:
            batch = Batch(connection, moment)
            appended = write.append(connection, batch, prepared, bool(backfilled))
            notes.take(connection, batch, taken)
            batch.seal()
            return appended

        return self._together.write(work)

    def load(
        self,
        table: Any,
        *,
        source: str | None = None,
        products: Collection[str] | None = None,
        name: str | None = None,
        backfilled: bool = False,
        now: datetime | None = None,
    ) -> Loaded:
        """Keep a table of quotes, all of it or, with a report of the rows that are wrong, nothing.

        Args:
            table: a Parquet or CSV file, or a frame of Polars or pandas, with the columns of a quote; also
                `key`, the user's own row id, `supersedes`, the key of an earlier row that a row corrects,
                and, of history loaded late, `available_at`.
            source: who published the rows that name nobody.
            products: ids a row may name; None takes any.
            name: what the load is called; the file's name unless said.
            backfilled: history loaded late, seen by `known_at` from `available_at` or its publication.
            now: when the book learns it.

        Raises:
            UnreadableDocumentError: no such file, or neither Parquet nor CSV.
            BadArgumentError: a table without the columns of a quote.
            LedgerError: a disk that is full, a book that may only be read.
        """
        from orebook.ledger.loading.load import How, load

        how = How(source=source, products=products, name=name, backfilled=backfilled, moment=_moment(now))
        return load(self._access, table, how)

    def archive(self, folder: str | Path | None = None) -> Archive:
        """The Parquet copy of the history: beside a book that is a file, else in the folder given.

        Raises:
            BadArgumentError: a book on a server or in memory, and no folder.
        """
        from orebook.ledger.archive.copy import Archive

        return Archive(self._access, None if folder is None else Path(folder))

    def taken(self, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Of some files' keys (`Taken.key`), those read whole before, each with its documents' ids."""
        return notes.held(self._access, keys)

    def fetched(self, address: str) -> Fetched | None:
        """What came of asking a feed's address last; None where it never was."""
        return notes.fetched(self._access, address)

    def note_fetch(self, answer: Fetched) -> None:
        """Note what came of asking a feed's address."""
        notes.note(self._access, answer, _moment(None))

    def keep_texts(self, texts_: Mapping[str, str]) -> dict[str, str]:
        """Keep the TOML texts in use, by path; returns the hash each one stands under."""
        return texts.keep(self._access, texts_, _moment(None))

    def agreed(self, known_at: int | None = None) -> dict[str, str]:
        """Path -> text of every TOML in use at a moment; empty where the book had noted none yet."""
        return texts.agreed(self._access, known_at)

    def in_use(self, known_at: int | None = None) -> dict[str, str]:
        """Path -> hash of every TOML in use at a moment; empty where the book had noted none yet."""
        with self._access.reading() as connection:
            return texts.in_use(connection, known_at)

    def head(self) -> Head | None:
        """The seal of the last batch; kept elsewhere, it holds the book to all that was written up to it."""
        from orebook.ledger import verifying

        with self._access.reading() as connection:
            return verifying.head(connection)

    def verify(self, expected: Head | str | None = None) -> Audit:
        """Audit the book: every row of every table against the seal of its batch.

        Args:
            expected: a head exported earlier, or its 64 characters: it must be in the chain.

        Raises:
            LedgerError: the file cannot be read at all.
        """
        from orebook.ledger import verifying

        with self._access.reading() as connection:
            return verifying.verify(connection, expected)

    def export(self, place: str | Path) -> Head:
        """Write the whole book into one archive that replays elsewhere to the same bytes.

        Raises:
            EvidenceError: the book is not as it was written.
        """
        from orebook.ledger import exporting

        return exporting.export(self._access, Path(place))

    def text(self, hash_: str) -> str:
        """The text that stands under a hash, unchanged."""
        return texts.text(self._access, hash_)


def _moment(now: datetime | None) -> int:
    return microseconds(datetime.now(UTC) if now is None else now)
