"""Money expressions: a number or range, its scale, its currency and what it is per.

The forms of `4.1 million-4.15 million yuan/mt`, `RMB 29,500/mt`, `每吨62.49万元`, `2万6,205元`,
`$6,400-$6,500/mt`, `51,500-52,000 yuan ($7,756-7,831) per tonne`, `a discount of 30 to a premium of 150`.
Only what is printed is read; what an expression leaves out (a unit shared with its neighbour, a product's
usual one) is completed in `units`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

Place = tuple[int, int]

SCALES = {
    "million": Decimal(1_000_000), "billion": Decimal(10**9),
    "thousand": Decimal(1000), "10000": Decimal(10_000),
}  # fmt: skip


@dataclass(slots=True)
class Amount:
    """One end of a range: a number, its own scale and sign, and whatever unit stands at it."""

    start: int
    end: int
    value: Decimal | None
    scale: Decimal | None = None
    remainder: Decimal = Decimal(0)
    sign: int = 0
    currency: str | None = None
    per: str | None = None
    unknown: str | None = None
    label: Decimal | None = None
    volume: bool = False
    percent: bool = False
    grouped: bool = False
    parity: bool = False
    places: list[Place] = field(default_factory=list)
    left: int = 0
    right: int = 0

    def scaled(self, scale: Decimal | None) -> Decimal | None:
        """The number in full under a scale, its sign aside."""
        return None if self.value is None else self.value * (scale or 1) + self.remainder

    @property
    def full(self) -> Decimal | None:
        """The number in full as it stands, its sign aside."""
        return self.scaled(self.scale)


@dataclass(slots=True)
class Money:
    """A number expression: one amount or two, read as a point or a range."""

    amounts: tuple[Amount, ...]
    joined_by: str | None = None
    signed: bool = False
    conversion: bool = False

    @property
    def start(self) -> int:
        """Where its first digit stands."""
        return self.amounts[0].start

    @property
    def end(self) -> int:
        """One past its last digit or scale word."""
        return self.amounts[-1].end

    @property
    def left(self) -> int:
        """Where it begins, currency and sign counted in."""
        return self.amounts[0].left

    @property
    def right(self) -> int:
        """Where it ends, unit counted in."""
        return self.amounts[-1].right

    @property
    def currency(self) -> str | None:
        """The currency printed at it."""
        return self.amounts[0].currency or self.amounts[-1].currency or None

    @property
    def per(self) -> str | None:
        """What it is printed to be per."""
        return self.amounts[-1].per or self.amounts[0].per or None

    @property
    def unknown(self) -> str | None:
        """The words of a unit nobody knows."""
        return self.amounts[0].unknown or self.amounts[-1].unknown or None

    @property
    def percent(self) -> bool:
        """Whether it counts in per cent."""
        return self.amounts[0].percent or self.amounts[-1].percent

    @property
    def volume(self) -> bool:
        """Whether it is a mass of something."""
        return (self.amounts[0].volume or self.amounts[-1].volume) and not self.currency

    @property
    def bare(self) -> bool:
        """Whether nothing says what it counts."""
        return not (self.currency or self.per or self.unknown or self.percent or self.volume)

    @property
    def spread(self) -> bool:
        """Whether it is put as a premium, a discount or parity."""
        return self.signed or any(amount.parity for amount in self.amounts)

    @property
    def weighty(self) -> bool:
        """Whether its shape is a price's: a unit, a range, a scale, thousands marks, decimals or a sign."""
        shaped = any(
            amount.grouped or amount.scale or amount.sign or amount.parity or "." in str(amount.value)
            for amount in self.amounts
        )
        return not self.volume and (not self.bare or len(self.amounts) > 1 or shaped)

    @property
    def priced_or_ranged(self) -> bool:
        """Whether it may be a price rather than a mere count."""
        return bool(self.currency or self.per or len(self.amounts) > 1) and not self.percent

    @property
    def priced(self) -> bool:
        """Whether a currency stands at it, known or not."""
        return self.currency is not None or self.unknown is not None

    @property
    def places(self) -> list[Place]:
        """Where its unit stands, piece by piece."""
        return [place for amount in self.amounts for place in amount.places]

    @property
    def scaled(self) -> bool:
        """Whether a scale word (million, 万) stands at it."""
        return any(amount.scale for amount in self.amounts)

    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Low and high as printed, in full; the scale of one end serves both where that keeps their order."""
        first, last = self.amounts[0], self.amounts[-1]
        low, high = first.full, last.full
        if first is last or low is None or high is None:
            return _signed(low, first.sign), _signed(high, last.sign)
        if last.scale and not first.scale and (first.value or 0) <= (last.value or 0):
            low = first.scaled(last.scale)
        if first.scale and not last.scale and (first.value or 0) <= (last.value or 0):
            high = last.scaled(first.scale)
        return _ordered(_signed(low, first.sign), _signed(high, last.sign))

    def parts(self) -> tuple[Money, ...]:
        """Each of its ends alone, the unit of the last standing for both."""
        return tuple(Money((amount,)) for amount in self.amounts)


def _signed(number: Decimal | None, sign: int) -> Decimal | None:
    return -number if number is not None and sign < 0 else number


def _ordered(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """A discount is written large to small: -70 to -50 runs upwards once it carries its sign."""
    if low is not None and high is not None and low > high and low < 0 and high <= 0:
        return high, low
    if low is not None and high is not None and low > high and high < 0:
        return high, low
    return low, high
