"""What is published: the weekly review, prices; drafted by one person, approved by another, released."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.book.edition import Edition
    from orebook.facts import Draft, Held, Notice, Publication
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
        from orebook.book import publishing

        return publishing.review(self._view(known_at), week)

    def week(self, week: str, *, known_at: str | None = None) -> Week:
        """The facts of an ISO week, as its review would use them: prices, moves, margins, stances, evidence.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.week("2025-W02").on
        datetime.date(2025, 1, 9)
        """
        from orebook.book import publishing

        return publishing.facts_of(self._view(known_at), week)

    def publish(
        self,
        subject: str,
        *,
        author: str,
        approver: str | None = None,
        reason: str | None = None,
        why: str | None = None,
    ) -> Draft | Publication:
        """Draft, approve and release in one go; without an approver, a draft that waits for one.

        Args:
            subject: as for `draft`.
            author: who drafts it.
            approver: who approves it; never the author.
            reason: why it corrects what was published of the subject before.
            why: the approver's reason, where one is owed.

        Raises:
            BadArgumentError: as `draft`, `approve` and `release_draft` do; what was drafted stays a draft.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     made = book.publish("2025-W02", author="Wang Li", approver="Li Na", why="Checked.")
        ...     made.subject, made.approver
        ('review 2025-W02', 'Li Na')
        """
        from orebook.book import drafts

        if approver is None:
            return drafts.draft(self._view(), subject, author, reason)
        return drafts.at_once(self._view(), subject, author, approver, reason, why)

    def publications(
        self, subject: str | None = None, *, known_at: str | None = None
    ) -> list[Held[Publication]]:
        """What was published, all of it or of one subject, oldest first.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.publications()
        []
        """
        from orebook.book import ending

        return ending.publications(self._view(known_at), subject)

    def export_figures(
        self,
        what: str,
        names: Sequence[str] = (),
        *,
        to: str | Path,
        form: str | None = None,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
    ) -> int:
        """Hand figures on as a file, whole or not at all; returns how many rows it has.

        Args:
            what: quotes, prices or margins.
            names: products; of margins, the chain. Quotes need none.
            to: the file.
            form: csv, parquet or jsonl; by the file's ending unless said.
            start: first day.
            end: last day; of margins, the day.
            known_at: as it was known then.

        Raises:
            BadArgumentError: a source that may not be exported, with the figures it bears; nothing is kept.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.sample()
        ...     book.export_figures("prices", ["prnd-oxide"], to="prices.csv")
        Traceback (most recent call last):
        orebook.errors.BadArgumentError: Source "argus" (Argus Media) is cite-only: ...export is not. ...
        """
        from orebook.book import exporting

        return exporting.export(self._view(known_at), what, names, start, end, Path(to), form)

    def notices(self, *, known_at: str | None = None) -> list[Held[Notice]]:
        """What readers were told beside the numbers: corrections, ends of series, changes of method.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.notices()
        []
        """
        from orebook.book import ending

        return ending.notices(self._view(known_at))

    def discontinue(
        self,
        product: str,
        *,
        last: str | date,
        author: str,
        reason: str,
        successor: str | None = None,
    ) -> Notice:
        """Give notice today that a series ends: its last day, and what takes its place if anything does.

        After its last day nothing of the series is published; `assess` still answers.

        Raises:
            BadArgumentError: a last day too soon, or a series that has ended already.

        >>> import orebook
        >>> from datetime import date, timedelta
        >>> last = date.today() + timedelta(days=28)
        >>> with orebook.open("sqlite://") as book:
        ...     book.discontinue("cerium-oxide", last=last, author="Wang Li", reason="Nobody quotes it.").kind
        'discontinuation'
        """
        from orebook.book import ending

        return ending.discontinue(self._view(), product, last, author, reason, successor)
