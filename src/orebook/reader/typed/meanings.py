"""From the words of an entry to a quote: its kind, its numbers, its tax basis, its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from orebook.facts import Quote, Span
from orebook.reader.typed.entry import Entry
from orebook.reader.typed.figures import Priced, ends, folded, tonnes, unit
from orebook.reader.typed.unclear import UnclearError
from orebook.terms import Catalog

#: The mark of a bid, offer or deal of a trading desk whose figures nobody has verified.
UNVERIFIED = "unverified"
#: What is typed carries these as its rules: a line, a row of a sheet, a correction.
LINE, ROW, CORRECTION = "M1", "M2", "M3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What an entry's words mean."""

    low: float
    high: float
    unit: str
    kind: str
    tonnes: float | None
    tax: str | None


def meant(entry: Entry, catalog: Catalog) -> Meant:
    """What an entry's words mean.

    Raises:
        UnclearError: naming the first word that is not understood.
    """
    priced = unit(entry.unit, catalog)
    low, high = priced_ends(entry.price, priced, catalog)
    return Meant(
        low=low,
        high=high,
        unit=priced.unit,
        kind=kind(entry.kind, catalog),
        tonnes=None if entry.volume is None else tonnes(entry.volume, catalog),
        tax=None if entry.tax is None else _one_of("tax", entry.tax, catalog),
    )


def priced_ends(text: str, priced: Priced, catalog: Catalog) -> tuple[float, float]:
    """Low and high in the unit as the contract spells it."""
    low, high = ends(text, catalog)
    return _number(low * priced.scale), _number(high * priced.scale)


def _number(exact: Decimal) -> float:
    return float(exact)


def kind(text: str, catalog: Catalog) -> str:
    """Bid, offer, transaction, listing or assessment, in English or Chinese.

    >>> from orebook.catalog import load
    >>> kind("买盘", load()), kind("Offer", load())
    ('bid', 'offer')
    """
    return _one_of("kinds", text, catalog)


def _one_of(table: str, text: str, catalog: Catalog) -> str:
    words = catalog.words["typed"][table]
    for name, spelt in words.items():
        if folded(text) in (name, *spelt):
            return str(name)
    field = "kind" if table == "kinds" else table
    raise UnclearError(field, text, f"one of {', '.join(words)}, or a word for it in words/typed.toml")


def quote(entry: Entry, meaning: Meant, spans: Sequence[Span], rule: str, catalog: Catalog) -> Quote:
    """The quote an entry states, citing the characters of its words."""
    return Quote(
        product=entry.product,
        kind=meaning.kind,
        low=meaning.low,
        high=meaning.high,
        unit=meaning.unit,
        price_date=entry.on,
        published=entry.said,
        source=entry.publisher,
        contributor=entry.contributor,
        tax=meaning.tax,
        delivery=entry.delivery,
        place=entry.place,
        volume=meaning.tonnes,
        terms=_terms(entry, meaning.kind),
        spans=tuple(spans),
        printed=entry.price,
        repairs=(),
        flags=(UNVERIFIED,) if _unverified(entry, meaning.kind, catalog) else (),
        rules=(rule,),
    )


def _terms(entry: Entry, kind: str) -> str | None:
    """Payment terms, and for deals which one: two deals of one size are two, not one told twice."""
    told = [entry.terms] if entry.terms else []
    if entry.deal is not None:
        told.append(f"deal {entry.deal}")
    elif entry.at is not None and kind == "transaction":
        told.append(f"deal of {entry.at:%H:%M}")
    return ", ".join(told) or None


def _unverified(entry: Entry, kind: str, catalog: Catalog) -> bool:
    words = catalog.words["typed"]["unverified"]
    return kind in words["kinds"] and entry.role in words["roles"] and not entry.verified
