"""Which of some refused words name the product, where that is certain."""

from __future__ import annotations

from orebook.reader.vocabulary import Mark, vocabulary
from orebook.terms import Catalog

#: Roles of words that may stand in a product's name; any other word ends it.
_NAMING = (
    "product",
    "element",
    "form",
    "oxidised",
    "class",
    "alone",
    "other",
    "ownerless",
    "actor",
    "figure",
)
#: Roles of words that may stand right behind it; "powder of the second kind" names nothing at "powder".
_PRICING = (
    "up", "down", "level", "kind", "opener", "carrier", "currency", "average", "approximate", "per", "mass",
)  # fmt: skip
#: More words than these are a clause.
_MOST = 5
_SMALL = ("the", "a", "an", "in", "of", "for", "and", "but", "while", "with", "prices", "price", "at", "as")


def called(words: str, catalog: Catalog) -> str | None:
    """The name at the head of refused words, up to the first word that cannot belong to one; else None.

    >>> from orebook.catalog import load
    >>> called("Zorbium oxide rose to 400,000-401,000 yuan/mt", load())
    'Zorbium oxide'
    >>> called("1.65 million yuan/mt", load()) is None
    True
    """
    known = vocabulary(catalog)
    folded = known.fold(words)
    end = next(
        (at for at, letter in enumerate(folded) if letter.isdigit() or letter in ",:;()|\n，、"), len(folded)
    )
    for mark in known.marks(folded):
        if mark.start < end and not mark.has(*_NAMING):
            if not mark.has(*_PRICING):
                return None
            end = mark.start
            break
    name = words[:end].strip(" -\t")
    return name if _likely(name, known.marks(known.fold(name))) else None


def _likely(name: str, marks: list[Mark]) -> bool:
    """Whether a stretch of words is a name: few, a letter first, no preposition, no product known already."""
    several = name.split()
    if not name[:1].isalpha() or len(several) > _MOST or len(name) < 2:
        return False
    return not any(word.casefold() in _SMALL for word in several) and not any(
        mark.has("product") for mark in marks
    )
