"""Refusals: what could not be taken, where it stands, what was expected, and what would settle it."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from orebook.errors import nearest
from orebook.facts import Document, Refusal, Span
from orebook.reader.clauses import OVERLONG
from orebook.reader.completion import Unit
from orebook.reader.dated import Dated
from orebook.reader.mention import Mention
from orebook.reader.money import Money
from orebook.reader.originals import whereabouts
from orebook.terms import Catalog, Product
from orebook.units import UNITS

#: The longest words a refusal shows.
_LONGEST = 80
#: How far before a number they may begin.
_BACK = 40


class Refuser:
    """Writes the refusals of one document."""

    def __init__(
        self, document: Document, catalog: Catalog, today: date, line: int = 1, file: str | None = None
    ) -> None:
        self.document, self.catalog, self.today, self.line = document, catalog, today, line
        self.file = file

    def refuse(
        self, rule: str, start: int, end: int, expected: str, suggestions: tuple[str, ...] = ()
    ) -> Refusal:
        """A refusal of the words between two places of the document."""
        words = " ".join(self.document.text[start : min(end, start + _LONGEST)].split())
        where = f'{place(self.document, start, self.line, self.file)}: "{words}"'
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
        first = max(0, left - _BACK)
        found = [(text.rfind(mark, first, left), mark) for mark in (". ", "\n", "。", ";", "；", ", ")]
        start = max((at + len(mark) for at, mark in found if at >= 0), default=first)
        if start == first > 0:
            start = max(start, text.find(" ", first, left) + 1)
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

    def too_long(self, start: int) -> Refusal:
        """A sentence that never ends."""
        expected = (
            f"a sentence of more than {OVERLONG:,} characters is none. Put a line end or full stop in it."
        )
        return self.refuse("too-long", start, start + _LONGEST, expected)

    def unreadable_table(self, start: int, end: int) -> Refusal:
        """Rows of products and numbers under a header nobody can read."""
        expected = (
            "it looks like prices, but its columns are not certain. Head them product, unit, and price, "
            "low and high, or days such as 2025-01-09."
        )
        return self.refuse("unreadable-table", start, end, expected)

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
        return self.refuse("date-in-future", money.left, money.right, self.ahead(product, day))

    def ahead(self, product: Product, day: date) -> str:
        """What is wrong with a level dated after its own document."""
        return (
            f"the document is of {self.document.published}, and this level of {product.id} is dated later, "
            f"{day}. Check the year."
        )


def place(document: Document, start: int, first: int = 1, file: str | None = None) -> str:
    """Where something stands, in words: the file or address, and the line, page or cell of it."""
    line = bisect_left(_newlines(document.text), start) + first
    name = file or document.address or (f"document {document.document}" if document.document else "text")
    return f"{name}, {whereabouts(document, document.offset + start) or f'line {line}'}"


@lru_cache(maxsize=4)
def _newlines(text: str) -> tuple[int, ...]:
    """Where each line of a text ends."""
    lengths = (len(line) + 1 for line in text.split("\n"))
    return tuple(end - 1 for end in accumulate(lengths))[:-1]


def plain(number: Decimal | float | None) -> str:
    """A number as people write it, with thousands marks.

    >>> plain(Decimal("399000.0")), plain(54.7)
    ('399,000', '54.7')
    """
    if number is None:
        return ""
    exact = Decimal(str(number))
    return f"{int(exact):,}" if exact == exact.to_integral_value() else f"{exact.normalize():,f}"
