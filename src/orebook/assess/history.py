"""A product's days as far as a price leans on them: each is settled once, however many lean on it.

Implements range/1 R10, range/2 R14 and R16.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from orebook.assess.day import Day, by_day, day
from orebook.assess.judging import Verdicts, verdicts
from orebook.assess.ladder import Made, blend, made
from orebook.assess.rules import JUDGED_PRICE, JUDGED_QUOTE, Rules
from orebook.facts import Held, Judgement, Quote
from orebook.terms import Calendar, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is being assessed and how; the same for every day of a series."""

    product: Product
    method: str
    rules: Rules
    known_at: str | None
    calendar: Calendar | None


class History:
    """A product's quotes and judgements by day, and the prices they made.

    `oldest` is the earliest day that any price asked for leant on, or would have.
    """

    def __init__(
        self,
        asked: Asked,
        quotes: Sequence[Held[Quote]],
        judgements: Sequence[Held[Judgement]],
        start: date,
        end: date,
    ) -> None:
        self._product, self._rules = asked.product, asked.rules
        self._quotes = by_day(asked.product, quotes, start, end)
        self._verdicts = self._judged(judgements)
        stated = {on for on, said in self._verdicts.items() if said.price is not None and start <= on <= end}
        self.dates: list[date] = sorted(self._quotes.keys() | stated)
        self._days: dict[date, Day] = {}
        self._made: dict[date, Made] = {}
        self.oldest: date = end

    def _judged(self, judgements: Sequence[Held[Judgement]]) -> dict[date, Verdicts]:
        known = self._rules.has(JUDGED_QUOTE) and self._rules.has(JUDGED_PRICE)
        return verdicts(self._product, judgements) if known else {}

    def day(self, on: date) -> Day:
        """A day's quotes after every rule."""
        if on not in self._days:
            said = self._verdicts.get(on, Verdicts())
            self._days[on] = day(self._product, on, self._quotes.get(on, ()), self._rules, said)
        return self._days[on]

    def made(self, on: date) -> Made | None:
        """The price a day made; None where it made none.

        A day to be blended leans on the last one: walk back to a day that stands by itself, then forward.
        """
        leaning: list[tuple[date, date | None]] = []
        at: date | None = on
        while at is not None and at not in self._made and self.day(at).priced:
            by_itself = made(self._product, self.day(at), self._rules)
            if by_itself is not None:
                self._made[at] = by_itself
                break
            before = self.last(at)
            leaning.append((at, before))
            at = before
        for blended, last in reversed(leaning):
            price = None if last is None else self._made[last]
            self._made[blended] = blend(self.day(blended), price, self._rules)
        return self._made.get(on)

    def last(self, on: date) -> date | None:
        """The latest earlier day that made a price, among the days one may be carried from. R16."""
        oldest = on - timedelta(days=self._rules.carry_days)
        self.oldest = min(self.oldest, oldest)
        place = bisect_left(self.dates, on)
        while place > 0 and self.dates[place - 1] >= oldest:
            place -= 1
            if self.day(self.dates[place]).priced:
                return self.dates[place]
        return None
