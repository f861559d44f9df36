"""Nouns that happened: what was printed, what was read from it, what followed from that.

Each fact is declared once, here. Its Polars schema (`frames`), its SQL table (`ledger.tables`) and its JSON
are derived from this declaration, so the names are the same everywhere. Every field says its unit or meaning
in its annotation. Absent is None: never 0, never yesterday's price.
"""

from __future__ import annotations

from orebook.facts.bulk import LOAD, in_segment, noted_as, row_id, segment_id, unaltered
from orebook.facts.decided import (
    JUDGEMENTS,
    NOTICES,
    REGISTERS,
    Approval,
    Correction,
    Draft,
    Judgement,
    Notice,
    RegisterEntry,
)
from orebook.facts.periods import extent, touches
from orebook.facts.stated import (
    EVENTS,
    KINDS,
    LINKS,
    MEASURES,
    SEGMENTS,
    Change,
    Document,
    Event,
    Origin,
    Phrase,
    Quote,
    Refusal,
    Release,
    Span,
    Statistic,
)
from orebook.facts.told import FACTS, Fact, digest, identity, line, record
from orebook.facts.worked import (
    MADE,
    STATES,
    STATUSES,
    Assessment,
    F,
    Forecast,
    Held,
    Margin,
    Publication,
    SetAside,
    Stance,
)

__all__ = [
    "EVENTS",
    "FACTS",
    "JUDGEMENTS",
    "KINDS",
    "LINKS",
    "LOAD",
    "MADE",
    "MEASURES",
    "NOTICES",
    "REGISTERS",
    "SEGMENTS",
    "STATES",
    "STATUSES",
    "Approval",
    "Assessment",
    "Change",
    "Correction",
    "Document",
    "Draft",
    "Event",
    "F",
    "Fact",
    "Forecast",
    "Held",
    "Judgement",
    "Margin",
    "Notice",
    "Origin",
    "Phrase",
    "Publication",
    "Quote",
    "Refusal",
    "RegisterEntry",
    "Release",
    "SetAside",
    "Span",
    "Stance",
    "Statistic",
    "digest",
    "extent",
    "identity",
    "in_segment",
    "line",
    "noted_as",
    "record",
    "row_id",
    "segment_id",
    "touches",
    "unaltered",
]
