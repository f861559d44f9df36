"""A process's account at the day's prices: what a tonne brings, what it takes, what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, TypeVar

from orebook.chain.leg import Gap, Leg, Prices, output, spent, taken
from orebook.chain.money import Basis, number
from orebook.terms import Process

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A tonne of a process's output: one leg in, the others out, all in the same money."""

    makes: Leg
    takes: Annotated[Sequence[Leg], "the first is the input its break-even speaks of"]
    costs: Sequence[Leg]
    into: Annotated[Basis, "the money all legs are in"]

    @property
    def outlays(self) -> tuple[Leg, ...]:
        """What goes out: inputs, then costs."""
        return (*self.takes, *self.costs)

    def margin(self) -> Fraction:
        """What is left at the central quantities and fees."""
        return self.makes.value - sum(leg.value for leg in self.outlays)

    def worst(self) -> Fraction:
        """What is left with every uncertain quantity and fee against the process."""
        return self.makes.low - sum(leg.high for leg in self.outlays)

    def best(self) -> Fraction:
        """What is left with every uncertain quantity and fee in its favour."""
        return self.makes.high - sum(leg.low for leg in self.outlays)

    def breakeven(self) -> Fraction | None:
        """The first input's price, as quoted, at which nothing is left; None where nothing is taken."""
        if not self.takes or not self.takes[0].each:
            return None
        return (self.margin() + self.takes[0].value) / self.takes[0].each

    def steps(self) -> tuple[str, ...]:
        """The arithmetic in words, a line each, ending with the margin and its band."""
        sums = " - ".join(number(leg.value) for leg in (self.makes, *self.outlays))
        ends = f"{number(self.worst())} to {number(self.best())}"
        return (
            *(step for leg in (self.makes, *self.outlays) for step in leg.steps),
            f"margin: {sums} = {number(self.margin())} {self.into}, worked unrounded",
            f"band: {ends} {self.into}, with every uncertain quantity and fee at its worst and at its best",
        )


def account(process: Process, prices: Prices, into: Basis) -> Account | tuple[Gap, ...]:
    """Work out every leg of a process, or say which ones cannot be worked out.

    Quantities of one input, and amounts of one cost, may be declared for several stretches of time: the one
    in force on the day is taken.
    """
    inputs = _by_name(process.takes, lambda item: item.product)
    costs = _by_name(process.costs, lambda item: item.id)
    makes = output(process.makes, prices, into)
    takes = [taken(name, declared, prices, into) for name, declared in inputs.items()]
    spends = [spent(name, declared, prices.on, into) for name, declared in costs.items()]
    gaps = tuple(leg for leg in (makes, *takes, *spends) if isinstance(leg, Gap))
    if gaps or isinstance(makes, Gap):
        return gaps
    return Account(makes=makes, takes=_legs(takes), costs=_legs(spends), into=into)


def _legs(worked: Iterable[Leg | Gap]) -> tuple[Leg, ...]:
    return tuple(leg for leg in worked if isinstance(leg, Leg))


def _by_name(declared: Iterable[T], name: Callable[[T], str]) -> dict[str, list[T]]:
    named: dict[str, list[T]] = {}
    for item in declared:
        named.setdefault(name(item), []).append(item)
    return named
