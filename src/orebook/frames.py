"""Facts <-> Polars frames: one schema derived from each fact's declaration, the same names throughout."""

from __future__ import annotations

import dataclasses
import functools
import sys
import types
import typing
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from orebook.facts import Fact, record

if TYPE_CHECKING:
    import polars as pl


def schema(fact: type[Any]) -> dict[str, pl.DataType]:
    """The Polars column types of a fact, in the order it declares its fields.

    >>> from orebook.facts import SetAside
    >>> schema(SetAside)
    {'quote': String, 'rule': String}
    """
    return {name: _dtype(hint) for name, hint in hints(fact).items()}


def hints(fact: type[Any]) -> dict[str, Any]:
    """The Python type of each field of a fact, without its note on meaning."""
    return _hints(fact.__module__, fact.__qualname__)


@functools.cache
def _hints(module: str, name: str) -> dict[str, Any]:
    fact = getattr(sys.modules[module], name)
    declared = typing.get_type_hints(fact)
    return {item.name: declared[item.name] for item in dataclasses.fields(fact)}


def notes(fact: type[Any]) -> dict[str, str]:
    """What each field of a fact means, in words: the head notes of a table or a workbook.

    >>> from orebook.facts import SetAside
    >>> notes(SetAside)["rule"]
    'numbered rule of the method'
    """
    declared = typing.get_type_hints(fact, include_extras=True)
    return {item.name: _note(declared[item.name]) for item in dataclasses.fields(fact)}


def _note(hint: Any) -> str:
    return str(hint.__metadata__[0]) if hasattr(hint, "__metadata__") else ""


def frame(fact: type[Any], rows: Iterable[Fact]) -> pl.DataFrame:
    """A frame of facts, one row each, typed even when there are none.

    Absent is null. Spans and other small facts become structs; quantiles become a list of level and value.

    >>> from orebook.facts import SetAside
    >>> frame(SetAside, [SetAside(quote="q1", rule="R4")]).rows()
    [('q1', 'R4')]
    """
    import polars as pl

    columns = hints(fact)
    records = [{name: _cell(getattr(row, name)) for name in columns} for row in rows]
    return pl.DataFrame(records, schema=schema(fact), orient="row")


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_cell(item) for item in value]
    if isinstance(value, Mapping):
        return [{"level": key, "value": item} for key, item in value.items()]
    return record(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value


def _dtype(hint: Any) -> Any:
    import polars as pl

    plain = {str: pl.String, float: pl.Float64, int: pl.Int64, bool: pl.Boolean, date: pl.Date}
    kind = _without_none(hint)
    if kind in plain:
        return plain[kind]
    if dataclasses.is_dataclass(kind):
        return pl.Struct(schema(typing.cast("type[Any]", kind)))
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return pl.List(_dtype(inside[0]))
    return pl.List(pl.Struct({"level": pl.String, "value": pl.Float64}))


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(kind for kind in typing.get_args(hint) if kind is not type(None))
    return hint
