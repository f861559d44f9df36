"""The baseline forecast: seeds, days and names, what cannot be meant, and how a forecast is scored."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from fixtures.histories import METHOD, ON, fan, momentum, until
from orebook.errors import BadArgumentError
from orebook.facts import Forecast
from orebook.game import forecast, score
from orebook.game.fan import levels
from orebook.testing import varied

# Seeds, days, names, and what cannot be meant


def test_the_same_seed_gives_the_same_fan_and_another_seed_another() -> None:
    history = {"prnd-oxide": until(momentum(60))}
    first, again, other = (forecast("prnd-oxide", history, on=ON, method=METHOD, seed=s) for s in (7, 7, 8))
    assert first == again
    assert first[0].quantiles != other[0].quantiles


def test_two_products_with_the_same_history_draw_their_own_paths() -> None:
    history = {name: until(momentum(60), product=name) for name in ("dysprosium-oxide", "terbium-oxide")}
    one, other = (fan(history, product=name) for name in history)
    assert one.quantiles != other.quantiles


def test_a_forecast_carries_its_day_unit_horizons_and_levels() -> None:
    made = forecast(
        "x", {"x": until([5.0, 5.1], product="x")}, on=ON, method=METHOD, seed=1, known_at="2025-01-09"
    )
    assert [one.horizon_weeks for one in made] == [1, 2, 4, 8, 13]
    assert {one.price_date for one in made} == {ON}
    assert {(one.unit, one.known_at) for one in made} == {("CNY/t", "2025-01-09")}
    assert list(made[0].quantiles) == ["0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95"]


@pytest.mark.parametrize("seed", [-1, 1.5, True, "1"])
def test_a_seed_is_a_whole_number(seed: object) -> None:
    with pytest.raises(BadArgumentError, match=r"seed: .* is not a whole number"):
        forecast("x", {}, on=ON, method=METHOD, seed=seed)  # type: ignore[arg-type]


def test_a_method_without_a_parameter_is_refused_by_name() -> None:
    parameters = {name: value for name, value in METHOD.parameters.items() if name != "paths"}
    with pytest.raises(BadArgumentError, match=r"method forecast/1 > parameters: .*'paths'"):
        forecast("x", {}, on=ON, method=replace(METHOD, parameters=parameters), seed=1)


@pytest.mark.parametrize("name", ["horizons", "reference"])
def test_a_method_without_a_table_is_refused_by_name(name: str) -> None:
    parameters = {key: value for key, value in METHOD.parameters.items() if key != name}
    with pytest.raises(BadArgumentError, match=name):
        forecast("x", {}, on=ON, method=replace(METHOD, parameters=parameters), seed=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("horizons", [0]), ("levels", [0.5, 0.1]), ("levels", [0.5, 1.0]), ("paths", 1),
     ("own_changes", 1), ("own_changes", "26"), ("scale_weeks", 0), ("lean_weeks", -1),
     ("largest_coefficient", 1.0), ("window_weeks", 1)],
)  # fmt: skip
def test_a_parameter_that_cannot_be_meant_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(BadArgumentError, match=name):
        forecast("x", {}, on=ON, method=varied(METHOD, **{name: value}), seed=1)


def test_twenty_products_take_a_moment() -> None:
    names = [f"product-{number}" for number in range(20)]
    history = {name: until(momentum(24, seed=at), product=name) for at, name in enumerate(names)}
    began = time.process_time()
    made = [forecast(name, history, on=ON, method=METHOD, seed=1) for name in names]
    assert time.process_time() - began < 0.3
    assert sum(len(fans) for fans in made) == 100


def test_naming_the_game_does_not_load_numpy() -> None:
    code = "import sys, orebook.game; sys.exit('numpy' in sys.modules or 'polars' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Scoring


FAN = Forecast(
    product="prnd-oxide", price_date=ON, horizon_weeks=4, model="ar1/1", known_at=None, unit="CNY/t",
    quantiles={"0.1": 390.0, "0.5": 400.0, "0.9": 410.0},
)  # fmt: skip


def test_a_score_worked_by_hand() -> None:
    # 405 came: 0.1 x 15 + 0.5 x 5 + 0.1 x 5 = 4.5 over three levels; the CRPS is twice that.
    found = score(FAN, 405.0)
    assert found.pinball == pytest.approx(1.5)
    assert found.crps == pytest.approx(3.0)
    assert (found.inside_80, found.unit, found.model) == (True, "CNY/t", "ar1/1")
    assert found.price_date == date(2025, 2, 6)


def test_it_is_the_weighted_interval_score() -> None:
    # Interval score of the 80 % band: width 20 + 2 / 0.2 x 15 above it; weights 1/2 and 0.2 / 2 over 1.5.
    assert score(FAN, 425.0).crps == pytest.approx((0.5 * 25 + 0.1 * (20 + 10 * 15)) / 1.5)


@pytest.mark.parametrize(
    ("outcome", "inside"), [(389.9, False), (390.0, True), (410.0, True), (410.1, False)]
)
def test_the_edges_of_the_band_are_inside(outcome: float, inside: bool) -> None:
    assert score(FAN, outcome).inside_80 is inside


def test_without_the_band_nothing_is_said_of_it() -> None:
    assert score(replace(FAN, quantiles={"0.5": 400.0}), 400.0).inside_80 is None


@pytest.mark.parametrize("outcome", [math.nan, math.inf])
def test_an_outcome_is_a_price(outcome: float) -> None:
    with pytest.raises(BadArgumentError, match="in CNY/t"):
        score(FAN, outcome)


def test_a_forecast_without_levels_cannot_be_scored() -> None:
    with pytest.raises(BadArgumentError, match="no levels"):
        score(replace(FAN, quantiles={}), 400.0)


def test_twice_the_pinball_comes_to_the_crps_when_levels_are_many() -> None:
    # A standard normal forecast and outcome 0.7: CRPS by Gneiting and Raftery, 2007, equation 5.
    from statistics import NormalDist

    law, outcome = NormalDist(), 0.7
    fine = {str(at): law.inv_cdf(float(at)) for at in np.arange(0.0005, 1, 0.001).round(4)}
    exact = outcome * (2 * law.cdf(outcome) - 1) + 2 * law.pdf(outcome) - 1 / math.sqrt(math.pi)
    assert score(replace(FAN, quantiles=fine), outcome).crps == pytest.approx(exact, rel=1e-3)


def test_levels_are_those_of_the_paths() -> None:
    logs = np.array([[0.0, 1.0, 2.0], [9.0, 9.0, 9.0], [0.0, 10.0, 20.0]])
    assert levels(logs, [1, 3], [0.25, 0.5]).tolist() == [[0.5, 1.0], [5.0, 10.0]]
