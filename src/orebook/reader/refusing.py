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


class Refuser:
    """Writes the refusals of one document."""

    def __init__(self, document: Document, catalog: Catalog, today: date) -> None:
        self.document, self.catalog, self.today = document, catalog, today

    def refuse(self, rule: str, start: int, end: int, expected: str, suggestions: tuple[str, ...] = ()) -> Refusal:
        """A refusal of the words between two places of the document."""
        words, where = self._words(start, end), place(self.document, start)
        span = Span(
            role="statement", start=self.document.offset + start, end=self.document.offset + end,
            text=self.document.text[start:end], document=self.document.document,
        )  # fmt: skip
        where = f'{where}: "{words}"'
        return Refusal(rule=rule, message=f"{where}: {expected}", where=where, suggestions=suggestions, spans=(span,))

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.document.text[start : min(end, start + 80)].split())

    def no_product(self, money: Money) -> Refusal:
        """A price whose product is not named, or is none of the catalogue's."""
        start = self._back(money.left)
        return self.refuse("no-product", start, money.right, "no product of the catalogue is named for this price. Name it, or add the product to orebook.d/.")

    def _back(self, left: int) -> int:
        """Where the words before a number begin that help to find it: its clause, at most a few words of it."""
        text = self.document.text
        start = max(text.rfind(mark, max(0, left - 40), left) + len(mark) for mark in (". ", "\n", "。", ";", "；", ", "))
        if left - start > 36:
            start = max(start, text.find(" ", left - 36, left) + 1)
        return start + (len(text[start:left]) - len(text[start:left].lstrip()))

    def mismatched(self, money: Money) -> Refusal:
        """A list whose products and prices are not equally many."""
        return self.refuse("list-mismatch", money.left, money.right, "the list names another number of products than of prices. Pair them by hand.")

    def ambiguous(self, money: Money, mention: Mention) -> Refusal:
        """A metal named without the form that is priced."""
        names = tuple(mention.products)
        name = self.document.text[mention.start : mention.end]
        return self.refuse("ambiguous-product", money.left, money.right, f'"{name}" may be {" or ".join(names)}. Say which.', names)

    def unknown_unit(self, money: Money, product: Product, measured: Unit) -> Refusal:
        """A price of something in a unit nobody knows."""
        unknown = measured.unknown or "no unit"
        close = nearest(unknown, UNITS)
        return self.refuse(
            "unknown-unit", money.left, money.right,
            f'"{unknown}" is no unit Orebook knows.{close} Units are: {", ".join(UNITS)}; usual for {product.id}: {product.unit}.', (product.unit,),
        )  # fmt: skip

    def unreadable(self, money: Money, product: Product) -> Refusal:
        """A number whose marks do not add up."""
        return self.refuse("unreadable-number", money.left, money.right, f"its digits cannot be read as one price of {product.id}. Expected a number like 400,000-401,000.")

    def reversed(self, money: Money, product: Product, code: str) -> Refusal:
        """A range whose low end is above its high end."""
        low, high = money.ends()
        swapped = (f"{plain(high)}-{plain(low)} {code}",)
        return self.refuse("reversed-range", money.left, money.right, f"the range of {product.id} runs downwards. Expected its lower end first, as in {swapped[0]}.", swapped)

    def unclear(self, money: Money, product: Product, dated: Dated) -> Refusal:
        """A level whose weekday and date disagree."""
        words = self.document.text[dated.start : dated.end]
        return self.refuse("unclear-date", money.left, money.right, f'"{words}" is no such weekday, so the day of {product.id} is not certain. Find out which of the two is meant.')

    def future(self, money: Money, product: Product, day: date) -> Refusal:
        """A level of a day that has not come."""
        return self.refuse("date-in-future", money.left, money.right, f"{day} lies after {self.today}, so it can be no level of {product.id} yet. Check the date.")


def place(document: Document, start: int) -> str:
    """Where something stands, in words: the address or file and the line."""
    line = document.text.count("\n", 0, start) + 1
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
