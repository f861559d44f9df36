"""An open book: its store, its catalogue, and the view a question is asked from."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from orebook import units
from orebook.book.walk import View

if TYPE_CHECKING:
    from orebook.ledger import Store
    from orebook.terms import Catalog


class Open:
    """A store held open, and the words it is read by."""

    def __init__(self, store: Store | None, address: str | Path = "orebook.db") -> None:
        self._store = store
        self.address = address

    @classmethod
    def absent(cls, address: str | Path = "orebook.db") -> Self:
        """A book that does not exist yet: it can read, but holds no history and keeps nothing."""
        return cls(None, address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the server."""
        if self._store is not None:
            self._store.close()

    @cached_property
    def catalog(self) -> Catalog:
        """What was agreed beforehand: the package's TOML, and `orebook.d/` beside the book laid over it."""
        from orebook.catalog import load

        return load(self.overlay)

    @property
    def overlay(self) -> Path | None:
        """The user's own TOML, `orebook.d/` beside the book (or here, for a book on a server)."""
        return self.teaching if self.teaching.is_dir() else None

    @property
    def teaching(self) -> Path:
        """Where the user's own TOML lies or would lie."""
        beside = Path(self.address).parent if "://" not in str(self.address) else Path()
        return beside / "orebook.d"

    def _learnt(self) -> None:
        """Take up what was written to `orebook.d/` since the catalogue was loaded."""
        self.__dict__.pop("catalog", None)

    def _view(self, known_at: str | None = None) -> View:
        if known_at is None:
            return View(store=self._store, catalog=self.catalog)
        units.clock(known_at)
        return View(store=self._store, catalog=self._agreed(known_at), known_at=known_at)

    def _agreed(self, known_at: str | None) -> Catalog:
        """The catalogue as in use at a moment, where the book had noted one by then; else today's."""
        if known_at is None or self._store is None:
            return self.catalog
        from orebook.book import agreed

        return agreed.catalog(self._store, units.clock(known_at), self.catalog)
