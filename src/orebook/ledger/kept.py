"""What the ledger answers when it has kept something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What came of an append: how many facts are new, how many documents were not, and which are.

    >>> Appended(kept=4, already=0, documents=("smm-1",)).kept
    4
    """

    kept: int
    """Facts kept now, the documents among them."""
    already: int
    """Documents given that the book held before; they brought in nothing."""
    documents: tuple[str, ...]
    """Ids of the documents kept now, in the order given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One line of the list written with a document: what was kept with it, and under which id.

    The document's own line comes first, under `identity(document)`, so that a headline or an address altered
    later does not go unseen.

    >>> Kept(fact="quote", id="quote-1", product="prnd-oxide", price_date=date(2025, 1, 9)).fact
    'quote'
    """

    fact: str
    """Which kind of fact: document, quote, change, phrase, statistic, event or refusal."""
    id: str
    """`identity` of the fact as it was written."""
    product: str | None
    """Its product, where it has one."""
    price_date: date | None
    """Its market day, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A fact that became known between two moments: its id, and its product and day where it has them.

    The rows of a bulk load are told together, one `Learnt` of the kind "segment" for each part of the load
    with how many of its rows became known: a load of ten million quotes is one thing that happened, not ten
    million. `Store.quotes` gives the rows themselves.

    >>> Learnt(fact="quote", id="quote-1", product="prnd-oxide", price_date=None, available_at=0).rows
    1
    """

    fact: str
    """Which kind of fact; "segment" for rows of a bulk load."""
    id: str
    """The id it is kept under."""
    product: str | None
    """Its product, where it has one."""
    price_date: date | None
    """Its market day, where it has one."""
    available_at: int
    """From when it was known, microseconds UTC; of a segment, when its first row became so."""
    rows: int = 1
    """Of a segment, how many of its rows became known; 1 for any other fact."""
