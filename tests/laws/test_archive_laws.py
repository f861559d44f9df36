"""Laws of the sorted copy: whatever the book learns, in any order, it says what the ledger says."""

from __future__ import annotations

import tempfile
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.history import START, Step, standing, take, told
from orebook.ledger import open_store
from orebook.ledger.archive.showing import EVERY

STEP = st.builds(
    Step,
    what=st.sampled_from(["text", "load", "correct", "release"]),
    number=st.integers(0, 5),
    days=st.integers(-5, 30),
    backfilled=st.booleans(),
)
#: After each step the copy is left alone, followed by a tail, merged, or asked.
THEN = st.sampled_from(["nothing", "follow", "merge", "ask"])


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(st.tuples(STEP, THEN), max_size=10),
    days=st.lists(st.integers(-60, 40), min_size=1, max_size=3),
)
def test_a_series_is_what_the_ledger_says_at_any_moment(steps: list[Any], days: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store("sqlite://", create=True) as store:
        archive = store.archive(folder)
        for step, then in steps:
            take(store, step)
            if then in ("follow", "merge"):
                archive.sync(merge=then == "merge")
            elif then == "ask":
                assert told(archive.series(columns=EVERY)) == standing(store, None)
        first = int(START.timestamp()) * 1_000_000
        for known_at in [None, *(first + day * 86_400_000_000 for day in days)]:
            assert told(archive.series(known_at=known_at, columns=EVERY)) == standing(store, known_at)
        archive.sync()
        assert archive.verify() == ()
