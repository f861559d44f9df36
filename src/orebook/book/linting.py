"""Whether a user's words are safe: they load, spoil no name, and leave the golden texts read as they were."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook import reader
from orebook.errors import CatalogError

if TYPE_CHECKING:
    from orebook.catalog.golden import Golden
    from orebook.catalog.lint import Finding
    from orebook.reader import Reading
    from orebook.terms import Catalog


def lint(overlay: Path) -> list[Finding]:
    """Everything wrong with a folder of TOML, all at once; nothing where it is safe."""
    return looked(overlay)[1]


def looked(overlay: Path) -> tuple[Catalog | None, list[Finding]]:
    """The catalogue a folder makes, where it makes one, and everything wrong with it."""
    from orebook.catalog import lint as rules
    from orebook.catalog import load

    try:
        catalog = load(overlay)
    except CatalogError as error:
        return None, rules.placed(error.findings, overlay)
    return catalog, [*rules.names(catalog, overlay), *_golden(catalog, overlay)]


def _golden(catalog: Catalog, overlay: Path) -> Iterator[Finding]:
    """A finding for each golden text that is read otherwise with the user's words."""
    from orebook.catalog import lint as rules
    from orebook.catalog.golden import golden

    for text in golden():
        changed = reader.differences(_packaged(text), _read(text, catalog))
        if changed:
            yield rules.blamed(text, changed, overlay)


@functools.cache
def _packaged(text: Golden) -> Reading:
    """What a golden text says by the package's words alone."""
    from orebook.catalog import load

    return _read(text, load())


def _read(text: Golden, catalog: Catalog) -> Reading:
    day: date = text.published
    found = reader.read(text.text, on=day, source=None, address=None, catalog=catalog, today=day)
    return reader.check(found, catalog=catalog)
