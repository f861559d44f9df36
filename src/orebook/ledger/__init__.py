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

from orebook.ledger.kept import Appended, Kept
from orebook.ledger.noted import Fetched, Taken, key_of

if TYPE_CHECKING:
    from orebook.ledger.archive.copy import Archive
    from orebook.ledger.loading.load import Loaded
    from orebook.ledger.store import Store

__all__ = [
    "Appended", "Archive", "Fetched", "Kept", "Loaded", "Store", "Taken", "key_of", "open_store",
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


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"orebook.ledger has no {name!r}. Its public names: {', '.join(__all__)}.")
    from importlib import import_module

    return getattr(import_module(f"orebook.ledger.{_LATER[name]}"), name)
