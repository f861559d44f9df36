"""Order, width and band: what a level must stand by itself, whatever came before. Rules X7, X17, X18."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from orebook.reader.limits import Limits
from orebook.terms import Product
from orebook.units import convert


@dataclass(frozen=True, slots=True)
class Level:
    """A low and a high in one unit, exactly as read or as they would be."""

    low: Decimal | None
    high: Decimal | None
    unit: str

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The ends it has."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def ranged(self) -> bool:
        """Whether it has two different ends."""
        return len(set(self.ends)) == 2

    @property
    def middle(self) -> float | None:
        """Halfway between its ends, where it has both."""
        return None if self.low is None or self.high is None else float((self.low + self.high) / 2)


def level(low: float | None, high: float | None, unit: str) -> Level:
    """A quote's ends as exact numbers.

    >>> level(399000.0, None, "CNY/t").ends
    (Decimal('399000.0'),)
    """
    return Level(_exact(low), _exact(high), unit)


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


@lru_cache(maxsize=16)
def _bound(widest: float) -> Decimal:
    return Decimal(str(widest))


def signed(product: Product | None) -> bool:
    """Whether a product is a premium, a charge or a spread, and so may be nought or below."""
    return product is not None and product.band is not None and product.band[0] <= 0


def trouble(found: Level, product: Product | None, limits: Limits, mended: bool = False) -> str | None:
    """The name of the check a level fails by itself, or None; a mended one must stand more.

    >>> from orebook.catalog import load
    >>> from orebook.reader.limits import limits
    >>> oxide = load().products["prnd-oxide"]
    >>> trouble(level(40.0, 41.0, "CNY/t"), oxide, limits(load()))
    'outside-band'
    """
    if found.low is not None and found.high is not None:
        if found.low > found.high:
            return "reversed-range"
        widest = limits.mended_widest if mended else limits.widest
        if found.low > 0 and found.high > _bound(widest) * found.low and not signed(product):
            return "implausible-width"
    if product is None or product.band is None:
        return None
    margin = limits.band_margin if mended and not signed(product) else 1.0
    band = (product.band[0] * margin, product.band[1] / margin)
    inside = all(_inside(float(end), found.unit, product, band, limits) for end in found.ends)
    return None if inside else "outside-band"


def _inside(end: float, unit: str, product: Product, band: tuple[float, float], limits: Limits) -> bool:
    if unit.endswith("/Wh") != product.unit.endswith("/Wh"):
        return False  # a cell's watt-hours are no cathode's tonnes
    usual = convert(end, unit, product.unit)
    if usual is not None:
        return band[0] <= usual <= band[1]
    fewest, most = _possible(end, unit, product, limits)
    if fewest is None or most is None:
        return end > 0 or signed(product)
    return most >= band[0] and fewest <= band[1]


def _possible(end: float, unit: str, product: Product, limits: Limits) -> tuple[float | None, float | None]:
    """The least and most a level could be in the product's own unit, at any rate or grade; None: unknown."""
    (money, _, mass), usual = unit.partition("/"), product.unit.partition("/")[0]
    if money == usual and mass == "mtu" and product.unit.endswith("/t"):
        return end * limits.mtu_in_a_tonne[0], end * limits.mtu_in_a_tonne[1]
    rate = limits.rates.get(f"{money}-{usual}")
    same = convert(end, f"{usual}/{mass}", product.unit) if rate else None
    if rate is None or same is None:
        return None, None
    return same * rate[0] / limits.dearer, same * rate[1] * limits.cheaper
