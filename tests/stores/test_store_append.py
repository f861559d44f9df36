"""What is kept, what is kept already, and when the book learnt it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from orebook.errors import LedgerError
from orebook.facts import Publication, Refusal, identity
from orebook.ledger import Appended, Store, open_store
from orebook.units import microseconds

from .made import TEXT, document, phrase, quote, refusal, report

NOON = datetime(2025, 1, 10, 12, tzinfo=UTC)


def test_a_report_is_kept_whole(store: Store) -> None:
    facts = report()
    owner = facts[0]
    assert store.append(facts) == Appended(kept=4, already=0, documents=(owner.document,))
    held = [*store.documents(), *store.quotes(), *store.phrases(), *store.refusals()]
    assert [one.fact for one in held] == facts
    assert [one.id for one in held] == [owner.document, *[identity(fact) for fact in facts[1:]]]


def test_the_same_report_twice_is_kept_once(store: Store) -> None:
    """The second time it brings in nothing, not even what a later reader finds in it."""
    facts = report()
    store.append(facts)
    assert store.append([*facts, quote(facts[0], "prnd-metal")]) == Appended(kept=0, already=1, documents=())
    assert [len(rows) for rows in (store.documents(), store.quotes(), store.phrases())] == [1, 1, 1]


def test_twice_in_one_append_is_once_too(store: Store) -> None:
    assert store.append(report() + report()).kept == 4
    assert len(store.quotes()) == 1


def test_a_new_report_comes_in_beside_one_that_is_held(store: Store) -> None:
    store.append(report())
    later = report("Dysprosium oxide was 1,600-1,610 yuan/kg.", date(2025, 1, 16))
    assert store.append(report() + later) == Appended(kept=4, already=1, documents=(later[0].document,))


def test_a_fact_may_follow_its_document(store: Store) -> None:
    """A quote typed in later against a held report is kept, once."""
    owner = document()
    store.append([owner])
    assert store.append([quote(owner)]).kept == 1
    assert store.append([quote(owner), quote(owner, "prnd-metal")]).kept == 1
    assert [kept.product for kept in store.manifest([owner.document])[owner.document]] == [
        None, "prnd-oxide", "prnd-metal",
    ]  # fmt: skip


def test_a_fact_without_its_document_is_refused(store: Store) -> None:
    owner = document()
    with pytest.raises(
        LedgerError, match=f"comes from document {owner.document}, which the book does not hold"
    ):
        store.append([*report("Another text."), quote(owner)])
    assert store.documents() == store.quotes() == []


def test_nothing_is_appended_as_nothing(store: Store) -> None:
    assert store.append([]) == Appended(kept=0, already=0, documents=())


def test_a_refusal_of_no_document_and_a_publication_are_kept_once(store: Store) -> None:
    refused = Refusal(rule="sheet", message="Row 4 has no product.", where="sheet.csv:4", suggestions=())
    release = Publication(
        publication="p1", subject="review 2025-W02", author="ann", method="review/1", content="0",
        figures={"prnd-oxide mid": 400_500.0}, cites=("quote-1",), supersedes=None, reason=None,
    )  # fmt: skip
    assert store.append([refused, release]).kept == 2
    assert store.append([refused, release]).kept == 0
    assert [held.fact for held in store.publications("review 2025-W02")] == [release]
    assert store.publications("review 2025-W03") == []
    assert store.refusals()[0].fact.spans == ()


def test_a_correction_names_what_it_supersedes_and_the_old_one_stays(store: Store) -> None:
    first = Publication(
        publication="p1", subject="review 2025-W02", author="ann", method="review/1", content="0",
        figures={"mid": 400_500.0}, cites=(), supersedes=None, reason=None,
    )  # fmt: skip
    second = replace(
        first, publication="p2", figures={"mid": 400_600.0}, supersedes="p1", reason="late quote"
    )
    store.append([first])
    store.append([second])
    assert [held.fact for held in store.publications()] == [first, second]


def test_an_error_in_the_middle_keeps_nothing(store: Store, sql: Callable[..., list[Any]]) -> None:
    """The engine fails at the last table it writes: what it wrote to the others is not there either."""
    sql("DROP TABLE manifest")
    with pytest.raises(LedgerError, match="manifest"):
        store.append(report())
    assert store.documents() == store.quotes() == store.phrases() == store.refusals() == []


def test_a_mistake_in_the_middle_keeps_nothing(store: Store) -> None:
    facts = report()
    with pytest.raises(LedgerError):
        store.append([*facts, "400,000-401,000", *report("More.")])
    assert store.documents() == []


def test_facts_come_in_the_order_the_book_learnt_them(store: Store) -> None:
    owner, other = document(), document("Another.")
    store.append([other, owner, quote(owner, "b"), quote(other, "c"), quote(owner, "a")])
    store.append([quote(owner, "a", low=1)])
    assert [held.fact.product for held in store.quotes()] == ["b", "c", "a", "a"]
    assert [held.fact.product for held in store.quotes(["c", "a"])] == ["c", "a", "a"]
    assert [held.id for held in store.documents()] == [other.document, owner.document]


def test_the_clock_of_a_book_never_runs_backwards(store: Store) -> None:
    """A computer set back an hour, or asked twice in one microsecond: the book's order stands."""
    moments = [NOON, NOON, NOON - timedelta(hours=1), NOON + timedelta(hours=1)]
    for number, now in enumerate(moments):
        store.append(report(f"Report {number}"), now=now)
    start = microseconds(NOON)
    assert [held.recorded_at - start for held in store.documents()] == [0, 1, 2, 3_600_000_000]


