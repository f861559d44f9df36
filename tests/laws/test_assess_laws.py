"""What range/1 may never break, whatever the quotes: found by Hypothesis, not by the author's imagination."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from orebook.assess import assess, days, explain
from orebook.assess.kernel import lower_median, median_deviation, weighted_lower_median
from orebook.catalog import load
from orebook.facts import KINDS, Assessment, Held, Quote, identity
from orebook.testing import method
from orebook.units import ticks

ON = date(2025, 1, 9)
OXIDE = load().products["prnd-oxide"]
RANGE_1 = method("range/1")
PUBLISHERS = st.sampled_from(["smm", "argus", "mysteel", "fastmarkets", "sunsirs", None])


@st.composite
def held(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> Held[Quote]:
    """A quote a book may hold: mostly near 400,000, at times far off, open, in another series or marked."""
    low = draw(st.one_of(st.integers(390_000, 410_000), st.integers(1, 900_000)))
    width = draw(st.sampled_from([0, 0, 1000, 2500, 0.5, 10_000]))
    per_kg = draw(st.integers(0, 9)) == 0
    quote = Quote(
        product="prnd-oxide",
        kind=draw(st.sampled_from(kinds)),
        low=None if draw(st.integers(0, 19)) == 0 else (low / 1000 if per_kg else low),
        high=None if draw(st.integers(0, 19)) == 0 else ((low + width) / 1000 if per_kg else low + width),
        unit="CNY/kg" if per_kg else draw(st.sampled_from(["CNY/t"] * 9 + ["USD/kg"])),
        price_date=ON - timedelta(days=draw(st.sampled_from([0, 0, 0, 0, 1, 2, 5, 10, 11]))),
        published=ON + timedelta(days=draw(st.integers(0, 2))),
        source=draw(PUBLISHERS),
        contributor=draw(st.sampled_from([None, None, None, "plant-a", "smm"])),
        tax=draw(st.sampled_from([None, None, "included", "excluded"])),
        delivery=draw(st.sampled_from([None, None, "ex-works", "exw", "fob"])),
        place=draw(st.sampled_from([None, None, "Baotou"])),
        volume=draw(st.sampled_from([None, None, 20.0])),
        terms=None,
        spans=(),
        printed="",
        repairs=(),
        flags=draw(st.sampled_from([(), (), (), ("approximate",), ("period-average",)])),
    )
    moment = draw(st.integers(0, 5))
    return Held(id=identity(quote), fact=quote, recorded_at=moment, available_at=moment)


@st.composite
def plain(draw: st.DrawFn) -> Held[Quote]:
    """An assessment of the day that no rule but the screen can set aside, of a publisher of its own."""
    quote = draw(held(("assessment",)))
    low = float(draw(st.integers(300_000, 500_000)))
    return renamed(
        quote, f"publisher-{draw(st.integers(0, 10**6))}", low=low, high=low + draw(st.integers(0, 9000)),
        unit="CNY/t", price_date=ON, tax=None, delivery=None, flags=(), contributor=None,
    )  # fmt: skip


def renamed(quote: Held[Quote], source: str, **changes: Any) -> Held[Quote]:
    fact = replace(quote.fact, source=source, **changes)
    return replace(quote, id=identity(fact), fact=fact)


def assessed(quotes: list[Held[Quote]]) -> Assessment:
    return assess(OXIDE, quotes, on=ON, method=RANGE_1)


BOOKS = st.lists(held(), max_size=14)


@given(BOOKS)
def test_low_mid_high_stand_in_order(book: list[Held[Quote]]) -> None:
    price = assessed(book)
    if price.status == "suspended":
        assert (price.low, price.mid, price.high, price.used) == (None, None, None, ())
    else:
        assert price.low is not None and price.mid is not None and price.high is not None
        assert price.low <= price.mid <= price.high


@given(BOOKS)
def test_every_end_is_an_end_somebody_stated(book: list[Held[Quote]]) -> None:
    price = assessed(book)
    if price.used:
        used = [quote.fact for quote in book if quote.id in price.used]
        scale = {"CNY/t": 1, "CNY/kg": 1000}
        lows = {ticks(quote.low or 0) * scale[quote.unit] for quote in used}
        highs = {ticks(quote.high or 0) * scale[quote.unit] for quote in used}
        assert price.low is not None and ticks(price.low) in lows
        assert price.high is not None and ticks(price.high) in highs


@given(BOOKS, st.randoms(use_true_random=False))
def test_the_order_of_quotes_is_of_no_consequence(book: list[Held[Quote]], random: Any) -> None:
    shuffled = random.sample(book, len(book))
    assert assessed(shuffled) == assessed(book)
    assert identity(assessed(shuffled)) == identity(assessed(book))


@given(BOOKS)
def test_a_quote_held_twice_counts_once(book: list[Held[Quote]]) -> None:
    assert assessed([*book, *book]) == assessed(book)


@given(BOOKS)
def test_each_quote_of_the_day_is_used_or_set_aside_and_never_both(book: list[Held[Quote]]) -> None:
    price = assessed(book)
    aside = [item.quote for item in price.set_aside]
    assert not set(price.used) & set(aside)
    assert len(aside) == len(set(aside))
    of_day = {quote.id for quote in book if quote.fact.price_date in (ON, price.as_of)}
    assert of_day == {*price.used, *aside}


@given(BOOKS)
def test_every_quote_of_the_day_has_a_reason_that_agrees(book: list[Held[Quote]]) -> None:
    price = assessed(book)
    reasons = explain(OXIDE, book, price, method=RANGE_1)
    assert {reason.quote for reason in reasons if reason.used} == set(price.used)
    assert {(reason.quote, reason.rule) for reason in reasons if not reason.used} == {
        (item.quote, item.rule) for item in price.set_aside
    }
    assert all(reason.sentence.endswith(".") for reason in reasons)


@given(BOOKS, held(("forecast", "order")))
def test_a_forecast_or_an_order_never_moves_a_price(book: list[Held[Quote]], said: Held[Quote]) -> None:
    before, after = assessed(book), assessed([*book, said])
    assert (after.low, after.high, after.status, after.used) == (
        before.low, before.high, before.status, before.used,
    )  # fmt: skip


@given(BOOKS)
def test_what_is_no_price_could_as_well_not_have_been_said(book: list[Held[Quote]]) -> None:
    price = assessed(book)
    idle = {item.quote for item in price.set_aside if item.rule in ("R1", "R2", "R3")}
    again = assessed([quote for quote in book if quote.id not in idle])
    assert (again.low, again.high, again.mid, again.used) == (price.low, price.high, price.mid, price.used)


@given(st.lists(plain(), min_size=1, max_size=9, unique_by=lambda quote: quote.fact.source))
def test_an_independent_echo_never_moves_the_price_out_of_range(book: list[Held[Quote]]) -> None:
    lows = [quote.fact.low or 0 for quote in book]
    highs = [quote.fact.high or 0 for quote in book]
    price = assessed([*book, renamed(book[0], "echo")])
    assert price.low is not None and price.high is not None
    assert min(lows) <= price.low <= price.high <= max(highs)


@given(st.lists(plain(), min_size=1, max_size=2, unique_by=lambda quote: quote.fact.source))
def test_a_witness_who_says_the_price_itself_does_not_move_it(book: list[Held[Quote]]) -> None:
    before = assessed(book)
    after = assessed([*book, renamed(book[0], "witness", low=before.low, high=before.high)])
    assert (after.low, after.high) == (before.low, before.high)


@given(BOOKS)
def test_twice_the_prices_make_twice_the_price(book: list[Held[Quote]]) -> None:
    before, after = assessed(book), assessed([doubled(quote) for quote in book])
    assert after.status == before.status
    assert len(after.used) == len(before.used)
    if before.low is not None and before.high is not None and after.mid is not None:
        assert (after.low, after.high) == (2 * before.low, 2 * before.high)
        assert 0 <= ticks(after.mid) - 2 * ticks(before.mid or 0) <= 1


def doubled(quote: Held[Quote]) -> Held[Quote]:
    low, high = quote.fact.low, quote.fact.high
    twice = replace(quote.fact, low=low and 2 * low, high=high and 2 * high)
    # The id stays, so that statements that come at one moment keep their order.
    return replace(quote, fact=twice)


@given(BOOKS)
def test_a_series_of_days_is_the_days_one_by_one(book: list[Held[Quote]]) -> None:
    series = days(OXIDE, book, start=ON - timedelta(days=11), end=ON, method=RANGE_1)
    singly = [assess(OXIDE, book, on=ON - timedelta(days=back), method=RANGE_1) for back in range(11, -1, -1)]
    assert series == [price for price in singly if price.status in ("assessed", "thin")]


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=40).map(sorted))
def test_the_walk_outwards_finds_the_median_of_all_distances(row: list[int]) -> None:
    median = lower_median(row)
    assert median_deviation(row) == lower_median(sorted(abs(price - median) for price in row))


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.integers(1, 9)), min_size=1).map(sorted))
def test_a_weight_is_so_many_voices(row: list[tuple[int, int]]) -> None:
    spelled_out = [price for price, weight in row for _ in range(weight)]
    weighted = weighted_lower_median([price for price, _ in row], [weight for _, weight in row])
    assert weighted == lower_median(spelled_out)
