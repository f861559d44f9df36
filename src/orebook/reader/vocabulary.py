"""Every word the reader knows, compiled once for a catalogue into one automaton.

A phrase may play several roles at once: "from" opens a range and names an older level. Which it plays is
decided where it stands (`attach`, `classify`); here a phrase only carries them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from string import ascii_letters, digits
from typing import Any

import ahocorasick_rs

from orebook.reader.headings import headings
from orebook.reader.normal import fold
from orebook.reader.once import once_each
from orebook.terms import Catalog, Family
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED

#: Tables of these word files are roles; each key of a table is a value of its role.
_TABLED = ("units", "dates", "goods")
#: Roles whose words may touch a number: RMB29,500, 319RMB/kg, 9.4万.
_TOUCHING = frozenset(
    ("currency", "mass", "per", "scale", "percent", "range", "approximate", "minus", "month")
)


#: Initials as short as these mean too many: MB.
_INITIALS = 2
#: Letters and digits that go on with a word they touch.
_LATIN = frozenset(ascii_letters + digits)
#: Roles of phrases that may hold a word telling the kind of price.
_PLAIN_ROLES = frozenset(("level", "opener", "carrier", "forecast", "prior"))


@dataclass(frozen=True, slots=True)
class Word:
    """A phrase and what it may mean."""

    text: str
    roles: Mapping[str, Any]
    touches: bool
    names: frozenset[str]
    opens: bool
    closes: bool


@dataclass(slots=True)
class Mark:
    """A phrase of the vocabulary where it stands in a text."""

    start: int
    end: int
    word: Word

    def has(self, *roles: str) -> bool:
        """Whether it may play one of these roles."""
        return not self.word.names.isdisjoint(roles)

    def get(self, role: str) -> Any:
        """What it means in a role, or None."""
        return self.word.roles.get(role)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one catalogue, ready to be found in a text."""

    catalog: Catalog
    words: tuple[Word, ...]
    automaton: ahocorasick_rs.AhoCorasick
    characters: Mapping[int, int]
    elements: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, str]
    names: Mapping[str, str]
    columns: Mapping[str, str]
    heads: frozenset[str]
    kinds: Mapping[str, str]
    taxes: Mapping[str, str]
    usual_kinds: Mapping[str, str]
    contracts: Mapping[str, str]
    coefficients: Mapping[str, str]
    abroad: Mapping[str, str]
    formulas: Mapping[str, Collection[str]]
    yearly: Mapping[str, str]
    realised: Mapping[str, str]
    sources: Mapping[str, str]
    published: tuple[str, ...]

    def fold(self, text: str) -> str:
        """The text in the spelling the words are written in; not a character more or fewer."""
        return fold(text, self.characters)

    def sibling(self, product: str, form: str) -> str | None:
        """The product of the same metal in another form: of PrNd oxide, the alloy is PrNd metal."""
        for wanted in _ALIKE.get(form, (form,)):
            for candidates in self.elements.values():
                if wanted in candidates and product in candidates.values():
                    return candidates[wanted]
        return None

    def marks(self, folded: str) -> list[Mark]:
        """Every word in a folded text, the longest first where several begin, none overlapping."""
        found = self.automaton.find_matches_as_indexes(folded, overlapping=True)
        found.reverse()  # found by their ends: now the longest first of those that begin together
        found.sort(key=_begins)
        marks, words, reached = [], self.words, 0
        for index, start, end in found:
            if start < reached:
                continue
            word = words[index]
            if not (word.opens or word.closes) or _stands_alone(folded, start, end, word):
                marks.append(Mark(start, end, word))
                reached = end
        return marks


_ALIKE = {
    "metal": ("metal", "alloy", "iron-alloy"),
    "alloy": ("alloy", "iron-alloy", "metal"),
    "scrap": ("in-ndfeb-scrap",),
}


_begins = itemgetter(1)


def _stands_alone(text: str, start: int, end: int, word: Word) -> bool:
    """Whether a word is no part of a longer one; Chinese words need no blanks around them."""
    if word.opens and start and (before := text[start - 1]) in _LATIN and _joined(before, word.text[0], word):
        return False
    after = text[end] if word.closes and end < len(text) else ""
    return after not in _LATIN or not _joined(after, word.text[-1], word)


def _joined(neighbour: str, edge: str, word: Word) -> bool:
    """Whether a letter or digit that a word touches makes it part of a longer one."""
    return not (word.touches and neighbour.isdigit() != edge.isdigit())


@once_each
def vocabulary(catalog: Catalog) -> Vocabulary:
    """The catalogue's vocabulary, compiled the first time it is asked for."""
    pairs = catalog.words.get("characters", {})
    characters = str.maketrans(pairs.get("traditional", ""), pairs.get("simplified", ""))
    roles: dict[str, dict[str, Any]] = defaultdict(dict)
    for phrase, role, value in _phrases(catalog):
        roles[fold(phrase, characters)].setdefault(role, value)
    _inherit(roles)
    words = tuple(_word(text, meant) for text, meant in roles.items() if text)
    automaton = ahocorasick_rs.AhoCorasick([word.text for word in words])
    kinds = catalog.words.get("kinds", {})
    columns = headings(catalog)
    headed = {fold(name, characters): role for role, names in columns.items() for name in names}
    usual = catalog.words.get("usual", {})
    return Vocabulary(
        catalog=catalog,
        words=words,
        automaton=automaton,
        characters=characters,
        elements=elements(catalog.families),
        forms=_forms(catalog.families),
        names={word.text: word.roles["product"] for word in words if "product" in word.roles},
        columns=headed,
        heads=frozenset(word for name in headed for word in name.split()[:1]),
        kinds={fold(name, characters): kind for kind, names in kinds.items() for name in names},
        taxes=_taxes(catalog, characters),
        usual_kinds={product: kind for kind, some in usual.get("kind", {}).items() for product in some},
        contracts=usual.get("contract", {}),
        coefficients=usual.get("coefficient", {}),
        abroad=usual.get("abroad", {}),
        formulas=usual.get("formula", {}),
        yearly=usual.get("yearly", {}),
        realised=usual.get("realised", {}),
        sources=_sources(catalog),
        published=tuple(columns.get("published", ())),
    )


