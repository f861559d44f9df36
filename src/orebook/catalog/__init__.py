"""Everything agreed beforehand, from TOML: products, chains, methods, sources, cues, words.

The package's own files lie in `orebook/data`; a user's lie in `orebook.d/` beside the book and are laid over
them by id. A new metal is a few TOML files and no Python. Every finding of every file is raised at once.

Within: `sheets` reads the files, `fields` takes a table apart, `products`, `chains` and `agreements` make the
terms, `names` and `families` spell the products' names, `check` holds all of it together.
"""

from __future__ import annotations

import functools
from pathlib import Path

from orebook.catalog.assemble import assemble
from orebook.catalog.sheets import gather
from orebook.errors import CatalogError
from orebook.terms import Catalog

__all__ = ["load"]


def load(overlay: Path | None = None) -> Catalog:
    """All products, chains, methods, sources, cues and words, with a user's own laid over the package's.

    A product, chain, method, source, cue or layout of the overlay replaces the one of the same id; families
    of one form grow together; a [[name]] adds to its product's names; a key of `words/NAME.toml` replaces
    that key alone, its table [add] adds to the lists that are there. Without an overlay the catalogue is read
    once and kept: treat it as read-only.

    Args:
        overlay: folder of the user's TOML (`orebook.d/`), of any depth. What a file holds is told by the
            nearest folder called products, chains, methods, words, cues, layouts, decisions, calendars or
            sources, else by its own name if it is one of these, else by its tables.

    Raises:
        CatalogError: with everything wrong in any file, each finding saying where, what and what to write.
        BadArgumentError: when the overlay is not a folder.

    >>> load().products["prnd-oxide"].unit
    'CNY/t'
    """
    return _package() if overlay is None else _laid(overlay)


@functools.cache
def _package() -> Catalog:
    return _laid(None)


def _laid(overlay: Path | None) -> Catalog:
    findings: list[str] = []
    catalog = assemble(gather(overlay, findings), findings)
    if findings:
        raise CatalogError(list(dict.fromkeys(findings)))
    return catalog
