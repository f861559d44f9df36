"""The layouts of one catalogue, compiled once: lines, records of cells, and label rows that carry a unit.

The last given counts first, so a user's own layout goes before the package's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from orebook.reader.once import once_each
from orebook.reader.regular import Pattern
from orebook.reader.shapes import ANY, NAME, UNKNOWN, fragments, literal, parts, pattern, roles
from orebook.reader.vocabulary import Vocabulary

#: No line of a price list is longer.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class LineLayout:
    """A layout of one line: matched where the product's name is masked, or where it is not known yet."""

    id: str
    roles: tuple[str, ...]
    known: Any
    unknown: Any
    fixed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CellLayout:
    """A layout of one record on successive lines, a cell on each."""

    id: str
    roles: tuple[str, ...]
    cells: tuple[Any, ...]
    fixed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layouts:
    """Every layout of a catalogue, ready to be tried on lines; `any_line` is a cheap first test of all."""

    lines: tuple[LineLayout, ...]
    records: tuple[CellLayout, ...]
    labels: tuple[Any, ...]
    any_line: Pattern
    up: tuple[str, ...]
    down: tuple[str, ...]
    still: tuple[str, ...]


@once_each
def layouts(vocabulary: Vocabulary) -> Layouts:
    """The layouts of a vocabulary's catalogue."""
    words = vocabulary.catalog.words.get("layout", {})
    given = [*reversed(vocabulary.catalog.layouts)]
    lines = tuple(_line(one, words, vocabulary) for one in given if "line" in one)
    records = [_record(one, words) for one in given if "cells" in one]
    some = "|".join(f"(?:{_expression(one, words, vocabulary, ANY)})" for one in given if "line" in one)
    return Layouts(
        lines=lines,
        records=tuple(sorted(records, key=_fewest)),
        labels=tuple(_label(one, words, vocabulary) for one in given if "label" in one),
        any_line=Pattern(_unnamed(some) or "x^"),
        up=tuple(words.get("up", ())),
        down=tuple(words.get("down", ())),
        still=tuple(words.get("still", ())),
    )


def _fewest(layout: CellLayout) -> int:
    return -len(layout.roles)


def _line(
    layout: Mapping[str, Any], words: Mapping[str, Sequence[str]], vocabulary: Vocabulary
) -> LineLayout:
    return LineLayout(
        id=layout["id"],
        roles=roles(layout["line"]),
        known=re2.compile(_expression(layout, words, vocabulary, f"{NAME}+")),
        unknown=re2.compile(_expression(layout, words, vocabulary, UNKNOWN)),
        fixed=_fixed(layout),
    )


def _fixed(layout: Mapping[str, Any]) -> dict[str, str]:
    """What a layout says of every row it reads: its unit, kind, tax basis, delivery."""
    return {role: str(layout[role]) for role in ("unit", "kind", "tax", "delivery") if role in layout}


def _expression(
    layout: Mapping[str, Any],
    words: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
    product: str,
    key: str = "line",
) -> str:
    line = vocabulary_fold(layout[key], vocabulary)
    commas = any(kind == "text" and "," in piece for kind, piece in parts(line))
    return "[ ]*" + pattern(line, fragments(words, commas), product) + "[ ]*"


def vocabulary_fold(line: str, vocabulary: Vocabulary) -> str:
    """A layout in the reader's spelling, its tabs kept."""
    return "\t".join(vocabulary.fold(piece) for piece in line.split("\t"))


def _unnamed(expression: str) -> str:
    """An expression without the names of its groups."""
    return re2.sub(r"\(\?P<[a-z]+>", "(?:", expression) if expression else ""


def _record(layout: Mapping[str, Any], words: Mapping[str, Sequence[str]]) -> CellLayout:
    known = fragments(words, commas=False)
    cells = tuple(re2.compile(known.get(role, ANY)) for role in layout["cells"])
    return CellLayout(layout["id"], tuple(layout["cells"]), cells, _fixed(layout))


def _label(layout: Mapping[str, Any], words: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> Any:
    return re2.compile(_expression(layout, words, vocabulary, literal("x"), "label"))


def place(match: Any, role: str) -> tuple[int, int]:
    """Where a field stands in a line that fits; an empty place at 0 where it is left out."""
    start, end = match.span(match.re.groupindex[role])
    return (start, end) if start >= 0 else (0, 0)
