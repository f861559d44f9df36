"""How a number is rounded and written for a reader. Nothing is worked out from a rounded number."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MINUS = "−"

#: Decimals shown. Money a tonne is whole; money a kilogram or a pound keeps what the unit needs.
DECIMALS = {"percent": 1, "%": 2, "count": 0, "score": 2, "index": 2}
COARSE = ("/t", "/dmt")


def decimals(unit: str) -> int:
    """How many decimals a unit is shown with, at most.

    >>> decimals("CNY/t"), decimals("USD/kg"), decimals("percent")
    (0, 2, 1)
    """
    if unit in DECIMALS:
        return DECIMALS[unit]
    return 0 if unit.endswith(COARSE) else 2


def rounded(value: float, unit: str) -> Decimal:
    """A value as it will be shown: halves away from zero, so that 0.5 and -0.5 round alike.

    >>> rounded(-3628.3185, "CNY/t"), rounded(0.25, "percent")
    (Decimal('-3628'), Decimal('0.3'))
    """
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals(unit)), rounding=ROUND_HALF_UP)


def shown(value: float, unit: str, signed: bool = False) -> str:
    """A value as a reader sees it: thousands set off, a true minus, the decimals its unit needs.

    Small prices of a coarse unit (under ten) keep two decimals, so that a price is never shown as nothing.

    >>> shown(400000.0, "CNY/t"), shown(-3628.3, "CNY/t"), shown(2500, "CNY/t", signed=True)
    ('400,000', '−3,628', '+2,500')
    >>> shown(67.5, "USD/kg"), shown(0.0, "percent", signed=True)
    ('67.5', '0.0')
    """
    places = decimals(unit)
    if unit.endswith(COARSE) and 0 < abs(value) < 10 and value != int(value):
        places = 2
    size = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(size):,}"
    if "/" in unit and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{_sign(size, signed)}{text}"


def rough(value: float) -> float:
    """A value to four figures: a simulated price is not known to the yuan.

    >>> rough(396_896.4), rough(67.4321)
    (396900.0, 67.43)
    """
    return float(f"{value:.4g}")


def _sign(size: Decimal, signed: bool) -> str:
    if size < 0:
        return MINUS
    return "+" if signed and size > 0 else ""
