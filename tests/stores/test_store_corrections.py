"""Corrections on both engines: the replacement's row names what it supersedes, a fact is corrected once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from orebook.errors import LedgerError
from orebook.facts import Correction, Quote, identity
from orebook.ledger import Store
from orebook.units import clock

from .made import document, quote

MONDAY, TUESDAY = datetime(2025, 1, 13, 9, tzinfo=UTC), datetime(2025, 1, 14, 9, tzinfo=UTC)
REPORT, NOTE = document(), document("Pr-Nd oxide 410,000 in place of 400,000 yuan/mt, as Wang Li said.")
WRONG, RIGHT = quote(REPORT), quote(NOTE, low=410_000)


def correction(old: Quote, new: Quote | None, reason: str = "Misheard.") -> Correction:
    return Correction(
        corrects=identity(old), fact="quote", product=old.product, price_date=old.price_date,
        replacement=None if new is None else identity(new), author="Wang Li", reason=reason,
    )  # fmt: skip


@pytest.fixture
def corrected(store: Store) -> Store:
    store.append([REPORT, WRONG], now=MONDAY)
    store.append([NOTE, RIGHT, correction(WRONG, RIGHT)], now=TUESDAY)
    return store


def test_the_replacement_names_what_it_supersedes(corrected: Store, sql: Callable[..., list[Any]]) -> None:
    rows = sql("SELECT id, supersedes FROM quotes ORDER BY sequence")
    assert rows == [(identity(WRONG), None), (identity(RIGHT), identity(WRONG))]


def test_a_second_correction_of_one_fact_is_refused_whole(corrected: Store) -> None:
    with pytest.raises(LedgerError, match=f"{identity(RIGHT)} took its place"):
        corrected.append([correction(WRONG, None)])
    again = corrected.append([correction(WRONG, RIGHT)])
    assert (again.kept, len(corrected.corrections())) == (0, 1)
    corrected.append([correction(RIGHT, None)])
    assert len(corrected.corrections()) == 2


def test_two_corrections_of_one_fact_in_one_batch_are_refused_too(store: Store) -> None:
    store.append([REPORT, WRONG])
    with pytest.raises(LedgerError, match="corrected twice"):
        store.append([correction(WRONG, None), correction(WRONG, None, "Never said.")])
    assert store.corrections() == []


def test_facts_are_found_by_the_beginning_of_their_id(corrected: Store) -> None:
    assert [one.id for one in corrected.called("quotes", identity(WRONG)[:12])] == [identity(WRONG)]
    assert len(corrected.called("quotes", "quote-")) == 2
    assert corrected.called("quotes", "quote-%") == []


def test_what_became_known_between_two_moments(corrected: Store) -> None:
    between = clock("2025-01-13"), clock("2025-01-14")
    assert [(one.id, one.product, one.price_date) for one in corrected.learnt("quotes", *between)] == [
        (identity(RIGHT), "prnd-oxide", date(2025, 1, 9))
    ]
    (made,) = corrected.learnt("documents", *between)
    assert (made.fact, made.product, made.price_date) == ("document", None, None)
    assert corrected.learnt("quotes", between[1], between[1]) == []
    assert corrected.first_days("quotes", 0, between[1]) == {"prnd-oxide": date(2025, 1, 9)}
    assert corrected.first_days("quotes", *between) == {"prnd-oxide": date(2025, 1, 9)}


def test_the_first_day_is_the_earliest_of_each_product(store: Store) -> None:
    facts = [replace(WRONG, price_date=date(2025, 1, day)) for day in (9, 3, 6)]
    store.append([REPORT, *facts, replace(WRONG, product="terbium-oxide")])
    assert store.first_days("quotes", 0, clock("2100-01-01")) == {
        "prnd-oxide": date(2025, 1, 3), "terbium-oxide": date(2025, 1, 9),
    }  # fmt: skip


def test_the_texts_in_use_are_told_by_their_hash(store: Store) -> None:
    hashes = store.keep_texts({"a.toml": "x = 1", "b.toml": "y = 2"})
    assert store.in_use() == hashes
    assert store.agreed() == {"a.toml": "x = 1", "b.toml": "y = 2"}
    assert store.in_use(0) == {}
