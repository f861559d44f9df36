"""A fact as a row of a table and back: the same fact, to the last bit, or an error that names it.

The columns are the fact's own fields, by its declaration in `facts`. Text, numbers and days have a column
each; spans, lists and figures are JSON text. Days are ISO text on both engines, so a row reads the same on
either.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from orebook.errors import EvidenceError, LedgerError
from orebook.facts import (
    Approval,
    Change,
    Correction,
    Document,
    Draft,
    Event,
    Fact,
    Judgement,
    Notice,
    Phrase,
    Publication,
    Quote,
    Refusal,
    RegisterEntry,
    Release,
    Statistic,
)
from orebook.frames import hints
from orebook.ledger import structures, values

#: The facts a ledger keeps, each in its table. The others are worked out anew from these.
TABLES: dict[str, type[Any]] = {
    "documents": Document, "quotes": Quote, "changes": Change, "phrases": Phrase, "statistics": Statistic,
    "events": Event, "releases": Release, "refusals": Refusal, "publications": Publication,
    "corrections": Correction, "judgements": Judgement, "drafts": Draft, "approvals": Approval,
    "notices": Notice, "register": RegisterEntry,
}  # fmt: skip
_NAMES = {fact: name for name, fact in TABLES.items()}

#: Columns that are looked up by: PostgreSQL indexes no value longer than about 2,700 bytes.
KEYS = frozenset({"document", "product"})
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a fact as a column: how its value is written, and how it is read."""

    name: str
    kind: str
    optional: bool
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


@functools.cache
def fields(table: str) -> tuple[Field, ...]:
    """The columns of a table that come from its fact, in the order the fact declares them.

    >>> [(field.name, field.kind) for field in fields("events")][:2]
    [('kind', 'text'), ('segment', 'text')]
    """
    return tuple(_field(name, hint) for name, hint in hints(TABLES[table]).items())


def _field(name: str, hint: Any) -> Field:
    inside = [part for part in typing.get_args(hint) if part is not type(None)]
    optional = len(inside) < len(typing.get_args(hint))
    kind, write, read = structures.codec(inside[0] if optional else hint)
    if optional:
        write, read = values.or_none(write), values.or_none(read)
    return Field(name, kind, optional, write, read)


def table_of(fact: Fact) -> str:
    """The table a fact is kept in.

    Raises:
        LedgerError: for a number that is worked out from evidence, and is no evidence itself.

    >>> from orebook.facts import SetAside
    >>> table_of(SetAside(quote="q", rule="R4"))
    Traceback (most recent call last):
    orebook.errors.LedgerError: SetAside is not evidence. The ledger keeps documents, quotes, ...
    """
    name = _NAMES.get(type(fact))
    if name is None:
        raise LedgerError(
            f"{type(fact).__name__} is not evidence. The ledger keeps {', '.join(TABLES)};"
            " what follows from them is worked out anew."
        )
    return name


def row(table: str, fact: Fact) -> dict[str, Any]:
    """A fact's own columns, ready for either engine.

    Raises:
        LedgerError: naming the field that no book can keep: not a number, half of a date, the wrong kind.
    """
    written: dict[str, Any] = {}
    for field in fields(table):
        value = getattr(fact, field.name)
        try:
            written[field.name] = field.write(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise _unkept(fact, f"{field.name} is {_short(value)}, which cannot be kept: {error}.") from None
        if field.name in KEYS and len(value or "") > LONGEST:
            raise _unkept(fact, f"{field.name} is {len(value)} characters long; at most {LONGEST} can be.")
    return written


def _unkept(fact: Fact, what: str) -> LedgerError:
    product = getattr(fact, "product", None)
    about = f" of {_short(product)}" if product is not None else ""
    return LedgerError(f"{type(fact).__name__}{about}: {what} Nothing of this batch was kept.")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def fact(table: str, id_: str, columns: Sequence[Any]) -> Any:
    """The fact a row holds now, whatever its id says it once was.

    Raises:
        EvidenceError: when a column no longer reads at all.
    """
    declared = fields(table)
    try:
        read = [field.read(column) for field, column in zip(declared, columns, strict=True)]
        return TABLES[table](**dict(zip([field.name for field in declared], read, strict=True)))
    except (TypeError, ValueError, KeyError, AttributeError):
        raise EvidenceError(_unreadable(table, id_, columns)) from None


def _unreadable(table: str, id_: str, columns: Sequence[Any]) -> str:
    about, broken = "", []
    for field, column in zip(fields(table), columns, strict=True):
        if field.name == "product" and column is not None:
            about = f" ({column})"
        try:
            field.read(column)
        except (TypeError, ValueError, KeyError, AttributeError):
            broken.append(field.name)
    return (
        f"{table} {id_}{about}: {', '.join(broken)} no longer reads as it was written. The book was altered"
        " behind its back; put the row back from a copy of the book."
    )
