"""Rows that look like prices and that nothing could read: said aloud, never passed over.

A product alone in a cell beside a number alone in another is a table, whatever its header. Where neither the
tables nor the sentences made anything of it, it is a refusal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from orebook.facts import Document, Refusal
from orebook.reader.header import named, priced
from orebook.reader.layout import BLANKS, WORDS, Lines, delimiter_of
from orebook.reader.money import Place
from orebook.reader.parsing import inside
from orebook.reader.refusing import Refuser
from orebook.reader.vocabulary import Vocabulary

_LONGEST, _FEWEST = 600, 2


def unread(
    document: Document, vocabulary: Vocabulary, refuser: Refuser, skip: Sequence[Place], told: Sequence[int]
) -> list[Refusal]:
    """A refusal for each run of price rows outside the tables in which nothing was read.

    Args:
        document: the text.
        vocabulary: its words.
        refuser: writes the refusals.
        skip: the lines of the tables that were read.
        told: where, from the start of the document, anything was read or refused.
    """
    places = sorted(told)
    return [
        refuser.unreadable_table(start, end)
        for start, end in _runs(Lines(document, vocabulary), skip, places)
    ]


def _runs(lines: Lines, skip: Sequence[Place], told: Sequence[int]) -> list[Place]:
    """The stretches of rows that look like prices and in which nothing was told."""
    found: list[Place] = []
    for at, line in enumerate(lines.lines):
        start, end = lines.starts[at], lines.starts[at + 1]
        if not line.strip() or inside(start, skip) or bisect_left(told, start) < bisect_left(told, end):
            continue
        if not _row(lines, at):
            continue
        if found and lines.starts[at] - found[-1][1] <= 1:
            found[-1] = (found[-1][0], start + len(line))
        elif not _counts(lines, at - 1):
            found.append((start, start + len(line)))
    return found


def _row(lines: Lines, at: int) -> bool:
    """Whether a line has a product alone in a cell and a number alone in another."""
    delimiter = delimiter_of(lines.lines[at]) if len(lines.lines[at]) <= _LONGEST else None
    if delimiter is None or delimiter == WORDS:
        return False
    cells = lines.row(at, delimiter).cells
    fewest = _FEWEST if delimiter in ("|", "\t", BLANKS) else _FEWEST + 1
    if len(cells) < fewest or not any(priced(cell.text, lines.vocabulary) for cell in cells):
        return False
    return any(named(cell.text, lines.vocabulary) for cell in cells)


def _counts(lines: Lines, at: int) -> bool:
    """Whether the line over the rows says that they count tonnes: output, stocks, exports."""
    folded = lines.vocabulary.fold(lines.lines[at]) if at >= 0 else ""
    marks = lines.vocabulary.marks(folded)
    tonnes = any(mark.has("mass") for mark in marks) and not any(mark.has("currency") for mark in marks)
    return tonnes or any(mark.has("figure", "actor") for mark in marks)
