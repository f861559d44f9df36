"""Corrections: a new row that names what it supersedes; the old value stays, and all that used it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import orebook as ob
from orebook import units
from orebook.errors import BadArgumentError, LedgerError
from orebook.facts import Correction, Quote, identity
from orebook.serve.cli import cli

WHY = {"author": "Zhao Min", "reason": "C17 called back: 716, not 761."}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def typed(book: ob.Book, price: str = "761000-765000", on: str = "2025-01-09", code: str = "C17") -> str:
    return book.quote(
        "prnd-metal", price, "CNY/t", kind="bid", on=on, volume="20t", contributor=code, author="Wang Li"
    ).id


def mid(book: ob.Book, on: str = "2025-01-09", known_at: str | None = None) -> float | None:
    return book.assess("prnd-metal", on=on, known_at=known_at).mid


def now(book: ob.Book) -> str:
    """The moment the book learnt its newest fact."""
    assert book._store is not None
    return units.moment(max(one.recorded_at for one in book._store.documents()))


def test_a_correction_takes_the_place_of_a_quote_and_keeps_it(book: ob.Book) -> None:
    old = typed(book)
    made = book.correct(old, to="716000-720000", **WHY)
    assert isinstance(made.new, Quote)
    assert (mid(book), made.correction.corrects, made.correction.reason) == (718_000, old, WHY["reason"])
    assert [one.id for one in book.quotes()] == [made.correction.replacement]
    kept = {one.id: (one.fact.low, one.corrected) for one in book.quotes(with_corrected=True)}
    assert kept == {old: (761_000, made.id), identity(made.new): (716_000, None)}


def test_everything_but_the_figure_stays_as_it_was_said(book: ob.Book) -> None:
    made = book.correct(typed(book), to="71.6-72万", **WHY)
    old, new = made.old, made.new
    assert isinstance(old, Quote)
    assert isinstance(new, Quote)
    same = ("product", "kind", "unit", "price_date", "published", "contributor", "volume", "terms")
    assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
    assert (new.printed, new.low) == ("71.6-72万", 716_000)


def test_why_shows_who_corrected_what_and_why(book: ob.Book) -> None:
    old = typed(book)
    book.correct(old, to="716000-720000", **WHY)
    shown = next(one for one in book.why("prnd-metal", on="2025-01-09").quotes if one.reason.used)
    assert shown.sentence == (
        f"716000-720000 CNY/t | in place of {old} | entered by Zhao Min | reason {WHY['reason']}"
    )


def test_the_row_of_a_replacement_names_what_it_supersedes(book: ob.Book, tmp_path: Path) -> None:
    import sqlite3

    old = typed(book)
    made = book.correct(old, to="716000-720000", **WHY)
    with sqlite3.connect(tmp_path / "metals.db") as rows:
        found = dict(rows.execute("SELECT id, supersedes FROM quotes").fetchall())
    assert found == {old: None, made.correction.replacement: old}


def test_what_was_known_before_a_correction_stays_as_it_was(book: ob.Book) -> None:
    old = typed(book)
    before = now(book)
    book.correct(old, to="716000-720000", **WHY)
    assert (mid(book, known_at=before), mid(book)) == (763_000, 718_000)
    assert [(one.id, one.corrected) for one in book.quotes(known_at=before)] == [(old, None)]


def test_a_withdrawn_quote_leaves_nothing_in_its_place(book: ob.Book) -> None:
    made = book.correct(typed(book), withdraw=True, **WHY)
    assert (made.new, made.correction.replacement, mid(book)) == (None, None, None)


def test_a_fact_is_corrected_once_and_its_replacement_in_its_turn(book: ob.Book) -> None:
    old = typed(book)
    first = book.correct(old, to="716000-720000", **WHY)
    with pytest.raises(
        BadArgumentError, match=f"{first.correction.replacement} took its place: correct that"
    ):
        book.correct(old, withdraw=True, **WHY)
    assert first.correction.replacement is not None
    book.correct(first.correction.replacement, to="717000-721000", **WHY)
    assert mid(book) == 719_000
    assert len(book.quotes(with_corrected=True)) == 3


def test_two_people_cannot_correct_the_same_fact_at_once(book: ob.Book) -> None:
    old = typed(book)
    book.correct(old, withdraw=True, **WHY)
    other = Correction(corrects=old, fact="quote", product="prnd-metal", price_date=date(2025, 1, 9),
                       replacement=None, author="Wang Li", reason="Me too.")  # fmt: skip
    assert book._store is not None
    with pytest.raises(LedgerError, match="was corrected already"):
        book._store.append([other])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"to": "761000-765000"}, "nothing would change"),
        ({"to": "a lot"}, "price"),
        ({"to": "71.6-72"}, "Perhaps 716,000-720,000"),
        ({"to": "716000-720000", "withdraw": True}, "Say what stands in its place"),
        ({}, "Say what stands in its place"),
        ({"withdraw": True, "author": ""}, "author: is empty"),
        ({"withdraw": True, "reason": " "}, "reason: is empty"),
    ],
)
def test_a_correction_that_is_none_is_refused(book: ob.Book, wrong: dict[str, str], said: str) -> None:
    old = typed(book)
    with pytest.raises(BadArgumentError, match=said):
        book.correct(old, **{**WHY, **wrong})  # type: ignore[arg-type]
    assert [one.id for one in book.quotes(with_corrected=True)] == [old]


def test_a_fact_is_named_by_the_beginning_of_its_id(book: ob.Book) -> None:
    old = typed(book)
    typed(book, on="2025-01-10")
    for name, said in (
        ("quote-", "Several facts begin"),
        ("quote-zz", "no quote or statistic"),
        ("", "no quote"),
    ):
        with pytest.raises(BadArgumentError, match=said):
            book.correct(name, withdraw=True, **WHY)
    assert book.correct(old[:14], withdraw=True, **WHY).correction.corrects == old


def test_a_quote_that_was_read_is_corrected_like_one_that_was_typed(book: ob.Book) -> None:
    book.add(text="Pr-Nd metal was 761,000-765,000 yuan/mt.", on="2025-01-09", source="smm")
    book.correct(book.quotes()[0].id, to="716000-720000", **WHY)
    assert (mid(book), book.quotes()[0].fact.source) == (718_000, "smm")
    assert book.reread().quotes == ()
    assert mid(book) == 718_000


def test_a_corrected_level_is_no_history_for_the_gate(book: ob.Book) -> None:
    wrong = typed(book, "1400000", on="2025-01-02")
    book.correct(wrong, to="715000", **WHY)
    typed(book, "716000-720000")
    assert book.quarantine() == []


def test_a_correction_outside_the_gate_waits_like_anything_else(book: ob.Book) -> None:
    typed(book, "715000", on="2025-01-02")
    made = book.correct(typed(book, "716000"), to="1400000", **WHY)
    assert isinstance(made.new, Quote)
    assert made.new.flags == ("quarantined",)
    assert [one.held.id for one in book.quarantine()] == [identity(made.new)]


def test_a_corrected_quote_no_longer_waits_in_quarantine(book: ob.Book) -> None:
    typed(book, "715000", on="2025-01-02")
    waiting = typed(book, "1716000")
    assert [one.held.id for one in book.quarantine()] == [waiting]
    book.correct(waiting, to="716000", **WHY)
    # One contributor alone is blended with the last price: 0.3 x 716,000 + 0.7 x 715,000.
    assert (book.quarantine(), mid(book)) == ([], 715_300)


def test_a_statistic_is_corrected_and_both_stay(book: ob.Book) -> None:
    book.add(text="Dysprosium oxide output was 214 mt in June.", on="2025-07-04")
    (old,) = book.statistics()
    made = book.correct(old.id, to="241", **WHY)
    assert [(one.fact.value, one.fact.unit, one.fact.period) for one in book.statistics()] == [
        (241.0, "t", "2025-06")
    ]
    both = [(one.fact.value, one.corrected) for one in book.statistics(with_corrected=True)]
    assert both == [(214.0, made.id), (241.0, None)]
    assert book.affected(made.id).id == old.id


def test_everything_that_used_a_quote_is_told_before_and_after(book: ob.Book) -> None:
    book.quote(
        "prnd-oxide", "600000", "CNY/t", kind="offer", on="2025-01-08", contributor="C18", author="Wang Li"
    )
    old = typed(book)
    # A publisher's assessment stands by itself, and ends what is carried.
    book.quote(
        "prnd-metal",
        "700000-704000",
        "CNY/t",
        kind="assessment",
        on="2025-01-13",
        source="own",
        author="Wang Li",
    )
    before = book.affected(old)
    assert before.correction is None
    found = book.affected(book.correct(old, to="716000-720000", **WHY).id)
    assert [one.price_date.isoformat() for one in found.prices] == [
        f"2025-01-{day:02}" for day in (9, 10, 11, 12)
    ]
    assert [(one.before.mid, one.after.mid) for one in found.prices if one.before and one.after] == [
        (763_000, 718_000)
    ] * 4
    assert [one.price_date for one in before.prices] == [one.price_date for one in found.prices]
    assert {(one.process, one.price_date.day, one.differs) for one in found.margins} == {
        ("prnd-electrolysis", day, True) for day in (9, 10, 11, 12)
    }
    assert (found.averages, found.weeks) == ((("prnd-metal", "2025-01"),), ("2025-W02", "2025-W03"))


def test_a_review_that_was_published_on_a_wrong_quote_is_told(book: ob.Book) -> None:
    old = book.quote("prnd-metal", "761000-765000", "CNY/t", kind="assessment", on="2025-01-09", source="own",
                     contributor="C17", author="Wang Li").id  # fmt: skip
    released = book.publish("2025-W02", author="Li Na", approver="Chen Yu", why="Called the mill.")
    found = book.affected(book.correct(old, to="716000-720000", **WHY).id)
    assert [one.id for one in found.publications] == [identity(released)]
    assert [one.fact.subject for one in book.publications()] == ["review 2025-W02"]
    assert book.publications(known_at="2025-01-01") == []


def test_a_review_after_a_correction_is_traced_and_rests_on_the_new_quote(book: ob.Book) -> None:
    made = book.correct(typed(book), to="716000-720000", **WHY)
    edition = book.review("2025-W02")
    price = next(one for one in edition.figures() if one["value"] == 718_000)
    assert price["cites"] == [made.correction.replacement]


def test_the_command_lists_what_is_affected(tmp_path: Path) -> None:
    at, run = str(tmp_path / "b.db"), CliRunner()
    run.invoke(cli, ["--book", at, "init"])
    with ob.open(at) as book:
        old = typed(book)
    how = ["--author", "Zhao Min", "--reason", "Called back."]
    told = run.invoke(cli, ["--book", at, "correct", old, "--to", "716000-720000", *how])
    assert f"in place of {old} stands quote-" in told.stdout
    assert (
        "price\tprnd-metal 2025-01-09\t761,000–765,000 CNY/t thin\t716,000–720,000 CNY/t thin" in told.stdout
    )
    lines = run.invoke(cli, ["--book", at, "affected", old, "--json"]).stdout.splitlines()
    assert [json.loads(line)["fact"] for line in lines] == ["affected", *["price"] * 11]
    both = run.invoke(cli, ["--book", at, "quotes", "--with-corrected"]).stdout.splitlines()
    assert [line.rpartition("\t")[2][:10] for line in both[1:]] == ["correction", "–"]
    assert len(run.invoke(cli, ["--book", at, "quotes"]).stdout.splitlines()) == 2
    assert run.invoke(cli, ["--book", at, "correct", old, "--withdraw", *how]).exit_code != 0
