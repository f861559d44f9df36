"""The words of events of one catalogue, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from orebook.reader.happenings.days import Days
from orebook.reader.lexicon import Lexicon
from orebook.reader.once import once_each
from orebook.reader.patterns import Sieve, compiled
from orebook.reader.plants import Plants
from orebook.reader.regular import Pattern
from orebook.reader.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Words:
    """What an event is found by: a pattern for each kind, and what undoes or weakens it."""

    lexicon: Lexicon
    kinds: tuple[tuple[str, Pattern], ...]
    sieve: Sieve
    undone: Mapping[str, Any]
    certainty: tuple[tuple[str, Any], ...]
    days: Days
    plants: Plants | None


@once_each
def words(vocabulary: Vocabulary) -> Words | None:
    """The words of a vocabulary's catalogue; None where it has no events at all."""
    said = vocabulary.catalog.words.get("events")
    if not said:
        return None
    parts = said["part"]
    named = vocabulary.catalog.words.get("measures", {})
    tables = {"trigger": said["trigger"], "segment": said["segment"]}
    tables |= {role: named[role] for role in ("place", "company") if role in named}
    kinds = tuple((kind, compiled(patterns, parts)) for kind, patterns in said["kind"].items())
    return Words(
        lexicon=Lexicon(tables, ("trigger",), vocabulary.fold),
        kinds=kinds,
        sieve=Sieve([pattern for _, pattern in kinds]),
        undone={name: compiled((pattern,), parts) for name, pattern in said["not"].items()},
        certainty=tuple((name, compiled((pattern,), parts)) for name, pattern in said["certainty"].items()),
        days=Days(vocabulary.catalog.words["dates"]),
        plants=Plants(named["plants"]) if "plants" in named else None,
    )
