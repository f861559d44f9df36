"""`Book`: what a user opens, adds to, and asks."""

from __future__ import annotations

from pathlib import Path

from orebook.book.approving import Approving
from orebook.book.asking import Asking
from orebook.book.auditing import Auditing
from orebook.book.changing import Changing
from orebook.book.checking import Checking
from orebook.book.complaining import Complaining
from orebook.book.declaring import Declaring
from orebook.book.following import Following
from orebook.book.historic import Historic
from orebook.book.holding import Holding
from orebook.book.industry import Industry
from orebook.book.judging import Judging
from orebook.book.keeping import Keeping
from orebook.book.market import Market
from orebook.book.releasing import Releasing
from orebook.book.replaying import Replaying
from orebook.book.teaching import Teaching


class Book(
    Keeping,
    Following,
    Historic,
    Market,
    Holding,
    Industry,
    Asking,
    Judging,
    Replaying,
    Teaching,
    Releasing,
    Approving,
    Complaining,
    Declaring,
    Changing,
    Checking,
    Auditing,
):
    """A book of evidence, and every question that can be asked of it.

    Days are ISO text or dates. Every question takes `known_at`: what would have been answered then.
    """


def open(address: str | Path = "orebook.db", *, create: bool = True) -> Book:  # noqa: A001 - reads as orebook.open
    """Open a book: a file, or a team's PostgreSQL.

    Args:
        address: a path, `sqlite://` for one in memory, or `postgresql://user@host/name`.
        create: make the book if there is none.

    Raises:
        BookMissingError: there is none and `create` is False.
        LedgerError: what stands there is not a book.

    >>> with open("sqlite://") as book:
    ...     len(book.products())
    152
    """
    from orebook.ledger import open_store

    return Book(open_store(address, create=create), address)
