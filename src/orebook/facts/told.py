"""A fact as plain values, as a line of JSON, and by its fingerprint."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Protocol

from orebook.facts.decided import (
    Approval,
    Correction,
    Draft,
    Judgement,
    Notice,
    RegisterEntry,
)
from orebook.facts.stated import (
    Change,
    Document,
    Event,
    Phrase,
    Quote,
    Refusal,
    Release,
    Statistic,
)  # fmt: skip
from orebook.facts.worked import Assessment, Forecast, Margin, Publication, Stance
from orebook.units import plain


class Fact(Protocol):
    """Any of the dataclasses above."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


FACTS: dict[str, type[Any]] = {
    cls.__name__.lower(): cls
    for cls in (Document, Quote, Change, Phrase, Statistic, Event, Release, Refusal, Assessment, Margin,
                Stance, Forecast, Publication, Correction, Judgement, Draft, Approval, Notice, RegisterEntry)
}  # fmt: skip


def record(fact: Fact) -> dict[str, Any]:
    """A fact as plain JSON values: dates ISO, numbers whole where whole, absent as None.

    >>> from orebook.facts import SetAside
    >>> record(SetAside(quote="q1", rule="R4"))
    {'quote': 'q1', 'rule': 'R4'}
    """
    return {field.name: _value(getattr(fact, field.name)) for field in dataclasses.fields(fact)}


def _value(value: Any) -> Any:
    if isinstance(value, float):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _value(item) for key, item in value.items()}
    return record(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value


def line(fact: Fact) -> str:
    """A fact as its line of JSON; `fact` comes first and says which it is.

    >>> from orebook.facts import SetAside
    >>> line(SetAside(quote="q1", rule="R4"))
    '{"fact": "setaside", "quote": "q1", "rule": "R4"}'
    """
    return json.dumps({"fact": type(fact).__name__.lower(), **record(fact)}, ensure_ascii=False)


def identity(fact: Fact) -> str:
    """A fact's id, made from every one of its fields: change anything, and it is another fact.

    >>> from orebook.facts import SetAside
    >>> identity(SetAside(quote="q1", rule="R4"))
    'setaside-d15c97a71a3e54fd'
    """
    text = json.dumps(_told(fact), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{type(fact).__name__.lower()}-{digest(text)[:16]}"


def _told(fact: Fact) -> dict[str, Any]:
    """What an id is made from: a field that came later and is absent leaves the id as it was before it."""
    told = record(fact)
    for field in dataclasses.fields(fact):
        if field.metadata.get("later") and getattr(fact, field.name) == field.default:
            del told[field.name]
    return told


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
