"""A book with rows in every table, in several batches, as a desk makes one in two days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from orebook.facts import Publication
from orebook.ledger import Fetched, Store, Taken
from orebook.ledger.tables import FACTS

from .made import decided, document, quote, report
from .test_store_known_at import facts_of_every_kind

PUBLICATION = Publication(
    publication="p", subject="review 2025-W02", author="ann", method="review/1", content="0",
    figures={"mid": 1.0}, cites=(), supersedes=None, reason=None,
)  # fmt: skip


def fill(store: Store) -> Store:
    """Two rows at least in every table but `schema`; the last batch holds one fact of each kind."""
    store.keep_texts({"a.toml": "x = 1", "b.toml": "y = 1"})
    store.append([*facts_of_every_kind(), PUBLICATION, *decided(quote(document()))], taken=[_file("a")])
    for status in (200, 304):
        store.note_fetch(Fetched(address="http://desk/feed", status=status, etag='"1"'))
    _load_segments(store)
    store.keep_texts({"a.toml": "x = 2", "b.toml": "y = 1"})
    store.append(_next_day(), taken=[_file("b")])
    return store


def _file(name: str) -> Taken:
    return Taken(content=name, name=name, on=None, source=None)


def _next_day() -> list[Any]:
    """A fact of every kind again, on the day after."""
    first = facts_of_every_kind()
    tomorrow = report("Pr-Nd oxide was 402,000 yuan/mt; sellers held.", date(2025, 1, 10))
    spans = tomorrow[1].spans
    again = [replace(fact, spans=spans) for fact in first[1:] if hasattr(fact, "spans")]
    others = [replace(fact, author="Ben") for fact in first[1:] if not hasattr(fact, "spans")]
    publication = replace(PUBLICATION, publication="q", subject="review 2025-W03")
    return [*tomorrow, *again, *others, publication, *decided(tomorrow[1])]


def _load_segments(store: Store) -> None:
    """Two bulk loads, a segment each."""
    for low in (1.0, 2.0):
        table = pl.DataFrame({
            "product": ["prnd-oxide"] * 2, "kind": ["offer"] * 2, "low": [low, low], "high": [low, low + 1],
            "unit": ["CNY/t"] * 2, "price_date": [date(2025, 1, 9)] * 2,
        })  # fmt: skip
        store.load(table, source="smm", name=f"history-{low:g}", backfilled=True)


#: Every table that is filled by facts.
OF_FACTS = tuple(FACTS)
