"""Market communication typed in -> document and quote, past the same gate as what is read. It passes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from orebook import reader
from orebook.book import sources, submitters, terms, walk
from orebook.book.memory import Memory
from orebook.book.storing import Storing
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.facts import identity

if TYPE_CHECKING:
    from orebook.facts import Document, Quote, Refusal
    from orebook.reader import Entry, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What came of a typed line: the quote as it is kept, its id and document, and what to know about it."""

    id: str
    quote: Quote
    document: Document
    already: bool
    """Whether the same person typed the same line before; nothing was kept twice."""
    registered: bool
    """Whether the register of submitters knows its contributor."""


def entry(view: View, words: Mapping[str, Any], today: date) -> Entry:
    """What somebody types, its product found and its submitter looked up in the register.

    Raises:
        BadArgumentError: no such product, a day or a moment to come.
    """
    product = terms.product(view.catalog, words["called"])
    at = moment(words.get("at"), today)
    known = submitters.submitter(view, words.get("contributor")) if words.get("contributor") else None
    return reader.Entry(
        **{**words, "at": at, "on": sources.today_or_before(words["on"])},
        product=product.id,
        role=known.role if known else None,
        verified=bool(known and known.verified),
    )


def moment(at: str | datetime | None, today: date) -> datetime | None:
    """When something was said, as typed.

    Raises:
        BadArgumentError: no moment, or one to come.
    """
    try:
        found = datetime.fromisoformat(at) if isinstance(at, str) else at
    except ValueError:
        raise BadArgumentError(f'at: "{at}" is no moment. Write it as 2026-11-20T14:38.') from None
    if found is not None and found.date() > today:
        raise BadArgumentError(
            f"at: {found.date()} is after today, {today}. Nothing is said in days to come."
        )
    return found


def typed(view: View, words: Mapping[str, Any], today: date) -> Typed:
    """A typed line -> ledger, unless the gate says it cannot be a price; outside it, it waits in quarantine.

    Raises:
        BadArgumentError: words that are not understood, or a price that cannot be; nothing is kept.
    """
    assert view.store is not None
    found = reader.line(entry(view, words, today), view.catalog)
    checked = gated(view, found)
    if not checked.quotes:
        raise BadArgumentError(told(checked.refusals[0]))
    walk.words(view)
    appended = walk.keep(checked, view, backfill=False)
    quote, document = checked.quotes[0], checked.documents[0]
    if appended.already:
        quote = _held(view, quote, document)
    return Typed(
        id=identity(quote),
        quote=quote,
        document=document,
        already=bool(appended.already),
        registered=quote.contributor is None or submitters.submitter(view, quote.contributor) is not None,
    )


def _held(view: View, quote: Quote, document: Document) -> Quote:
    """The quote the book holds of a line that was typed before."""
    assert view.store is not None
    held = view.store.quotes([quote.product], start=quote.price_date, end=quote.price_date)
    return next(one.fact for one in held if one.fact.spans[0].document == document.document)


def gated(view: View, reading: Reading) -> Reading:
    """What was typed, held against history as what is read; a slip is never mended: who typed it is there.

    A quote that the check would mend is refused, with the reading it would have taken as its suggestion.
    """
    permitted = Storing(view).of(reading)
    if len(permitted.quotes) < len(reading.quotes):
        return permitted
    checked = walk.check(reading, view, Memory(view).of(reading))
    return reader.unmended(reading, checked)


def told(refusal: Refusal) -> str:
    """A refusal as the message of a line that was not kept; where in which document is of no use then."""
    return f"{placeless(refusal)} Nothing was kept."


def placeless(refusal: Refusal) -> str:
    """What was wrong with a typed row, without its place, which is told beside it."""
    return refusal.message.removeprefix(_place(refusal))


def _place(refusal: Refusal) -> str:
    """The document and line a refusal begins with: those of a typed line are nothing its typist ever saw."""
    place, words, _ = refusal.where.partition(': "')
    return f"{place}: " if words else ""
