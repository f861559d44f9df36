"""Every fact comes back as it was given, to the last bit, on both engines; what could not is refused."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orebook.errors import LedgerError
from orebook.facts import (
    Assessment,
    Change,
    Document,
    Event,
    Phrase,
    Publication,
    Quote,
    Refusal,
    Release,
    Statistic,
    identity,
    record,
)
from orebook.ledger import Store, open_store

from .made import anything, document, of, quote, refusal, report

KEPT = [Document, Quote, Change, Phrase, Statistic, Event, Release, Refusal, Publication]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One book for all of this: what is drawn is different each time."""
    place: str | Path = tmp_path_factory.mktemp("round") / "metals.db"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgresql_server")("postgres")
    with open_store(place, create=True) as opened:
        yield opened


FRESH = itertools.count()


@pytest.mark.parametrize("kind", KEPT)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.data())
def test_any_fact_comes_back_as_it_was_given(book: Store, kind: type[Any], drawn: st.DataObject) -> None:
    """Lone surrogates, NUL, numbers near the end of floats, absent fields: all of it, unchanged."""
    owner = document(f"report {next(FRESH)}")
    fact = of(drawn.draw(anything(kind)), owner)
    if kind is Document:
        owner = fact = replace(fact, document=f"{next(FRESH)} {fact.document}")

    book.append([owner, fact])

    table = "statistics" if kind is Statistic else f"{kind.__name__.lower()}s"
    held = getattr(book, table)()[-1]
    assert held.fact == fact
    assert identity(held.fact) == identity(fact)
    assert held.id == (fact.document if kind is Document else identity(fact))


def test_a_number_comes_back_to_its_last_bit(store: Store) -> None:
    """A tenth, the smallest float, the largest, and a price of nothing: the sign of a zero is not a price."""
    owner = document()
    numbers = [0.1, 5e-324, 1.7976931348623157e308, 2**53 - 1, 1 / 3, -0.0]
    store.append([owner, *[quote(owner, low=low, high=None) for low in numbers]])
    assert [held.fact.low.hex() for held in store.quotes()] == [float(low + 0.0).hex() for low in numbers]


def test_an_absent_field_stays_absent(store: Store) -> None:
    owner = replace(document(), source=None, title=None, address=None)
    store.append([owner, quote(owner, low=1, high=None, tax=None, volume=None)])
    kept = store.quotes()[0].fact
    assert (kept.high, kept.tax, kept.volume, kept.source) == (None, None, None, None)
    assert store.documents()[0].fact.title is None


@pytest.mark.parametrize(
    "text",
    [
        "'); DROP TABLE quotes; --",
        '" OR 1=1; SELECT pg_sleep(9) /*',
        "%s %(low)s :low ? $1 {0}",
        "氧化镨钕 40万元/吨\N{BOM}\u202e",
        "a\x00b\x1ac",
        "half a pair: \ud83d, the other half: \ude00, \ud83d\ude00",
        r"\x1a0000 \u0000",
    ],
)
def test_a_text_is_only_ever_a_text(store: Store, text: str) -> None:
    """SQL, placeholders, marks of direction and halves of characters, in every field that holds words."""
    owner = document(text)
    said = quote(owner, product=text, kind=text, unit=text, place=text, flags=(text,), printed=text)
    assert store.append([owner, said, refusal(owner)]).kept == 3
    assert [held.fact for held in store.quotes([text])] == [said]
    assert store.documents([owner.document])[0].fact.text == text
    assert store.manifest([owner.document])[owner.document][1].product == text


def test_a_field_of_ten_megabytes_is_kept(store: Store) -> None:
    owner = document("镨" * 3_500_000)
    long = replace(refusal(owner), where=owner.text)
    store.append([owner, long])
    assert store.documents()[0].fact == owner
    assert store.refusals()[0].fact == long


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("low", float("nan"), "a number is finite; absent is None"),
        ("high", float("inf"), "a number is finite; absent is None"),
        ("low", 2**60 + 1, "more digits than a float holds"),
        ("low", "400000", "a number is expected"),
        ("volume", True, "a number is expected"),
        ("low", 10**400, "int too large to convert to float"),
        ("unit", None, "text is expected"),
        ("price_date", "2025-01-09", "a day without an hour is expected"),
        ("price_date", datetime(2025, 1, 9), "a day without an hour is expected"),
        ("flags", ["open-bound"], "a tuple is expected"),
        ("repairs", (1,), "text is expected"),
        ("product", "x" * 401, "401 characters long; at most 400"),
    ],
)
def test_what_would_come_back_different_is_refused(store: Store, field: str, value: Any, why: str) -> None:
    """The message names the product, the field and the reason; nothing of the batch is kept."""
    owner = document()
    with pytest.raises(LedgerError, match=f"Quote of .*: {field} is .*{why}.*Nothing of this batch was kept"):
        store.append([owner, quote(owner), replace(quote(owner), **{field: value})])
    assert store.documents() == store.quotes() == []


def test_an_offset_wider_than_the_tables_is_refused(store: Store) -> None:
    with pytest.raises(LedgerError, match=r"Document: offset is .* wider than 63 bits"):
        store.append([replace(document(), offset=2**63)])


def test_a_publication_with_no_figure_behind_it_is_refused(store: Store) -> None:
    release = Publication(
        publication="p", subject="review 2025-W02", author="ann", method="review/1", content="0",
        figures={"prnd-oxide mid": float("nan")}, cites=(), supersedes=None, reason=None,
    )  # fmt: skip
    with pytest.raises(LedgerError, match=r"Publication: figures is .* a number is finite"):
        store.append([release])


def test_what_is_worked_out_is_not_evidence(store: Store) -> None:
    made = Assessment(
        product="prnd-oxide", price_date=date(2025, 1, 9), low=1, high=2, mid=1.5, unit="CNY/t",
        status="thin", used=(), set_aside=(), method="range/1", known_at=None,
    )  # fmt: skip
    with pytest.raises(LedgerError, match=r"Assessment is not evidence\. The ledger keeps documents, quotes"):
        store.append([made])


def test_tables_carry_the_names_of_the_facts(store: Store, sql: Callable[..., list[Any]]) -> None:
    """Same names in Python, SQL and JSON, so that a query can be written from the contract."""
    store.append(report())
    for line in (quote(document()), refusal(document())):
        columns = ", ".join(f'"{name}"' for name in record(line))
        assert len(sql(f"SELECT {columns} FROM {type(line).__name__.lower()}s")) == 1
    assert sql("SELECT product, low, price_date FROM quotes") == [("prnd-oxide", 400_000.0, "2025-01-09")]
