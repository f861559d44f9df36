"""Four eyes: a draft, another person's verdict, a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.facts import Approval, Draft, Publication
    from orebook.publish import Standing


class Approving(Open):
    """What stands between a number and its readers."""

    def draft(self, subject: str, *, author: str, reason: str | None = None) -> Draft:
        """Draft what is to be published: every figure, and the evidence and methods behind it.

        Args:
            subject: "2025-W02" for a week's review, "price prnd-oxide 2025-01-09" for a price, "prices
                2025-01-09" for a day's whole sheet.
            author: who drafts it; somebody else approves it.
            reason: why it corrects what was published of the subject before.

        Raises:
            BadArgumentError: nothing to publish, a source that may not be published, a series that has ended,
                a product the author holds, other figures without a reason.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     book.draft("price prnd-oxide 2025-01-09", author="Wang Li").due
        '2025-01-09T09:00:00+00:00'
        """
        from orebook.book import drafts

        return drafts.draft(self._view(), subject, author, reason)

    def approve(self, draft: str, *, approver: str, reason: str | None = None) -> Approval:
        """Approve a draft of somebody else's.

        Args:
            draft: its id, enough of its beginning, or its subject.
            approver: who approves; never its author.
            reason: why it may stand; owed where it rests on one source, a judgement or a front office.

        Raises:
            BadArgumentError: the author approving, a reason that is owed, or a draft that is stale.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     made = book.draft("price prnd-oxide 2025-01-09", author="Wang Li")
        ...     book.approve(made.subject, approver="Li Na", reason="Checked against two mills.").verdict
        'approved'
        """
        from orebook.book import drafts

        return drafts.verdict(self._view(), draft, approver, True, reason)

    def reject(self, draft: str, *, approver: str, reason: str) -> Approval:
        """Reject a draft of somebody else's, with a reason; it is not released while that stands.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     made = book.draft("price prnd-oxide 2025-01-09", author="Wang Li")
        ...     book.reject(made.subject, approver="Li Na", reason="One mill says otherwise.").verdict
        'rejected'
        """
        from orebook.book import drafts

        return drafts.verdict(self._view(), draft, approver, False, reason)

    def release_draft(self, draft: str) -> Publication:
        """Release an approved draft that is due and not stale; kept for good, with a notice if it corrects.

        Raises:
            BadArgumentError: nobody else has approved it, it is not due yet, its figures would now differ, or
                the subject was published since.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     made = book.draft("price prnd-oxide 2025-01-09", author="Wang Li")
        ...     _ = book.approve(made.subject, approver="Li Na", reason="Checked against two mills.")
        ...     book.release_draft(made.subject).approver
        'Li Na'
        """
        from orebook.book import drafts

        return drafts.release(self._view(), draft)

    def text_of(self, draft: str) -> str:
        """The whole text of a draft, as it would be released.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     made = book.draft("price prnd-oxide 2025-01-09", author="Wang Li")
        ...     book.text_of(made.subject).splitlines()[0]
        '# praseodymium-neodymium oxide, 2025-01-09'
        """
        from orebook.book import drafts

        return drafts.find(self._view(), draft).fact.text

    def drafts(self, subject: str | None = None, *, known_at: str | None = None) -> list[Standing]:
        """Where each draft stands: drafted, approved, rejected, released or overtaken, and what it waits for.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     _ = book.draft("price prnd-oxide 2025-01-09", author="Wang Li")
        ...     [one.state for one in book.drafts()]
        ['drafted']
        """
        from orebook.book import drafts

        return drafts.standings(self._view(known_at), subject)
