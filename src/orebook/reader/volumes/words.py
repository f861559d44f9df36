"""The words of statistics of one catalogue, compiled once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import re2

from orebook.reader.lexicon import Lexicon
from orebook.reader.once import once_each
from orebook.reader.plants import Plants
from orebook.reader.regular import Pattern
from orebook.reader.vocabulary import Vocabulary
from orebook.reader.volumes.periods import Periods
from orebook.reader.volumes.quantities import Measures
from orebook.terms import Catalog

#: Tables of measures.toml that are found as words.
_FOUND = (
    "measure",
    "other",
    "goods",
    "part",
    "place",
    "company",
    "party",
    "against",
    "ahead",
    "turn",
    "parted",
)

#: Segments of products that are prices and no goods.
_PRICES = ("futures", "premium", "spread", "charge", "coefficient")


@dataclass(frozen=True, slots=True)
class Words:
    """What a statistic is found by."""

    lexicon: Lexicon
    measures: Measures
    periods: Periods
    weak: frozenset[str]
    priced_only: frozenset[str]
    ungraded: frozenset[str]
    settled: tuple[str, ...]
    parted: tuple[str, ...]
    moved: Any
    moving: Any
    prior: Any
    ago: Any
    signs: Mapping[str, int]
    plants: Plants


@once_each
def words(vocabulary: Vocabulary) -> Words | None:
    """The words of a vocabulary's catalogue; None where it has no measures at all."""
    said = vocabulary.catalog.words.get("measures")
    if not said:
        return None
    tables = {role: said[role] for role in _FOUND if role in said}
    masses = vocabulary.catalog.words["units"]["mass"]
    sign, fill = said["sign"], said["fill"]
    return Words(
        lexicon=Lexicon(tables, ("measure", "parted"), vocabulary.fold),
        measures=Measures(said, (name for unit in ("t", "dmt", "standard") for name in masses.get(unit, ()))),
        periods=Periods(vocabulary.catalog.words["dates"]),
        weak=frozenset(said["weak"]["weak"]),
        priced_only=_priced_only(vocabulary.catalog),
        ungraded=frozenset(vocabulary.catalog.words.get("usual", {}).get("ungraded", ())),
        settled=_all(said["settled"]),
        parted=_all(said["parted"]),
        moved=Pattern(rf"(?P<way>{_either([*sign['up'], *sign['down']])})(?:\s|{_either(fill['moved'])})*$"),
        moving=Pattern(rf"^[\s(]*(?:mom|yoy|wow|qoq)?\s?(?P<way>{_either([*sign['more'], *sign['fewer']])})"),
        prior=Pattern(
            rf"(?:{_either(said['prior']['prior'])})(?:\s|{_either(fill['prior'])}|{_ago(said)})*$"
        ),
        ago=Pattern(rf"^[\s(]*(?:{_either(said['prior']['ago'])})"),
        signs=_signs(sign),
        plants=Plants(said["plants"]),
    )


def _priced_only(catalog: Catalog) -> frozenset[str]:
    """The products that are a price and no goods."""
    return frozenset(one.id for one in catalog.products.values() if one.segment in _PRICES)


def _ago(said: Mapping[str, Any]) -> str:
    """Times that stand between a word of comparison and the older number: 由上周的, from last week's."""
    against = said["against"]
    return _either([*against["week"], *against["month"], *against["year"]])


def _signs(sign: Mapping[str, Iterable[str]]) -> dict[str, int]:
    ways = {word: 1 for name in ("up", "more") for word in sign[name]}
    return ways | {word: -1 for name in ("down", "fewer") for word in sign[name]}


def _all(table: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(phrase for phrases in table.values() for phrase in phrases)


def _either(names: Iterable[str]) -> str:
    ordered = sorted(set(names), key=len, reverse=True)
    return "|".join(
        rf"\b{re2.escape(name)}\b" if name[0].isascii() and name[0].isalpha() else re2.escape(name)
        for name in ordered
    )
