"""Laws of the ledger: whatever is added, in whatever order and at whatever moment, these hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orebook.facts import identity
from orebook.ledger import Store, open_store

from ..stores.made import document, quote  # noqa: TID252 - the tests are no package

quiet = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
START = datetime(2025, 1, 1, tzinfo=UTC)


def made(number: int) -> list[Any]:
    """One of a few reports, with as many quotes as its number."""
    of = document(f"Report {number}", date(2024, 12, 20) + timedelta(days=number))
    return [of, *[quote(of, low=float(low)) for low in range(number)]]


REPORTS = st.integers(0, 6)
ADDITION = st.tuples(st.lists(REPORTS, max_size=3), st.booleans(), st.integers(-5, 30))
ADDITIONS = st.lists(ADDITION, max_size=8)


@pytest.fixture
def fresh() -> Iterator[list[Store]]:
    """Books to be opened in a test and closed after it."""
    opened: list[Store] = []
    yield opened
    for store in opened:
        store.close()


def book(fresh: list[Store], additions: list[tuple[list[int], bool, int]]) -> Store:
    """A book to which reports were added, some late, under a clock that jumps about."""
    store = open_store("sqlite://", create=True)
    fresh.append(store)
    for numbers, backfilled, days in additions:
        facts = [fact for number in numbers for fact in made(number)]
        store.append(facts, backfilled=backfilled, now=START + timedelta(days=days))
    return store


@quiet
@given(additions=ADDITIONS)
def test_the_same_additions_make_the_same_book(fresh: list[Store], additions: list[Any]) -> None:
    """To the microsecond and in the same order."""
    one, other = book(fresh, additions), book(fresh, additions)
    assert one.quotes() == other.quotes()
    assert one.documents() == other.documents()


@quiet
@given(additions=ADDITIONS)
def test_adding_everything_again_adds_nothing(fresh: list[Store], additions: list[Any]) -> None:
    store = book(fresh, additions)
    before = store.documents(), store.quotes()
    for numbers, backfilled, days in additions:
        facts = [fact for number in numbers for fact in made(number)]
        again = store.append(facts, backfilled=backfilled, now=START + timedelta(days=days))
        assert (again.kept, again.already, again.documents) == (0, len(set(numbers)), ())
    assert (store.documents(), store.quotes()) == before


@quiet
@given(additions=ADDITIONS)
def test_each_report_is_kept_once_and_whole(fresh: list[Store], additions: list[Any]) -> None:
    store = book(fresh, additions)
    numbers = {number for numbers, _, _ in additions for number in numbers}
    facts = {identity(fact): fact for number in numbers for fact in made(number)[1:]}
    assert {held.id: held.fact for held in store.quotes()} == facts
    assert len(store.quotes()) == len(facts)
    listed = store.manifest({made(number)[0].document for number in numbers})
    assert {line.id for lines in listed.values() for line in lines if line.fact == "quote"} == set(facts)


@quiet
@given(additions=ADDITIONS, early=st.integers(-30, 40), later=st.integers(0, 40))
def test_what_was_known_stays_known(fresh: list[Store], additions: list[Any], early: int, later: int) -> None:
    """A later `known_at` sees all that an earlier one saw, and the last of them all there is."""
    store = book(fresh, additions)
    day = 86_400_000_000
    first = int(START.timestamp()) * 1_000_000 + early * day
    seen = {held.id for held in store.quotes(known_at=first)}
    assert seen <= {held.id for held in store.quotes(known_at=first + later * day)}
    assert store.quotes(known_at=2**62) == store.quotes()


@quiet
@given(additions=ADDITIONS, more=ADDITION, at=st.integers(-30, 40))
def test_a_later_addition_does_not_change_what_was_known(
    fresh: list[Store], additions: list[Any], more: Any, at: int
) -> None:
    """Unless it is history loaded late and marked so, nothing added afterwards is seen before."""
    store = book(fresh, additions)
    last = max((held.recorded_at for held in store.documents()), default=0)
    moment = min(last, int(START.timestamp() + at * 86_400) * 1_000_000)
    before = store.quotes(known_at=moment)
    store.append([fact for number in more[0] for fact in made(number)], now=START + timedelta(days=more[2]))
    assert store.quotes(known_at=moment) == before


@quiet
@given(additions=ADDITIONS)
def test_the_two_clocks_run_forward(fresh: list[Store], additions: list[Any]) -> None:
    """Facts come in the order of learning, an append a moment; none is known before it was published."""
    store = book(fresh, additions)
    moments = [held.recorded_at for held in store.documents()]
    assert moments == sorted(moments)
    assert len(set(moments)) <= len(additions)
    for held in store.documents():
        published = datetime.combine(held.fact.published, datetime.min.time(), UTC)
        assert int(published.timestamp()) * 1_000_000 <= held.available_at <= held.recorded_at
