"""Whether a book is what was written into it, its head to keep elsewhere, and all of it in one archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orebook.book.base import Open
from orebook.errors import BookMissingError

if TYPE_CHECKING:
    from orebook.ledger import Audit, Head, Store
    from orebook.ledger.migrations import Migrated


class Auditing(Open):
    """What an auditor asks of a book."""

    def verify(self, head: str | Path | Head | None = None) -> Audit:
        """Whether every row of every table is as it was written, in its order, none missing and none added.

        Args:
            head: a head exported earlier, its 64 characters or the file it was written to. Without one,
                somebody who works all seals out again, or cuts the newest batches off, may go unseen.

        Raises:
            BadArgumentError: what is given is no head.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.verify().findings
        ()
        """
        from orebook.book import heads

        return self._kept().verify(heads.given(head))

    def head(self) -> Head:
        """The seal of the newest batch: whoever keeps it elsewhere can hold the book to all before it.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.head().number
        1
        """
        found = self._kept().head()
        assert found is not None  # a book is made with its first batch
        return found

    def export(self, path: str | Path) -> Head:
        """Write the whole book into one archive; it replays elsewhere to the same bytes.

        Raises:
            EvidenceError: the book is not as it was written, so nothing is passed on.
        """
        return self._kept().export(path)

    @classmethod
    def replay(
        cls, archive: str | Path, address: str | Path, *, head: str | Path | Head | None = None
    ) -> Head:
        """Make a new book of an archive, at any address; it is kept only if it is the same to the byte.

        Raises:
            EvidenceError: the archive was altered or cut short, or does not hold the head.
            LedgerError: there is a book at the address already.
        """
        from orebook.book import heads
        from orebook.ledger import replay

        return replay(archive, address, heads.given(head))

    @classmethod
    def migrate(cls, address: str | Path) -> Migrated:
        """Bring a book made by an older Orebook up to date; a copy of the file is kept beside it.

        Raises:
            BookMissingError: there is no book.
            LedgerError: a book too old or too new; it is as it was.
        """
        from orebook.ledger import migrate

        return migrate(address)

    def _kept(self) -> Store:
        if self._store is None:
            raise BookMissingError(f"There is no book at {self.address}. Make one with: orebook init")
        return self._store
