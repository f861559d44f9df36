"""What range/2 may never break, whatever the quotes and whoever judges: found by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from orebook.assess import assess, days, explain, leans_on
from orebook.assess.cap import weighed
from orebook.assess.rules import rules
from orebook.assess.series import entry
from orebook.catalog import load
from orebook.facts import KINDS, Assessment, Held, Judgement, Quote, identity
from orebook.testing import method, quotes
from orebook.units import ticks

ON = date(2025, 1, 9)
OXIDE, CHINA = load().products["prnd-oxide"], load().calendars["china"]
RANGE_1, RANGE_2 = method("range/1"), method("range/2")
MADE = ("assessed", "blended", "thin", "judged")
MARKET = ("transaction", "bid", "offer")


@st.composite
def held(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS, named: bool = True) -> Held[Quote]:
    """A quote a book may hold: mostly near 400,000, at times far off, small, corrected or marked."""
    low = draw(st.one_of(st.integers(390_000, 410_000), st.integers(1, 900_000)))
    high = low + draw(st.sampled_from([0, 0, 1000, 2500, 10_000]))
    quote = Quote(
        product="prnd-oxide",
        kind=draw(st.sampled_from(kinds)),
        low=None if draw(st.integers(0, 19)) == 0 else low,
        high=high,
        unit=draw(st.sampled_from(["CNY/t"] * 9 + ["USD/kg"])),
        price_date=ON - timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 2, 5, 10, 11, 20]))),
        published=ON + timedelta(days=draw(st.integers(0, 2))),
        source=draw(st.sampled_from(["smm", "argus", "mysteel", "own", None])),
        contributor=draw(st.sampled_from([None, "C1", "c1", "C2", "C3", "C4", "C5", "smm"]))
        if named
        else None,
        tax=draw(st.sampled_from([None, None, "included", "excluded"])),
        delivery=draw(st.sampled_from([None, None, "ex-works", "fob"])),
        place=None,
        volume=draw(st.sampled_from([None, None, 0.5, 1.0, 20.0])) if named else None,
        terms=None,
        spans=(),
        printed="",
        repairs=(),
        flags=draw(st.sampled_from([(), (), (), ("approximate",), ("quarantined",)])),
    )
    moment = draw(st.integers(0, 5))
    wrong = draw(st.sampled_from([None, None, None, None, "correction-1"])) if named else None
    return Held(
        id=identity(quote), fact=quote, recorded_at=moment, available_at=moment, corrected=wrong,
        released=draw(st.booleans()),
    )  # fmt: skip


BOOKS = st.lists(held(), max_size=14, unique_by=lambda one: one.id)


@st.composite
def judged(draw: st.DrawFn, book: list[Held[Quote]]) -> list[Held[Judgement]]:
    """A few overrides of the quotes of a book, and perhaps of a day's price."""
    made = [
        Judgement(
            product="prnd-oxide", price_date=one.fact.price_date,
            action=draw(st.sampled_from(["set-aside", "admit"])), quote=one.id,
            low=None, high=None, unit=None, author="Wang Li", reason="seen",
        )
        for one in draw(st.lists(st.sampled_from(book), max_size=3) if book else st.just([]))
    ]  # fmt: skip
    if draw(st.integers(0, 4)) == 0:
        made.append(price(draw(st.integers(1, 900_000)), ON - timedelta(days=draw(st.integers(0, 3)))))
    return [
        Held(id=f"{identity(one)}-{place}", fact=one, recorded_at=place, available_at=place)
        for place, one in enumerate(made)
    ]


def price(low: float, on: date = ON) -> Judgement:
    return Judgement(
        product="prnd-oxide", price_date=on, action="price", quote=None, low=low, high=low + 1000,
        unit="CNY/t", author="Wang Li", reason="told by three plants",
    )  # fmt: skip


CASES = BOOKS.flatmap(lambda book: st.tuples(st.just(book), judged(book)))


def assessed(book: list[Held[Quote]], said: list[Held[Judgement]] | None = None) -> Assessment:
    return assess(OXIDE, book, on=ON, method=RANGE_2, judgements=said or [], calendar=CHINA)


@given(CASES)
def test_low_mid_high_stand_in_order(case: tuple[list[Held[Quote]], list[Held[Judgement]]]) -> None:
    made = assessed(*case)
    if made.status == "suspended":
        assert (made.low, made.mid, made.high, made.used) == (None, None, None, ())
    else:
        assert made.low is not None and made.mid is not None and made.high is not None
        assert made.low <= made.mid <= made.high


@given(CASES, st.randoms(use_true_random=False))
def test_no_order_is_of_consequence(
    case: tuple[list[Held[Quote]], list[Held[Judgement]]], random: Any
) -> None:
    book, said = case
    shuffled = random.sample(book, len(book)), random.sample(said, len(said))
    assert identity(assessed(*shuffled)) == identity(assessed(book, said))


@given(CASES)
def test_each_quote_is_used_or_set_aside_and_has_a_reason(
    case: tuple[list[Held[Quote]], list[Held[Judgement]]],
) -> None:
    book, said = case
    made = assessed(book, said)
    aside = {item.quote: item.rule for item in made.set_aside}
    assert not set(made.used) & set(aside)
    of_day = {quote.id for quote in book if quote.fact.price_date in (ON, made.as_of)}
    assert of_day == {*made.used, *aside}
    reasons = explain(OXIDE, book, made, method=RANGE_2, judgements=said)
    assert {one.quote for one in reasons if one.used} == set(made.used)
    assert {one.quote: one.rule for one in reasons if not one.used} == aside
    assert all(one.sentence.endswith(".") for one in reasons)
    assert {one.rule for one in reasons} <= set(RANGE_2.rules.values())


