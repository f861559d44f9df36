"""Corrections, what they touch, and what changed between two moments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.book.affected import Affected
    from orebook.book.correcting import Corrected
    from orebook.book.diffing import Diff
    from orebook.facts import Held, Publication


class Replaying(Open):
    """What the book says of its own past."""

    def correct(
        self,
        fact: str,
        *,
        to: str | None = None,
        unit: str | None = None,
        withdraw: bool = False,
        author: str,
        reason: str,
    ) -> Corrected:
        """Withdraw a quote or a statistic, or put another figure in its place; both stay readable for good.

        Nothing known before it changes: asked with an earlier `known_at`, every answer is as it was.

        Args:
            fact: id of the quote or statistic, or enough of its beginning.
            to: the figure in its place, a number or a range.
            unit: its unit, where that was wrong too.
            withdraw: nothing takes its place.
            author: who corrects.
            reason: why it was wrong.

        Raises:
            BadArgumentError: no such fact, one that was corrected already, or nothing that would change.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     typed = book.quote("prnd-metal", "751000", "CNY/t", kind="offer", on="2025-01-09",
        ...                        contributor="C17", author="Wang Li")
        ...     made = book.correct(typed.id, to="715000", author="Zhao Min", reason="Digits changed places.")
        ...     made.new.low, book.assess("prnd-metal", on="2025-01-09").mid
        (715000.0, 715000.0)
        """
        from orebook.book import correcting

        return correcting.correct(self._view(), fact, to, unit, withdraw, author, reason)

    def affected(self, fact: str, *, known_at: str | None = None) -> Affected:
        """Everything that used a quote: publications, prices, margins, monthly averages, weekly reviews.

        Args:
            fact: id of a quote, a statistic or a correction, or enough of its beginning. Of one that was
                corrected, each answer comes as it was just before the correction and just after.
            known_at: only corrections and publications known then.

        Raises:
            BadArgumentError: no such fact.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     typed = book.quote("prnd-metal", "751000", "CNY/t", kind="offer", on="2025-01-09",
        ...                        contributor="C17", author="Wang Li")
        ...     found = book.affected(typed.id)
        ...     len(found.prices), found.averages, found.weeks
        (11, (('prnd-metal', '2025-01'),), ('2025-W02', '2025-W03', '2025-W04'))
        """
        from orebook.book import affected

        return affected.affected(self._view(known_at), fact, date.today())

    def diff(
        self, *, from_known: str, to_known: str, product: str | None = None, lines: bool = False
    ) -> Diff:
        """What changed between two moments, and why.

        Facts learnt, TOML texts in use, and every price, margin and publication whose answer differs, the old
        and the new, with the ids of what changed it.

        Args:
            from_known: the earlier moment, or the whole of a day.
            to_known: the later one.
            product: only what concerns one product.
            lines: tell also which lines of the texts changed.

        Raises:
            BadArgumentError: the first moment is after the second.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.diff(from_known="2025-01-09", to_known="2025-01-10").empty
        True
        """
        from orebook.book import diffing

        before, after = self._view(from_known), self._view(to_known)
        return diffing.diff(before, after, product, lines, date.today())

    def publications(
        self, subject: str | None = None, *, known_at: str | None = None
    ) -> list[Held[Publication]]:
        """What was published, all of it or on one subject such as "review 2025-W02", as known then.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.publications()
        []
        """
        view = self._view(known_at)
        assert view.store is not None
        return view.store.publications(subject, known_at=view.clock)
