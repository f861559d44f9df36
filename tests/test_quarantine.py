"""A rise of 79 % in a week: kept, used by nothing, and let go by a second publisher or by a decision."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import orebook as ob
from orebook.book import order
from orebook.facts import identity
from orebook.serve.cli import cli

RISE = {
    "smm-1.txt": ("2025-01-02", "smm", "Pr-Nd oxide was 400,000 yuan/mt. Pr-Nd metal was 490,000 yuan/mt."),
    "smm-2.txt": ("2025-01-09", "smm", "Pr-Nd oxide was 716,000 yuan/mt. Pr-Nd metal was 491,000 yuan/mt."),
    "argus.txt": ("2025-01-10", "argus", "Pr-Nd oxide was 705,000-711,000 yuan/mt."),
}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def add(book: ob.Book, *names: str, backfill: bool = False) -> None:
    for name in names:
        day, source, text = RISE[name]
        book.add(text=text, on=day, source=source, backfill=backfill)


def mid(book: ob.Book, on: str = "2025-01-09", **asked: str) -> float | None:
    return book.assess("prnd-oxide", on=on, **asked).mid


def test_a_rise_nobody_bears_out_is_kept_and_used_by_nothing(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    assert [held.fact.low for held in book.quotes("prnd-oxide")] == [400_000, 716_000]
    made = book.assess("prnd-oxide", on="2025-01-09")
    assert (made.mid, made.status) == (400_000, "carried")
    assert book.prices("prnd-oxide")["mid"].to_list() == [400_000]
    assert book.week("2025-W02").assessments["prnd-oxide"].mid == 400_000


def test_a_review_shows_what_waits_and_rests_no_figure_on_it(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    edition, waiting = book.review("2025-W02"), book.quarantine()[0].held
    assert [one["figure"] for one in edition.figures() if waiting.id in one["cites"]] == ["count.aside"]
    assert 716_000 not in [figure["value"] for figure in edition.figures()]
    assert f"quarantined, no address, {waiting.id}; set aside by rule R3" in edition.markdown()


def test_why_says_that_it_waits(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    (waiting,) = [one for one in book.why("prnd-oxide", on="2025-01-09").quotes if not one.reason.used]
    assert (waiting.reason.rule, waiting.held.fact.low) == ("R3", 716_000)
    assert "quarantined" in waiting.reason.sentence


def test_quarantine_tells_the_last_level_the_move_and_the_gate(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    ((one),) = book.quarantine()
    assert one.move is not None
    assert (one.held.fact.product, one.move.last, one.move.unit) == ("prnd-oxide", 400_000, "CNY/t")
    assert (round(one.move.share, 2), one.move.since.isoformat()) == (0.79, "2025-01-02")
    assert one.move.allowed == pytest.approx((-0.246, 0.326), abs=0.001)


def test_a_second_publisher_releases_it_and_both_count(book: ob.Book) -> None:
    add(book, *RISE)
    assert (mid(book), book.quarantine()) == (716_000, [])
    assert mid(book, "2025-01-10") == 708_000
    first, second = [held for held in book.quotes("prnd-oxide") if held.fact.low != 400_000]
    assert (first.released, first.fact.flags, second.fact.flags) == (True, ("quarantined",), ())


def test_a_release_is_a_fact_and_the_quote_stays_what_it_was(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    before = book.quarantine()[0].held
    add(book, "argus.txt")
    after = next(held for held in book.quotes("prnd-oxide") if held.id == before.id)
    assert (after.fact, identity(after.fact), after.recorded_at) == (
        before.fact,
        before.id,
        before.recorded_at,
    )


def test_before_the_release_was_recorded_the_quote_stays_out(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    waiting = book.quarantine()[0].held
    moment = _moment(waiting.recorded_at)
    add(book, "argus.txt")
    assert mid(book, known_at=moment) == 400_000
    assert mid(book) == 716_000
    assert [one.held.id for one in book.quarantine(known_at=moment)] == [waiting.id]
    assert book.prices("prnd-oxide", known_at=moment)["mid"].to_list() == [400_000]


def _moment(microseconds: int) -> str:
    from datetime import UTC, datetime, timedelta

    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)).isoformat()


def test_history_loaded_late_is_released_from_its_witness_on(book: ob.Book) -> None:
    add(book, *RISE, backfill=True)
    assert [mid(book, known_at=day) for day in ("2025-01-09", "2025-01-10")] == [400_000, 716_000]


def test_the_same_document_again_releases_nothing(book: ob.Book) -> None:
    """A report that is held was judged when it was kept."""
    day, _, text = RISE["smm-1.txt"]
    book.add(text=text.replace("400,000", "716,000"), on=day, source="argus")
    add(book, "smm-2.txt")
    released = book.quarantine()
    book.add(text=text.replace("400,000", "716,000"), on=day, source="argus")
    assert book.quarantine() == released


def test_a_person_may_decide(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    waiting = book.quarantine()[0].held
    made = book.release(waiting.id, author="Wang Li", reason="Export controls; two mills confirm.")
    assert (made.quote, made.basis, made.author, made.evidence) == (waiting.id, "decided", "Wang Li", ())
    assert (mid(book), book.quarantine()) == (716_000, [])
    assert mid(book, known_at=_moment(waiting.recorded_at)) == 400_000


@pytest.mark.parametrize(
    ("quote", "author", "reason", "said"),
    [("quote-nowhere", "me", "so", "No quote in quarantine"), ("", "me", "so", "No quote in quarantine"),
     ("quote-", " ", "so", "author: is empty"), ("quote-", "me", "", "reason: is empty")],
)  # fmt: skip
def test_a_decision_names_its_quote_who_and_why(
    book: ob.Book, quote: str, author: str, reason: str, said: str
) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    with pytest.raises(ob.BadArgumentError, match=said):
        book.release(quote, author=author, reason=reason)
    assert len(book.quarantine()) == 1


def test_a_review_cites_what_was_released(book: ob.Book) -> None:
    add(book, *RISE)
    assert 716_000 in [figure["value"] for figure in book.review("2025-W02").figures()]


# ── the commands ────────────────────────────────────────────────────────────────────────────────────────


def run(book: ob.Book, *words: str) -> str:
    done = CliRunner().invoke(cli, [*words, "--book", str(book.address)])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_commands_show_what_waits_and_let_it_go(book: ob.Book) -> None:
    add(book, "smm-1.txt", "smm-2.txt")
    head, row = run(book, "quarantine").splitlines()
    assert head.split("\t")[-5:] == ["last level", "of", "move", "gate", "quote"]
    assert row.split("\t")[5:9] == ["400,000 CNY/t", "2025-01-02", "+79%", "-25% to +33%"]
    shown = json.loads(run(book, "quarantine", "--json"))
    assert (shown["fact"], shown["last"], shown["quote"]["low"]) == ("waiting", 400_000, 716_000)
    said = run(book, "release", shown["id"][:10], "--as", "Wang Li", "--why", "Two mills confirm.")
    assert f"Released {shown['id']}" in said and "Wang Li" in said
    assert run(book, "quarantine").splitlines() == [head]


# ── one order ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def inbox(tmp_path: Path) -> list[Path]:
    """A week of pages by two publishers, related items under two of them, one a copy of another."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    head = "published,price_date,source,product,kind,low,high,unit\n"
    row = "{day},{day},{source},prnd-oxide,assessment,{level},{level},CNY/t\n"
    rows = [
        ("2025-01-02", "smm", 400000), ("2025-01-09", "smm", 716000), ("2025-01-10", "argus", 708000),
        ("2025-01-06", "sunsirs", 402000), ("2025-01-13", "smm", 720000), ("2025-01-03", "argus", 398000),
    ]  # fmt: skip
    lines = [row.format(day=day, source=source, level=level) for day, source, level in rows]
    pages = {"a.csv": lines[1:3], "b.csv": [lines[0], lines[4]], "c.csv": [lines[3]], "d.csv": [lines[5]],
             "copy.csv": [lines[3]]}  # fmt: skip
    for name, told in pages.items():
        (folder / name).write_text(head + "".join(told), encoding="utf-8")
    return sorted(folder.iterdir())


