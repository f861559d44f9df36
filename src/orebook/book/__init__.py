"""The façade a user opens; it fetches, calls and passes on, and never computes."""

from __future__ import annotations

from orebook.book.book import Book, open  # noqa: A004 - `orebook.open` is the house's front door

__all__ = ["Book", "open"]
