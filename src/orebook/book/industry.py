"""Volumes and happenings: what the industry made, held, traded and was allowed, and what befell it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from orebook import facts
from orebook.book import study, terms, walk
from orebook.book.base import Open
from orebook.errors import BadArgumentError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orebook.facts import Event, Held, Statistic


class Industry(Open):
    """What the book holds beside prices."""

    def statistics(
        self,
        product: str | None = None,
        *,
        measure: str | None = None,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
        with_corrected: bool = False,
    ) -> list[Held[Statistic]]:
        """Output, operating rates, stocks, trade, quotas, orders and capacity as stated, in the order learnt.

        Those whose period has a day from `start` to `end`, both inclusive; each in its own unit (t, %, days).
        `orebook.frames.frame(Statistic, ...)` makes a Polars frame of their facts. Those a correction has
        taken the place of are left out, or with `with_corrected` carry its id in `corrected`.

        Raises:
            BadArgumentError: a product, measure or day that is none.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.add(text="Dysprosium oxide output was 214 mt in June.", on="2025-07-04")
        ...     [(one.fact.measure, one.fact.value, one.fact.period) for one in book.statistics()]
        [('output', 214.0, '2025-06')]
        """
        view, (first, last) = self._view(known_at), study.period(start, end)
        assert view.store is not None
        wanted = None if product is None else [terms.product(view.catalog, product).id]
        _one_of(measure, facts.MEASURES, "measure")
        held = walk.corrected(view.store.statistics(wanted, known_at=view.clock), view, "statistic")
        return [
            one
            for one in held
            if (with_corrected or one.corrected is None)
            and measure in (None, one.fact.measure)
            and facts.touches(one.fact.period, first, last)
        ]

    def events(
        self,
        kind: str | None = None,
        *,
        start: str | date | None = None,
        end: str | date | None = None,
        known_at: str | None = None,
    ) -> list[Held[Event]]:
        """Maintenance, quotas, controls, holidays, tenders and listings, reported between two days.

        What is planned or rumoured is among them and says so (`certainty`).

        Raises:
            BadArgumentError: a kind or day that is none.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.add(text="A smelter will stop for maintenance from 3 March.", on="2025-02-20")
        ...     [(one.fact.kind, str(one.fact.starts), one.fact.certainty) for one in book.events()]
        [('maintenance', '2025-03-03', 'planned')]
        """
        view, (first, last) = self._view(known_at), study.period(start, end)
        assert view.store is not None
        _one_of(kind, facts.EVENTS, "kind of event")
        held = view.store.events(start=first, end=last, known_at=view.clock)
        return [one for one in held if kind in (None, one.fact.kind)]


def _one_of(name: str | None, known: Sequence[str], what: str) -> None:
    if name is not None and name not in known:
        raise BadArgumentError(f'"{name}" is no {what}.{nearest(name, known)} There are: {", ".join(known)}.')
