"""Releases on both engines: kept once, seen from their moment on, or a witness's when loaded late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from orebook.errors import BadArgumentError
from orebook.facts import Release, identity
from orebook.ledger import Store
from orebook.units import clock

from .made import decision, document, quote

MONDAY, TUESDAY = datetime(2025, 1, 13, 9, tzinfo=UTC), datetime(2025, 1, 14, 9, tzinfo=UTC)
OWNER = document()
WAITING = quote(OWNER, flags=("quarantined",))


def corroborated(by: str) -> Release:
    return replace(decision(WAITING), basis="corroborated", evidence=(by,), author=None)


def test_a_release_comes_back_as_it_was_given(store: Store) -> None:
    store.append([OWNER, WAITING])
    store.append([decision(WAITING)])
    (held,) = store.releases()
    assert (held.fact, held.id) == (decision(WAITING), identity(decision(WAITING)))
    assert held.fact.quote == store.quotes()[0].id


def test_the_same_release_is_kept_once_and_another_reason_beside_it(store: Store) -> None:
    store.append([OWNER, WAITING])
    for made in (decision(WAITING), decision(WAITING), replace(decision(WAITING), reason="Customs data.")):
        store.append([made])
    assert [held.fact.reason for held in store.releases()] == ["Two mills confirm.", "Customs data."]


def test_a_release_is_seen_from_the_moment_it_was_recorded(store: Store) -> None:
    store.append([OWNER, WAITING], now=MONDAY)
    store.append([decision(WAITING)], now=TUESDAY)
    assert [len(store.releases(known_at=clock(day))) for day in ("2025-01-13", "2025-01-14")] == [0, 1]
    assert len(store.releases(["prnd-oxide"])) == 1
    assert store.releases(["prnd-metal"]) == []


def test_a_witness_loaded_late_releases_from_its_publication_on(store: Store) -> None:
    store.append([OWNER, WAITING], backfilled=True, now=TUESDAY)
    other = document("Pr-Nd oxide was 400,000-401,000 yuan/mt, said another.", date(2025, 1, 11), "argus")
    witness = quote(other)
    store.append([other, witness, corroborated(identity(witness))], backfilled=True, now=TUESDAY)
    assert [len(store.releases(known_at=clock(f"2025-01-{day}"))) for day in (10, 11)] == [0, 1]


def test_a_decision_is_never_backdated(store: Store) -> None:
    store.append([OWNER, WAITING], backfilled=True, now=MONDAY)
    store.append([decision(WAITING)], backfilled=True, now=TUESDAY)
    assert [len(store.releases(known_at=clock(day))) for day in ("2025-01-13", "2025-01-14")] == [0, 1]


def test_known_at_is_asked_for_as_everywhere(store: Store) -> None:
    store.append([OWNER, WAITING, decision(WAITING)])
    with pytest.raises(BadArgumentError, match="known_at"):
        store.releases(known_at="2025-01-13")  # type: ignore[arg-type]
