"""Units a metal is priced in, and the few conversions that need no judgement.

A unit is written `CUR/per`: `CNY/t`, `USD/kg`, `USc/lb`; a coefficient is `%`. Converting between masses of
one currency is arithmetic. Converting between currencies, tax bases or contained units needs a dated rate
or a grade, so it is refused here and belongs to the rooms that hold those.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from orebook.errors import BadArgumentError, nearest

UNITS: tuple[str, ...] = (
    "CNY/t", "CNY/kg", "USD/t", "USD/kg", "USD/lb", "USD/dmt", "CNY/mtu",
    "USD/mtu", "AUD/kg", "USc/lb", "CNY/Wh", "%",
)  # fmt: skip

#: Kilograms in one of what stands after the slash. A pound is 0.45359237 kg by definition (1959 agreement).
KILOGRAMS: dict[str, Fraction] = {
    "t": Fraction(1000), "kg": Fraction(1), "lb": Fraction(45359237, 100_000_000),
}  # fmt: skip

#: How finely an assessment resolves: one tick is a ten-thousandth of the unit.
TICKS_PER_UNIT = 10_000

TAX_INCLUDED, TAX_EXCLUDED = "included", "excluded"


def known(unit: str) -> str:
    """Return the unit unchanged if the trade's contract knows it.

    Raises:
        BadArgumentError: naming the nearest units.

    >>> known("CNY/t")
    'CNY/t'
    """
    if unit in UNITS:
        return unit
    raise BadArgumentError(
        f'"{unit}" is not a unit Orebook knows.{nearest(unit, UNITS)} Units are: {", ".join(UNITS)}.'
    )


def ratio(unit: str, into: str) -> Fraction | None:
    """How many of one unit another holds, exactly; None when that needs a rate or a grade.

    >>> ratio("CNY/kg", "CNY/t")
    Fraction(1000, 1)
    >>> ratio("USD/kg", "CNY/t") is None
    True
    """
    if unit == into:
        return Fraction(1)
    (money, _, mass), (into_money, _, into_mass) = unit.partition("/"), into.partition("/")
    if money != into_money or mass not in KILOGRAMS or into_mass not in KILOGRAMS:
        return None
    return KILOGRAMS[into_mass] / KILOGRAMS[mass]


def convert(value: float, unit: str, into: str) -> float | None:
    """A price in another unit of the same currency, or None when that needs a rate or a grade.

    >>> convert(397.0, "CNY/kg", "CNY/t")
    397000.0
    """
    if unit == into:
        return float(value)
    factor = ratio(unit, into)
    return None if factor is None else float(Fraction(str(value)) * factor)


def ticks(value: float) -> int:
    """A price as whole ticks (1e-4 of its unit), half away from zero: the assessment's integer money.

    >>> ticks(399.5), ticks(-0.00005)
    (3995000, -1)
    """
    scaled = Fraction(str(value)) * TICKS_PER_UNIT
    return int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(-scaled + Fraction(1, 2))


def from_ticks(count: int) -> float:
    """Whole ticks back to the unit.

    >>> from_ticks(3995000)
    399.5
    """
    return count / TICKS_PER_UNIT


def microseconds(moment: datetime) -> int:
    """A moment as integer microseconds UTC since 1970, the book's clock. A naive moment is read as UTC.

    >>> microseconds(datetime(1970, 1, 2))
    86400000000
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def clock(when: str | date | datetime) -> int:
    """`known_at` as the book's clock: a day means the whole of it, a moment means that moment (UTC).

    Raises:
        BadArgumentError: when the text is not an ISO date or date-time.

    >>> clock("1970-01-01")
    86399999999
    >>> clock("1970-01-01T00:00:01")
    1000000
    """
    if isinstance(when, str):
        when = _moment(when)
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.max)
    return microseconds(when)


def moment(clock_: int) -> str:
    """A count of the book's clock as a moment that `clock` reads back to the microsecond.

    >>> moment(1000000), clock(moment(1234567))
    ('1970-01-01T00:00:01.000000', 1234567)
    """
    return (datetime(1970, 1, 1) + timedelta(microseconds=clock_)).isoformat(timespec="microseconds")


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise BadArgumentError(
            f'"{text}" is not a date. Write a day as 2025-01-09 or a moment as 2025-01-09T14:38.'
        ) from None


def day(when: str | date, what: str = "date") -> date:
    """A day from ISO text or a date, or an error that says how days are written.

    >>> day("2025-01-09")
    datetime.date(2025, 1, 9)
    """
    if isinstance(when, datetime):
        return when.date()
    if isinstance(when, date):
        return when
    try:
        return date.fromisoformat(when)
    except (ValueError, TypeError):
        raise BadArgumentError(f'{what}: "{when}" is not a day. Write it as 2025-01-09.') from None


def plain(value: float) -> int | float:
    """A number as people write it: whole when it is whole.

    >>> plain(3600.0), plain(54.7)
    (3600, 54.7)
    """
    return int(value) if isinstance(value, float) and value.is_integer() else value
