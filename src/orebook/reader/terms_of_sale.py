"""Tax, delivery and payment, where the words beside a price state them."""

from __future__ import annotations

from dataclasses import dataclass

from orebook.reader.sentence import Sentence
from orebook.reader.vocabulary import Mark
from orebook.units import TAX_EXCLUDED, TAX_INCLUDED

_DELIVERIES = {
    "delivery_exw": "exw",
    "delivery_fob": "fob",
    "delivery_cif": "cif",
    "delivery_ddp": "ddp",
    "delivery_warehouse": "in-warehouse",
}
_ROLES = (*_DELIVERIES, "tax_excluded", "tax_included", "credit", "cash")
_NEAR = 36


@dataclass(slots=True)
class Sale:
    """On what terms a price was stated."""

    tax: str | None = None
    delivery: str | None = None
    terms: str | None = None


def sale(sentence: Sentence, at: int) -> Sale:
    """The terms stated right beside a number, before or after it."""
    if sentence.marks.roles.isdisjoint(_ROLES):
        return Sale()
    tail, lead = sentence.tail(at).of(*_ROLES), sentence.lead(at).of(*_ROLES)
    if not tail and not lead:
        return Sale()
    money = sentence.moneys[at]
    beside = [
        mark
        for mark in tail
        if mark.start - money.right <= _NEAR and "," not in sentence.gap(money.right, mark.start)
    ]
    beside += [mark for mark in lead if money.left - mark.end <= _NEAR]
    return Sale(_tax(beside), _delivery(beside), _terms(beside))


def _tax(beside: list[Mark]) -> str | None:
    if any(mark.has("tax_excluded") for mark in beside):
        return TAX_EXCLUDED
    return TAX_INCLUDED if any(mark.has("tax_included") for mark in beside) else None


def _delivery(beside: list[Mark]) -> str | None:
    return next((place for mark in beside for role, place in _DELIVERIES.items() if mark.has(role)), None)


def _terms(beside: list[Mark]) -> str | None:
    if any(mark.has("credit") for mark in beside):
        return "credit"
    return "cash" if any(mark.has("cash") for mark in beside) else None