def test_a_book_learns_now_unless_told_otherwise(store: Store) -> None:
    before = microseconds(datetime.now(UTC))
    store.append(report())
    held = store.quotes()[0]
    assert before <= held.recorded_at == held.available_at <= microseconds(datetime.now(UTC))


def test_a_batch_has_one_moment(store: Store) -> None:
    store.append([*report(), *report("Another.")])
    assert len({held.recorded_at for held in [*store.quotes(), *store.phrases(), *store.documents()]}) == 1


def test_the_manifest_lists_what_came_with_a_document(store: Store) -> None:
    """The document first, then what was read from it, each under its identity."""
    owner, said, heard, refused = report()
    store.append([owner, said, heard, refused])
    lines = store.manifest([owner.document, "never held"])
    assert lines["never held"] == ()
    assert [(line.fact, line.id, line.product, line.price_date) for line in lines[owner.document]] == [
        ("document", identity(owner), None, None),
        ("quote", identity(said), "prnd-oxide", owner.published),
        ("phrase", identity(heard), None, owner.published),
        ("refusal", identity(refused), None, None),
    ]


def test_the_words_of_the_day_are_kept_by_hash(store: Store) -> None:
    """A changed method is a second text; the first is still there, under the hash it always had."""
    first = store.keep_texts({"methods/range-1.toml": "floor = 0.02", "sources.toml": "x = 1"})
    again = store.keep_texts({"methods/range-1.toml": "floor = 0.02"})
    changed = store.keep_texts({"methods/range-1.toml": "floor = 0.03\x00\ud800"})
    assert again == {"methods/range-1.toml": first["methods/range-1.toml"]}
    assert store.text(first["methods/range-1.toml"]) == "floor = 0.02"
    assert store.text(changed["methods/range-1.toml"]) == "floor = 0.03\x00\ud800"


def test_one_text_may_stand_in_two_places(store: Store, sql: Callable[..., list[Any]]) -> None:
    hashes = store.keep_texts({"a.toml": TEXT, "b.toml": TEXT})
    assert hashes["a.toml"] == hashes["b.toml"]
    assert sql("SELECT path FROM texts ORDER BY sequence") == [("a.toml",), ("b.toml",)]


def test_a_text_never_kept_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(LedgerError, match="holds no text under 0123"):
        store.text("0123")


def test_a_path_too_long_to_look_up_is_refused(store: Store) -> None:
    with pytest.raises(LedgerError, match="longer than 400 characters"):
        store.keep_texts({"x" * 401: ""})


def test_a_closed_book_opens_again_with_all_it_held(store: Store, address: str) -> None:
    store.append(report())
    store.close()
    with open_store(address) as again:
        assert [held.fact for held in again.quotes()] == [quote(document())]
        assert [held.fact for held in again.phrases()] == [phrase(document())]
        assert [held.fact for held in again.refusals()] == [refusal(document())]


def test_a_book_in_memory_is_a_book() -> None:
    """For a test or a docstring: gone when closed, and each its own."""
    with open_store("sqlite://", create=True) as one, open_store("sqlite:///:memory:") as other:
        assert one.append(report()).kept == 4
        assert (len(one.quotes()), len(other.quotes())) == (1, 0)
