"""Refusals: what could not be taken, where it stands, what was expected, and what would settle it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from orebook.errors import nearest
from orebook.facts import Document, Refusal, Span
from orebook.reader.completion import Unit
from orebook.reader.dates import Dated
from orebook.reader.mentions import Mention
from orebook.reader.money import Money
from orebook.terms import Catalog, Product
from orebook.units import UNITS

#: The longest words a refusal shows.
_LONGEST = 80


class Refuser:
    """Writes the refusals of one document."""

    def __init__(self, document: Document, catalog: Catalog, today: date, line: int = 1) -> None:
        self.document, self.catalog, self.today, self.line = document, catalog, today, line

    def refuse(
        self, rule: str, start: int, end: int, expected: str, suggestions: tuple[str, ...] = ()
    ) -> Refusal:
        """A refusal of the words between two places of the document."""
        words = " ".join(self.document.text[start : min(end, start + _LONGEST)].split())
        where = f'{place(self.document, start, self.line)}: "{words}"'
        span = Span(
            role="statement",
            start=self.document.offset + start,
            end=self.document.offset + end,
            text=self.document.text[start:end],
            document=self.document.document,
        )
        message = f"{where}: {expected}"
        return Refusal(rule=rule, message=message, where=where, suggestions=suggestions, spans=(span,))

    def no_product(self, money: Money) -> Refusal:
        """A price whose product is not named, or is none of the catalogue's."""
        expected = "no product of the catalogue is named for this price. Name it, or add it in orebook.d/."
        return self.refuse("no-product", self._back(money.left), money.right, expected)

    def _back(self, left: int) -> int:
        """Where the words before a number begin that help to find it: its clause, a few words of it."""
        text = self.document.text
        start = max(
            text.rfind(mark, max(0, left - 40), left) + len(mark)
            for mark in (". ", "\n", "。", ";", "；", ", ")
        )
        if left - start > 36:
            start = max(start, text.find(" ", left - 36, left) + 1)
        return start + (len(text[start:left]) - len(text[start:left].lstrip()))

    def mismatched(self, money: Money) -> Refusal:
        """A list whose products and prices are not equally many."""
        expected = "its list names another number of products than of prices. Pair them by hand."
        return self.refuse("list-mismatch", money.left, money.right, expected)

    def ambiguous(self, money: Money, mention: Mention) -> Refusal:
        """A metal named without the form that is priced."""
        names = tuple(mention.products)
        if not names:
            return self.no_product(money)
        expected = (
            f'"{self.document.text[mention.start : mention.end]}" may be {" or ".join(names)}. Say which.'
        )
        return self.refuse("ambiguous-product", money.left, money.right, expected, names)

    def unknown_unit(self, money: Money, product: Product, measured: Unit | None) -> Refusal:
        """A price of something in a unit nobody knows."""
        unknown = (measured.unknown if measured else None) or "no unit"
        known = f"{nearest(unknown, UNITS)} Units are: {', '.join(UNITS)}"
        expected = f'"{unknown}" is no unit Orebook knows.{known}; usual for {product.id}: {product.unit}.'
        return self.refuse("unknown-unit", money.left, money.right, expected, (product.unit,))

    def unreadable(self, money: Money, product: Product) -> Refusal:
        """A number whose marks do not add up."""
        expected = (
            f"its digits are no price of {product.id} for certain. Expected a number like 400,000-401,000."
        )
        return self.refuse("unreadable-number", money.left, money.right, expected)

    def reversed(self, money: Money, product: Product, code: str) -> Refusal:
        """A range whose low end is above its high end."""
        low, high = money.ends()
        swapped = f"{plain(high)}-{plain(low)} {code}"
        expected = f"the range of {product.id} runs downwards. Expected its lower end first, as in {swapped}."
        return self.refuse("reversed-range", money.left, money.right, expected, (swapped,))

    def unclear(self, money: Money, product: Product, dated: Dated) -> Refusal:
        """A level whose weekday and date disagree."""
        words = self.document.text[dated.start : dated.end]
        expected = (
            f'"{words}" is no such weekday, so the day of {product.id} is not certain. Say which is meant.'
        )
        return self.refuse("unclear-date", money.left, money.right, expected)

    def future(self, money: Money, product: Product, day: date) -> Refusal:
        """A level of a day that has not come."""
        expected = (
            f"{day} lies after {self.today}, so it can be no level of {product.id} yet. Check the date."
        )
        return self.refuse("date-in-future", money.left, money.right, expected)


def place(document: Document, start: int, first: int = 1) -> str:
    """Where something stands, in words: the address or file, and the line of it."""
    line = document.text.count("\n", 0, start) + first
    name = document.address or (f"document {document.document}" if document.document else "text")
    return f"{name}, line {line}"


def plain(number: Decimal | float | None) -> str:
    """A number as people write it, with thousands marks.

    >>> plain(Decimal("399000.0")), plain(54.7)
    ('399,000', '54.7')
    """
    if number is None:
        return ""
    exact = Decimal(str(number))
    return f"{int(exact):,}" if exact == exact.to_integral_value() else f"{exact.normalize():,f}"
