"""Judgement: a person's override of the method for one product and day, recorded for good."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from orebook.book.base import Open

if TYPE_CHECKING:
    from orebook.facts import Held, Judgement


class Judging(Open):
    """What people may override, and what they have overridden."""

    def judge(
        self,
        product: str,
        *,
        on: str | date,
        price: str | None = None,
        set_aside: str | None = None,
        admit: str | None = None,
        author: str,
        reason: str,
    ) -> Judgement:
        """Override the method for a product and day: state the price, or set a quote aside or admit it.

        Exactly one of `price`, `set_aside` and `admit`. Nothing is changed or lost: the judgement is kept
        beside the quotes, shown by `why`, and counted on every price that rests on it.

        Args:
            product: its id or a name of it.
            on: the market's day.
            price: low and high, such as 715000-720000, in the product's unit or one written behind it.
            set_aside: a quote of that day, by its id or enough of its beginning.
            admit: a quote of that day that a rule set aside.
            author: who judges.
            reason: the rationale, in words.

        Raises:
            BadArgumentError: nobody and nothing is named, no such quote, a judgement that would change
                nothing, or one that was recorded already.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     said = {"author": "Wang Li", "reason": "A deal in writing, seen."}
        ...     _ = book.judge("prnd-metal", on="2025-01-09", price="490000-492000", **said)
        ...     made = book.assess("prnd-metal", on="2025-01-09")
        ...     made.status, made.mid, len(made.judgements)
        ('judged', 491000.0, 1)
        """
        from orebook.book import overriding

        said = overriding.Override(
            price=price, set_aside=set_aside, admit=admit, author=author, reason=reason
        )
        return overriding.judge(self._view(), product, on, said)

    def judgements(self, product: str | None = None, *, known_at: str | None = None) -> list[Held[Judgement]]:
        """What people judged, of one product or of all, in the order it was recorded.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.judgements()
        []
        """
        from orebook.book import overriding

        return overriding.judgements(self._view(known_at), product)
