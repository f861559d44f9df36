"""The baseline forecast: whether its fan keeps to theory, and its word on prices whose law is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fixtures.histories import METHOD, ON, RULES, momentum, until
from orebook.game import forecast, score
from orebook.game.fan import generator, walk
from orebook.game.fit import Fit, alone, pooled
from orebook.game.weekly import Step, steps, weeks
from orebook.testing import varied

# Fitting (F4 to F6)


def test_a_long_history_shows_its_coefficient_and_scale() -> None:
    line = weeks(until(momentum(8_000, coefficient=0.3, sd=0.02)), on=ON, window=8_000)
    made = alone(steps(line), RULES)
    assert made.coefficient == pytest.approx(0.3, abs=0.02)
    assert made.scale == pytest.approx(0.02 / math.sqrt(1 - 0.3**2), rel=0.02)
    assert made.reference_share == 0


def test_a_short_history_leans_on_the_reference() -> None:
    # Alternating changes have coefficient -1; 26 of them against 13 weeks of 0.45 come to (-25 + 5.85) / 38.
    changes = [Step(0.01, None), *(Step(sign * 0.01, -sign * 0.01) for sign in [-1, 1] * 12 + [-1])]
    assert alone(changes, RULES).coefficient == pytest.approx((-25 + 13 * 0.45) / 38)


def test_no_move_lasts_for_ever() -> None:
    growing = [Step(2.0 ** (week + 1), 2.0**week) for week in range(30)]
    assert alone(growing, RULES).coefficient == 0.99


def test_nothing_known_is_the_reference() -> None:
    made = pooled("prnd-oxide", {}, RULES)
    assert (made.coefficient, made.scale) == (pytest.approx(0.45), pytest.approx(0.028))
    assert (made.surprises, made.reference_share) == ((), 1)


def test_each_product_of_a_pool_counts_in_its_own_scale() -> None:
    wild, calm = (tuple(Step(size, None) for _ in range(count)) for size, count in ((0.05, 100), (0.01, 25)))
    made = pooled("calm", {"wild": wild, "calm": calm}, RULES)
    typical = (100 * 0.05 + 25 * 0.01) / 125
    assert made.scale == pytest.approx((25 * 0.01 + 7 * typical) / 32)
    assert max(made.surprises) < 2 * min(made.surprises)  # five times apart before they were scaled


def test_surprises_are_what_momentum_does_not_explain() -> None:
    changes = (Step(0.02, None), Step(0.01, 0.02), Step(-0.01, 0.01)) * 10
    made = alone(changes, RULES)
    scale = math.sqrt((0.02**2 + 0.01**2 + 0.01**2) / 3)
    explained = (0.01 * 0.02 - 0.01 * 0.01) * 10 / scale**2
    assert made.coefficient == pytest.approx(
        (explained + 13 * 0.45) / ((0.02**2 + 0.01**2) * 10 / scale**2 + 13)
    )
    wider = math.sqrt(31 / 29)
    assert made.surprises[0] == pytest.approx(wider * (0.01 - made.coefficient * 0.02) / scale)
    assert made.surprises[-1] == pytest.approx(wider * 0.02 * math.sqrt(1 - made.coefficient**2) / scale)


# The fan against theory (F7)


@pytest.mark.parametrize("coefficient", [-0.3, 0.0, 0.45, 0.8])
def test_paths_have_the_mean_and_spread_of_an_ar1(coefficient: float) -> None:
    normal = tuple(np.random.default_rng(3).standard_normal(50_000))
    model = Fit(coefficient, 0.03, normal, 0.0, 5)
    logs = walk(model, generator(1, "x", ON), weeks=13, paths=200_000, last=0.02, unknown_weeks=13)
    size = 0.03 * math.sqrt(sum(z * z for z in normal) / len(normal))
    for horizon in (1, 2, 4, 8, 13):
        mean = sum(0.02 * coefficient**week for week in range(1, horizon + 1))
        sums = [sum(coefficient**lag for lag in range(week)) for week in range(1, horizon + 1)]
        theory = size * math.sqrt(sum(one * one for one in sums))
        assert logs[horizon - 1].mean() == pytest.approx(mean, abs=1e-12)  # mirrored paths: exact
        assert logs[horizon - 1].std() == pytest.approx(theory, rel=0.01)


def test_an_unknown_last_change_is_one_of_the_long_run() -> None:
    model = Fit(0.45, 0.03, tuple(np.random.default_rng(3).standard_normal(50_000)), 0.0, 5)
    logs = walk(model, generator(1, "x", ON), weeks=1, paths=200_000, last=None, unknown_weeks=13)
    assert logs[0].std() == pytest.approx(0.03 / math.sqrt(1 - 0.45**2), rel=0.01)


def test_each_surprise_is_as_likely_with_the_other_sign() -> None:
    # History that only ever rose: 13 rises in a row would be 13 apart, 13 of either sign are sqrt(13).
    logs = walk(
        Fit(0.0, 1.0, (1.0,), 0.0, 5),
        generator(1, "x", ON),
        weeks=13,
        paths=200_000,
        last=0.0,
        unknown_weeks=0,
    )
    assert logs[12].std() == pytest.approx(math.sqrt(13), rel=0.01)


def test_the_reference_leaves_to_momentum_what_momentum_explains() -> None:
    logs = walk(
        Fit(0.45, 0.028, (), 1.0, 5),
        generator(1, "x", ON),
        weeks=1,
        paths=400_000,
        last=None,
        unknown_weeks=13,
    )
    assert logs[0].std() == pytest.approx(0.028, rel=0.01)


def test_the_reference_has_the_spread_and_tails_it_claims() -> None:
    logs = walk(
        Fit(0.0, 0.028, (), 1.0, 5), generator(1, "x", ON), weeks=1, paths=400_000, last=0.0, unknown_weeks=0
    )
    assert logs[0].std() == pytest.approx(0.028, rel=0.01)
    assert np.mean(np.abs(logs[0]) > 3 * 0.028) > 2 * math.erfc(3 / math.sqrt(2))


def test_the_whole_forecast_keeps_to_theory_at_every_horizon() -> None:
    long = varied(METHOD, window_weeks=20_000, paths=200_000)
    prices = momentum(20_000, seed=4)
    made = forecast("x", {"x": until(prices, product="x")}, on=ON, method=long, seed=1)
    last = math.log(prices[-1] / prices[-2])
    for one in made:
        weeks_ahead = range(1, one.horizon_weeks + 1)
        mean = math.log(prices[-1]) + sum(last * 0.45**week for week in weeks_ahead)
        sums = [sum(0.45**lag for lag in range(week)) for week in weeks_ahead]
        sd = 0.03 * math.sqrt(sum(part * part for part in sums))
        band = math.log(one.quantiles["0.9"] / one.quantiles["0.1"]) / (2 * 1.2815515655446)
        assert math.log(one.quantiles["0.5"]) == pytest.approx(mean, abs=0.02 * sd)
        assert band == pytest.approx(sd, rel=0.02)


# Does it keep its word on prices whose law is known


def backtest(origins: int, history_weeks: int, chosen: object = METHOD) -> dict[int, tuple[float, float]]:
    """Horizon -> share inside the 80 % band, mean CRPS in per cent, over independent synthetic products."""
    inside: dict[int, list[bool]] = {}
    losses: dict[int, list[float]] = {}
    for seed in range(origins):
        prices = momentum(history_weeks + 13, seed=seed)
        history = {"x": until(prices[:history_weeks], product="x")}
        for one in forecast("x", history, on=ON, method=chosen, seed=seed):  # type: ignore[arg-type]
            outcome = prices[history_weeks - 1 + one.horizon_weeks]
            found = score(one, outcome)
            inside.setdefault(one.horizon_weeks, []).append(bool(found.inside_80))
            losses.setdefault(one.horizon_weeks, []).append(100 * found.crps / outcome)
    return {ahead: (float(np.mean(inside[ahead])), float(np.mean(losses[ahead]))) for ahead in inside}


@pytest.mark.parametrize("history_weeks", [27, 104])
def test_eighty_per_cent_bands_hold_about_eighty_per_cent(history_weeks: int) -> None:
    for coverage, _ in backtest(400, history_weeks).values():
        assert 0.75 <= coverage <= 0.85


def test_short_histories_together_hold_it_too() -> None:
    names, inside = [f"product-{at}" for at in range(10)], []
    for market in range(40):
        lines = {name: momentum(12 + 13, seed=100 * market + at) for at, name in enumerate(names)}
        history = {name: until(line[:12], product=name) for name, line in lines.items()}
        for name in names:
            made = forecast(name, history, on=ON, method=METHOD, seed=market)
            assert made[0].model == "ar1-pooled/1"
            inside += [bool(score(one, lines[name][11 + one.horizon_weeks]).inside_80) for one in made]
    assert 0.75 <= np.mean(inside) <= 0.85


def test_it_beats_a_random_walk_where_there_is_momentum() -> None:
    reference = dict(METHOD.parameters["reference"], coefficient=0.0)
    walk_only = varied(METHOD, reference=reference, lean_weeks=10**9)
    momentum_scores, walk_scores = backtest(400, 104), backtest(400, 104, walk_only)
    for ahead, least in {1: 0.05, 2: 0.05, 4: 0.03}.items():
        assert momentum_scores[ahead][1] < (1 - least) * walk_scores[ahead][1]
