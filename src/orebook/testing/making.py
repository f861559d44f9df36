"""Series of prices, and methods with a parameter changed, to try a forecast or a rule on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from orebook.errors import BadArgumentError, nearest
from orebook.facts import Assessment
from orebook.terms import Method
from orebook.units import day


def series(
    product: str,
    start: str | date,
    mids: Sequence[float | None],
    *,
    every: int = 7,
    unit: str = "CNY/t",
    status: str = "assessed",
) -> list[Assessment]:
    """Make a product's assessments, a week apart unless `every` says how many days; None leaves a day out.

    >>> [(str(one.price_date), one.mid) for one in series("prnd-oxide", "2025-01-02", [398, None, 400])]
    [('2025-01-02', 398), ('2025-01-16', 400)]
    """
    first = day(start, "start")
    return [
        Assessment(
            product=product, price_date=first + timedelta(days=every * position), low=mid, high=mid, mid=mid,
            unit=unit, status=status, used=(), set_aside=(), method="test/1", known_at=None,
        )
        for position, mid in enumerate(mids)
        if mid is not None
    ]  # fmt: skip


def method(name: str) -> Method:
    """Take a method that ships with Orebook, by name and version.

    Raises:
        BadArgumentError: naming the nearest ones.

    >>> method("forecast/1").parameters["own_changes"]
    26
    """
    from orebook.catalog import load

    methods = load().methods
    if name not in methods:
        raise BadArgumentError(f'There is no method "{name}".{nearest(name, sorted(methods))}')
    return methods[name]


def varied(original: Method, **parameters: object) -> Method:
    """Copy a method with some parameters of one's own, to see what they would change.

    Raises:
        BadArgumentError: for a parameter the method does not have.

    >>> varied(method("forecast/1"), paths=100).parameters["paths"]
    100
    """
    for name in parameters:
        if name not in original.parameters:
            known = list(original.parameters)
            raise BadArgumentError(f'{original.id} has no parameter "{name}".{nearest(name, known)}')
    return replace(original, parameters={**original.parameters, **parameters})
