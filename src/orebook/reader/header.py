"""What the columns of a table hold, by the words of its header line, and the units that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from orebook.reader.cells import Cell
from orebook.reader.money import SCALES
from orebook.reader.numbers import numbers
from orebook.reader.vocabulary import Vocabulary
from orebook.units import UNITS

#: A header names at least this many columns; fewer are a line of prose.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as a table writes it: its code, a scale folded in, and the cell it stands in."""

    code: str
    scale: Decimal = Decimal(1)
    cell: Cell | None = None


@dataclass(slots=True)
class Header:
    """The columns of a table: which role each plays, and the unit a column or the table is in."""

    columns: dict[str, int]
    measures: dict[int, Measure] = field(default_factory=dict)
    width: int = 0
    kind: str | None = None

    def cell(self, cells: Sequence[Cell], role: str) -> Cell | None:
        """The cell of a role in a row, or None where there is none or it is empty."""
        at = self.columns.get(role)
        return (
            cells[at]
            if at is not None
            and at < len(cells)
            and cells[at].text not in ("", "-", "--", "n/a", "N/A", "/", "—")
            else None
        )


def header(cells: Sequence[Cell], vocabulary: Vocabulary) -> Header | None:
    """The header a row of cells is, or None where it is no header of prices."""
    columns: dict[str, int] = {}
    measures: dict[int, Measure] = {}
    for at, cell in enumerate(cells):
        role, rest = _role(vocabulary, cell.text)
        if role is not None:
            columns.setdefault(role, at)
        measure = parse_unit(rest, vocabulary)
        if measure is not None:
            measures[at] = Measure(measure.code, measure.scale, cell)
    priced = (
        "range" in columns
        or {"low", "high"} <= columns.keys()
        or "printed" in columns
        or "average" in columns
    )
    named = sum(role in columns for role in columns)
    told = next(
        (
            kind
            for role in ("range", "low", "average")
            if role in columns and (kind := _kind(cells[columns[role]].text, vocabulary))
        ),
        None,
    )
    return (
        Header(columns, measures, len(cells), told)
        if "product" in columns and priced and named >= _FEWEST
        else None
    )


def _kind(text: str, vocabulary: Vocabulary) -> str | None:
    """The kind a price column is of, by its name: "traded price" is a transaction."""
    name = vocabulary.fold(text).partition("(")[0].strip()
    return vocabulary.kinds.get(name)


def _role(vocabulary: Vocabulary, text: str) -> tuple[str | None, str]:
    """The role of a header cell and what else stands in it: a unit, in brackets or after a comma."""
    folded = vocabulary.fold(text).strip().replace("_", " ")
    name, _, rest = folded.partition("(")
    if not rest:
        name, _, rest = folded.partition(",")
    for candidate in (folded, name.strip(), folded.replace(" ", "_")):
        role = vocabulary.columns.get(candidate)
        if role is not None:
            return role, rest
    words = folded.split()
    for length in range(len(words) - 1, 0, -1):
        role = vocabulary.columns.get(" ".join(words[:length]))
        if role is not None and parse_unit(" ".join(words[length:]), vocabulary):
            return role, " ".join(words[length:])
    return None, rest


def parse_unit(text: str, vocabulary: Vocabulary) -> Measure | None:
    """A unit out of any of its spellings: "yuan/mt", "10K RMB/ton", "万元/吨", "CNY/t", "%"."""
    stripped = text.strip().strip("()[]")
    if stripped in UNITS:
        return Measure(stripped)
    folded = vocabulary.fold(stripped)
    currency = per = None
    scale = Decimal(1)
    for number in numbers(folded):
        if number.value in (Decimal(10), Decimal(1000), Decimal(10000)):
            scale *= number.value or 1
    for mark in vocabulary.marks(folded):
        if mark.has("currency"):
            currency = mark.get("currency")
        elif mark.has("mass") and mark.start:
            per = mark.get("mass")
        elif mark.has("scale") and not mark.has("per"):
            scale *= SCALES[mark.get("scale")]
        elif mark.has("percent") and len(folded) <= 8:
            return Measure("%")
    code = f"{currency}/{'t' if per == 'standard' else per}"
    return Measure(code, scale) if code in UNITS else None
