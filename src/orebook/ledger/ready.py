"""Facts made ready to be kept, before anything is written: a bad one stops the whole batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from orebook.facts import Fact, identity
from orebook.ledger import codec
from orebook.ledger.characters import written


@dataclass(frozen=True, slots=True)
class Written:
    """A fact made ready: its table, its ids, the document it came from, and its own columns."""

    table: str
    id: str
    identity: str
    document: str | None
    row: dict[str, Any]

    @property
    def is_document(self) -> bool:
        """Whether it is the document itself."""
        return self.table == "documents"


def ready(facts: Iterable[Fact]) -> list[Written]:
    """Facts as rows.

    Raises:
        LedgerError: naming the first that cannot be kept.

    >>> from orebook.facts import Refusal
    >>> fact = Refusal(rule="unit", message="", where="", suggestions=())
    >>> [(one.table, one.document) for one in ready([fact])]
    [('refusals', None)]
    """
    return [_ready(fact) for fact in facts]


def _ready(fact: Any) -> Written:
    table = codec.table_of(fact)
    row, own = codec.row(table, fact), identity(fact)
    if table == "documents":
        return Written(table, row["document"], own, row["document"], row)
    spans = getattr(fact, "spans", ())
    return Written(table, own, own, written(spans[0].document) if spans else None, row)
