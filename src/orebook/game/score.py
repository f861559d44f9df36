"""How good a forecast was, once the price is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from orebook.errors import BadArgumentError
from orebook.facts import Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A forecast beside what came: lower is better, and a miss is shown like a hit."""

    product: Annotated[str, "id of products"]
    price_date: Annotated[date, "the day it was forecast for"]
    horizon_weeks: Annotated[int, "weeks ahead"]
    outcome: Annotated[float, "the price that came, in `unit`"]
    pinball: Annotated[float, "mean pinball loss over the fan's levels, in `unit`"]
    crps: Annotated[float, "continuous ranked probability score, twice the pinball, in `unit`"]
    inside_80: Annotated[bool | None, "whether it came between levels 0.1 and 0.9; None without those levels"]
    unit: Annotated[str, "money per what"]
    model: Annotated[str, "name and version of the model"]


def score(forecast: Forecast, outcome: float) -> Score:
    """Measure a fan against the price that came, in the price's own unit.

    A level's pinball loss is level x shortfall when the price came above it, (1 - level) x excess when below.
    The CRPS is twice its integral over all levels from 0 to 1. Here it is twice the mean over the fan's own
    levels: for levels balanced about the median, the weighted interval score (Bracher, Ray, Gneiting and
    Reich, 2021, Evaluating epidemic forecasts in an interval format). So compare only fans with the same
    levels. A fan that is a point scores its distance to the outcome.

    Raises:
        BadArgumentError: for an outcome that is not a finite number, or a forecast without levels.

    >>> fan = Forecast(product="prnd-oxide", price_date=date(2025, 1, 9), horizon_weeks=1, model="ar1/1",
    ...     quantiles={"0.1": 390_000, "0.5": 400_000, "0.9": 410_000}, known_at=None, unit="CNY/t")
    >>> came = score(fan, 405_000)
    >>> came.inside_80, round(came.crps), came.price_date.isoformat()
    (True, 3000, '2025-01-16')
    """
    if not math.isfinite(outcome):
        raise BadArgumentError(
            f"outcome: {outcome} is not a price. Give the price that came, in {forecast.unit}."
        )
    if not forecast.quantiles:
        raise BadArgumentError(f"The forecast of {forecast.product} has no levels, so nothing can be scored.")
    losses = [_pinball(float(level), price, outcome) for level, price in forecast.quantiles.items()]
    pinball = math.fsum(losses) / len(losses)
    return Score(
        product=forecast.product,
        price_date=forecast.price_date + timedelta(weeks=forecast.horizon_weeks),
        horizon_weeks=forecast.horizon_weeks,
        outcome=outcome,
        pinball=pinball,
        crps=2 * pinball,
        inside_80=_inside(forecast, outcome),
        unit=forecast.unit,
        model=forecast.model,
    )


def _pinball(level: float, price: float, outcome: float) -> float:
    above = outcome - price
    return level * above if above >= 0 else (level - 1) * above


def _inside(forecast: Forecast, outcome: float) -> bool | None:
    low, high = forecast.quantiles.get("0.1"), forecast.quantiles.get("0.9")
    return None if low is None or high is None else low <= outcome <= high
