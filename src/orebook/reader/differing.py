"""What two readings of one text differ in: quotes and changes, in words."""

from __future__ import annotations

from orebook.facts import Change, Quote
from orebook.reader.reading import Reading
from orebook.reader.refusing import plain


def differences(before: Reading, after: Reading) -> tuple[str, ...]:
    """What is no longer read as it was, and what is read instead; nothing where both say the same.

    >>> differences(Reading(), Reading())
    ()
    """
    old, new = _told(before), _told(after)
    gone = [f"no longer {one}" for one in old if one not in new]
    come = [f"now {one}" for one in new if one not in old]
    return (*gone, *come)


def _told(reading: Reading) -> list[str]:
    quotes = [_level(one) for one in reading.quotes]
    return [*quotes, *(_move(one) for one in reading.changes)]


def _level(quote: Quote) -> str:
    ends = "-".join(dict.fromkeys(plain(end) or "open" for end in (quote.low, quote.high)))
    return f"{quote.product} {ends} {quote.unit} {quote.kind} {quote.price_date}"


def _move(change: Change) -> str:
    ends = " to ".join(dict.fromkeys(plain(end) for end in (change.low, change.high)))
    return f"{change.product} moved {ends} {change.unit} by {change.price_date}"
