"""Names a person taught: `[[name]]` adds words to a product's names without repeating the product."""

from __future__ import annotations

from dataclasses import replace

from orebook.catalog.fields import Fields
from orebook.catalog.names import spelt
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
    names = spelt([*known[product].names, *words])
    known[product] = replace(known[product], names=names)
