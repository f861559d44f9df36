"""Hostile and unlucky input: a clear error or the very same fact back, and a book that verifies."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orebook.errors import LedgerError
from orebook.ledger import Store, open_store, replay

from .made import document, quote, report

WORDS = "'); DROP TABLE quotes; -- \\ \" %s :name {x} \x00 \x1a0000 \ud800 \u2028 镨钕"


def test_sql_in_every_text_of_a_quote_comes_back_and_verifies(store: Store, tmp_path: Path) -> None:
    """Also through an archive, which is JSON."""
    owner = document(f"A report. {WORDS}")
    hostile = quote(
        owner, source=WORDS, contributor=WORDS, place=WORDS, terms=WORDS, printed=WORDS, flags=(WORDS,)
    )
    store.append([owner, hostile])
    assert store.quotes()[0].fact == hostile
    assert store.verify().findings == ()
    store.export(tmp_path / "book.tar")
    replay(tmp_path / "book.tar", tmp_path / "again.db", store.head())
    with open_store(tmp_path / "again.db") as again:
        assert again.quotes() == store.quotes()
        assert again.documents()[0].fact.text == owner.text


def test_a_field_of_ten_million_characters_is_kept_and_sealed(store: Store) -> None:
    owner = document("氧化镨钕 400,000 " * 700_000)
    assert len(owner.text.encode()) > 10_000_000
    store.append([owner, quote(owner)])
    assert store.documents()[0].fact.text == owner.text
    assert store.verify(store.head()).findings == ()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused_and_leaves_no_batch(store: Store, number: float) -> None:
    head = store.head()
    with pytest.raises(LedgerError, match=r"low is .*Nothing of this batch was kept"):
        store.append([document(), quote(document(), low=number)])
    assert store.head() == head
    assert store.documents() == []


def test_a_clock_that_runs_backwards_does_not_break_the_chain(store: Store) -> None:
    """Ten years back, and once more at the same moment: each batch is later than the one before."""
    moments = [datetime(year, 1, 9, tzinfo=UTC) for year in (2025, 2015, 2015, 2026)]
    heads = []
    for number, now in enumerate(moments):
        store.append(report(f"Report {number}."), now=now)
        heads.append(store.head())
    clocks = [head.moment for head in heads if head is not None]
    assert clocks == sorted(set(clocks))
    for head in heads:
        assert store.verify(head).findings == ()


def test_two_writers_with_the_same_id_keep_it_once(store: Store, address: str) -> None:
    """Six programs hand in the same report at the same time."""
    program = (
        "import sys; from orebook.ledger import open_store; from writer import report\n"
        "store = open_store(sys.argv[1]); print('ready', flush=True); sys.stdin.readline()\n"
        "print(store.append(report(7)).kept)"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", program, address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent,
        )
        for _ in range(6)
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert sorted(int(writer.communicate(timeout=60)[0]) for writer in writers) == [0, 0, 0, 0, 0, 11]
    audit = store.verify()
    assert (audit.batches, audit.findings) == (2, ())
