"""A labelled line or record as a layout: its fields found, what stands between them kept or let vary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from orebook.errors import BadArgumentError
from orebook.reader.fields import Field, Finder
from orebook.reader.labelled import Labelled
from orebook.reader.vocabulary import Vocabulary, vocabulary
from orebook.terms import Catalog

#: Marks that part fields; other words between two fields are a remark of the line's own.
_PARTING = " \t|,:;()/-–—~，：；（）、·*+"
#: Roles of words that say what the next number is.
_TELLING = ("average", "kind", "level", "opener", "approximate")
#: Fields of words, in the order they are given out.
_WORDED = ("grade", "remark", "place", "delivery")
#: What a layout writes for itself, and so cannot stand for in a line.
_RESERVED = "[]{}"


def draft(labelled: Labelled, catalog: Catalog, on: date, name: str) -> dict[str, Any]:
    """The layout one label teaches, not yet tried.

    Raises:
        BadArgumentError: a product or name nobody knows, or a number nobody can place.
    """
    known = vocabulary(catalog)
    if labelled.reading.product not in catalog.products:
        raise BadArgumentError(
            f'There is no product "{labelled.reading.product}". `orebook products` lists them.'
        )
    finders = [Finder(line, labelled, known, on) for line in labelled.lines]
    named = [finder.product() for finder in finders]
    if not any(named):
        raise BadArgumentError(
            f"No name of {labelled.reading.product} stands in the line. Teach its name first, "
            "by [[name]] in orebook.d/products/taught.toml or with `orebook answer`."
        )
    if len(finders) == 1:
        return {"id": name, **_line(finders[0])}
    return {"id": name, **_cells(finders, labelled)}


def _line(finder: Finder) -> dict[str, Any]:
    """The layout of one line."""
    finder.unit()
    finder.day()
    finder.numbers(finder.measure.scale if finder.measure else Decimal(1))
    fields = sorted(finder.fields, key=_start)
    return {"line": _pattern(finder, fields), **_fixed(finder.measure is not None, finder)}


def _fixed(united: bool, finder: Finder) -> dict[str, str]:
    """What the line leaves to its label: the unit, and a kind that is no plain assessment."""
    fixed = {} if united else {"unit": finder.reading.unit}
    return fixed if finder.reading.kind == "assessment" else {**fixed, "kind": finder.reading.kind}


def _start(field: Field) -> int:
    return field.start


def _pattern(finder: Finder, fields: Sequence[Field]) -> str:
    """The line with its fields in place of what they hold."""
    pieces, at, used = [], 0, {field.role for field in fields}
    for field in fields:
        pieces.append(_between(finder, at, field.start, used))
        pieces.append(f"{{{field.role}}}")
        at = field.end
    pieces.append(_between(finder, at, len(finder.line), used))
    return " ".join("".join(pieces).split(" ")).strip(" ")


def _between(finder: Finder, start: int, end: int, used: set[str]) -> str:
    """What stands between two fields: marks and known words as they are, other words as a field."""
    said = finder.line[start:end]
    words = said.strip(_PARTING)
    if any(letter in _RESERVED for letter in said):
        raise BadArgumentError(
            f'"{said.strip()}" holds one of {_RESERVED}, which layouts use for themselves.'
        )
    if not words or _known(words, finder.vocabulary):
        return _narrow(said)
    role = next((role for role in _WORDED if role not in used), None)
    if role is None:
        return _narrow(said)
    used.add(role)
    left, _, right = said.partition(words)
    return _narrow(left) + f"{{{role}}}" + _narrow(right)


def _narrow(said: str) -> str:
    """Several blanks as one; a layout's blank stands for any number."""
    while "  " in said:
        said = said.replace("  ", " ")
    return said


def _known(words: str, known: Vocabulary) -> bool:
    """Whether words between fields say what the next number is: "average", 均价, "was"."""
    folded = known.fold(words)
    if folded in known.columns:
        return True
    marks = known.marks(folded)
    telling = all(mark.has(*_TELLING) for mark in marks)
    return (
        bool(marks)
        and telling
        and sum(mark.end - mark.start for mark in marks) >= len(folded.replace(" ", ""))
    )


def _cells(finders: Sequence[Finder], labelled: Labelled) -> dict[str, Any]:
    """The layout of cells on successive lines, from the one that names the product."""
    first = next(at for at, finder in enumerate(finders) if finder.fields)
    chosen = finders[first:]
    for finder in chosen[1:]:
        finder.unit()
    measures = [finder.measure for finder in chosen if finder.measure is not None]
    scale = measures[0].scale if measures else Decimal(1)
    roles: list[str] = []
    for finder in chosen:
        roles.append(_cell(finder, scale, labelled, roles))
    return {"cells": roles, **_fixed(bool(measures), chosen[0])}


def _cell(finder: Finder, scale: Decimal, labelled: Labelled, used: Sequence[str]) -> str:
    """The one role of a cell; words that are none of the reader's are a grade, a remark, a place."""
    if finder.fields:
        return finder.fields[0].role
    finder.day()
    if not finder.fields and finder.tokens():
        _number(finder, scale, labelled)
    if finder.fields:
        return finder.fields[0].role
    return next((role for role in _WORDED if role not in used), "remark")


def _number(finder: Finder, scale: Decimal, labelled: Labelled) -> None:
    """A cell of one number or range: low, high, both, or another."""
    low, high = labelled.reading.low, labelled.reading.high
    try:
        finder.numbers(scale)
    except BadArgumentError:
        tokens = finder.tokens()
        if len(tokens) != 1:
            raise
        start, end, number = tokens[0]
        finder.fields.clear()
        exact = float(number * scale)
        if low != high and exact in (low, high):
            finder.fields.append(Field("low" if exact == low else "high", start, end))
        else:
            finder.other(start, end, number, scale)
