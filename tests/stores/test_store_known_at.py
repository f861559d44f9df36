"""What was known when: every read under `known_at`, and the filters beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from orebook.errors import BadArgumentError
from orebook.facts import Change, Event, Publication, Statistic
from orebook.ledger import Store
from orebook.units import clock

from .made import decision, document, quote, report, span

JANUARY = datetime(2025, 1, 10, 12, tzinfo=UTC)
MARCH = datetime(2025, 3, 1, 12, tzinfo=UTC)


def test_a_report_is_known_from_the_moment_it_was_added(store: Store) -> None:
    store.append(report(), now=JANUARY)
    assert store.quotes(known_at=clock("2025-01-10T11:59:59")) == []
    assert len(store.quotes(known_at=clock("2025-01-10T12:00:00"))) == 1
    assert len(store.quotes()) == 1


def test_history_loaded_late_is_known_from_its_publication(store: Store) -> None:
    """A report of 9 January loaded in March: `known_at` sees it from midnight UTC of the 9th."""
    store.append(report(published=date(2025, 1, 9)), backfilled=True, now=MARCH)
    assert store.quotes(known_at=clock("2025-01-08")) == []
    held = store.quotes(known_at=clock("2025-01-09T00:00:00"))[0]
    assert held.available_at == clock("2025-01-09T00:00:00")
    assert held.recorded_at == clock("2025-03-01T12:00:00")


def test_history_loaded_late_and_not_marked_so_is_known_only_since(store: Store) -> None:
    store.append(report(published=date(2025, 1, 9)), now=MARCH)
    assert store.quotes(known_at=clock("2025-02-28")) == []


def test_backfill_never_makes_a_fact_known_later_than_it_was(store: Store) -> None:
    """A report dated tomorrow, in a zone ahead of UTC, is known from when it was added."""
    store.append(report(published=date(2025, 1, 11)), backfilled=True, now=JANUARY)
    assert store.quotes()[0].available_at == store.quotes()[0].recorded_at


def test_each_document_of_a_batch_has_its_own_day(store: Store) -> None:
    early, late = report(published=date(2024, 12, 31)), report("Later.", date(2025, 1, 9))
    store.append([*early, *late], backfilled=True, now=MARCH)
    assert [held.fact for held in store.phrases(known_at=clock("2025-01-01"))] == [early[2]]
    assert len(store.refusals(known_at=clock("2025-01-09"))) == 2


def test_a_quote_that_follows_its_document_takes_the_documents_day(store: Store) -> None:
    owner = document(published=date(2025, 1, 9))
    store.append([owner], now=JANUARY)
    store.append([quote(owner)], backfilled=True, now=MARCH)
    assert store.quotes()[0].available_at == clock("2025-01-09T00:00:00")


def test_what_comes_from_no_document_is_known_when_it_was_added(store: Store) -> None:
    release = Publication(
        publication="p", subject="review 2025-W02", author="ann", method="review/1", content="0",
        figures={}, cites=(), supersedes=None, reason=None,
    )  # fmt: skip
    store.append([release], backfilled=True, now=JANUARY)
    assert store.publications(known_at=clock("2025-01-09")) == []
    assert len(store.publications("review 2025-W02", known_at=clock("2025-01-10"))) == 1


def facts_of_every_kind() -> list[Any]:
    owner, *rest = report()
    cited = (span(owner, "price", "400,000"),)
    return [
        owner,
        *rest,
        Change(product="prnd-oxide", low=1.0, high=2.0, unit="%", price_date=owner.published, spans=cited),
        Statistic(measure="output", product=None, value=1.0, unit="t", period="2025-01", spans=cited),
        Event(kind="quota", segment=None, price_date=owner.published, spans=cited),
        decision(rest[0]),
    ]


@pytest.mark.parametrize(
    "question",
    ["documents", "quotes", "phrases", "refusals", "changes", "statistics", "events", "releases"],
)
def test_every_read_takes_known_at(store: Store, question: str) -> None:
    store.append(facts_of_every_kind(), now=JANUARY)
    ask = getattr(store, question)
    assert (len(ask(known_at=clock("2025-01-10T11:00"))), len(ask(known_at=clock("2025-01-10")))) == (0, 1)


def test_known_at_is_a_count_and_nothing_else(store: Store) -> None:
    """A text would compare with every row as later: the future would be seen."""
    with pytest.raises(BadArgumentError, match=r"known_at: '2025-01-10' is not a count of microseconds"):
        store.quotes(known_at="2025-01-10")  # type: ignore[arg-type]


def test_days_are_bounds_and_both_belong(store: Store) -> None:
    owner = document()
    days = [date(2025, 1, 8), date(2025, 1, 9), date(2025, 1, 10)]
    store.append([owner, *[quote(owner, price_date=day) for day in days]])

    def found(**bounds: date) -> list[date]:
        return [held.fact.price_date for held in store.quotes(["prnd-oxide"], **bounds)]

    assert found(start=days[1]) == days[1:]
    assert found(end=days[1]) == days[:2]
    assert found(start=days[1], end=days[1]) == [days[1]]
    assert found(start=days[2], end=days[0]) == []


def test_changes_events_and_phrases_take_days_too(store: Store) -> None:
    facts = facts_of_every_kind()
    owner = facts[0]
    store.append([*facts, replace(facts[4], product="prnd-metal")])
    assert len(store.changes(["prnd-metal"], start=owner.published, end=owner.published)) == 1
    assert len(store.changes(end=date(2025, 1, 8))) == 0
    assert len(store.phrases(start=owner.published)) == len(store.events(end=owner.published)) == 1
    assert store.phrases(start=date(2025, 1, 10)) == store.events(end=date(2025, 1, 8)) == []


def test_no_products_is_nothing_and_none_is_all(store: Store) -> None:
    store.append(report())
    assert store.quotes([]) == store.documents([]) == []
    assert len(store.quotes(None)) == 1
    assert store.manifest([]) == {}


def test_one_name_for_a_list_of_names_is_a_mistake(store: Store) -> None:
    with pytest.raises(BadArgumentError, match=r'Write \["prnd-oxide"\]'):
        store.quotes("prnd-oxide")


def test_more_names_than_a_statement_takes(store: Store) -> None:
    """70,000 names, the wanted ones at both ends, come back in the order the book learnt them."""
    owner = document()
    store.append([owner, quote(owner, "z"), quote(owner, "a")])
    names = ["z", *map(str, range(70_000)), "a", "a"]
    assert [held.fact.product for held in store.quotes(names)] == ["z", "a"]
