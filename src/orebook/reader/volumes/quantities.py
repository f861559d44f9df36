"""Quantities where they stand: 214 mt, 1.3万吨, 70-72%, 3 percentage points, 26.5天, output (mt): 214.

A number with money's unit is none: in 400,000 yuan/mt no tonne follows the number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import re2

from orebook.reader.numbers import value
from orebook.reader.regular import Pattern

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_MONEY = ("$", "¥", "€", "£", "usd ", "rmb ", "cny ", "us$ ", "usd", "rmb", "cny")
#: Written so, and only so, Mt is a million tonnes; mt and MT are one.
_MEGATONNE, _MILLION = "Mt", Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: `low` and `high` in `unit`, which is t, %, pp or days."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str
    sign: int = 0

    @property
    def middle(self) -> Decimal:
        """Its value, or the middle of its range."""
        return (self.low + self.high) / 2


class Measures:
    """The units and scales of quantities, compiled."""

    def __init__(self, words: Mapping[str, Any], masses: Iterable[str]) -> None:
        self.units = {name: (unit, Decimal(1)) for unit, names in words["unit"].items() for name in names}
        self.units |= {name: ("t", Decimal(1)) for name in masses if name != "ton metal"}
        for factor, names in words["tonnes"].items():
            self.units |= {name: ("t", Decimal(factor)) for name in names}
        self.scales = {name: Decimal(by) for by, names in words["scale"].items() for name in names}
        self._finder = Pattern("|".join(_forms(_either(self.units), _either(self.scales))))

    def find(self, folded: str, text: str, start: int, end: int) -> list[Quantity]:
        """The quantities of a stretch, in order; `text` is the same in its own spelling."""
        found = (self._read(match, folded, text, start) for match in self._finder.finditer(folded[start:end]))
        return [quantity for quantity in found if quantity is not None]

    def _read(self, match: Any, folded: str, text: str, offset: int) -> Quantity | None:
        part = match.groupdict()
        start, end = offset + match.start(), offset + match.end()
        if _part_of_more(folded, start, end):
            return None
        first, last = part["a"] or part["c"] or part["d"], part["b"] or part["c"] or part["d"]
        unit, factor = self.units[part["u"] or part["v"] or part["w"]]
        scale = self._scale(part["bs"] or part["cs"] or part["ds"])
        if text[start:end].endswith(_MEGATONNE):
            factor = _MILLION
        low, high = value(first), value(last)
        if low is None or high is None:
            return None
        low *= factor * (self._scale(part["as"]) if part["as"] else scale)
        return _made(folded, start, end, low, high * factor * scale, unit)

    def _scale(self, name: str | None) -> Decimal:
        return self.scales[name] if name else Decimal(1)


def _made(folded: str, start: int, end: int, low: Decimal, high: Decimal, unit: str) -> Quantity | None:
    return None if low > high else Quantity(start, end, low, high, unit, _sign(folded, start))


def _forms(unit: str, scale: str) -> Iterator[str]:
    yield (
        rf"(?P<a>{_NUMBER})\s?(?P<as>{scale})?(?:\s?-\s?|\s(?:to|and)\s|[至到])(?P<b>{_NUMBER})\s?(?P<bs>{scale})?[\s-]?(?P<u>{unit})"
    )
    yield rf"(?P<c>{_NUMBER})\s?(?P<cs>{scale})?[\s-]?(?P<v>{unit})"
    yield rf"\((?P<w>{unit})\)\s?[:|]?\s?(?P<d>{_NUMBER})(?P<ds>{scale})?"


def _either(names: Iterable[str]) -> str:
    """Any of some names, the longest first; a Latin one ends where its word ends."""
    ordered = sorted(names, key=len, reverse=True)
    return "(?:" + "|".join(re2.escape(name) + (r"\b" if _latin(name) else "") for name in ordered) + ")"


def _latin(name: str) -> bool:
    return name[-1].isascii() and name[-1].isalnum()


def _part_of_more(folded: str, start: int, end: int) -> bool:
    """Whether the number is the tail of a code, a date or a sum of money, or is itself "per" something."""
    before = folded[max(0, start - 5) : start].lstrip()
    glued = before[-1:].isascii() and (before[-1:].isalnum() or before[-1:] in ".,/#")
    per_tonne = folded[end : end + 3] == "/t "
    return glued or per_tonne or before.endswith(_MONEY)


def _sign(folded: str, start: int) -> int:
    """The sign printed before a number: not the dash of a range."""
    mark, before = folded[start - 1 : start], folded[start - 2 : start - 1]
    if mark not in ("+", "-") or not mark or before.isalnum():
        return 0
    return 1 if mark == "+" else -1


def fits(unit: str, measure: str) -> bool:
    """Whether a measure is told in a unit: rates in per cent, stocks in tonnes or days, the rest in tonnes.

    >>> fits("%", "operating-rate"), fits("%", "output"), fits("days", "inventory")
    (True, False, True)
    """
    if measure == "operating-rate":
        return unit == "%"
    return unit == "t" or (unit == "days" and measure == "inventory")
