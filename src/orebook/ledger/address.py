"""Where a book stands: a file, memory, or a database on a server; and how to call it in a message."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from orebook.errors import LedgerError

_MEMORY = (None, "", ":memory:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a book stands; `file` is None when it is not one, `url` None when it is."""

    label: str
    file: Path | None = None
    url: URL | None = None

    @property
    def in_memory(self) -> bool:
        """Whether the book is gone when it is closed."""
        return self.url is not None and self.url.get_backend_name() == "sqlite"


def parse(address: str | Path) -> Address:
    """Understand an address as people write it; a password never reaches a message.

    Raises:
        LedgerError: for an address no engine here answers to.

    >>> parse("metals.db").file.name
    'metals.db'
    >>> parse("postgres://ann:secret@desk/metals").label
    'postgresql://ann:***@desk/metals'
    """
    text = str(address)
    if isinstance(address, Path) or "://" not in text:
        return Address(label=text, file=_file(text))
    scheme, _, rest = text.partition("://")
    try:
        url = make_url(f"{'postgresql' if scheme == 'postgres' else scheme}://{rest}")
    except (ArgumentError, ValueError):
        raise _unknown(scheme) from None
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, text)
    if url.drivername not in ("postgresql", "postgresql+psycopg"):
        raise _unknown(url.drivername)
    shown = url.set(drivername="postgresql").difference_update_query(["password"])
    return Address(label=shown.render_as_string(), url=url.set(drivername="postgresql+psycopg"))


def _sqlite(url: URL, text: str) -> Address:
    if url.database in _MEMORY:
        return Address(label="sqlite://", url=URL.create("sqlite"))
    return Address(label=text, file=_file(str(url.database)))


def _file(name: str) -> Path:
    """The file itself, however it is linked to: a book has one lock, whatever it is called by."""
    return Path(os.path.realpath(name))


def _unknown(scheme: str) -> LedgerError:
    return LedgerError(
        f'A book cannot stand at an address that begins "{scheme}://". Give a file such as metals.db,'
        " or postgresql://user@host/database."
    )
