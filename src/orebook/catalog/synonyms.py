"""Names a person taught: `[[name]]` adds words to a product's names without repeating the product."""

from __future__ import annotations

from dataclasses import replace

from orebook.catalog.fields import Fields
from orebook.catalog.names import key, spelt
from orebook.catalog.shelves import Shelves
from orebook.errors import nearest


def with_names(shelves: Shelves) -> None:
    """Give each product the names that [[name]] rows add to it."""
    for row in shelves.names:
        product, words = row.text("product"), row.texts("words")
        for field in ("source", "author", "why"):
            row.text_or_none(field)
        row.day_or_none("date")
        row.done()
        _name(product, words, row, shelves)


def _name(product: str, words: tuple[str, ...], row: Fields, shelves: Shelves) -> None:
    known = shelves.products.items
    if not words:
        row.note('no "words". Expected the names to add, such as words = ["didymium oxide"].')
    if product not in known:
        row.note(f'no product "{product}".{nearest(product, list(known), 1)}', "product")
        return
    sound = [word for word in words if _sound(word, product, row, shelves)]
    known[product] = replace(known[product], names=spelt([*known[product].names, *sound]))


def _sound(word: str, product: str, row: Fields, shelves: Shelves) -> bool:
    """Whether a word is no bare element and no other product's name; what it is is noted where it stands."""
    spelling = key(word)
    if any(spelling == key(bare) for words in shelves.bare.values() for bare in words):
        row.note(f'"{word}" is a bare element or grade. Add its form: oxide, metal.', "words")
        return False
    owner = next(
        (other.id for other in shelves.products.items.values()
         if other.id != product and any(spelling == key(name) for name in other.names)),
        None,
    )  # fmt: skip
    if owner is not None:
        row.note(f'"{word}" is already {owner}. A name must mean one product.', "words")
    return owner is None
