"""What the columns of a table hold, by the words of its header line, and the units that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from orebook.reader.cells import Cell
from orebook.reader.dated import Dated
from orebook.reader.dates import Calendar
from orebook.reader.money import SCALES
from orebook.reader.numbers import numbers
from orebook.reader.regular import Pattern
from orebook.reader.vocabulary import Vocabulary
from orebook.units import UNITS

#: A header names at least this many columns; fewer are a line of prose.
_FEWEST = 2
#: Product, unit and price: a row of these needs no header.
_SELF_EVIDENT = 3
#: The role of a header cell, and what else stands in it.
Told = tuple[str | None, str]
_EMPTY = ("", "-", "--", "n/a", "N/A", "/", "—", "null", "None")
#: Roles of columns that hold prices, and what a change is counted from: "Change vs Apr 6".
_PRICES = frozenset(("low", "high", "range", "average", "printed"))
_VERSUS = frozenset(("vs", "versus", "from", "on", "since", "against", "over"))
_DELIVERED = frozenset(("fob", "cif", "exw", "ddp", "ex-works", "china", "rotterdam", "europe", "port"))
#: A syllable of Chinese in Latin letters, in brackets.
_SOUND = Pattern("\\([a-z\u00e0-\u01dc]{1,6}\\)")
_WEEKDAYS = frozenset(
    ("mon", "tue", "wed", "thu", "fri", "monday", "tuesday", "wednesday", "thursday", "friday")
)


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
    days: dict[int, Dated] = field(default_factory=dict)
    implied: bool = False
    cornered: bool = False

    def cell(self, cells: Sequence[Cell], role: str) -> Cell | None:
        """The cell of a role in a row, or None where there is none or it is empty."""
        at = self.columns.get(role)
        return self.at(cells, at) if at is not None else None

    def at(self, cells: Sequence[Cell], at: int) -> Cell | None:
        """The cell of a column in a row, or None where it is empty."""
        filled = at < len(cells) and cells[at].text not in _EMPTY
        return cells[at] if filled else None


def header(cells: Sequence[Cell], vocabulary: Vocabulary, calendar: Calendar | None = None) -> Header | None:
    """The header a row of cells is, or None where it is no header of prices.

    With a calendar a header may name days in place of prices: "Product | Unit | 3 Jan | 10 Jan".
    """
    told = [_role(vocabulary, cell.text) for cell in cells]
    found = _columns(cells, told, vocabulary)
    if found is None and calendar is not None:
        return _of_days(cells, told, vocabulary, calendar)
    return found


def _of_days(
    cells: Sequence[Cell], told: Sequence[Told], vocabulary: Vocabulary, calendar: Calendar
) -> Header | None:
    """A header whose price columns are headed by days, each of them certain."""
    if cells and cells[0].text and not _may_head(told, vocabulary):
        return None
    columns, measures = _roles(cells, told, vocabulary)
    cornered = "product" not in columns and bool(cells) and (0 in measures or not cells[0].text)
    if (not cornered and "product" not in columns) or columns.keys() & _PRICES:
        return None
    if cornered:
        columns["product"] = 0
    days: dict[int, Dated] = {}
    for at, cell in enumerate(cells):
        dated = _day(cell, vocabulary, calendar) if at not in columns.values() else None
        if dated is not None:
            days[at] = dated
    known = {*columns.values(), *days}
    if not days or len(known) < len(cells):
        return None
    return Header(columns, measures, len(cells), None, days, cornered=cornered)


def implied(cells: Sequence[Cell], vocabulary: Vocabulary) -> Header | None:
    """The header of a row that needs none: a product, a whole unit and one price, each a cell of its own."""
    if len(cells) != _SELF_EVIDENT:
        return None
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        role = _evident(cell.text, vocabulary)
        if role is None or role in columns:
            return None
        columns[role] = at
    return Header(columns, {}, len(cells), implied=True)


def _evident(text: str, vocabulary: Vocabulary) -> str | None:
    """The role a cell can only have."""
    if named(text, vocabulary):
        return "product"
    if not any(letter.isdigit() for letter in text[:3]) and parse_unit(text, vocabulary):
        return "unit"
    return "range" if priced(text, vocabulary) else None


def named(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell is the name of a product and nothing else."""
    folded = vocabulary.fold(text)
    return any(name.strip() in vocabulary.names for name in (folded, folded.partition("(")[0]))


