"""What holds of every forecast, whatever the history."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orebook.facts import Assessment, Forecast
from orebook.game import forecast, score
from orebook.testing import method, series, varied

METHOD = varied(method("forecast/1"), paths=200)
ON = date(2025, 1, 9)

mids = st.floats(min_value=1, max_value=1e6).map(lambda mid: round(mid, 2))
lines = st.lists(st.none() | mids, min_size=1, max_size=40)
histories = st.dictionaries(st.sampled_from(["prnd-oxide", "prnd-metal", "cerium-oxide"]), lines, min_size=1)


def held(history: dict[str, list[float | None]], times: float = 1) -> dict[str, list[Assessment]]:
    return {
        name: series(
            name, ON - timedelta(days=3 * (len(line) - 1)), [mid and mid * times for mid in line], every=3
        )
        for name, line in history.items()
    }


def fans(history: dict[str, list[Assessment]], seed: int = 1) -> list[Forecast]:
    return [
        one for name in sorted(history) for one in forecast(name, history, on=ON, method=METHOD, seed=seed)
    ]


@given(histories)
def test_levels_never_fall_and_are_prices(history: dict[str, list[float | None]]) -> None:
    for one in fans(held(history)):
        prices = list(one.quantiles.values())
        assert prices == sorted(prices)
        assert all(math.isfinite(price) and price > 0 for price in prices)


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_products_and_days_makes_no_difference(history, random) -> None:  # type: ignore[no-untyped-def]
    first = held(history)
    names = list(first)
    random.shuffle(names)
    shuffled = {name: random.sample(first[name], len(first[name])) for name in names}
    assert fans(shuffled) == fans(first)


@given(histories, st.integers(min_value=-8, max_value=8))
def test_prices_in_another_size_make_the_same_fan_in_that_size(
    history: dict[str, list[float | None]], power: int
) -> None:
    for small, large in zip(fans(held(history)), fans(held(history, 2.0**power)), strict=True):
        assert large.model == small.model
        assert list(large.quantiles.values()) == pytest.approx(
            [price * 2.0**power for price in small.quantiles.values()], rel=1e-9
        )


@given(histories, lines)
def test_the_future_changes_nothing(
    history: dict[str, list[float | None]], coming: list[float | None]
) -> None:
    known = held(history)
    with_future = {name: rows + series(name, ON + timedelta(days=1), coming) for name, rows in known.items()}
    assert fans(with_future) == fans(known)


@given(histories, lines, st.sampled_from(["carried", "suspended"]))
def test_prices_nobody_made_change_nothing(
    history: dict[str, list[float | None]], unmade: list[float | None], status: str
) -> None:
    known = held(history)
    start = ON - timedelta(days=60)
    more = {name: rows + series(name, start, unmade, status=status) for name, rows in known.items()}
    assert fans(more) == fans(known)


@given(histories)
def test_a_fan_is_balanced_about_its_momentum(history: dict[str, list[float | None]]) -> None:
    for one in fans(held(history)):
        logs = {level: math.log(price) for level, price in one.quantiles.items()}
        for low, high in (("0.05", "0.95"), ("0.1", "0.9"), ("0.25", "0.75")):
            assert logs[low] + logs[high] == pytest.approx(2 * logs["0.5"], rel=1e-6, abs=1e-6)


@given(histories)
def test_every_forecast_says_what_it_leaned_on(history: dict[str, list[float | None]]) -> None:
    for one in fans(held(history)):
        assert one.leaned_on.startswith("its own" if one.model == "ar1/1" else ("only", "no", "its own"))
        assert one.assessments


@settings(max_examples=50)
@given(st.lists(mids, min_size=7, max_size=7).map(sorted), mids, st.floats(min_value=0.001, max_value=1000))
def test_scores_are_never_negative_and_grow_with_the_price(
    prices: list[float], outcome: float, times: float
) -> None:
    levels = ["0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95"]
    one = Forecast(product="x", price_date=ON, horizon_weeks=1, model="m", known_at=None,
                   quantiles=dict(zip(levels, prices, strict=True)))  # fmt: skip
    larger = Forecast(product="x", price_date=ON, horizon_weeks=1, model="m", known_at=None,
                      quantiles={level: price * times for level, price in one.quantiles.items()})  # fmt: skip
    assert score(one, outcome).crps >= 0
    assert score(larger, outcome * times).crps == pytest.approx(
        times * score(one, outcome).crps, rel=1e-6, abs=1e-9
    )


@given(mids, mids)
def test_a_point_scores_its_distance(point: float, outcome: float) -> None:
    levels = ["0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95"]
    one = Forecast(product="x", price_date=ON, horizon_weeks=1, model="m", known_at=None,
                   quantiles=dict.fromkeys(levels, point))  # fmt: skip
    assert score(one, outcome).crps == pytest.approx(abs(point - outcome), rel=1e-9, abs=1e-9)
