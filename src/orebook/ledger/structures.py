"""Spans, words and figures as JSON text: the kinds of field that hold more than one value."""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any

from orebook.facts import record
from orebook.ledger import values
from orebook.ledger.characters import written
from orebook.ledger.values import Code, must, read_text, write_number

#: The kinds that have a column of their own type.
_PLAIN: dict[Any, tuple[str, Code, Code]] = {
    str: ("text", values.write_text, values.read_text),
    float: ("number", values.write_number, values.read_number),
    int: ("whole", values.write_whole, values.read_whole),
    date: ("day", values.write_day, values.read_day),
}


def codec(hint: Any) -> tuple[str, Code, Code]:
    """The kind of column for a field of this type, how it is written, and how it is read.

    >>> kind, write, read = codec(date)
    >>> kind, write(date(2025, 1, 9)), read("2025-01-09")
    ('day', '2025-01-09', datetime.date(2025, 1, 9))
    """
    if hint in _PLAIN:
        return _PLAIN[hint]
    inside = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return ("json", write_list, _structs(inside[0]) if dataclasses.is_dataclass(inside[0]) else read_list)
    return ("json", write_mapping, read_mapping)


def write_list(value: Any) -> str:
    """Spans or words, in their order."""
    must(value, tuple, "a tuple")
    return _json([_item(item) for item in value])


def read_list(value: Any) -> tuple[str, ...]:
    """Words in their order."""
    if value == "[]":  # nearly every one
        return ()
    items = json.loads(read_text(value))
    if not isinstance(items, list) or any(type(item) is not str for item in items):
        raise TypeError("not a list of words")
    return tuple(items)


def write_mapping(value: Any) -> str:
    """Figures by their key, in their order."""
    must(value, Mapping, "a mapping")
    return _json({_text(key): write_number(item) for key, item in value.items()})


def read_mapping(value: Any) -> dict[str, float]:
    """Figures by their key."""
    items = json.loads(read_text(value))
    if not isinstance(items, dict) or any(type(item) is not float for item in items.values()):
        raise TypeError("not figures by key")
    return items


def _structs(kind: Any) -> Code:
    def read(value: Any) -> tuple[Any, ...]:
        return tuple(kind(**item) for item in json.loads(read_text(value)))

    return read


def _item(item: Any) -> Any:
    return record(item) if hasattr(item, "__dataclass_fields__") else _text(item)


def _json(value: Any) -> str:
    return written(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _text(value: Any) -> str:
    must(value, str, "text")
    return str(value)
