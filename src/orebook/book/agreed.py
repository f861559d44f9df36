"""The catalogue as in use at a moment: products, chains, methods, sources, decisions, words of that day."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from orebook import units
from orebook.facts import digest

if TYPE_CHECKING:
    from orebook.ledger import Store
    from orebook.terms import Catalog

#: Files that later versions of Orebook bring and need; the agreed ones of the day know nothing of them.
_WORDS = "words/"

#: A text's hash, worked out once for as long as the text is held.
_hash = functools.lru_cache(maxsize=1024)(digest)


def catalog(store: Store, known_at: int, today: Catalog) -> Catalog:
    """The catalogue in use at a moment; today's for one to come, or where the book had noted none by then.

    Args:
        store: which notes its TOML texts whenever it keeps something read by them.
        known_at: microseconds UTC.
        today: the catalogue in use now.

    Raises:
        CatalogError: the texts of the day no longer hold together.
    """
    if known_at >= units.microseconds(datetime.now(UTC)):
        return today
    used = store.in_use(known_at)
    if not used or used == {path: _hash(text) for path, text in today.texts.items()}:
        return today
    texts = {**_newer(today, used), **store.agreed(known_at)}
    return _made(tuple(sorted(texts.items())))


def _newer(today: Catalog, used: Mapping[str, str]) -> dict[str, str]:
    """Words that came with a later Orebook, which its code cannot do without."""
    return {path: text for path, text in today.texts.items() if path.startswith(_WORDS) and path not in used}


@functools.lru_cache(maxsize=8)
def _made(texts: tuple[tuple[str, str], ...]) -> Catalog:
    from orebook.catalog import load_texts

    return load_texts(dict(texts))
