"""Changes of method: proposed, responded to, decided; each method looked at every year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.facts import Notice, RegisterEntry
    from orebook.publish.registers import Case, Line


class Changing(Open):
    """Changes of method: proposed, responded to, decided; each method looked at every year."""

    def propose_method(
        self,
        method: str,
        *,
        text: str,
        author: str,
        closes: str | date | None = None,
        on: str | date | None = None,
    ) -> RegisterEntry:
        """Propose a version of a method, open for responses for 28 days or until a later day.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     made = book.propose_method("range/9", text="Wider.", author="Wang Li", on="2025-01-09")
        ...     made.number, made.due.isoformat()
        ('method-change-1', '2025-02-06')
        """
        from orebook.book import registers

        line = self._line("proposed", method, author, text, author, on)
        return registers.propose(self._view(), line, closes)

    def respond_to_method(
        self, number: str, *, who: str, text: str, author: str | None = None, on: str | date | None = None
    ) -> RegisterEntry:
        """Enter what somebody says to a proposal while its window is open.

        Raises:
            BadArgumentError: after it has closed.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     number = book.propose_method("range/9", text="A wider screen.", author="Wang Li").number
        ...     book.respond_to_method(number, who="A mill", text="Too wide.").stage
        'response'
        """
        from orebook.book import registers

        line = self._line("response", registers.about(self._view(), number), who, text, author or who, on)
        return registers.respond(self._view(), line, number)

    def decide_method(
        self,
        number: str,
        *,
        adopted: bool,
        text: str,
        author: str,
        effective: str | date | None = None,
    ) -> tuple[RegisterEntry, Notice | None]:
        """Decide on a proposal today, after its window; what is adopted is told by a notice.

        Args:
            number: of the change.
            adopted: yes or no.
            text: why, with the responses in sight.
            author: who decides.
            effective: the first day it holds, at least 28 days ahead; needed for a yes.

        Raises:
            BadArgumentError: while the window is open, or for a day too soon.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     made = book.propose_method("range/9", text="Wider.", author="Wang Li", on="2025-01-09")
        ...     book.decide_method(made.number, adopted=False, text="Too wide.", author="Li Na")[0].stage
        'declined'
        """
        from orebook.book import registers

        stage = "adopted" if adopted else "declined"
        line = self._line(stage, registers.about(self._view(), number), author, text, author, None)
        return registers.decide(self._view(), line, number, effective)

    def review_method(
        self, method: str, *, text: str, author: str, on: str | date | None = None
    ) -> RegisterEntry:
        """Enter that a method was looked at; the next look is owed in a year.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     str(book.review_method("range", text="It stands.", author="Li Na", on="2025-01-09").due)
        '2026-01-09'
        """
        from orebook.book import registers

        return registers.looked_at(self._view(), self._line("reviewed", method, author, text, author, on))

    def method_change(self, number: str) -> Case:
        """One change of method: proposal, responses, decision.

        Raises:
            BadArgumentError: there is none of that number.
        """
        from orebook.book import registers

        return registers.one(self._view(), "method-change", number)

    def method_changes(self, *, known_at: str | None = None) -> list[Case]:
        """Every change of method and yearly look, oldest first.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.method_changes()
        []
        """
        from orebook.book import registers

        return registers.held(self._view(known_at), "method-change")

    def _line(
        self, stage: str, subject: str, who: str, text: str, author: str, on: str | date | None
    ) -> Line:
        from orebook.book import registers
        from orebook.publish.registers import Line

        return Line(
            stage=stage, subject=subject, who=who, text=text, author=author, happened=registers.day(on)
        )
