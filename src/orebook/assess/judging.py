"""What people judged of a product's days: quotes set aside or admitted, and prices stated.

Implements range/2 R9 and R18.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from orebook.errors import EvidenceError
from orebook.facts import Held, Judgement
from orebook.terms import Product
from orebook.units import ratio

SET_ASIDE, ADMIT, PRICE = "set-aside", "admit", "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """The judgements in force on one day of a product: the newest of each quote, and of the price."""

    aside: Annotated[Mapping[str, Held[Judgement]], "quote id -> judgement"] = field(default_factory=dict)
    admitted: Annotated[Mapping[str, Held[Judgement]], "quote id -> judgement"] = field(default_factory=dict)
    price: Held[Judgement] | None = None


def verdicts(product: Product, judgements: Iterable[Held[Judgement]]) -> dict[date, Verdicts]:
    """The judgements in force by market day; a newer one about the same thing takes the older one's place.

    Args:
        product: those of other products are passed over.
        judgements: in any order; newer means recorded later, and of one moment the greater id.

    Raises:
        EvidenceError: a price stated in a unit that needs a rate or a grade to become the product's.
    """
    newest: dict[date, dict[str, Held[Judgement]]] = {}
    for held in sorted(judgements, key=lambda one: (one.recorded_at, one.id)):
        if held.fact.product == product.id:
            newest.setdefault(held.fact.price_date, {})[_about(held.fact)] = held
    return {on: _in_force(product, list(found.values())) for on, found in newest.items()}


def _about(judgement: Judgement) -> str:
    return PRICE if judgement.action == PRICE else str(judgement.quote)


def _in_force(product: Product, found: list[Held[Judgement]]) -> Verdicts:
    price = next((one for one in found if one.fact.action == PRICE), None)
    if price is not None:
        _usable(product, price)
    return Verdicts(
        aside={str(one.fact.quote): one for one in found if one.fact.action == SET_ASIDE},
        admitted={str(one.fact.quote): one for one in found if one.fact.action == ADMIT},
        price=price,
    )


def _usable(product: Product, held: Held[Judgement]) -> None:
    said = held.fact
    if said.low is None or said.high is None or ratio(said.unit or "", product.unit) is None:
        raise EvidenceError(
            f"{product.id} on {said.price_date}: the judgement {held.id} by {said.author} states no whole "
            f"range in {product.unit} or another mass of its currency. Record another that does."
        )
