"""A layout out of one labelled line: each field found, what stands between them kept, the line read back.

What is proposed reads its own line exactly as the label says, or nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from orebook.errors import BadArgumentError
from orebook.facts import Quote
from orebook.reader.drafting import draft
from orebook.reader.labelled import Labelled, labels
from orebook.reader.reading import Reading
from orebook.reader.walk import read
from orebook.terms import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """The layouts some labels teach, the text without its labels, and what it says under them."""

    layouts: tuple[Mapping[str, Any], ...]
    text: str
    reading: Reading


def learn(text: str, *, catalog: Catalog, on: date, today: date, name: str = "taught") -> Learnt:
    """The layouts that the labelled lines of a text teach, and what they read in all of it.

    Raises:
        BadArgumentError: no label, a label that does not fit its line, or a line that leaves open which of
            its numbers is which, saying what is missing.

    >>> from orebook.catalog import load
    >>> day = date(2025, 1, 9)
    >>> labelled = "Cerium oxide; 8,000; 8,200; CNY/t => cerium-oxide 8000-8200 CNY/t"
    >>> text = labelled + "\\nLanthanum oxide; 4,000; 4,100; CNY/t"
    >>> learnt = learn(text, catalog=load(), on=day, today=day)
    >>> learnt.layouts[0]["line"], learnt.reading.quotes[1].high
    ('{product}; {low}; {high}; {unit}', 4100.0)
    """
    plain, labelled = labels(text)
    layouts: list[Mapping[str, Any]] = []
    for one in labelled:
        if not _reads(one, layouts, catalog, on, today):
            layouts.append(draft(one, catalog, on, f"{name}-{len(layouts) + 1}"))
            _proven(one, layouts, catalog, on, today)
    reading = _reading(plain, layouts, catalog, on, today)
    return Learnt(layouts=tuple(layouts), text=plain, reading=reading)


def _with(layouts: Sequence[Mapping[str, Any]], catalog: Catalog) -> Catalog:
    return replace(catalog, layouts=(*catalog.layouts, *layouts))


def _reading(
    text: str, layouts: Sequence[Mapping[str, Any]], catalog: Catalog, on: date, today: date
) -> Reading:
    return read(text, on=on, source=None, address=None, catalog=_with(layouts, catalog), today=today)


def _reads(
    labelled: Labelled, layouts: Sequence[Mapping[str, Any]], catalog: Catalog, on: date, today: date
) -> bool:
    """Whether the layouts so far read a labelled line as its label does."""
    if not layouts:
        return False
    found = _reading("\n".join(labelled.lines), layouts, catalog, on, today)
    return any(_same(quote, labelled) for quote in found.quotes)


def _same(quote: Quote, labelled: Labelled) -> bool:
    wanted = labelled.reading
    same_day = wanted.price_date in (None, quote.price_date)
    told = (quote.product, quote.low, quote.high, quote.unit, quote.kind)
    return same_day and told == (wanted.product, wanted.low, wanted.high, wanted.unit, wanted.kind)


def _proven(
    labelled: Labelled, layouts: Sequence[Mapping[str, Any]], catalog: Catalog, on: date, today: date
) -> None:
    if not _reads(labelled, layouts, catalog, on, today):
        found = _reading("\n".join(labelled.lines), layouts, catalog, on, today)
        said = (
            "; ".join(refusal.message.rstrip(".") for refusal in found.refusals[:1])
            or "it reads nothing there"
        )
        line = layouts[-1].get("line") or layouts[-1].get("cells")
        raise BadArgumentError(
            f"The layout {line} does not read its own line as the label does: "
            f"{said}. Check the label's numbers, unit, kind and day."
        )
