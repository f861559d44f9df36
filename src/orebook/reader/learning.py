"""A layout out of one labelled line: each field found, what stands between them kept, the line read back.

What is proposed reads its own line exactly as the label says, or nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from orebook.errors import BadArgumentError
from orebook.facts import Quote
from orebook.reader.drafting import draft
from orebook.reader.labelled import Labelled, labels
from orebook.reader.reading import Reading
from orebook.reader.vocabulary import vocabulary
from orebook.reader.walk import read_by
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
    trial = Trial(catalog, on, today)
    for one in labelled:
        if not (trial.layouts and trial.reads(one)):
            trial.add(draft(one, catalog, on, f"{name}-{len(trial.layouts) + 1}"))
            trial.prove(one)
    return Learnt(layouts=tuple(trial.layouts), text=plain, reading=trial.reading(plain))


class Trial:
    """The layouts learnt so far, tried on texts; the words are compiled once."""

    def __init__(self, catalog: Catalog, on: date, today: date) -> None:
        self.on, self.today = on, today
        self.layouts: list[Mapping[str, Any]] = []
        self.words = vocabulary(catalog)

    def add(self, layout: Mapping[str, Any]) -> None:
        """Read by one more layout."""
        self.layouts.append(layout)
        catalog = self.words.catalog
        self.words = replace(self.words, catalog=replace(catalog, layouts=(*catalog.layouts, layout)))

    def reading(self, text: str) -> Reading:
        """What a text says by the layouts so far."""
        return read_by(self.words, text, on=self.on, source=None, address=None, today=self.today)

    def reads(self, labelled: Labelled) -> bool:
        """Whether they read a labelled line as its label does."""
        return any(_same(quote, labelled) for quote in self.reading("\n".join(labelled.lines)).quotes)

    def prove(self, labelled: Labelled) -> None:
        """Refuse a layout that does not read its own line.

        Raises:
            BadArgumentError: with what it reads instead.
        """
        if self.reads(labelled):
            return
        refusals = self.reading("\n".join(labelled.lines)).refusals
        said = refusals[0].message.rstrip(".") if refusals else "it reads nothing there"
        line = self.layouts[-1].get("line") or self.layouts[-1].get("cells")
        raise BadArgumentError(
            f"The layout {line} does not read its own line as the label does: {said}. Check the label's "
            "numbers, unit, kind and day."
        )


def _same(quote: Quote, labelled: Labelled) -> bool:
    wanted = labelled.reading
    same_day = wanted.price_date in (None, quote.price_date)
    told = (quote.product, quote.low, quote.high, quote.unit, quote.kind)
    return same_day and told == (wanted.product, wanted.low, wanted.high, wanted.unit, wanted.kind)
