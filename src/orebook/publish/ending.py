"""The end of a series: told in time, with what may take its place; afterwards it is not published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from orebook.errors import BadArgumentError
from orebook.facts import Notice
from orebook.publish.people import said
from orebook.terms import Method

ENDS = "discontinuation"


def discontinuation(
    product: str,
    *,
    last: date,
    author: str,
    given: date,
    reason: str,
    successor: str | None,
    method: Method,
    earlier: Sequence[Notice] = (),
) -> Notice:
    """Give notice that a series ends. Method publish/2, P13.

    Args:
        product: id of the product whose series ends.
        last: its last day.
        author: who gives notice.
        given: the day it is given.
        reason: why it ends.
        successor: id of the product that takes its place, if one does.
        method: publish/2, or a later version.
        earlier: notices of the product given before.

    Raises:
        BadArgumentError: too late a notice, a series that has ended, or one that succeeds itself.

    >>> from orebook.testing import method
    >>> ends = discontinuation("prnd-oxide", last=date(2027, 1, 29), author="Wang Li", given=date(2027, 1, 1),
    ...     reason="Nobody quotes it.", successor="neodymium-oxide", method=method("publish/2"))
    >>> ends.effective.isoformat(), ends.old, ends.new
    ('2027-01-29', 'prnd-oxide', 'neodymium-oxide')
    """
    who, why = said(author, "author", "who gives notice"), said(reason, "reason", "why the series ends")
    days = int(method.parameters["notice_days"])
    first = given + timedelta(days=days)
    if last < first:
        raise BadArgumentError(
            f"{product}: {last} is less than {days} days after {given}. The last day may be {first} or later "
            "(publish/2, P13)."
        )
    if successor == product:
        raise BadArgumentError(f"{product}: a series is not its own successor. Name another, or none.")
    known = next((one for one in earlier if one.kind == ENDS), None)
    if known is not None:
        raise BadArgumentError(
            f"{product}: notice was given on {known.given} that it ends on {known.effective}."
        )
    after = f" {successor} takes its place." if successor else ""
    told = f"The series {product} ends. Its last day is {last}.{after}"
    text = f"{told} Reason: {why} Notice given on {given} by {who}."
    return Notice(
        kind=ENDS, subject=product, text=text, author=who, given=given, effective=last, old=product,
        new=successor,
    )  # fmt: skip


def ended(product: str, on: date, notices: Iterable[Notice]) -> Notice | None:
    """The notice by which a product's series had ended before a day; None while it goes on.

    >>> ended("prnd-oxide", date(2027, 1, 30), []) is None
    True
    """
    return next(
        (one for one in notices if one.kind == ENDS and one.subject == product and one.effective < on), None
    )


def going(product: str, on: date, notices: Iterable[Notice]) -> None:
    """Refuse to publish a series after its last day.

    Raises:
        BadArgumentError: naming the notice's day and the successor.
    """
    end = ended(product, on, notices)
    if end is not None:
        after = f" Its successor is {end.new}." if end.new else ""
        raise BadArgumentError(
            f"{product} was discontinued: its last day was {end.effective}, by the notice of {end.given}, so "
            f"no price of {on} is published (publish/2, P13).{after} orebook assess still answers."
        )
