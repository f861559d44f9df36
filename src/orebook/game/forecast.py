"""Where a price may be in the weeks ahead: the baseline fan of method forecast/1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from orebook.errors import BadArgumentError
from orebook.facts import Assessment, Forecast
from orebook.game.footing import Footing, solo, together
from orebook.game.rules import Rules, rules
from orebook.game.weekly import Week, last_change, weeks
from orebook.terms import Method


def forecast(
    product: str,
    history: Mapping[str, Sequence[Assessment]],
    *,
    on: date,
    method: Method,
    seed: int,
    known_at: str | None = None,
) -> tuple[Forecast, ...]:
    """Say where a price may be 1, 2, 4, 8 and 13 weeks on, from its momentum and its past surprises.

    Method forecast/1: AR(1) on weekly log changes. A product with 26 weekly changes stands on its own
    (`model` "ar1/1"); one with fewer leans on every product of the history ("ar1-pooled/1"), and where they
    are short too, on figures the method file states. `leaned_on` says on what, with the counts.

    Args:
        product: id of the product.
        history: product -> assessments of many days, in any order; usually those of one chain. Days after
            `on` are not looked at.
        on: the day the forecast is made from.
        method: forecast/1, or a version of one's own with the same parameters.
        seed: a whole number, not negative; the same seed gives the same fan.
        known_at: up to when evidence was admitted; recorded with the forecast, not used.

    Returns:
        One forecast a horizon, in the unit and tax basis of the product's latest assessment; none at all when
        the product has no price above zero in the last 13 weeks.

    Raises:
        BadArgumentError: for a seed that is negative or not whole, or a method without its parameters.

    >>> from orebook.testing import method, series
    >>> history = {"prnd-oxide": series("prnd-oxide", "2025-01-02", [398_000, 400_000])}
    >>> made = forecast("prnd-oxide", history, on=date(2025, 1, 9), method=method("forecast/1"), seed=1)
    >>> [(one.horizon_weeks, round(one.quantiles["0.5"], -3)) for one in made[:2]]
    [(1, 401000.0), (2, 401000.0)]
    >>> print(made[0].model, "from", made[0].leaned_on)
    ar1-pooled/1 from ...
    """
    settings = rules(method)
    _whole(seed)
    own = weeks(history.get(product, ()), on=on, window=settings.window_weeks)
    if not own or own[-1].ago > settings.stale_weeks:
        return ()
    stand = solo(own, settings) or together(product, _lines(history, settings, on), settings)
    fans = _fans(product, own, stand, settings, on=on, seed=seed)
    return tuple(_forecast(product, own, stand, fan, on, ahead, known_at) for ahead, fan in fans.items())


def _lines(
    history: Mapping[str, Sequence[Assessment]], settings: Rules, on: date
) -> dict[str, tuple[Week, ...]]:
    return {name: weeks(rows, on=on, window=settings.window_weeks) for name, rows in sorted(history.items())}


def _forecast(
    product: str,
    own: Sequence[Week],
    stand: Footing,
    fan: Mapping[str, float],
    on: date,
    ahead: int,
    known_at: str | None,
) -> Forecast:
    return Forecast(
        product=product,
        price_date=on,
        horizon_weeks=ahead,
        quantiles=fan,
        model=stand.model,
        known_at=known_at,
        unit=own[-1].assessment.unit,
        leaned_on=stand.words,
        assessments=stand.assessments,
    )


def _fans(
    product: str, own: Sequence[Week], stand: Footing, settings: Rules, *, on: date, seed: int
) -> dict[int, dict[str, float]]:
    """Horizon -> level -> price. A last price some weeks old is run on by as many weeks more (F7)."""
    from orebook.game.fan import generator, levels, walk

    last = own[-1]
    ends = [last.ago + ahead for ahead in settings.horizons]
    logs = walk(
        stand.fit,
        generator(seed, product, on),
        weeks=max(ends),
        paths=settings.paths,
        last=last_change(own),
        unknown_weeks=settings.unknown_change_weeks,
    )
    found = levels(logs, ends, settings.levels).tolist()
    names = [str(level) for level in settings.levels]
    prices = [[_ten_digits(last.mid * math.exp(log)) for log in row] for row in found]
    fans = [dict(zip(names, row, strict=True)) for row in prices]
    return dict(zip(settings.horizons, fans, strict=True))


def _ten_digits(price: float) -> float:
    return float(f"{price:.10g}")


def _whole(seed: int) -> None:
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise BadArgumentError(f"seed: {seed!r} is not a whole number from 0 up. Give for instance 1.")
