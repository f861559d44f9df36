"""What somebody types of one bid, offer or deal, and the person and submitter it comes from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from orebook.reader.typed.unclear import UnclearError

#: Whose evidence it is when no publisher is named: what a desk hears itself is its own (sources.toml).
OWN = "own"

#: A word of a line is shorter; a longer one is pasted by mistake. A note may be long.
_LONGEST, _LONGEST_NOTE = 200, 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of market communication, its words as typed but for the product's id and the days."""

    product: Annotated[str, "id of products"]
    called: Annotated[str, "the product as it was typed"]
    price: Annotated[str, "a number or range, as typed"]
    unit: Annotated[str, "as typed"]
    kind: Annotated[str, "as typed: bid, offer, 成交"]
    on: Annotated[date, "the market's day"]
    entered_by: Annotated[str, "who types it"]
    volume: str | None = None
    contributor: str | None = None
    source: str | None = None
    delivery: str | None = None
    place: str | None = None
    tax: str | None = None
    terms: str | None = None
    note: str | None = None
    at: Annotated[datetime | None, "when it was said, where that is known"] = None
    deal: Annotated[int | None, "which of several deals alike it is"] = None
    role: Annotated[str | None, "the submitter's role in the register"] = None
    verified: Annotated[bool, "whether the submitter was verified"] = False

    @property
    def publisher(self) -> str:
        """Who published it; what nobody did is the desk's own."""
        return self.source or OWN

    @property
    def said(self) -> date:
        """The day it was said."""
        return self.on if self.at is None else self.at.date()


_WORDS = ("called", "price", "unit", "kind", "entered_by", "volume", "contributor", "source", "delivery",
          "place", "tax", "terms", "note")  # fmt: skip
_NEEDED = ("called", "price", "unit", "kind", "entered_by")
_EXPECTED = {
    "called": "a product of the catalogue", "price": "a number or a range such as 715000-720000",
    "unit": "money per mass such as CNY/t", "kind": "bid, offer, transaction, ...",
    "entered_by": "who types it",
}  # fmt: skip
_NAMES = {"called": "product", "entered_by": "as"}


def clean(entry: Entry) -> Entry:
    """The entry with blanks around its words gone; what is empty is absent.

    Raises:
        UnclearError: a word that is missing, too long, or holds characters nobody types.
    """
    words = {name: _word(name, getattr(entry, name)) for name in _WORDS}
    for name in _NEEDED:
        if words[name] is None:
            raise UnclearError(_NAMES.get(name, name), "", _EXPECTED[name])
    if words["contributor"] is None and words["source"] is None:
        raise UnclearError("contributor", "", "whose figure it is: a contributor's code, or a source")
    if entry.deal is not None and entry.deal < 1:
        raise UnclearError("deal", str(entry.deal), "a running number from 1")
    return replace(entry, **words)  # type: ignore[arg-type]


def _word(name: str, given: str | None) -> str | None:
    text = (given or "").strip()
    shown = _NAMES.get(name, name)
    if len(text) > (_LONGEST_NOTE if name == "note" else _LONGEST):
        raise UnclearError(shown, text, f"at most {_LONGEST} characters")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text):
        raise UnclearError(shown, text.encode("unicode_escape").decode(), "one line of text")
    return text or None
