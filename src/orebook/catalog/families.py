"""Families: the names one pattern gives to many products, and the words the reader takes lists apart by."""

from __future__ import annotations

from dataclasses import replace

from orebook.catalog.names import filled, spelt
from orebook.catalog.shelves import Pattern, Shelves
from orebook.errors import nearest
from orebook.terms import Family


def with_families(shelves: Shelves) -> tuple[Family, ...]:
    """Families as the reader uses them; each product gains the names that its families' patterns give it.

    Families of one form grow together, whichever file they stand in: a user's element joins the package's.
    """
    families: dict[str, Family] = {}
    for pattern in shelves.patterns:
        members: dict[str, str] = {}
        for word, product in pattern.members.items():
            words = _words(word, pattern, shelves)
            members |= dict.fromkeys((spelling.casefold() for spelling in spelt(words)), product)
            _name(product, words, pattern, shelves)
        families[pattern.form] = _grown(families.get(pattern.form), pattern, members)
    return tuple(families.values())


def _words(word: str, pattern: Pattern, shelves: Shelves) -> tuple[str, ...]:
    if word not in shelves.bare:
        close = nearest(word, list(shelves.bare), 1)
        pattern.fields.note(f'no words for "{word}" in any [bare] table.{close}', "members")
    return shelves.bare.get(word, ())


def _name(product: str, words: tuple[str, ...], pattern: Pattern, shelves: Shelves) -> None:
    known = shelves.products.items
    if product not in known:
        close = nearest(product, list(known), 1)
        pattern.fields.note(f'no product "{product}".{close}', "members")
        return
    names = spelt([*known[product].names, *filled(pattern.names, words)])
    known[product] = replace(known[product], names=names)


def _grown(family: Family | None, pattern: Pattern, members: dict[str, str]) -> Family:
    en, zh = (family.en, family.zh) if family else ((), ())
    return Family(
        form=pattern.form,
        en=tuple(dict.fromkeys((*en, *spelt(pattern.en)))),
        zh=tuple(dict.fromkeys((*zh, *pattern.zh))),
        members={**(family.members if family else {}), **members},
    )
