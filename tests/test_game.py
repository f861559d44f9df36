"""The baseline forecast: what it looks at, what it leans on, and whether it keeps to theory."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from orebook.errors import BadArgumentError
from orebook.facts import Assessment, Forecast, identity
from orebook.game import forecast, score
from orebook.game.fan import generator, levels, walk
from orebook.game.fit import Fit, alone, pooled
from orebook.game.rules import rules
from orebook.game.weekly import Step, last_change, steps, weeks
from orebook.testing import method, series, varied

METHOD = method("forecast/1")
RULES = rules(METHOD)
ON = date(2025, 1, 9)  # a Thursday


def momentum(count: int, coefficient: float = 0.45, sd: float = 0.03, seed: int = 1) -> list[float]:
    """Weekly prices whose log changes are an AR(1), started in its long run; the first is 400,000."""
    rng = np.random.default_rng(seed)
    change, prices = rng.normal(0, sd / math.sqrt(1 - coefficient**2)), [400_000.0]
    for surprise in rng.normal(0, sd, count - 1):
        change = coefficient * change + surprise
        prices.append(prices[-1] * math.exp(change))
    return prices


def until(mids: Sequence[float | None], on: date = ON, product: str = "prnd-oxide") -> list[Assessment]:
    """Weekly assessments of which the last is on the day of the forecast."""
    return series(product, on - timedelta(weeks=len(mids) - 1), mids)


def fan(history: dict[str, list[Assessment]], horizon: int = 1, product: str = "prnd-oxide") -> Forecast:
    made = forecast(product, history, on=ON, method=METHOD, seed=1)
    return next(one for one in made if one.horizon_weeks == horizon)


# A week is seven days ending on the forecast's weekday (F1)


def test_a_week_has_the_price_of_its_last_day() -> None:
    daily = series("prnd-oxide", "2025-01-03", [400, 401, 402, 403, 404, 405, 406], every=1)
    assert [(week.ago, week.mid) for week in weeks(daily, on=ON, window=156)] == [(0, 406)]


def test_a_week_ends_on_the_weekday_of_the_forecast() -> None:
    thursday_and_friday = series("prnd-oxide", "2025-01-02", [400, 410], every=1)
    assert [(week.ago, week.mid) for week in weeks(thursday_and_friday, on=ON, window=156)] == [
        (1, 400),
        (0, 410),
    ]
    friday = ON + timedelta(days=1)
    assert [(week.ago, week.mid) for week in weeks(thursday_and_friday, on=friday, window=156)] == [(1, 410)]


@pytest.mark.parametrize("status", ["carried", "suspended"])
def test_a_price_nobody_made_is_no_price(status: str) -> None:
    made = series("prnd-oxide", "2025-01-02", [400])
    unmade = series("prnd-oxide", "2025-01-09", [400], status=status)
    assert [week.ago for week in weeks(made + unmade, on=ON, window=156)] == [1]


def test_a_thin_price_counts() -> None:
    assert weeks(series("prnd-oxide", "2025-01-09", [400], status="thin"), on=ON, window=156)[0].mid == 400


def test_days_after_the_forecast_are_not_looked_at() -> None:
    assert weeks(series("prnd-oxide", "2025-01-10", [400]), on=ON, window=156) == ()


@pytest.mark.parametrize("mid", [0.0, -45.0, math.nan, math.inf])
def test_a_price_without_a_logarithm_leaves_its_week_empty(mid: float) -> None:
    # Copper concentrate charges have been below zero: no change in per cent can be taken of them.
    assert [week.ago for week in weeks(until([400, mid]), on=ON, window=156)] == [1]


def test_prices_in_an_older_unit_are_left_out() -> None:
    per_kilogram = series("gallium", "2025-01-02", [2000], unit="CNY/kg")
    per_tonne = series("gallium", "2025-01-09", [2_000_000])
    assert [week.mid for week in weeks(per_kilogram + per_tonne, on=ON, window=156)] == [2_000_000]


def test_weeks_before_the_window_are_left_out() -> None:
    assert len(weeks(until([400.0] * 10), on=ON, window=4)) == 5


def test_of_two_prices_for_one_day_the_one_made_from_later_evidence_counts() -> None:
    [first] = series("prnd-oxide", ON, [400])
    known_then = replace(first, mid=390, known_at="2025-01-09T10:00:00")
    assert weeks([known_then, first], on=ON, window=156)[0].mid == 400
    assert weeks([first, known_then], on=ON, window=156)[0].mid == 400


# Changes are between weeks that follow each other (F2)


def test_a_change_is_the_logarithm_of_a_week_over_the_week_before() -> None:
    taken = steps(weeks(until([400, 404, 404]), on=ON, window=156))
    assert taken == (Step(math.log(1.01), None), Step(0.0, math.log(1.01)))


def test_across_a_gap_no_change_is_taken() -> None:
    line = weeks(until([400, 404, None, 440, 440]), on=ON, window=156)
    assert steps(line) == (Step(math.log(1.01), None), Step(0.0, None))


def test_the_last_change_is_unknown_after_a_gap() -> None:
    assert last_change(weeks(until([400, 404, None, 440]), on=ON, window=156)) is None
    assert last_change(weeks(until([400, 404]), on=ON, window=156)) == math.log(1.01)
    assert last_change(weeks(until([400]), on=ON, window=156)) is None


# Own history or everyone's (F3), and saying so


def test_with_26_changes_a_product_stands_on_its_own() -> None:
    made = fan({"prnd-oxide": until(momentum(27)), "dysprosium-oxide": until(momentum(27, seed=2))})
    assert made.model == "ar1/1"
    assert made.leaned_on == "its own 26 weekly changes"


def test_with_25_changes_it_pools_and_says_so() -> None:
    made = fan({"prnd-oxide": until(momentum(26)), "dysprosium-oxide": until(momentum(31, seed=2))})
    assert made.model == "ar1-pooled/1"
    assert made.leaned_on == (
        "only 25 weekly changes of its own, 26 are needed to stand alone: "
        "pooled 55 weekly changes of 2 products"
    )


def test_a_pool_that_is_short_too_is_topped_up_and_says_so() -> None:
    made = fan({"prnd-oxide": until([400, 401]), "prnd-metal": until([490, 491, 490])})
    assert made.leaned_on == (
        "only 1 weekly change of its own, 26 are needed to stand alone: "
        "pooled 3 weekly changes of 2 products, topped up to 26 with the spread measured on "
        "601 weeks of neodymium and praseodymium oxide, 2013-2024"
    )


def test_a_single_price_leans_on_the_reference_alone() -> None:
    made = fan({"prnd-oxide": until([400_000])}, horizon=4)
    assert made.model == "ar1-pooled/1"
    assert made.leaned_on.startswith("no weekly change of its own, 26 are needed to stand alone: pooled 0 ")
    assert made.leaned_on.endswith("no price the week before, so no momentum")
    assert made.quantiles["0.5"] == pytest.approx(400_000, rel=1e-9)
    assert made.quantiles["0.1"] < 385_000 < 415_000 < made.quantiles["0.9"]


def test_it_names_the_assessments_it_was_made_from() -> None:
    short, long = until([400, 401]), until(momentum(40), product="dysprosium-oxide")
    elsewhere = series("terbium-oxide", ON, [5_000_000])  # one price gives no change: nothing leans on it
    history = {"prnd-oxide": short, "dysprosium-oxide": long, "terbium-oxide": elsewhere}
    assert set(fan(history).assessments) == {identity(one) for one in short + long}
    assert set(fan(history, product="dysprosium-oxide").assessments) == {identity(one) for one in long}


# Histories that say little


def test_no_price_no_forecast() -> None:
    assert forecast("prnd-oxide", {}, on=ON, method=METHOD, seed=1) == ()
    assert forecast("prnd-oxide", {"prnd-oxide": []}, on=ON, method=METHOD, seed=1) == ()
    others = {"dysprosium-oxide": until(momentum(60), product="dysprosium-oxide")}
    assert forecast("prnd-oxide", others, on=ON, method=METHOD, seed=1) == ()


def test_a_price_older_than_a_quarter_gives_no_forecast() -> None:
    old = {"prnd-oxide": series("prnd-oxide", ON - timedelta(weeks=14), [400])}
    recent = {"prnd-oxide": series("prnd-oxide", ON - timedelta(weeks=13), [400])}
    assert forecast("prnd-oxide", old, on=ON, method=METHOD, seed=1) == ()
    assert len(forecast("prnd-oxide", recent, on=ON, method=METHOD, seed=1)) == 5


def test_an_old_price_is_run_on_and_the_fan_is_wider() -> None:
    prices = momentum(60)
    fresh, old = fan({"prnd-oxide": until(prices)}), fan({"prnd-oxide": until([*prices, None, None, None])})
    assert spread(old) > 2 * spread(fresh)
    assert old.leaned_on == "its own 59 weekly changes; last price 2024-12-19, 3 weeks old"


def test_a_price_that_never_moved_takes_its_spread_from_the_others() -> None:
    still = {"cerium-oxide": until([8_000.0] * 30, product="cerium-oxide")}
    lively = {"prnd-oxide": until(momentum(30))}
    made = fan(still | lively, product="cerium-oxide")
    assert made.model == "ar1-pooled/1"
    assert made.leaned_on == (
        "its own 29 weekly changes are all zero, a spread cannot be read from them: "
        "pooled 58 weekly changes of 2 products"
    )
    assert 0 < spread(made) < spread(fan(still | lively))


def test_where_nothing_ever_moved_the_fan_is_a_point() -> None:
    names = ("cerium-oxide", "lanthanum-oxide")
    history = {name: until([8_000.0] * 30, product=name) for name in names}
    for made in forecast("cerium-oxide", history, on=ON, method=METHOD, seed=1):
        assert set(made.quantiles.values()) == {8_000.0}


def test_a_few_still_weeks_do_not_make_a_point() -> None:
    assert spread(fan({"cerium-oxide": until([8_000.0] * 5)}, product="cerium-oxide")) > 0


def test_changes_with_gaps_between_them_still_make_a_model() -> None:
    pairs = [
        price for pair in zip(momentum(27), momentum(27, seed=2), strict=True) for price in (*pair, None)
    ]
    made = fan({"prnd-oxide": until(pairs[:-1])})
    assert (made.model, made.leaned_on) == ("ar1/1", "its own 27 weekly changes")


def spread(made: Forecast) -> float:
    """How wide the 80 % band is, against its middle."""
    return (made.quantiles["0.9"] - made.quantiles["0.1"]) / made.quantiles["0.5"]


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
