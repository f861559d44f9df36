"""Which version of the method makes a price: the one in force, one asked for, or the one of the day."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import orebook as ob
from orebook.assess import assess
from orebook.book import terms
from orebook.catalog import load
from orebook.errors import BadArgumentError
from orebook.facts import identity
from orebook.testing import method, quotes

DAY, LATER = "2025-01-09", "2025-01-11"
RANGE_1, RANGE_2 = method("range/1"), method("range/2")
RANGE_3 = RANGE_2.text.replace('id = "range/2"', 'id = "range/3"')
SOURCES = st.sampled_from(["smm", "argus", "mysteel"])


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def in_force(book: ob.Book, text: str, **changes: str) -> None:
    """Write a method into orebook.d/ beside the book, and take it up as the next opening would."""
    for old, new in changes.items():
        text = re.sub(rf"(?m)^{old} = .*$", f"{old} = {new}", text, count=1)
    folder = book.teaching / "methods"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"range-{len(list(folder.iterdir()))}-own.toml").write_text(text, encoding="utf-8")
    book._learnt()


class TestTheVersionInForce:
    """The one that starts last; of one day the highest."""

    def test_of_two_that_start_on_one_day_the_higher(self) -> None:
        assert (RANGE_1.start, terms.method(load(), "range").id) == (RANGE_2.start, "range/2")

    def test_the_tenth_version_is_higher_than_the_ninth(self) -> None:
        methods = {f"range/{number}": replace(RANGE_2, id=f"range/{number}") for number in (2, 9, 10)}
        assert terms.method(replace(load(), methods=methods), "range").id == "range/10"

    def test_a_later_start_goes_before_a_higher_number(self) -> None:
        later = {**load().methods, "range/1": replace(RANGE_1, start=RANGE_2.start + timedelta(days=1))}
        assert terms.method(replace(load(), methods=later), "range").id == "range/1"

    def test_a_version_there_is_not(self) -> None:
        with pytest.raises(
            BadArgumentError, match=r'no method "range/7" in the catalogue. Methods are: check/1,'
        ):
            terms.method(load(), "range/7")

    def test_a_calendar_there_is_not(self) -> None:
        elsewhere = replace(RANGE_2, parameters={**RANGE_2.parameters, "calendars": {"CNY": "chima"}})
        with pytest.raises(BadArgumentError, match=r'calendars: no calendar "chima"\. Nearest: "china"'):
            terms.calendar(load(), elsewhere, load().products["prnd-oxide"])


class TestTheVersionOfTheDay:
    """A number replays by the method that was in use when it was made."""

    def test_a_number_of_range_1_after_range_3_came(self, book: ob.Book) -> None:
        in_force(book, RANGE_1.text, start="2026-12-01")
        book.add(text="Pr-Nd oxide was 399,000-401,000 yuan/mt.", on=DAY, source="smm")
        moment = learnt(book)
        before = book.assess("prnd-oxide", on=DAY, known_at=moment)
        assert before.method == "range/1"
        in_force(book, RANGE_3, start="2026-12-02")
        book.add(text="Pr-Nd metal was 490,000 yuan/mt.", on=DAY, source="smm")
        assert identity(book.assess("prnd-oxide", on=DAY, known_at=moment)) == identity(before)
        assert book.assess("prnd-oxide", on=DAY).method == "range/3"

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(
        st.lists(st.tuples(SOURCES, st.integers(300, 500), st.integers(0, 3)), min_size=1, max_size=6),
        st.integers(1, 30), st.integers(1, 9),
    )  # fmt: skip
    def test_whatever_is_said_later_and_whatever_rule_changes(
        self, said: list[tuple[str, int, int]], carry: int, minimum: int
    ) -> None:
        with tempfile.TemporaryDirectory() as folder, ob.open(Path(folder) / "metals.db") as book:
            in_force(book, RANGE_1.text, start="2026-12-01")
            book.add(text="Pr-Nd oxide was 399,000-401,000 yuan/mt.", on=DAY, source="smm")
            moment = learnt(book)
            before = book.assess("prnd-oxide", on=LATER, known_at=moment)
            in_force(book, RANGE_3, start="2026-12-02", carry_days=f"{carry}", minimum=f"{minimum}")
            for source, price, after in said:
                text, on = f"Pr-Nd oxide was {price},000 yuan/mt.", date(2025, 1, 9) + timedelta(days=after)
                book.add(text=text, on=on, source=source)
            assert identity(book.assess("prnd-oxide", on=LATER, known_at=moment)) == identity(before)
            assert book.assess("prnd-oxide", on=LATER).method == "range/3"


def learnt(book: ob.Book) -> str:
    """The moment at which the book learnt its newest quote."""
    moment = max(one.recorded_at for one in book.quotes())
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=moment)).isoformat()


def test_a_version_without_a_lot_minimum_takes_any_stated_volume() -> None:
    """Even one that nobody can have meant: range/1 has no rule to set it aside by."""
    [held] = quotes(f"prnd-oxide  assessment  399,000-401,000  CNY/t  smm  {DAY}")
    odd = replace(held, fact=replace(held.fact, volume=-1.0))
    oxide, on = load().products["prnd-oxide"], date.fromisoformat(DAY)
    made = {one.id: assess(oxide, [odd], on=on, method=one).status for one in (RANGE_1, RANGE_2)}
    assert made == {"range/1": "thin", "range/2": "suspended"}
