"""What a number may have been before a publisher slipped: a reading for each declared mechanism.

The mechanisms are data (words/slips.toml): a factor for each end, the money and the printed form in which the
slip occurs, and the language behind it. Rule C1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import re2

from orebook.facts import Quote
from orebook.reader.bounds import Level
from orebook.reader.normal import fold
from orebook.reader.once import once_each
from orebook.terms import Catalog

#: The rule by which a product's usual unit completed one that was not printed whole.
COMPLETED = "U5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """One way in which numbers go wrong, and what is to be done to one that did."""

    id: str
    repairs: bool
    rival: bool
    history: bool
    low: Decimal
    high: Decimal
    range: bool
    swap: bool
    money: tuple[str, ...]
    units: tuple[str, ...]
    into: str | None
    printed: Any
    unprinted: Any
    assumed: bool
    change: bool
    whole: bool

    def reading(self, found: Level, quote: Quote, size: Decimal | None = None) -> Level | None:
        """What a level would be if this were its slip, or None where it cannot be.

        `size` is by how many times the level falls short of the change its document states, if it does.
        """
        if self.assumed or not self._occurs(found, fold(quote.printed)):
            return None
        if self.whole and COMPLETED in quote.rules:
            return None
        if self.change:
            return (
                None if size is None else Level(_times(found.low, size), _times(found.high, size), found.unit)
            )
        low, high = (found.high, found.low) if self.swap else (found.low, found.high)
        return Level(_times(low, self.low), _times(high, self.high), self.into or found.unit)

    def _occurs(self, found: Level, printed: str) -> bool:
        money = found.unit.partition("/")[0]
        return (
            (not self.money or money in self.money)
            and (not self.units or found.unit in self.units)
            and (not self.range or found.ranged)
            and (self.printed is None or self.printed.search(printed) is not None)
            and (self.unprinted is None or self.unprinted.search(printed) is None)
        )


def _times(end: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if end is None else end * factor


@once_each
def mechanisms(catalog: Catalog) -> tuple[Mechanism, ...]:
    """The declared mechanisms, in the order of their file.

    >>> from orebook.catalog import load
    >>> [one.id for one in mechanisms(load()) if one.repairs][:2]
    ['low-end-in-10,000s', 'low-end-scaled']
    """
    return tuple(_mechanism(name, row) for name, row in catalog.words.get("slips", {}).items())


def _mechanism(name: str, row: Mapping[str, Any]) -> Mechanism:
    return Mechanism(
        id=name,
        repairs=row["repairs"],
        rival=row.get("rival", True),
        history=row.get("history", False),
        low=Decimal(str(row.get("low", 1))),
        high=Decimal(str(row.get("high", 1))),
        range=row.get("range", False),
        swap=row.get("swap", False),
        money=tuple(row.get("money", ())),
        units=tuple(row.get("units", ())),
        into=row.get("into"),
        printed=re2.compile(row["printed"]) if "printed" in row else None,
        unprinted=re2.compile(row["unprinted"]) if "unprinted" in row else None,
        assumed="digits" in row or "read_as" in row,
        change=row.get("change", False),
        whole=row.get("whole", False),
    )


def readings(
    found: Level, quote: Quote, catalog: Catalog, size: Decimal | None = None
) -> Iterator[tuple[Mechanism, Level]]:
    """Every other reading of a quote's level, each with the mechanism behind it.

    >>> from orebook.catalog import load
    >>> from orebook.reader.bounds import level
    >>> from orebook.testing import quotes
    >>> (held,) = quotes("prnd-oxide  assessment  400,000  CNY/kg  smm  2025-01-09")
    >>> every = readings(level(400000.0, 400000.0, "CNY/kg"), held.fact, load())
    >>> [(name.id, str(read.low)) for name, read in every if read.low == 400]
    [('per-tonne-as-kilogram', '400.0000')]
    """
    for mechanism in mechanisms(catalog):
        read = mechanism.reading(found, quote, size)
        if read is not None and read != found:
            yield mechanism, read
