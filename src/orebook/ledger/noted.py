"""What the ledger notes beside evidence: which files were read whole, and what a feed's server said last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from orebook.facts import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that was read whole: its bytes, how they were to be read, and the documents they held.

    The same bytes for another day or from another publisher are another document, and so another file.

    >>> first = Taken(content="a1", name="notes.txt", on="2025-01-09", source="smm")
    >>> first.key == Taken(content="a1", name="copy.txt", on="2025-01-09", source="smm").key
    True
    >>> first.key == Taken(content="a1", name="notes.txt", on="2025-01-10", source="smm").key
    False
    """

    content: str
    """SHA-256 of the file's bytes."""
    name: str
    """What it was called when it was first read."""
    on: str | None
    """The day it was said to be from, ISO; None where the file states its own."""
    source: str | None
    """Who was said to have published it."""
    documents: tuple[str, ...] = ()
    """Ids of the documents it held."""

    @property
    def key(self) -> str:
        """Under which the file is found again."""
        return digest(repr((self.content, self.on, self.source)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of asking an address last: enough to ask it politely the next time."""

    address: str
    """The feed's address, without a password."""
    status: int
    """HTTP status, 0 where no answer came."""
    etag: str | None = None
    """The version the server named, sent back with the next question."""
    modified: str | None = None
    """The server's Last-Modified, sent back likewise."""
    failures: int = 0
    """How many times in a row it failed."""
    not_before: int = 0
    """The moment before which it is not asked again, microseconds UTC."""


def key_of(content: str, on: date | str | None, source: str | None) -> str:
    """The key a file will be found by, before it is read."""
    return Taken(content=content, name="", on=None if on is None else str(on), source=source).key
