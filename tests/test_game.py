"""The baseline forecast: which weeks it looks at, and what it leans on."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta

import pytest

from fixtures.histories import METHOD, ON, fan, momentum, until
from orebook.facts import Forecast, identity
from orebook.game import forecast
from orebook.game.weekly import Step, last_change, steps, weeks
from orebook.testing import series

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