def held(path: Path, files: list[Path], workers: int) -> dict[str, list[str]]:
    """Every fact of a book made of some files, kind by kind, in the order it learnt them."""
    with ob.open(path) as book:
        for _, added in book.add_files(files, on="2025-01-20", workers=workers):
            assert added.documents or added.already
        store = book._store
        assert store is not None
        asked = (store.documents, store.quotes, store.refusals, store.releases)
        return {ask.__name__: [one.id for one in ask()] for ask in asked}


def test_the_same_files_make_the_same_book_in_any_order_and_by_any_number_of_workers(
    tmp_path: Path, inbox: list[Path]
) -> None:
    alone = held(tmp_path / "alone.db", inbox, workers=1)
    assert (len(alone["documents"]), len(alone["quotes"]), len(alone["releases"])) == (6, 6, 1)
    assert held(tmp_path / "two.db", inbox[::-1], workers=2) == alone
    for seed in range(5):
        shuffled = random.Random(seed).sample(inbox, len(inbox))
        assert held(tmp_path / f"{seed}.db", shuffled, workers=1) == alone


def test_readings_too_many_for_memory_wait_in_a_file(
    tmp_path: Path, inbox: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = held(tmp_path / "alone.db", inbox, workers=1)
    monkeypatch.setattr(order, "HELD", 1)
    assert held(tmp_path / "spilled.db", inbox, workers=1) == alone


def test_going_on_after_an_interruption_makes_the_same_book(tmp_path: Path, inbox: list[Path]) -> None:
    alone = held(tmp_path / "alone.db", inbox, workers=1)
    with ob.open(tmp_path / "stopped.db") as book:
        told = book.add_files(inbox, on="2025-01-20")
        next(told)
        told.close()
        assert len(book.documents()) < len(alone["documents"])
    assert held(tmp_path / "stopped.db", inbox, workers=1) == alone


def test_a_document_is_held_only_against_what_was_told_before_it(book: ob.Book) -> None:
    """Added today, a report of 2024 is not judged by one of 2025."""
    add(book, "smm-2.txt")
    day = "2025-01-03"
    book.add(text="Pr-Nd oxide was 400,000 yuan/mt on January 2.", on=day, source="smm")
    book.add(text="Pr-Nd oxide was 402,000 yuan/mt on January 3.", on=day, source="smm")
    assert book.quarantine() == []
