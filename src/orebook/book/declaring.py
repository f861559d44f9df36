"""Conflicts of interest, and what is overdue of any register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.facts import RegisterEntry
    from orebook.publish.registers import Case


class Declaring(Open):
    """Conflicts of interest, and what is overdue of any register."""

    def declare(
        self,
        who: str,
        *,
        positions: Sequence[str] = (),
        text: str | None = None,
        author: str | None = None,
        on: str | date | None = None,
    ) -> list[RegisterEntry]:
        """Declare what somebody holds, whole; without positions, that they hold nothing. Owed every year.

        Args:
            who: the person; "operator" for the house itself.
            positions: products they hold a position in.
            text: how much and how, in words.
            author: who writes it down; the person unless said.
            on: the day of the declaration; today unless said.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     [(one.stage, one.subject) for one in book.declare("Wang Li", positions=["prnd-oxide"])]
        [('position', 'prnd-oxide')]
        """
        from orebook.book import registers

        view = self._view()
        return registers.declare(view, who, positions, text, author or who, registers.day(on))

    def conflict(self, who: str) -> tuple[RegisterEntry, ...]:
        """What somebody declared last; nothing where they never did.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.conflict("Wang Li")
        ()
        """
        from orebook.book import registers
        from orebook.publish.conflicts import declared

        return declared(who, registers.entries(self._view()))

    def conflicts(self, *, known_at: str | None = None) -> list[Case]:
        """Every declaration, oldest first.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.conflicts()
        []
        """
        from orebook.book import registers

        return registers.held(self._view(known_at), "conflict")

    def overdue(self, *, on: str | date | None = None) -> list[Case]:
        """Cases of every register in which something should have happened by a day, today unless said.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.overdue()
        []
        """
        from orebook import units
        from orebook.book import registers

        today = None if on is None else units.day(on, "on")
        return [one for one in registers.held(self._view(), None, today) if one.overdue]
