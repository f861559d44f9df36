"""The weekly review: gathered, written, released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orebook.book import publishing
from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.book.edition import Edition
    from orebook.facts import Publication
    from orebook.review import Week


class Releasing(Open):
    """What leaves the house."""

    def review(self, week: str, *, known_at: str | None = None) -> Edition:
        """The weekly review of an ISO week such as 2025-W02, every figure of it traced to its evidence.

        Raises:
            EvidenceError: naming the figure whose evidence is missing or altered.
            BadArgumentError: when the week is not written as 2025-W02.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.review("2025-W02").html()[:15]
        '<!doctype html>'
        """
        return publishing.review(self._view(known_at), week)

    def week(self, week: str, *, known_at: str | None = None) -> Week:
        """The facts of an ISO week, as its review would use them: prices, moves, margins, stances, evidence.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.week("2025-W02").on
        datetime.date(2025, 1, 9)
        """
        return publishing.facts_of(self._view(known_at), week)

    def publish(self, week: str, *, author: str, reason: str | None = None) -> Publication:
        """Release a weekly review: what it said, on what evidence, by whom; kept for good.

        Raises:
            BadArgumentError: a week with nothing to publish, a source that may not be published, or a
                second release with other figures and no reason.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     book.publish("2025-W02", author="Wang Li").subject
        'review 2025-W02'
        """
        return publishing.publish(self._view(), week, author, reason)
