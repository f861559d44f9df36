"""The rubric of stances, compiled: cues, parties, markets and the small words, all from the catalogue's TOML.

A pattern of the rubric is RE2 with three short forms: a blank is any run of white space, `<name>` is a part
declared in words/speakers.toml, and `~` is a gap of a few words inside one clause. Each gap is a group of
its own, because a negation that stands in it turns the cue round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from orebook.errors import CatalogError
from orebook.terms import Catalog, Cue

#: What a gap may hold: at most so many characters, none of which ends a clause.
ENGLISH_GAP, CHINESE_GAP = r"([^,;:.!?()，。]{0,32}?)", r"([^,;:.!?()，。、 ]{0,7}?)"
_PART = re2.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Market:
    """A meeting place of sellers and buyers: its link, and how a text names it."""

    id: str
    link: str | None
    enterprises_buy: str | None
    heading: Any
    label: Any
    topic: Any
    named: Any


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
    pattern: Any

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
    cues: tuple[tuple[Cue, Any], ...]
    parties: tuple[Party, ...]
    markets: tuple[Market, ...]
    joints: Mapping[str, Any]
    turns: Mapping[str, Any]
    characters: Mapping[int, str]


_COMPILED: dict[int, Rubric] = {}
_KEPT = 4


def rubric(catalog: Catalog) -> Rubric:
    """The catalogue's rubric, compiled the first time it is asked for."""
    held = _COMPILED.get(id(catalog))
    if held is None or held.catalog is not catalog:
        held = _compiled(catalog)
        while len(_COMPILED) >= _KEPT:
            _COMPILED.pop(next(iter(_COMPILED)))
        _COMPILED[id(catalog)] = held
    return held


def _compiled(catalog: Catalog) -> Rubric:
    words = catalog.words.get("speakers", {})
    parts = words.get("parts", {})
    return Rubric(
        catalog=catalog,
        cues=tuple((cue, compiled(cue.phrases, parts)) for cue in catalog.cues),
        parties=tuple(_party(row, parts) for row in words.get("party", ())),
        markets=tuple(_market(row, words, parts) for row in words.get("market", ())),
        joints={row["id"]: compiled(row["words"], parts) for row in words.get("joint", ())},
        turns={row["id"]: compiled(row["words"], parts) for row in words.get("turn", ())},
        characters=_characters(catalog.words.get("characters", {}), words.get("fold", {})),
    )


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


def compiled(patterns: Sequence[str], parts: Mapping[str, str]) -> Any:
    """Patterns of the rubric as one expression; the first that fits at a place wins.

    >>> compiled(["<raise>~quotes"], {"raise": "raised|lifted"}).search("they raised all quotes").group()
    'raised all quotes'
    """
    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    try:
        return re2.compile("|".join(f"(?:{_spelled(pattern, parts)})" for pattern in patterns), options)
    except re2.error as error:
        finding = f"words of a stance: {patterns[0]!r} and those beside it: {error}. Write RE2 patterns."
        raise CatalogError([finding]) from None


def _spelled(pattern: str, parts: Mapping[str, str]) -> str:
    while named := _PART.search(pattern):
        pattern = pattern.replace(named.group(), f"(?:{parts[named.group(1)]})")
    gap = CHINESE_GAP if _chinese(pattern) else ENGLISH_GAP
    return pattern.replace(" ", " +").replace("~", gap)


def _chinese(letters: Iterable[str]) -> bool:
    return any("一" <= letter <= "龥" for letter in letters)
