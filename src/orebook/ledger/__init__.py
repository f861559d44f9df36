"""Evidence nobody can quietly change: append-only tables on two clocks, in a file or on a team's PostgreSQL.

>>> from datetime import date
>>> from orebook.facts import Document, digest
>>> text = "Pr-Nd oxide was 400,000-401,000 yuan/mt."
>>> report = Document(document="smm-1", content=digest(text), title=None, published=date(2025, 1, 9),
...                   source="smm", address=None, offset=0, text=text)
>>> with open_store("sqlite://", create=True) as store:
...     store.append([report]).documents, store.append([report]).documents
(('smm-1',), ())
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from orebook.ledger.found import Audit, Finding, Head
from orebook.ledger.kept import Appended, Kept, Learnt
from orebook.ledger.noted import Fetched, Taken, key_of

if TYPE_CHECKING:
    from orebook.ledger.archive.copy import Archive
    from orebook.ledger.loading.load import Loaded
    from orebook.ledger.migrations import Migrated
    from orebook.ledger.store import Store

__all__ = [
    "Appended", "Archive", "Audit", "Fetched", "Finding", "Head", "Kept", "Learnt", "Loaded", "Store",
    "Taken", "key_of", "migrate", "open_store", "replay",
]  # fmt: skip
#: Names whose modules open when they are first used.
_LATER = {"Archive": "archive.copy", "Loaded": "loading.load", "Store": "store"}


def open_store(address: str | Path, *, create: bool = False) -> Store:
    """Open the ledger of a book: a file, `sqlite://` for one in memory, or a team's PostgreSQL.

    Args:
        address: a path, or a `sqlite:` or `postgresql:` URL.
        create: make the book if there is none; one that is there already is opened as it is. One in memory
            is always made.

    Raises:
        BookMissingError: there is no book there, and how to make one.
        LedgerError: what stands there is not a book, or cannot be opened.

    >>> open_store("no-such-book.db")
    Traceback (most recent call last):
    orebook.errors.BookMissingError: There is no book at no-such-book.db. Make one with: ...
    """
    from orebook.ledger.store import Store

    return Store(address, create=create)


def replay(archive: str | Path, address: str | Path, expected: Head | str | None = None) -> Head:
    """Make a new book of an archive that `Store.export` wrote, at any address, the same to the byte.

    Args:
        archive: the file.
        address: where the new book is to stand; there may be none yet.
        expected: a head exported earlier, or its 64 characters: it must be in the archive.

    Raises:
        EvidenceError: the archive was altered or cut short; no book is made.
        LedgerError: there is a book at the address already, or none can be made there.

    >>> replay("no-such-archive.tar", "sqlite://")
    Traceback (most recent call last):
    orebook.errors.LedgerError: no-such-archive.tar cannot be opened or written ...
    """
    from orebook.ledger import exporting

    return exporting.replay(Path(archive), address, expected)


def migrate(address: str | Path) -> Migrated:
    """Bring a book made by an older Orebook up to the tables of today; a file is copied beside it first.

    Every fact keeps its id, and every question is answered as before. All older rows are sealed as batch 1.

    Raises:
        BookMissingError: there is no book.
        LedgerError: a book too old or too new, a full disk; the book is as it was.

    >>> migrate("no-such-book.db")
    Traceback (most recent call last):
    orebook.errors.BookMissingError: There is no book at no-such-book.db. Make one with: ...
    """
    from datetime import UTC, datetime

    from orebook.ledger import migrations
    from orebook.units import microseconds

    return migrations.migrate(address, microseconds(datetime.now(UTC)))


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"orebook.ledger has no {name!r}. Its public names: {', '.join(__all__)}.")
    from importlib import import_module

    return getattr(import_module(f"orebook.ledger.{_LATER[name]}"), name)
