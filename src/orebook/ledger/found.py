"""What an audit of a book answers: how far its chain reaches, and what is not as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The seal of a book's last batch: kept elsewhere, it holds the book to everything written up to it.

    >>> Head(number=1, head="ab" * 32, moment=0).number
    1
    """

    number: int
    """Which batch it seals, counted from 1."""
    head: str
    """SHA-256 over that batch and, through the one before it, over all before."""
    moment: int
    """The book's clock then, microseconds UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something in a book that is not as it was written.

    >>> print(Finding(table="quotes", what="1 row is missing", batch=7, moment=0))
    quotes: batch 7 (1970-01-01T00:00:00Z): 1 row is missing.
    """

    table: str
    """The table it is in."""
    what: str
    """What is wrong there, as a sentence without its full stop."""
    batch: int | None = None
    """The batch it was written in, where that is known."""
    moment: int | None = None
    """The book's clock at that batch, microseconds UTC."""
    id: str | None = None
    """The id of the fact, where one fact is meant."""
    product: str | None = None
    """Its product, where it has one."""

    def __str__(self) -> str:
        when = f" ({told(self.moment)})" if self.moment is not None else ""
        batch = "" if self.batch is None else f"batch {self.batch}{when}: "
        about = f" ({self.product})" if self.product else ""
        row = f"{self.id}{about}: " if self.id else ""
        return f"{self.table}: {batch}{row}{self.what}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What came of an audit; a book without findings is what was written into it."""

    batches: int
    """Batches looked at."""
    rows: int
    """Rows looked at, in every table."""
    head: Head | None
    """The last batch; None in a book without any."""
    findings: tuple[Finding, ...]
    """Everything that is not as it was written, in the order of the batches; at most 1,000."""


def told(moment: object) -> str:
    """A moment of the book's clock in words; one that is none as it stands.

    >>> told(1_736_413_200_000_000), told("soon")
    ('2025-01-09T09:00:00Z', 'soon')
    """
    try:
        when = datetime.fromtimestamp(moment / 1_000_000, UTC)  # type: ignore[operator]
    except (TypeError, ValueError, OverflowError, OSError):
        return str(moment)
    return when.isoformat().replace("+00:00", "Z")
