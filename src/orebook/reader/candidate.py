"""A number that may be a price, and what is found out about it step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from orebook.reader.attach import Attached
from orebook.reader.classify import Doing, Role
from orebook.reader.completion import Unit
from orebook.reader.mention import Mention
from orebook.reader.money import Money
from orebook.reader.sentence import Sentence
from orebook.reader.standing import Day
from orebook.terms import Product


@dataclass(slots=True)
class Candidate:
    """One number of a sentence: what it does, whose it is, in which unit, of which kind and day."""

    sentence: Sentence
    at: int
    doing: Doing
    attached: Attached
    mention: Mention | None = None
    product: Product | None = None
    unit: Unit | None = None
    kind: str = "assessment"
    day: Day | None = None
    rules: list[str] = field(default_factory=list)
    mended: tuple[Decimal, Decimal] | None = None
    repairs: list[str] = field(default_factory=list)

    @property
    def money(self) -> Money:
        """The number as it is printed."""
        return self.sentence.moneys[self.at]

    @property
    def role(self) -> Role:
        """What it does in its clause."""
        return self.doing.role

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Its low and high end in full; as they must have been, where its marks do not add up."""
        return self.mended or self.money.ends()

    @property
    def averaged(self) -> bool:
        """Whether it is called an average and is one number."""
        if len(self.money.amounts) > 1:
            return False
        called = self.sentence.lead(self.at).has("average")
        return called or "均价" in self.sentence.text[self.sentence.floor(self.at) : self.money.left]


def carries_sign(product: Product) -> bool:
    """Whether a product is itself a premium, charge or spread, and so may be negative."""
    return product.band is not None and product.band[0] < 0
