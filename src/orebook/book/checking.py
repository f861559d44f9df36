"""What readers are owed, tested on this book."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.book.trusting import Row


class Checking(Open):
    """The self-check."""

    def trust(self, *, on: date | None = None) -> list[Row]:
        """Thirty rows on what a price reporter owes its readers, each with its answer and what shows it.

        A self-check drawn from the principles for price reporting agencies, never a claim of compliance.

        Args:
            on: the day it is checked on; today unless said.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     rows = book.trust()
        ...     len(rows), {one.state for one in rows if one.state == "falls short"}
        (30, set())
        """
        from orebook.book import trusting

        return trusting.check(self._view(), self._agreed, on or date.today())
