"""What can be published: a week's review, a price, a day's prices; and from when each may be released."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from orebook.book import sources, terms
from orebook.book.walk import View
from orebook.errors import BadArgumentError

REVIEW, PRICE, PRICES = "review", "price", "prices"
_FORM = (
    'Write "2025-W02" for a week\'s review, "price prnd-oxide 2025-01-09" for a price, "prices 2025-01-09" '
    "for a day's whole sheet."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is to be published: a week's review, a price, or a day's prices."""

    kind: str
    name: str
    """As publications call it."""
    product: str | None = None
    day: date | None = None
    week: str | None = None


def subject(view: View, words: str) -> Subject:
    """What is meant by words such as 2025-W02, price prnd-oxide 2025-01-09, prices 2025-01-09.

    Raises:
        BadArgumentError: for anything else, an unknown product, or a day after today.
    """
    kind, _, rest = words.strip().partition(" ")
    if re.fullmatch(r"\d{4}-W\d{2}", words.strip()):
        kind, rest = REVIEW, words.strip()
    rest = rest.strip()
    if kind == REVIEW and rest:
        return Subject(kind=kind, name=f"{REVIEW} {rest}", week=rest)
    if kind == PRICES and rest:
        day = sources.today_or_before(rest)
        return Subject(kind=kind, name=f"{PRICES} {day}", day=day)
    name, _, last = rest.rpartition(" ")
    if kind == PRICE and name:
        product, day = terms.product(view.catalog, name), sources.today_or_before(last)
        return Subject(kind=kind, name=f"{PRICE} {product.id} {day}", product=product.id, day=day)
    raise BadArgumentError(f'"{words}" is nothing that can be published. {_FORM}')


def due(view: View, on: date) -> datetime:
    """From when a day's publication may be released: at its close, or the next open day's.

    Raises:
        BadArgumentError: for a year whose holidays the calendar does not hold.
    """
    from orebook.calendars import is_open, next_open, release_moment

    calendar = view.catalog.calendars[terms.method(view.catalog, "publish").parameters["calendar"]]
    moment = release_moment(calendar, on)
    return moment if is_open(calendar, on) else release_moment(calendar, next_open(calendar, on))
