"""What each process of a chain earns a tonne at the day's prices, with its band and its break-even.

Output less inputs less costs, all brought to one tax basis, worked in exact fractions from unrounded mids and
rounded once, to a millionth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from orebook.chain.account import Account, account
from orebook.chain.graph import order
from orebook.chain.leg import Gap, Prices
from orebook.chain.money import WORDS, Basis, basis, number, rounded, vat_on
from orebook.facts import Assessment, Margin, identity
from orebook.terms import Chain, Process, Product


def margins(
    chain: Chain,
    products: Mapping[str, Product],
    prices: Mapping[str, Assessment],
    *,
    on: date,
    tax: str = "excluded",
) -> tuple[Margin, ...]:
    """What each process of a chain earns a tonne on a day, upstream first.

    Args:
        chain: its processes, in tonnes and money per tonne of output, and its VAT rates.
        products: by id; a product's `tax` says on which basis its price stands.
        prices: the day's assessments by product id; where one is missing or suspended the margin is None.
        on: the market's day, which also picks the VAT rate and the quantities and fees in force.
        tax: excluded, or included for money with VAT inside.

    Returns:
        A margin a process, in the chain's currency per tonne of output. `margin_low` and `margin_high` have
        every uncertain quantity and fee at its worst and at its best; `breakeven` is in the first input's own
        unit and on its own tax basis; `steps` are the arithmetic in words, or why there is none.

    Raises:
        BadArgumentError: for an unknown tax basis, or a process that names a product the catalogue lacks.

    >>> from orebook.catalog import load
    >>> from orebook.testing import series
    >>> mids = {"prnd-oxide": 400_500, "prnd-metal": 492_500}
    >>> prices = {name: series(name, "2025-01-09", [mid])[0] for name, mid in mids.items()}
    >>> chain, products = load().chains["rare-earths"], load().products
    >>> every = margins(chain, products, prices, on=date(2025, 1, 9))
    >>> [round(one.margin) for one in every if one.process == "prnd-electrolysis"]
    [-3628]
    """
    asked, vat = basis(tax), vat_on(chain.vat, on)
    into = None if vat is None else Basis(unit=f"{chain.currency}/t", tax=asked, vat=vat)
    day = Prices(products=products, assessments=prices, on=on)
    return tuple(
        _margin(_unknown(chain, process, day, asked), process, day, into)
        for process in order(chain, products)
    )


def _unknown(chain: Chain, process: Process, day: Prices, tax: str) -> Margin:
    """A process's margin before anything is worked out."""
    return Margin(
        chain=chain.id,
        process=process.id,
        mode="spot",
        price_date=day.on,
        margin=None,
        margin_low=None,
        margin_high=None,
        unit=f"{chain.currency}/t",
        tax=tax,
        inverted=None,
        breakeven=None,
        assessments=_evidence(process, day),
    )


def _margin(unknown: Margin, process: Process, day: Prices, into: Basis | None) -> Margin:
    if into is None:
        return replace(
            unknown, steps=(f"no margin: no VAT rate of {unknown.chain} is declared for {day.on}",)
        )
    worked = account(process, day, into)
    if not isinstance(worked, Account):
        return replace(unknown, steps=tuple(_gap(gap) for gap in worked))
    breakeven = worked.breakeven()
    return replace(
        unknown,
        margin=rounded(worked.margin()),
        margin_low=rounded(worked.worst()),
        margin_high=rounded(worked.best()),
        inverted=worked.margin() < 0,
        breakeven=None if breakeven is None else rounded(breakeven),
        steps=(*worked.steps(), *_breakeven(process, day, worked)),
    )


def _gap(gap: Gap) -> str:
    return f"no margin: {gap.why}"


def _breakeven(process: Process, day: Prices, worked: Account) -> tuple[str, ...]:
    breakeven = worked.breakeven()
    if breakeven is None:
        return ()
    first = process.takes[0].product
    unit, tax = day.assessments[first].unit, day.product(first).tax
    stated = f"{number(breakeven)} {unit} {WORDS[tax or worked.into.tax]}"
    return (f"break-even: {first} at {stated} would leave nothing, all else as it is",)


def _evidence(process: Process, day: Prices) -> tuple[str, ...]:
    """Ids of the assessments a process is worked from: the output's, then each input's."""
    named = dict.fromkeys((process.makes, *(item.product for item in process.takes)))
    return tuple(identity(day.assessments[name]) for name in named if name in day.assessments)
