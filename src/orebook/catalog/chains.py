"""Chains: the tax along a metal's way, and what a tonne of each link takes and costs."""

from __future__ import annotations

from datetime import date

from orebook.catalog.fields import Fields
from orebook.catalog.products import CONFIDENCES, TAXES
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Shelves
from orebook.terms import Amount, Chain, Cost, Input, Process, Rate
from orebook.units import UNITS, plain

CURRENCIES = tuple(dict.fromkeys(unit.partition("/")[0] for unit in UNITS if "/" in unit))

#: A quantity taken is tonnes of input a tonne of output.
QUANTITIES = ("t/t",)


def read(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """The chain of one file: its segments, its VAT by day, its processes."""
    known_as = fields.identifier(example="rare-earths")
    named = Fields(fields.table, fields.where, fields.findings)
    chain = Chain(
        id=known_as,
        en=fields.text("en"),
        zh=fields.text_or_none("zh"),
        currency=fields.choice("currency", CURRENCIES),
        vat=_rates(fields),
        processes=tuple(_process(row, known_as) for row in fields.rows("process")),
        segments=fields.texts("segments"),
    )
    fields.done()
    shelves.chains.put(known_as, chain, named, sheet.layer)


def _rates(fields: Fields) -> tuple[Rate, ...]:
    rates: dict[date, Rate] = {}
    for row in fields.rows("vat", titled=False):
        rate = Rate(start=row.day("start"), rate=row.number("rate"), source=row.text("source"))
        if rate.start in rates:
            row.note(f"two rates from {rate.start}. A rate holds until the next one starts.")
        if not 0 <= rate.rate < 1:
            row.note(f"{plain(rate.rate)} is not a share. Write 13% as 0.13.", "rate")
        rates[rate.start] = rate
        row.done()
    return tuple(rates[start] for start in sorted(rates))


def _process(row: Fields, chain: str) -> Process:
    process = Process(
        id=row.identifier(example="prnd-electrolysis"),
        chain=chain,
        en=row.text("en"),
        zh=row.text_or_none("zh"),
        link=row.text("link"),
        makes=row.text("makes"),
        takes=tuple(_input(take) for take in row.rows("takes", titled=False)),
        costs=tuple(_cost(cost) for cost in row.rows("cost")),
    )
    row.done()
    return process


def _input(row: Fields) -> Input:
    return Input(product=row.text("product"), quantity=_amount(row, QUANTITIES))


def _cost(row: Fields) -> Cost:
    cost = Cost(id=row.identifier(example="processing-fee"), amount=_amount(row, UNITS))
    if cost.amount.tax is None:
        row.note('no "tax". Say whether VAT is "included" or "excluded" in it.')
    return cost


def _amount(row: Fields, units: tuple[str, ...]) -> Amount:
    value = row.number("value")
    amount = Amount(
        value=value,
        low=row.number("low") if row.has("low") else value,
        high=row.number("high") if row.has("high") else value,
        unit=row.choice("unit", units),
        tax=row.choice_or_none("tax", TAXES),
        start=row.day("start"),
        end=row.day_or_none("end"),
        source=row.text("source"),
        confidence=row.choice("confidence", CONFIDENCES),
    )
    row.done()
    _sound(amount, row)
    return amount


def _sound(amount: Amount, row: Fields) -> None:
    if not amount.low <= amount.value <= amount.high:
        row.note(
            f"{plain(amount.value)} does not lie in its band {plain(amount.low)} to {plain(amount.high)}."
        )
    if amount.start and amount.end and amount.end < amount.start:
        row.note(f"ends on {amount.end}, before it starts on {amount.start}.")