def priced(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell is a number or a range and nothing else."""
    if not text[:1].isdigit():
        return False
    folded = vocabulary.fold(text)
    return folded[:1].isdigit() and not folded.strip("0123456789,.- ~")


def _day(cell: Cell, vocabulary: Vocabulary, calendar: Calendar) -> Dated | None:
    """The day a header cell names and nothing else, its unit apart."""
    folded = vocabulary.fold(cell.text)
    found = calendar.find(cell.text, folded, vocabulary.marks(folded))
    if len(found) != 1 or found[0].period or found[0].clash or found[0].day is None:
        return None
    rest = (folded[: found[0].start] + " " + folded[found[0].end :]).strip(" ()")
    role = vocabulary.columns.get(rest)
    plain = not rest or rest in _WEEKDAYS or role == "range" or parse_unit(rest, vocabulary)
    return replace(found[0], start=cell.start, end=cell.end) if plain else None


def _columns(cells: Sequence[Cell], told: Sequence[Told], vocabulary: Vocabulary) -> Header | None:
    if all(role != "product" for role, _ in told):
        return None
    columns, measures = _roles(cells, told, vocabulary)
    if not columns.keys() & _PRICES:
        _by_unit(cells, columns, measures, vocabulary)
    priced = (
        "range" in columns
        or {"low", "high"} <= columns.keys()
        or "printed" in columns
        or "average" in columns
    )
    named = sum(role in columns for role in columns)
    called = next(
        (
            kind
            for role in ("range", "low", "average")
            if role in columns and (kind := _kind(cells[columns[role]].text, vocabulary))
        ),
        None,
    )
    return (
        Header(columns, measures, len(cells), called)
        if "product" in columns and priced and named >= _FEWEST
        else None
    )


def _by_unit(
    cells: Sequence[Cell], columns: dict[str, int], measures: dict[int, Measure], vocabulary: Vocabulary
) -> None:
    """Let the one column that is headed by a unit, and where it is delivered, hold the prices."""
    headed = {}
    for at, cell in enumerate(cells):
        measure = parse_unit(cell.text, vocabulary) if at not in columns.values() else None
        if measure is not None and _only_unit(vocabulary.fold(cell.text), vocabulary):
            headed[at] = Measure(measure.code, measure.scale, cell)
    if len(headed) == 1:
        columns["range"] = next(iter(headed))
        measures.update(headed)


def _only_unit(folded: str, vocabulary: Vocabulary) -> bool:
    """Whether a header holds a unit and words of place and delivery, and nothing else: "FOB China USD/kg"."""
    rest = folded
    for mark in reversed(vocabulary.marks(folded)):
        if mark.has("currency", "mass", "per", "scale", "place"):
            rest = rest[: mark.start] + rest[mark.end :]
    words = rest.replace("10,000", " ").strip(" (),").replace(",", " ").split()
    return all(word in _DELIVERED for word in words)


def columns_of(cells: Sequence[Cell], vocabulary: Vocabulary) -> dict[str, int]:
    """The columns whose role is known, by their role."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        role = _role(vocabulary, cell.text)[0]
        if role is not None:
            columns.setdefault(role, at)
    return columns


def _may_head(told: Sequence[Told], vocabulary: Vocabulary) -> bool:
    """Whether a row names products in a column, or has a unit in its corner."""
    if any(role == "product" for role, _ in told):
        return True
    return parse_unit(told[0][1], vocabulary) is not None


def _roles(
    cells: Sequence[Cell], told: Sequence[Told], vocabulary: Vocabulary
) -> tuple[dict[str, int], dict[int, Measure]]:
    """The role of each column that has one, and the units that stand in header cells."""
    columns: dict[str, int] = {}
    measures: dict[int, Measure] = {}
    for at, (cell, (role, rest)) in enumerate(zip(cells, told, strict=True)):
        if role is not None:
            columns.setdefault(role, at)
        measure = parse_unit(rest, vocabulary)
        if measure is not None:
            measures[at] = Measure(measure.code, measure.scale, cell)
    return columns, measures


def _kind(text: str, vocabulary: Vocabulary) -> str | None:
    """The kind a price column is of, by its name: "traded price" is a transaction."""
    name = vocabulary.fold(text).partition("(")[0].strip()
    return vocabulary.kinds.get(name)


def _role(vocabulary: Vocabulary, text: str) -> Told:
    """The role of a header cell and what else stands in it: a unit, in brackets or after a comma."""
    folded = _spelt(vocabulary.fold(text).strip().replace("_", " "))
    name, _, rest = folded.partition("(")
    if not rest:
        name, _, rest = folded.partition(",")
    for candidate in (folded, name.strip(), folded.replace(" ", "_")):
        role = vocabulary.columns.get(candidate)
        if role is not None:
            return role, rest
    words = folded.split()
    if not words or words[0] not in vocabulary.heads:
        return None, rest
    if len(words) > 1 and vocabulary.columns.get(words[0]) == "change" and words[1].rstrip(".") in _VERSUS:
        return "change", ""
    for length in range(len(words) - 1, 0, -1):
        role = vocabulary.columns.get(" ".join(words[:length]))
        if role is not None and parse_unit(" ".join(words[length:]), vocabulary):
            return role, " ".join(words[length:])
    return None, rest


def _spelt(folded: str) -> str:
    """A heading without the sound a page puts behind a rare character: 产(chǎn)品."""
    for start, end in reversed([] if folded.isascii() else _SOUND.spans(folded)):
        if start and not folded[start - 1].isascii() and folded[end : end + 1] not in ("", "("):
            folded = folded[:start] + folded[end:]
    return folded


def parse_unit(text: str, vocabulary: Vocabulary) -> Measure | None:
    """A unit out of any of its spellings: "yuan/mt", "10K RMB/ton", "万元/吨", "CNY/t", "%"."""
    stripped = text.strip().strip("()[]")
    if not stripped:
        return None
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
