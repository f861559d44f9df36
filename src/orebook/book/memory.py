"""What a book knows of levels, for the checks: fetched as far as needed, added to as documents are kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from orebook import reader
from orebook.book import walk
from orebook.book.walk import View

if TYPE_CHECKING:
    from orebook.reader import Known, Reading

#: How much further than needed is fetched, so that documents in order of publication ask seldom.
AHEAD = timedelta(weeks=26)
_DAY = timedelta(days=1)

Period = tuple[date, date]


class Memory:
    """The levels of a book's products, each product for the days that were asked about.

    Documents that are checked with it one after another are known to the next before they are kept, so a run
    of many asks the ledger seldom and gets the same answers as if it asked for each.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._known = reader.Known(view.catalog)
        self._fetched: dict[str, Period] = {}

    def of(self, reading: Reading) -> Known:
        """What is known of the products of a reading, around the days it speaks of."""
        if self._view.store is not None:
            for period, products in self._missing(reading).items():
                self._fetch(products, period)
        return self._known

    def _missing(self, reading: Reading) -> dict[Period, list[str]]:
        """The days still to be fetched, each with its products."""
        missing: dict[Period, list[str]] = {}
        for product, (first, last) in _needed(reading, self._known).items():
            held = self._fetched.get(product)
            for period in _beyond(held, first, last):
                missing.setdefault(period, []).append(product)
            widest = (first, last + AHEAD) if held is None else (min(first, held[0]), max(last, held[1]))
            grown = held is not None and last > held[1]
            self._fetched[product] = (widest[0], last + AHEAD) if grown else widest
        return missing

    def _fetch(self, products: list[str], period: Period) -> None:
        assert self._view.store is not None
        held = self._view.store.quotes(products, start=period[0], end=period[1], known_at=self._view.clock)
        self._known.learn(one for one in walk.released(held, self._view) if one.corrected is None)


def _needed(reading: Reading, known: Known) -> dict[str, Period]:
    """The days that have a say in a reading's quotes, by product."""
    needed: dict[str, Period] = {}
    for quote in reading.quotes:
        first, last = known.reach(quote)
        so_far = needed.get(quote.product, (first, last))
        needed[quote.product] = (min(first, so_far[0]), max(last, so_far[1]))
    return needed


def _beyond(held: Period | None, first: date, last: date) -> list[Period]:
    """The parts of a period that were not fetched yet; what lies ahead is fetched a good piece at a time.

    >>> held = (date(2025, 1, 1), date(2025, 6, 30))
    >>> [str(day) for day in _beyond(held, date(2024, 12, 1), date(2025, 3, 1))[0]]
    ['2024-12-01', '2024-12-31']
    """
    if held is None:
        return [(first, last + AHEAD)]
    before = [(first, held[0] - _DAY)] if first < held[0] else []
    after = [(held[1] + _DAY, last + AHEAD)] if last > held[1] else []
    return before + after