def _word(text: str, meant: Mapping[str, Any]) -> Word:
    names = frozenset(meant)
    return Word(text, meant, not _TOUCHING.isdisjoint(names), names, text[0] in _LATIN, text[-1] in _LATIN)


def _sources(catalog: Catalog) -> dict[str, str]:
    """The id of each source by every name it goes by."""
    return {
        name.casefold(): source.id
        for source in catalog.sources.values()
        for name in (source.id, source.name, *source.aliases)
    }


def _taxes(catalog: Catalog, characters: Mapping[int, int]) -> dict[str, str]:
    """The tax basis that each word of it means."""
    cues = catalog.words.get("cues", {})
    bases = ((TAX_EXCLUDED, "tax_excluded"), (TAX_INCLUDED, "tax_included"))
    return {fold(word, characters): basis for basis, role in bases for word in cues.get(role, ())}


def _forms(families: Iterable[Family]) -> dict[str, str]:
    """The form of each product that a family names; an alloy that is the metal counts as metal."""
    forms: dict[str, str] = {}
    for family in families:
        for product in family.members.values():
            forms.setdefault(product, family.form)
    return forms


def _inherit(roles: dict[str, dict[str, Any]]) -> None:
    """Let a phrase keep what its words tell of the kind of price: "assessed at" is still "assessed"."""
    for phrase, meant in roles.items():
        if " " not in phrase or "product" in meant or not meant.keys() & _PLAIN_ROLES:
            continue
        for word in phrase.split():
            for role in ("kind", "average"):
                if role in roles.get(word, ()):
                    meant.setdefault(role, roles[word][role])


def _phrases(catalog: Catalog) -> Iterator[tuple[str, str, Any]]:
    for name, role, value in _all_names(catalog):
        for spelling in spellings(name):
            yield spelling, role, value
    for stem in _TABLED:
        for role, table in catalog.words.get(stem, {}).items():
            yield from ((phrase, role, value) for value, phrases in table.items() for phrase in phrases)
    for role, phrases in catalog.words.get("cues", {}).items():
        yield from ((phrase, role, role) for phrase in phrases)
    for kind, phrases in catalog.words.get("kinds", {}).items():
        yield from ((phrase, "kind", kind) for phrase in phrases)


def _spoken(name: str) -> bool:
    """Whether a publisher's name may stand in a sentence and mean nobody else."""
    return "(" not in name and (len(name) > _INITIALS or not name.isascii())


def _all_names(catalog: Catalog) -> Iterator[tuple[str, str, Any]]:
    for product in catalog.products.values():
        yield from (
            (name, "product", product.id)
            for name in (product.id, product.en, product.zh, *product.names)
            if name
        )
    for family in catalog.families:
        yield from ((name, "product", product) for name, product in _family_names(family))
    places = catalog.words.get("usual", {}).get("exchanges", ())
    for source in catalog.sources.values():
        names = (source.name, *source.aliases)
        if source.licence != "own" and source.id not in places:
            yield from ((name, "publisher", source.id) for name in names if _spoken(name))
    for product, names in catalog.words.get("usual", {}).get("alone", {}).items():
        yield from ((name, "alone", product) for name in names)
    for word, candidates in elements(catalog.families).items():
        yield word, "element", candidates


def _family_names(family: Family) -> Iterator[tuple[str, str]]:
    for member, product in family.members.items():
        if member.isascii():
            yield from ((f"{member} {form}", product) for form in family.en)
            yield from ((f"{form} of {member}", product) for form in family.en)
        else:
            yield from ((form + member, product) for form in family.zh)
            yield from ((member + form, product) for form in family.zh)


def elements(families: Iterable[Family]) -> dict[str, dict[str, str]]:
    """Each element word alone, and the product it may mean in each form."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for family in families:
        for member, product in family.members.items():
            if not member.isascii() or len(member) > 2:
                found[member][family.form] = product
    return dict(found)


def spellings(name: str) -> Iterator[str]:
    """The ways one name is typed: hyphens as blanks, a plural, a blank doubled by a wrapped line.

    >>> sorted(set(spellings("NdFeB scrap")))
    ['NdFeB  scrap', 'NdFeB scrap', 'NdFeB scraps', 'NdFeB-scrap', 'NdFeB-scraps']
    """
    for typed in (name, name.replace("-", " "), name.replace(" ", "-")):
        yield typed
        if typed[-1:].isascii() and typed[-1:].isalpha() and typed[-1] not in "sS":
            yield typed + "s"
        if " " in typed:
            yield typed.replace(" ", "  ", 1)
