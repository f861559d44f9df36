"""What in a chain's declaration does not hold together: names, units, tax bases, bands, dates, rings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from orebook.chain.graph import ringed
from orebook.chain.money import BASES
from orebook.errors import nearest
from orebook.terms import Amount, Chain, Process, Product
from orebook.units import ratio

TONNES_A_TONNE = "t/t"


def findings(chain: Chain, products: Mapping[str, Product]) -> list[str]:
    """Everything in a chain's declaration that does not hold together, a sentence each; empty when it does.

    Names, units, tax bases, bands, dates, that no process is declared twice, that no ring closes but through
    scrap.

    >>> from orebook.catalog import load
    >>> findings(load().chains["rare-earths"], load().products)
    []
    """
    found = [*_vat(chain), *_twice(chain), *_rings(chain, products)]
    for process in chain.processes:
        where = f"{chain.id} > process {process.id}"
        found += _names(where, process, products)
        for needed in process.takes:
            found += _quantity(f"{where} > takes {needed.product}", needed.quantity)
        for cost in process.costs:
            found += _cost(f"{where} > cost {cost.id}", cost.amount, f"{chain.currency}/t")
    return found


def _vat(chain: Chain) -> Iterator[str]:
    if not chain.vat:
        yield f"{chain.id} > vat: no rate. A margin needs one from the first day it is asked for."
    for rate in chain.vat:
        if not 0 <= rate.rate < 1:
            yield f"{chain.id} > vat from {rate.start}: {rate.rate} is not a share. Write 13% as 0.13."


def _twice(chain: Chain) -> Iterator[str]:
    ids = [process.id for process in chain.processes]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"{chain.id} > process {name}: declared {ids.count(name)} times. Give each its own id."


def _rings(chain: Chain, products: Mapping[str, Product]) -> Iterator[str]:
    names = ", ".join(process.id for process in ringed(chain, products))
    if names:
        yield f"{chain.id} > process {names}: in, or fed by, a ring that does not pass through scrap."


def _names(where: str, process: Process, products: Mapping[str, Product]) -> Iterator[str]:
    if not process.takes:
        yield f"{where} > takes: nothing. A process takes at least one product."
    named = [("makes", process.makes), *(("takes", needed.product) for needed in process.takes)]
    for verb, product in named:
        if product not in products:
            yield f'{where} > {verb}: no product "{product}".{nearest(product, list(products))}'
        elif products[product].tax not in BASES:
            yield f"{where} > {verb} {product}: its tax basis is not stated. Give the product a tax."


def _quantity(where: str, quantity: Amount) -> Iterator[str]:
    yield from _band(where, quantity)
    if quantity.unit != TONNES_A_TONNE:
        yield f'{where}: unit "{quantity.unit}". Expected tonnes a tonne of output, {TONNES_A_TONNE}.'
    if quantity.low <= 0:
        yield f"{where}: {quantity.low} t. A quantity is above nothing."


def _cost(where: str, cost: Amount, unit: str) -> Iterator[str]:
    yield from _band(where, cost)
    if ratio(cost.unit, unit) is None:
        yield f'{where}: unit "{cost.unit}". Expected money a tonne of output, {unit}.'
    if cost.tax not in BASES:
        yield f"{where}: its tax basis is not stated. Write tax as {' or '.join(BASES)}."


def _band(where: str, amount: Amount) -> Iterator[str]:
    if not amount.low <= amount.value <= amount.high:
        yield f"{where}: {amount.value} is outside its own band {amount.low} to {amount.high}."
    if amount.start and amount.end and amount.end < amount.start:
        yield f"{where}: ends on {amount.end}, before it starts on {amount.start}."
