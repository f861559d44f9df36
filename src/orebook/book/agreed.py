"""The catalogue as in use at a moment: products, chains, methods, sources, decisions, words of that day."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from orebook import units
from orebook.facts import digest

if TYPE_CHECKING:
    from orebook.ledger import Store
    from orebook.terms import Catalog

#: Files that later versions of Orebook bring and need; the agreed ones of the day know nothing of them.
_WORDS = "words/"

#: Catalogues of past moments by the hashes of their texts, and how many are kept.
_MADE: dict[frozenset[tuple[str, str]], Catalog] = {}
_KEPT = 8

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
    now = {path: _hash(text) for path, text in today.texts.items()}
    if not used or used == now:
        return today
    newer = {path: hash_ for path, hash_ in now.items() if path.startswith(_WORDS) and path not in used}
    key = frozenset({**used, **newer}.items())
    if key not in _MADE:
        _keep(key, _made({**{path: today.texts[path] for path in newer}, **store.agreed(known_at)}))
    return _MADE[key]


def _made(texts: dict[str, str]) -> Catalog:
    from orebook.catalog import load_texts

    return load_texts(texts)


def _keep(key: frozenset[tuple[str, str]], made: Catalog) -> None:
    """Keep a catalogue for the next question; the one kept longest makes room."""
    if len(_MADE) >= _KEPT:
        del _MADE[next(iter(_MADE))]
    _MADE[key] = made
