"""Laws of replay: whatever is typed, corrected and withdrawn later, what was known at a moment stays so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import orebook as ob
from orebook import units
from orebook.book.diffing import Diff
from orebook.book.moved import told

quiet = settings(max_examples=15, deadline=None)
PRODUCTS = ("prnd-metal", "prnd-oxide")
FIRST = date(2025, 1, 6)
DAYS = [FIRST + timedelta(days=after) for after in range(16)]

TYPED = st.tuples(
    st.just("typed"), st.sampled_from(PRODUCTS), st.integers(0, 8), st.integers(690, 730), st.integers(1, 3)
)
FIXED = st.tuples(st.sampled_from(("correct", "withdraw")), st.integers(0, 20), st.integers(690, 730))
STEPS = st.lists(st.one_of(TYPED, FIXED), min_size=1, max_size=6)


def take(book: ob.Book, step: tuple[Any, ...]) -> None:
    """One step of a desk's week: somebody types a bid, corrects one, or takes one back."""
    if step[0] == "typed":
        _, product, after, level, code = step
        book.quote(product, f"{level}000", "CNY/t", kind="bid", on=DAYS[after], contributor=f"C{code}",
                   author="Wang Li")  # fmt: skip
        return
    standing = book.quotes()
    if standing:
        old = standing[step[1] % len(standing)]
        figure = f"{step[2]}500"
        how = {"withdraw": True} if step[0] == "withdraw" else {"to": figure}
        if step[0] == "withdraw" or old.fact.low != float(figure):
            book.correct(old.id, **how, author="Zhao Min", reason="Called back.")  # type: ignore[arg-type]


def moment(book: ob.Book) -> str:
    """The moment of the last step, by the book's own clock."""
    assert book._store is not None
    held = [*book._store.quotes(), *book._store.corrections()]
    return units.moment(max((one.recorded_at for one in held), default=0))


def answers(book: ob.Book, known_at: str | None) -> list[Any]:
    """Every price of the week and the days it is carried to."""
    return [told(book.assess(product, on=day, known_at=known_at)) for product in PRODUCTS for day in DAYS]


@quiet
@given(steps=STEPS)
def test_no_later_step_changes_what_was_known_before_it(steps: list[Any]) -> None:
    with ob.open("sqlite://") as book:
        then = []
        for step in steps:
            take(book, step)
            then.append((moment(book), answers(book, None)))
        for known_at, answered in then:
            assert answers(book, known_at) == answered


@quiet
@given(steps=STEPS)
def test_a_moment_differs_from_itself_in_nothing(steps: list[Any]) -> None:
    with ob.open("sqlite://") as book:
        for step in steps:
            take(book, step)
        now = moment(book)
        assert book.diff(from_known=now, to_known=now).empty


def prices(found: Diff) -> dict[tuple[str, date], tuple[Any, Any]]:
    return {(one.product, one.price_date): (told(one.before), told(one.after)) for one, _ in found.prices}


@quiet
@given(first=STEPS, second=STEPS)
def test_two_differences_one_after_the_other_are_the_whole(first: list[Any], second: list[Any]) -> None:
    with ob.open("sqlite://") as book:
        moments = [units.moment(0)]
        for steps in (first, second):
            for step in steps:
                take(book, step)
            moments.append(moment(book))
        one = book.diff(from_known=moments[0], to_known=moments[1])
        other = book.diff(from_known=moments[1], to_known=moments[2])
        whole = book.diff(from_known=moments[0], to_known=moments[2])
    early, late = prices(one), prices(other)
    both = {
        key: (early.get(key, late.get(key, ()))[0], late.get(key, early.get(key, ()))[1])
        for key in early.keys() | late.keys()
    }
    assert {key: (old, new) for key, (old, new) in both.items() if old != new} == prices(whole)
    assert {found.id for found in (*one.learnt, *other.learnt)} == {found.id for found in whole.learnt}


@quiet
@given(steps=STEPS)
def test_a_difference_tells_every_price_that_differs_and_no_other(steps: list[Any]) -> None:
    """Held against every day asked one by one."""
    with ob.open("sqlite://") as book:
        take(book, steps[0])
        before = moment(book)
        for step in steps[1:]:
            take(book, step)
        after = moment(book)
        found = prices(book.diff(from_known=before, to_known=after))
        asked = [
            ((product, day), old, new)
            for (product, day), old, new in zip(
                [(product, day) for product in PRODUCTS for day in DAYS],
                answers(book, before),
                answers(book, after),
                strict=True,
            )
        ]
    assert {key: (old, new) for key, old, new in asked if old != new} == {
        key: both for key, both in found.items() if key[1] in DAYS
    }
