"""A text with what some of its lines say written beside them: `LINE => prnd-oxide 400000-401000 CNY/t`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from orebook.errors import BadArgumentError
from orebook.facts.written import Written, written

ARROW = "=>"
#: What a label may tell of the other numbers of its line; a number to `skip` means nothing.
TOLD = ("average", "change", "skip")
_FORM = (
    'Write the reading after the line: "Pr-Nd oxide | 400,000 | 401,000 | +500 | yuan/mt => prnd-oxide '
    '400000-401000 CNY/t"; for cells on lines of their own put "=> ..." on the line after the last.'
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line, or the cells of a record, with its reading and what the other numbers are."""

    lines: tuple[str, ...]
    reading: Written
    told: Mapping[str, str]


def labels(text: str) -> tuple[str, tuple[Labelled, ...]]:
    """The text without its labels, and each labelled line.

    Raises:
        BadArgumentError: no label, or one that is not understood.

    >>> plain, (one,) = labels("Ore 5 CNY/t => monazite 5 CNY/t change=1\\nOre 6 CNY/t")
    >>> plain, one.lines, one.reading.low, one.told
    ('Ore 5 CNY/t\\nOre 6 CNY/t', ('Ore 5 CNY/t',), 5.0, {'change': '1'})
    """
    kept: list[str] = []
    found: list[Labelled] = []
    for line in text.splitlines():
        said, arrow, label = line.partition(ARROW)
        if not arrow:
            kept.append(line)
            continue
        if said.strip():
            kept.append(said.rstrip(" "))
        found.append(_labelled(kept, bool(said.strip()), label.strip()))
    if not found:
        raise BadArgumentError(f"No line is labelled, so there is nothing to learn from. {_FORM}")
    return "\n".join(kept), tuple(found)


def _labelled(kept: list[str], beside: bool, label: str) -> Labelled:
    told = dict(word.split("=", 1) for word in label.split() if "=" in word)
    unknown = [name for name in told if name not in TOLD]
    if unknown:
        raise BadArgumentError(
            f'"{unknown[0]}=" is not understood. A label may tell {", ".join(TOLD)}. {_FORM}'
        )
    reading = written(" ".join(word for word in label.split() if "=" not in word))
    return Labelled((kept[-1],) if beside else _above(kept), reading, told)


def _above(kept: list[str]) -> tuple[str, ...]:
    """The cells above a label, back to a blank line."""
    cells: list[str] = []
    for line in reversed(kept):
        if not line.strip():
            break
        if line.strip(" |\t"):
            cells.insert(0, line.strip(" |\t"))
    if not cells:
        raise BadArgumentError(f"A label stands under no line. {_FORM}")
    return tuple(cells)
