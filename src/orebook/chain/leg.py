"""The legs of a margin: what a tonne of output brings, what its inputs and costs take, each with its band."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from orebook.chain.money import WORDS, Basis, exact, number
from orebook.errors import BadArgumentError, nearest
from orebook.facts import Assessment
from orebook.terms import Amount, Cost, Input, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Money a tonne of output, with the band of what is uncertain in it, and how it was worked out."""

    value: Fraction
    low: Fraction
    high: Fraction
    steps: tuple[str, ...]
    each: Annotated[Fraction, "this leg's money for one unit of the price as quoted"] = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A leg that cannot be worked out, and why."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """A day's assessments and the products they price."""

    products: Mapping[str, Product]
    assessments: Mapping[str, Assessment]
    on: date

    def product(self, name: str) -> Product:
        """The product, or an error that says it is not in the catalogue.

        Raises:
            BadArgumentError: naming the nearest products.
        """
        if name in self.products:
            return self.products[name]
        raise BadArgumentError(f'no product "{name}" to price.{nearest(name, list(self.products))}')


def output(name: str, prices: Prices, into: Basis) -> Leg | Gap:
    """What a tonne of the output brings at the day's price."""
    return _sold(name, prices, into, (Fraction(1), Fraction(1), Fraction(1)), "")


def taken(name: str, declared: Iterable[Input], prices: Prices, into: Basis) -> Leg | Gap:
    """What an input takes: its quantity for a tonne of output, at the day's price."""
    quantity = in_force([item.quantity for item in declared], prices.on)
    if quantity is None:
        return Gap(why=f"{name}: how much of it is taken on {prices.on} is not declared")
    parts = (exact(quantity.value), exact(quantity.low), exact(quantity.high))
    return _sold(name, prices, into, parts, f" x {number(parts[0])} t{_band(quantity)}")


def spent(name: str, declared: Iterable[Cost], on: date, into: Basis) -> Leg | Gap:
    """What a cost takes from a tonne of output."""
    amount = in_force([item.amount for item in declared], on)
    if amount is None:
        return Gap(why=f"{name}: no amount is declared for {on}")
    factor = into.factor(amount.unit, amount.tax)
    if factor is None:
        return Gap(
            why=f"{name}: {amount.unit}, VAT {amount.tax or 'not stated'}, cannot be brought to {into}"
        )
    value = exact(amount.value) * factor
    stated = f"{name}: {_money(amount.value, amount.unit, amount.tax)}{_band(amount)}"
    step = _brought(stated, into.words(amount.unit, amount.tax), value, into)
    return Leg(value=value, low=exact(amount.low) * factor, high=exact(amount.high) * factor, steps=(step,))


def _sold(
    name: str, prices: Prices, into: Basis, quantities: tuple[Fraction, Fraction, Fraction], times: str
) -> Leg | Gap:
    product, assessment = prices.product(name), prices.assessments.get(name)
    if assessment is None:
        return Gap(why=f"{name}: no price for {prices.on}")
    if assessment.mid is None:
        return Gap(why=f"{name}: {assessment.status} on {assessment.price_date}, so there is no price")
    factor = into.factor(assessment.unit, product.tax)
    if factor is None:
        return Gap(
            why=f"{name}: {assessment.unit}, VAT {product.tax or 'not stated'}, cannot be brought to {into}"
        )
    money = exact(assessment.mid) * factor
    value, *ends = (money * quantity for quantity in quantities)
    words = into.words(assessment.unit, product.tax) + times
    steps = (*_age(assessment, prices.on), _brought(_priced(assessment, product), words, value, into))
    return Leg(value=value, low=min(ends), high=max(ends), steps=steps, each=factor * quantities[0])


def _age(assessment: Assessment, on: date) -> tuple[str, ...]:
    made = assessment.as_of or assessment.price_date
    if made == on:
        return ()
    return (f"{assessment.product}: the price of {made}, {assessment.status}",)


def _priced(assessment: Assessment, product: Product) -> str:
    low, high, mid = (assessment.low or 0.0, assessment.high or 0.0, assessment.mid or 0.0)
    middle = _money(mid, assessment.unit, product.tax)
    if low == high:
        return f"{product.id}: {middle}"
    return f"{product.id}: {number(exact(low))}-{number(exact(high))}, mid {middle}"


def _money(value: float, unit: str, tax: str | None) -> str:
    return f"{number(exact(value))} {unit} {WORDS[tax] if tax else ''}"


def _band(amount: Amount) -> str:
    """The band of a declared number, empty when it is certain. Its source stands beside it in data/chains."""
    if amount.low == amount.high:
        return ""
    return f" ({number(exact(amount.low))}-{number(exact(amount.high))})"


def _brought(stated: str, words: str, value: Fraction, into: Basis) -> str:
    return f"{stated},{words} = {number(value)} {into}" if words else stated


def in_force(amounts: Iterable[Amount], on: date) -> Amount | None:
    """The number that holds on a day: of those in force, the one that started last; None when none is."""
    now = [item for item in amounts if (item.start or date.min) <= on <= (item.end or date.max)]
    return max(now, key=lambda item: item.start or date.min) if now else None
