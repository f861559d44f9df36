"""Money a tonne on one tax basis, and the words for each step it took to get there.

Value-added tax is taken out of a price by dividing by one plus the day's rate, and put in by multiplying.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from orebook.errors import BadArgumentError, nearest
from orebook.terms import Rate
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED, ratio

BASES = (TAX_EXCLUDED, TAX_INCLUDED)
WORDS = {TAX_EXCLUDED: "ex VAT", TAX_INCLUDED: "VAT included"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The money everything is brought to: per tonne, in one currency, with or without VAT."""

    unit: Annotated[str, "currency per tonne, for instance CNY/t"]
    tax: Annotated[str, "included or excluded"]
    vat: Annotated[Fraction, "the day's rate, for instance 13/100"]

    def factor(self, unit: str, tax: str | None) -> Fraction | None:
        """How much of this money one of another is; None without a rate, a grade or a stated tax basis.

        >>> Basis(unit="CNY/t", tax="excluded", vat=Fraction("0.13")).factor("CNY/kg", "included")
        Fraction(100000, 113)
        """
        per_tonne = ratio(unit, self.unit)
        if per_tonne is None or tax not in BASES:
            return None
        if tax == self.tax:
            return per_tonne
        return per_tonne / (1 + self.vat) if self.tax == TAX_EXCLUDED else per_tonne * (1 + self.vat)

    def words(self, unit: str, tax: str | None) -> str:
        """The same step in words, empty when there is nothing to do.

        >>> Basis(unit="CNY/t", tax="excluded", vat=Fraction("0.13")).words("CNY/kg", "included")
        ' x 1,000 / 1.13'
        """
        per_tonne = ratio(unit, self.unit) or 0
        mass = f" x {number(Fraction(per_tonne))}" if per_tonne != 1 else ""
        sign = "/" if self.tax == TAX_EXCLUDED else "x"
        return mass + (f" {sign} {number(1 + self.vat)}" if tax != self.tax else "")

    def __str__(self) -> str:
        return f"{self.unit} {WORDS[self.tax]}"


def basis(tax: str) -> str:
    """The tax basis asked for, or an error that names the two there are.

    Raises:
        BadArgumentError: for anything but excluded or included.

    >>> basis("excluded")
    'excluded'
    """
    if tax in BASES:
        return tax
    raise BadArgumentError(
        f'tax: "{tax}" is not a tax basis.{nearest(tax, BASES)} Write {" or ".join(BASES)}.'
    )


def vat_on(rates: Sequence[Rate], on: date) -> Fraction | None:
    """The value-added tax rate in force on a day; None before the first one known.

    >>> vat_on([Rate(start=date(2019, 4, 1), rate=0.13, source="")], date(2025, 1, 9))
    Fraction(13, 100)
    """
    past = [rate for rate in rates if rate.start <= on]
    return exact(max(past, key=lambda rate: rate.start).rate) if past else None


def exact(value: float) -> Fraction:
    """A stated number as exactly what was written.

    >>> exact(0.13)
    Fraction(13, 100)
    """
    return Fraction(str(value))


def rounded(value: Fraction) -> float:
    """An exact amount as a plain number, to a millionth: the only rounding a margin sees.

    >>> rounded(Fraction(-4500) / Fraction("1.13"))
    -3982.300885
    """
    return float(round(value, 6))


def number(value: Fraction) -> str:
    """An amount for a reader: thousands marked, at most two decimals, or four below ten.

    >>> number(Fraction("491500")), number(Fraction(1185, 1000)), number(Fraction(-398230088, 100000))
    ('491,500', '1.185', '-3,982.30')
    """
    if value.denominator == 1:
        return f"{int(value):,}"
    if abs(value) < 10:
        return f"{float(value):.4f}".rstrip("0").rstrip(".")
    return f"{float(value):,.2f}"
