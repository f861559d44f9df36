"""From sheets to the catalogue: each file is read into its terms, then all are checked against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from orebook.catalog import agreements, calendars, chains, decisions, layouts, products
from orebook.catalog.check import check
from orebook.catalog.families import with_families
from orebook.catalog.fields import Fields
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Shelves
from orebook.catalog.synonyms import with_names
from orebook.terms import Catalog

READERS: dict[str, Callable[[Sheet, Fields, Shelves], None]] = {
    "products": products.read,
    "chains": chains.read,
    "methods": agreements.methods,
    "words": agreements.words,
    "cues": agreements.cues,
    "layouts": layouts.read,
    "decisions": decisions.read,
    "calendars": calendars.read,
    "sources": agreements.sources,
}


def assemble(sheets: Sequence[Sheet], findings: list[str]) -> Catalog:
    """The catalogue these sheets make; whatever does not hold together is added to the findings."""
    shelves = Shelves()
    for sheet in sheets:
        READERS[sheet.kind](sheet, Fields(sheet.table, sheet.path, findings), shelves)
    families = with_families(shelves)
    with_names(shelves)
    check(shelves)
    return Catalog(
        products=shelves.products.items,
        chains=shelves.chains.items,
        methods=shelves.methods.items,
        sources=shelves.sources.items,
        cues=tuple(shelves.cues.items.values()),
        words=shelves.words,
        families=families,
        layouts=tuple(shelves.layouts.items.values()),
        decisions=tuple(decision for decision, _ in shelves.decisions),
        calendars=shelves.calendars.items,
        texts={sheet.path: sheet.text for sheet in sheets},
    )
