"""Refusals of levels that cannot stand: where, read as what, which check, and what may have been meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from orebook.facts import Document, Quote, Refusal
from orebook.reader.bounds import Level
from orebook.reader.refusing import place, plain
from orebook.terms import Product

#: A document and the number of its first line in the text.
Numbered = tuple[Document, int]

EXPECTED = {
    "reversed-range": "its low end is above its high end. Expected the lower end first",
    "implausible-width": "its ends lie too far apart for one price. Expected a factor of about two at most",
    "outside-band": "it lies outside anything this product ever cost",
    "contradicted": "the conversion beside it fits another size of it, at any rate there ever was",
    "unreadable-number": "its digits do not add up, and what they may have been does not stand either",
    "unknown-unit": "its money is no unit of the contract, and no earlier level bears out the one it may be",
}


def numbered(documents: Sequence[Document]) -> dict[str, Numbered]:
    """The documents of one text by id, each with the number of its first line."""
    found, line = {}, 1
    for document in documents:
        found[document.document] = (document, line)
        line += document.text.count("\n")
    return found


def written(found: Level) -> str:
    """A level as people write it.

    >>> from orebook.reader.bounds import level
    >>> written(level(399000.0, 401000.0, "CNY/t"))
    '399,000-401,000 CNY/t'
    """
    return f"{'-'.join(dict.fromkeys(plain(end) for end in found.ends))} {found.unit}"


def refusal(
    quote: Quote,
    found: Level,
    rule: str,
    product: Product | None,
    texts: Mapping[str, Numbered],
    meant: Sequence[Level],
) -> Refusal:
    """A refusal of a quote, with the readings it may have had as suggestions."""
    span = next((span for span in quote.spans if span.role == "price"), None) or next(iter(quote.spans), None)
    document, line = texts.get(span.document, (None, 1)) if span else (None, 1)
    where = place(document, span.start - document.offset, line) if document and span else "quote"
    where = f'{where}: "{quote.printed}"'
    suggestions = tuple(dict.fromkeys(written(one) for one in meant))
    perhaps = f"Perhaps {suggestions[0]}?" if suggestions else "Check the number and its unit."
    read_as = f"{quote.product} {written(found)}"
    message = f"{where}: read as {read_as}; {EXPECTED[rule]}{_band(rule, product)}. {perhaps}"
    return Refusal(rule=rule, message=message, where=where, suggestions=suggestions, spans=quote.spans)


def _band(rule: str, product: Product | None) -> str:
    if rule != "outside-band" or product is None or product.band is None:
        return ""
    return f" ({plain(product.band[0])} to {plain(product.band[1])} {product.unit})"
