"""Which column of a sheet holds what, told by its header words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from orebook.reader.typed.cells import Line
from orebook.reader.typed.figures import folded
from orebook.reader.typed.unclear import UnclearError
from orebook.terms import Catalog

#: A header stands in the first rows of a sheet, under a title at most.
_FIRST = 20
_UNIT = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]+)[)\]]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A sheet's header row, the column of each field, and what the heads name in brackets."""

    line: Line
    fields: Annotated[dict[str, int], "field -> column"]
    unit: Annotated[str | None, "of the prices: 价格(元/吨)"]
    mass: Annotated[str | None, "of the volumes: 数量(吨)"]
    twice: Annotated[UnclearError | None, "two columns headed alike"]


def columns(lines: Sequence[Line], catalog: Catalog) -> Columns:
    """The header of a sheet: the first row that names a product and a price.

    Raises:
        UnclearError: no row does, or two columns are headed alike.
    """
    words = {
        folded(word): name
        for name, spelt in catalog.words["typed"]["headers"].items()
        for word in (name, *spelt)
    }
    for line in lines[:_FIRST]:
        found = _columns(line, words)
        if "product" in found.fields and ("price" in found.fields or {"low", "high"} <= found.fields.keys()):
            if found.twice is not None:
                raise found.twice
            return found
    first = ", ".join(cell.text for cell in lines[0].cells.values()) if lines else ""
    raise UnclearError(
        "header",
        first,
        "a row with a column product (产品) and a column price (价格), or low and high (低价, 高价)",
    )


def _columns(line: Line, words: dict[str, str]) -> Columns:
    fields: dict[str, int] = {}
    given: dict[str, str | None] = {}
    twice = None
    for column, cell in line.cells.items():
        name, bracketed = _named(cell.text, words)
        if name in fields:
            twice = UnclearError(cell.name, cell.text, f"one column for {name}; {name} has one already")
        elif name is not None:
            fields[name], given[name] = column, bracketed
    unit = next((given[name] for name in ("price", "low", "high") if given.get(name)), None)
    return Columns(line=line, fields=fields, unit=unit, mass=given.get("volume"), twice=twice)


def _named(text: str, words: dict[str, str]) -> tuple[str | None, str | None]:
    """The field a header means, and the unit it gives in brackets: 价格(元/吨)."""
    plain = folded(text)
    bracketed = _UNIT.match(plain)
    if plain not in words and bracketed:
        return words.get(bracketed[1]), bracketed[2]
    return words.get(plain), None
