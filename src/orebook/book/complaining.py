"""Complaints: opened, looked at by somebody independent, answered, closed; or escalated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.facts import RegisterEntry
    from orebook.publish.registers import Case


class Complaining(Open):
    """Complaints: opened, looked at by somebody independent, answered, closed; or escalated."""

    def complain(
        self,
        subject: str,
        *,
        who: str,
        text: str,
        author: str,
        on: str | date | None = None,
        cites: Sequence[str] = (),
    ) -> RegisterEntry:
        """Open a complaint about a publication or a product.

        Args:
            subject: a publication's subject or id, or a product's id.
            who: who complains.
            text: what they say.
            author: who writes it down.
            on: the day it came; today unless said.
            cites: ids of the publications or quotes it speaks of.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.complain("prnd-oxide", who="A mill", text="Too low.", author="Li Na").number
        'complaint-1'
        """
        return self._complaint("opened", None, who, text, author, on, subject, cites)

    def review_complaint(
        self, number: str, *, reviewer: str, text: str, on: str | date | None = None
    ) -> RegisterEntry:
        """Look into a complaint: somebody who neither made, approved nor judged what it is about.

        Raises:
            BadArgumentError: somebody involved, or a complaint that is not waiting for it.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     number = book.complain("prnd-oxide", who="A mill", text="Low.", author="Li Na").number
        ...     book.review_complaint(number, reviewer="Zhao Min", text="The range stands.").stage
        'reviewed'
        """
        return self._complaint("reviewed", number, reviewer, text, reviewer, on)

    def answer_complaint(
        self, number: str, *, author: str, text: str, on: str | date | None = None
    ) -> RegisterEntry:
        """Answer a complaint that was looked into.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     number = book.complain("prnd-oxide", who="A mill", text="Low.", author="Li Na").number
        ...     _ = book.review_complaint(number, reviewer="Zhao Min", text="The range stands.")
        ...     book.answer_complaint(number, author="Li Na", text="Two deals bear it out.").stage
        'answered'
        """
        return self._complaint("answered", number, author, text, author, on)

    def escalate_complaint(
        self, number: str, *, author: str, text: str, on: str | date | None = None
    ) -> RegisterEntry:
        """Hand a complaint that is not closed after six months to a third party, who looks into it.

        Raises:
            BadArgumentError: sooner than that.
        """
        return self._complaint("escalated", number, author, text, author, on)

    def close_complaint(
        self, number: str, *, author: str, text: str, on: str | date | None = None
    ) -> RegisterEntry:
        """Close a complaint that was answered."""
        return self._complaint("closed", number, author, text, author, on)

    def complaint(self, number: str) -> Case:
        """One complaint: its lines, what is owed next, what is overdue.

        Raises:
            BadArgumentError: there is none of that number.
        """
        from orebook.book import registers

        return registers.one(self._view(), registers.COMPLAINT, number)

    def complaints(self, *, known_at: str | None = None) -> list[Case]:
        """Every complaint, oldest first.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.complaints()
        []
        """
        from orebook.book import registers

        return registers.held(self._view(known_at), registers.COMPLAINT)

    def _complaint(
        self,
        stage: str,
        number: str | None,
        who: str,
        text: str,
        author: str,
        on: str | date | None,
        subject: str | None = None,
        cites: Sequence[str] = (),
    ) -> RegisterEntry:
        from orebook.book import registers
        from orebook.publish.registers import Line

        view = self._view()
        about = subject if number is None else registers.about(view, number)
        line = Line(stage=stage, subject=about or "", who=who, text=text, author=author,
                    happened=registers.day(on), cites=tuple(cites))  # fmt: skip
        return registers.complain(view, line, number)
