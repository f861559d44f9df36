"""The rubric of stances, compiled: cues, parties, markets and small words, all from the catalogue's TOML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from orebook.reader.once import once_each
from orebook.reader.patterns import Sieve, compiled
from orebook.reader.regular import Pattern
from orebook.terms import Catalog, Cue

#: Sentences name the same few together: so many sets of them are kept at hand.
_KEPT = 1000
#: Turns and joints that are asked of whole sentences.
_OF_SENTENCES = ("foreign", "home", "pronoun", "not-really", "compared", "past", "next", "now")


@dataclass(frozen=True, slots=True)
class Market:
    """A meeting place of sellers and buyers: its link, and how a text names it."""

    id: str
    link: str | None
    enterprises_buy: str | None
    heading: Pattern
    label: Pattern
    topic: Pattern
    named: Pattern

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Its patterns that are sought in a sentence."""
        return self.label, self.topic, self.named


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who trades: the sides they can take, and the links in which they take them."""

    id: str
    sides: tuple[str, ...]
    links: Mapping[str, str]
    within: Mapping[str, Mapping[str, str]]
    generic: bool
    silent: bool
    pair: bool
    pattern: Pattern

    def link(self, side: str, market: Market | None) -> str | None:
        """The link in which this party is that side, or None when its own trade does not say."""
        there = self.within.get(market.id, {}) if market else {}
        return there.get(side, self.links.get(side)) or None

    @property
    def trades(self) -> bool:
        """Whether this party's own trade names its links."""
        return bool(self.links)


@dataclass(frozen=True, slots=True)
class Rubric:
    """Everything `phrases` looks for, ready to be found in folded text."""

    catalog: Catalog
    cues: tuple[tuple[Cue, Pattern], ...]
    parties: tuple[Party, ...]
    markets: tuple[Market, ...]
    joints: Mapping[str, Pattern]
    turns: Mapping[str, Pattern]
    characters: Mapping[int, str]
    sieve: Sieve
    found: frozenset[Pattern] = frozenset()
    narrowed: dict[frozenset[Pattern], Rubric] = field(default_factory=dict)

    def within(self, found: frozenset[Pattern]) -> Rubric:
        """The cues, parties and markets of the patterns found in a sentence: most name few of them."""
        known = self.narrowed.get(found)
        if known is None:
            if len(self.narrowed) >= _KEPT:
                self.narrowed.clear()
            known = self.narrowed[found] = replace(
                self,
                found=found,
                cues=tuple(row for row in self.cues if row[1] in found),
                parties=tuple(party for party in self.parties if party.pattern in found),
                markets=tuple(market for market in self.markets if not found.isdisjoint(market.patterns)),
            )
        return known


@once_each
def rubric(catalog: Catalog) -> Rubric:
    """The catalogue's rubric, compiled the first time it is asked for."""
    words = catalog.words.get("speakers", {})
    parts = words.get("parts", {})
    cues = tuple((cue, compiled(cue.phrases, parts)) for cue in catalog.cues)
    parties = tuple(_party(row, parts) for row in words.get("party", ()))
    markets = tuple(_market(row, words, parts) for row in words.get("market", ()))
    joints = {row["id"]: compiled(row["words"], parts) for row in words.get("joint", ())}
    turns = {row["id"]: compiled(row["words"], parts) for row in words.get("turn", ())}
    spoken = [pattern for name, pattern in (joints | turns).items() if name in _OF_SENTENCES]
    return Rubric(
        catalog=catalog,
        cues=cues,
        parties=parties,
        markets=markets,
        joints=joints,
        turns=turns,
        characters=_characters(catalog.words.get("characters", {}), words.get("fold", {})),
        sieve=Sieve([*_sought(cues, parties, markets), *spoken]),
    )


def _sought(
    cues: Iterable[tuple[Cue, Pattern]], parties: Iterable[Party], markets: Iterable[Market]
) -> list[Pattern]:
    """Every pattern that is sought in whole sentences."""
    patterns = [pattern for _, pattern in cues] + [party.pattern for party in parties]
    return patterns + [pattern for market in markets for pattern in market.patterns]


def _characters(*tables: Mapping[str, str]) -> dict[int, str]:
    pairs = (zip(table.get("traditional", ""), table.get("simplified", ""), strict=False) for table in tables)
    return {ord(old): new for table in pairs for old, new in table}


def _party(row: Mapping[str, Any], parts: Mapping[str, str]) -> Party:
    links = _links(row)
    return Party(
        id=row["id"],
        sides=tuple(row.get("sides", links or ("seller", "buyer"))),
        links=links,
        within={market: _links(changed) for market, changed in row.get("within", {}).items()},
        generic=row.get("generic", False),
        silent=row.get("silent", False),
        pair=row.get("pair", False),
        pattern=compiled(row["words"], parts),
    )


def _links(row: Mapping[str, Any]) -> dict[str, str]:
    return {side: row[trade] for side, trade in (("seller", "sells"), ("buyer", "buys")) if trade in row}


def _market(row: Mapping[str, Any], words: Mapping[str, Any], parts: Mapping[str, str]) -> Market:
    heading = "|".join(row["heading"])
    around, own = words["heading"], {**parts, "heading": f"(?:{heading})"}
    return Market(
        id=row["id"],
        link=row.get("link"),
        enterprises_buy=row.get("enterprises_buy"),
        heading=compiled((f"{around['before']}(?:{heading}){around['after']}",), own),
        label=compiled((around["label"],), own),
        topic=compiled(words["topic"]["words"], own),
        named=compiled(row["named"], own),
    )
