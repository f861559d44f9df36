"""Metals of an exchange named by their word alone, in a text that speaks of that exchange."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

_EXCHANGES = ("lme", "london metal exchange")
#: After such a word these make goods of it that no exchange trades.
_GOODS = ("premium", "alloy", "ingot", "concentrate", "ore", "scrap", "sul", "sheet", "foil", "plate", "pig")


class Named(Protocol):
    """A name where it stands, and what it names."""

    start: int
    end: int
    products: tuple[str, ...]
    traded: bool
    actor: bool

    @property
    def unknown(self) -> bool:
        """Whether it names something the catalogue does not hold."""


def exchanged(found: Sequence[Named], text: str, names: Mapping[str, str]) -> None:
    """Give zinc, lead and the like their exchange's price: "Copper on the LME fell. Zinc rose to"."""
    if not any(name in text for name in _EXCHANGES):
        return
    for mention in found:
        if not mention.unknown or mention.actor or text[mention.end :].lstrip().startswith(_GOODS):
            continue
        product = names.get(f"lme {text[mention.start : mention.end]}")
        mention.products, mention.traded = ((product,), True) if product else ((), False)