@given(st.lists(held(MARKET), min_size=1, max_size=14, unique_by=lambda one: one.id))
def test_the_cap_holds_and_raises_nobody(book: list[Held[Quote]]) -> None:
    asked = rules(RANGE_2)
    whole = [replace(one, fact=replace(one.fact, low=1.0, high=1.0, unit="CNY/t")) for one in book]
    before = [entry(one, OXIDE, asked) for one in whole]
    after, _ = weighed(before, asked)
    assert all(new.weight <= 1000 * old.weight for new, old in zip(after, before, strict=True))
    totals: dict[str, int] = {}
    for item in after:
        totals[item.contributor] = totals.get(item.contributor, 0) + item.weight
    rest = totals.pop("", 0)
    if rest or len(totals) >= 4:
        most, all_of_it = max(totals.values(), default=0), rest + sum(totals.values())
        # Each quote's weight is a whole number, rounded down: one part in its weight a quote.
        assert 1000 * most <= 250 * all_of_it + 1000 * len(after)
    elif totals:
        assert max(totals.values()) <= min(totals.values()) + len(after)


@given(
    st.integers(300_000, 500_000), st.lists(st.integers(300_000, 500_000), min_size=1, max_size=4),
    st.integers(1, 10),
)  # fmt: skip
def test_a_blend_lies_between_today_and_the_last_price(last: int, bids: list[int], back: int) -> None:
    lines = [f"prnd-oxide assessment {last} CNY/t smm {ON - timedelta(days=back)}"]
    lines += [f"prnd-oxide bid {bid} CNY/t own {ON} contributor=C{place}" for place, bid in enumerate(bids)]
    made = assessed(quotes("\n".join(lines)))
    alone = assessed(quotes("\n".join(lines[1:])))
    assert (made.status, alone.status) == ("blended", "thin")
    assert made.low is not None and alone.low is not None
    assert min(last, alone.low) <= made.low <= max(last, alone.low)
    assert made.flags[0] == f"blended-with-{ON - timedelta(days=back)}"


@given(CASES)
def test_a_replay_is_the_same_to_the_byte(case: tuple[list[Held[Quote]], list[Held[Judgement]]]) -> None:
    assert identity(assessed(*case)) == identity(assessed(*case))


@given(CASES, st.integers(1, 900_000))
def test_a_judged_price_dominates_whatever_was_quoted(
    case: tuple[list[Held[Quote]], list[Held[Judgement]]], low: int
) -> None:
    book, said = case
    newest = Held(id="judgement-newest", fact=price(low), recorded_at=99, available_at=99)
    made = assessed(book, [*said, newest])
    assert (made.low, made.high, made.status, made.used) == (low, low + 1000, "judged", ())
    assert newest.id in made.judgements


@given(BOOKS.filter(bool))
def test_a_quote_judged_out_could_as_well_not_have_been_said(book: list[Held[Quote]]) -> None:
    gone = book[0]
    out = Judgement(
        product="prnd-oxide", price_date=gone.fact.price_date, action="set-aside", quote=gone.id, low=None,
        high=None, unit=None, author="Wang Li", reason="a slip",
    )  # fmt: skip
    said = [Held(id="judgement-1", fact=out, recorded_at=1, available_at=1)]
    with_it, without = assessed(book, said), assessed(book[1:])
    same = ("low", "high", "mid", "status", "used", "share", "independent")
    assert all(getattr(with_it, name) == getattr(without, name) for name in same)


@given(st.lists(held(named=False), max_size=14, unique_by=lambda one: one.id))
def test_what_publishers_report_gives_what_range_1_gave(book: list[Held[Quote]]) -> None:
    old, new = assess(OXIDE, book, on=ON, method=RANGE_1), assessed(book)
    same = ("low", "high", "mid", "status", "used", "as_of")
    assert all(getattr(old, name) == getattr(new, name) for name in same)


@given(CASES)
def test_a_series_of_days_is_the_days_one_by_one(
    case: tuple[list[Held[Quote]], list[Held[Judgement]]],
) -> None:
    book, said = case
    asked: dict[str, Any] = {"method": RANGE_2, "judgements": said, "calendar": CHINA}
    series = days(OXIDE, book, start=ON - timedelta(days=12), end=ON, **asked)
    singly = [assess(OXIDE, book, on=ON - timedelta(days=back), **asked) for back in range(12, -1, -1)]
    assert series == [one for one in singly if one.status in MADE]


@given(CASES)
def test_quotes_older_than_a_price_leans_on_change_nothing(
    case: tuple[list[Held[Quote]], list[Held[Judgement]]],
) -> None:
    book, said = case
    start = ON - timedelta(days=10)
    recent = [one for one in book if one.fact.price_date >= start]
    asked: dict[str, Any] = {"on": ON, "method": RANGE_2, "judgements": said}
    if leans_on(OXIDE, recent, **asked) >= start:
        assert assess(OXIDE, recent, **asked) == assess(OXIDE, book, **asked)


def test_a_blend_of_thousands_of_days_is_walked_back_once() -> None:
    first, count = date(2015, 1, 1), 3000
    lines = [f"prnd-oxide assessment 300,000 CNY/t smm {first}"]
    lines += [
        f"prnd-oxide bid 400,000 CNY/t own {first + timedelta(days=day)} contributor=C1"
        for day in range(1, count)
    ]
    book, last = quotes("\n".join(lines)), first + timedelta(days=count - 1)
    made = assess(OXIDE, book, on=last, method=RANGE_2)
    assert made.status == "blended" and made.low is not None
    # Each day goes three tenths of the way to 400,000, rounded down to the tick: it stops three ticks short.
    assert ticks(made.low) == ticks(400_000) - 3
    assert days(OXIDE, book, start=last, end=last, method=RANGE_2) == [made]
