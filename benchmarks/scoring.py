"""How well facts read from a text agree with those a metals person read in it.

A record is right when product, kind, both ends, unit and day all agree; nothing is half right. The same price
said twice is one record. The rules are in tests/corpus/reader_cases.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from orebook.reader import Reading
from texts import CHANGE, Case, Record, Trap, record


@dataclass(frozen=True, slots=True)
class Grade:
    """What a reader got right and wrong in one case."""

    case: Case
    right: frozenset[Record]
    wrong: frozenset[Record]
    missed: frozenset[Record]
    trapped: tuple[tuple[Trap, Record], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Right, wrong and missed, counted; shares are 1 where there was nothing to get wrong."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what stands there that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def stated(reading: Reading) -> frozenset[Record]:
    """The records of a reading. Changes in per cent are left out: the cases do not list them."""
    quotes = [record(q.product, q.kind, q.low, q.high, q.unit, q.price_date) for q in reading.quotes]
    changes = [
        record(c.product, CHANGE, c.low, c.high, c.unit, c.price_date)
        for c in reading.changes
        if c.unit != "%"
    ]
    return frozenset(quotes + changes)


def grade(case: Case, got: frozenset[Record]) -> Grade:
    """Compare what was read with what stands there."""
    trapped = tuple(
        (trap, item) for trap in case.traps for item in sorted(got, key=str) if _falls(trap, item)
    )
    return Grade(
        case=case,
        right=got & case.expected,
        wrong=got - case.expected - case.allowed,
        missed=case.expected - got,
        trapped=trapped,
    )


def _falls(trap: Trap, item: Record) -> bool:
    return (
        item.kind not in (CHANGE, "forecast")
        and trap.product in ("*", item.product)
        and trap.day in (None, item.day)
        and trap.kind in (None, item.kind)
        and trap.value is not None
        and trap.value in (item.low, item.high)
    )


def score(grades: Iterable[Grade], *kinds: str) -> Score:
    """Count over cases: the kinds named, or every level (all kinds but changes) when none is."""
    count: Counter[str] = Counter()
    for one in grades:
        for name, items in (("right", one.right), ("wrong", one.wrong), ("missed", one.missed)):
            count[name] += sum((item.kind in kinds) if kinds else item.kind != CHANGE for item in items)
    return Score(count["right"], count["wrong"], count["missed"])


def only(grades: Iterable[Grade], products: frozenset[str]) -> list[Grade]:
    """The same grades with the records of some products alone, for a score by metal."""

    def kept(items: frozenset[Record]) -> frozenset[Record]:
        return frozenset(item for item in items if item.product in products)

    return [
        Grade(one.case, kept(one.right), kept(one.wrong), kept(one.missed), one.trapped) for one in grades
    ]
