"""Many values asked for at once, in parts: an engine takes only so many values in one statement."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement

from orebook.errors import BadArgumentError
from orebook.ledger.characters import written

#: SQLite takes 32,766 values in a statement, PostgreSQL 65,535.
LARGEST = 10_000


def parts(column: ColumnElement[str], names: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """Conditions that a column holds one of some names; together they find each row once.

    Raises:
        BadArgumentError: for one word where a list of words is meant.

    >>> from sqlalchemy import column
    >>> [str(part) for part in parts(column("product"), {"prnd-oxide"})]
    ['product IN (__[POSTCOMPILE_product_1])']
    """
    if isinstance(names, str):
        raise BadArgumentError(f'"{names}" is one name where a list of names is expected. Write ["{names}"].')
    every = sorted({written(name) for name in names})
    for start in range(0, len(every), LARGEST):
        yield column.in_(every[start : start + LARGEST])
