"""Words that head the columns of tables: the package's list, and those that layouts add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from orebook.terms import Catalog


def headings(catalog: Catalog) -> dict[str, list[str]]:
    """The header words of each role; a layout's words come last, and the last that names a word keeps it.

    >>> from orebook.catalog import load
    >>> "均价" in headings(load())["average"]
    True
    """
    given: list[Mapping[str, Any]] = [catalog.words.get("table", {})]
    given += [layout["columns"] for layout in catalog.layouts if "columns" in layout]
    found: dict[str, list[str]] = {}
    for columns in given:
        for role, words in columns.items():
            _add(found.setdefault(role, []), words)
    return found


def _add(known: list[str], words: Sequence[str]) -> None:
    known += [word for word in words if word not in known]
