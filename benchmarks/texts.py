"""The cases a reader is measured with: texts, and the records a metals person reads in them.

The form of a case is explained in tests/corpus/reader_cases.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

#: How the cases write a unit -> how Orebook does.
UNITS = {
    "yuan/mt": "CNY/t", "yuan/kg": "CNY/kg", "yuan/mtu": "CNY/mtu", "yuan/wh": "CNY/Wh", "usd/mt": "USD/t",
    "usd/kg": "USD/kg", "usd/lb": "USD/lb", "usd/dmt": "USD/dmt", "usd/mtu": "USD/mtu", "aud/kg": "AUD/kg",
    "usc/lb": "USc/lb", "%": "%",
}  # fmt: skip
CHANGE = "change"


class Record(NamedTuple):
    """What a text states, in the form that is compared."""

    product: str
    kind: str
    low: float | None
    high: float | None
    unit: str
    day: date

    def __str__(self) -> str:
        ends = self.low if self.low == self.high else f"{self.low}..{self.high}"
        return f"{self.product} {self.kind} {ends} {self.unit} {self.day}"


class Trap(NamedTuple):
    """A value that stands in the text and is no level of this product, or not on this day or of this kind."""

    product: str
    value: float | None
    day: date | None
    kind: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text with what it states; `allowed` records are neither asked for nor held against a reader."""

    id: str
    lang: str
    published: date
    text: str
    expected: frozenset[Record]
    allowed: frozenset[Record]
    traps: tuple[Trap, ...]


def load(path: Path) -> list[Case]:
    """The cases of a file, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(row: dict[str, Any]) -> Case:
    return Case(
        id=row["id"],
        lang=row["lang"],
        published=date.fromisoformat(row["published"]),
        text=row["text"],
        expected=frozenset(_stated(item) for item in row["expected"]),
        allowed=frozenset(_stated(item) for item in row.get("allowed", [])),
        traps=tuple(_trap(line) for line in row["must_not"]),
    )


def _stated(item: dict[str, Any]) -> Record:
    day = date.fromisoformat(item["date"])
    return record(item["product"], item["kind"], item["low"], item["high"], UNITS[item["unit"]], day)


def _trap(line: str) -> Trap:
    head, _, why = line.partition("; why=")
    field = dict(part.split("=", 1) for part in head.split("; "))
    value, day = field.get("value", "*"), field.get("date")
    return Trap(
        product=field["product"],
        value=None if value == "*" else float(value),
        day=date.fromisoformat(day) if day else None,
        kind=field.get("kind"),
        why=why,
    )


def record(product: str, kind: str, low: float | None, high: float | None, unit: str, day: date) -> Record:
    """A record with its numbers rounded to what a text can show, and a change in cents told in dollars."""
    cents = kind == CHANGE and unit == "USc/lb"
    share = 100 if cents else 1
    low, high = (None if end is None else round(end / share, 6) for end in (low, high))
    return Record(product, kind, low, high, "USD/lb" if cents else unit, day)
