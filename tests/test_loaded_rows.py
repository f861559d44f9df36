"""Rows of bulk loads are quotes: corrected, judged, released, compared and told like those typed or read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

import orebook as ob
from orebook import units
from orebook.errors import BadArgumentError
from orebook.serve.cli import cli

ON = "2025-01-09"
WHY = {"author": "Zhao Min", "reason": "C2 called back."}


def rows(**columns: Any) -> pl.DataFrame:
    """Five contributors' bids of metal on three days; a column may be given otherwise."""
    told = [
        {"product": "prnd-metal", "kind": "bid", "low": 490_000.0 + 1000 * code,
         "high": 491_000.0 + 1000 * code, "unit": "CNY/t", "price_date": date(2025, 1, day),
         "source": "desk", "contributor": f"C{code}", "key": 10 * day + code, "supersedes": None}
        for day in (7, 8, 9) for code in range(1, 6)
    ]  # fmt: skip
    return pl.DataFrame(told, schema_overrides={"supersedes": pl.Int64}).with_columns(**columns)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        opened.load(rows())
        yield opened


def row(book: ob.Book, contributor: str = "C2", on: str = ON) -> str:
    """The id of one contributor's row of a day."""
    held = book.quotes("prnd-metal", start=on, end=on)
    return next(one.id for one in held if one.fact.contributor == contributor)


def ends(book: ob.Book, known_at: str | None = None) -> tuple[Any, ...]:
    made = book.assess("prnd-metal", on=ON, known_at=known_at)
    return made.low, made.high, made.status, made.independent


def now(book: ob.Book) -> str:
    """The moment the book learnt its newest fact."""
    assert book._store is not None
    held = [*book._store.documents(), *book._store.corrections(), *book._store.judgements()]
    return units.moment(max((one.recorded_at for one in held), default=0))


def wanted(one: Any) -> tuple[Any, ...]:
    """A price without the ids it rests on: those of rows and of typed quotes are never the same."""
    return (one.price_date, one.low, one.high, one.mid, one.status, one.flags, one.independent, one.share,
            len(one.used), len(one.set_aside))  # fmt: skip


# --- Corrections of rows -----------------------------------------------------------------------------


def test_a_row_is_corrected_by_its_whole_id(book: ob.Book) -> None:
    old = row(book)
    made = book.correct(old, to="480000-481000", **WHY)
    assert (made.correction.corrects, made.old.low, made.new.low) == (old, 492_000, 480_000)  # type: ignore[union-attr]
    kept = {one.id: one.corrected for one in book.quotes("prnd-metal", start=ON, end=ON, with_corrected=True)}
    assert (kept[old], len(kept)) == (made.id, 6)
    assert ends(book) == (493_000, 494_000, "assessed", 5)
    with pytest.raises(BadArgumentError, match=r"was corrected already, by correction-.*took its place"):
        book.correct(old, withdraw=True, **WHY)


def test_the_beginning_of_a_rows_id_does_not_name_it(book: ob.Book) -> None:
    with pytest.raises(BadArgumentError, match="A row of a load is named by its whole id"):
        book.correct(row(book)[:-1], withdraw=True, **WHY)


def test_the_replacement_is_of_the_day_its_row_was_published(book: ob.Book) -> None:
    """The document of a load appeared with its first row; the row itself two days later."""
    made = book.correct(row(book), to="480000-481000", **WHY)
    assert made.new is not None
    assert made.new.published == date(2025, 1, 9)
    assert book.documents()[-1].fact.published == date(2025, 1, 9)


def test_a_withdrawn_row_is_set_aside_and_why_says_by_what(book: ob.Book) -> None:
    made = book.correct(row(book), withdraw=True, **WHY)
    assert ends(book)[2:] == ("blended", 4)
    aside = next(one for one in book.why("prnd-metal", on=ON).quotes if not one.reason.used)
    assert aside.reason.sentence.endswith(f"was withdrawn or replaced by {made.id}.")


def test_the_series_and_the_decades_honour_it_at_every_moment(book: ob.Book) -> None:
    """The copy is made before and after the correction: both say what the ledger says."""
    before, old = now(book), row(book)
    assert book.series("prnd-metal", ON, ON).height == 5
    made = book.correct(old, to="480000-481000", **WHY)
    shown = book.series("prnd-metal", ON, ON, columns=["id", "low"])
    assert (old in shown["id"], made.correction.replacement in shown["id"]) == (False, True)
    assert old in book.series("prnd-metal", ON, ON, columns=["id"], known_at=before)["id"]
    for known_at in (before, None):
        found = book.assess_history("prnd-metal", ON, ON, known_at=known_at)
        assert found.select("low", "high", "status", "independent").row(0) == ends(book, known_at)


@pytest.mark.parametrize("method", ["range/1", "range/2"])
def test_rows_and_the_same_quotes_typed_give_the_same_prices(tmp_path: Path, method: str) -> None:
    """Three days of bids, one wrong, one withdrawn, one judged away: loaded here, typed there."""
    with ob.open(tmp_path / "loaded.db") as loaded, ob.open(tmp_path / "typed.db") as typed:
        loaded.load(rows(source=pl.lit(None, pl.String)))
        for one in rows().iter_rows(named=True):
            typed.quote("prnd-metal", f"{one['low']:.0f}-{one['high']:.0f}", "CNY/t", kind="bid",
                        on=one["price_date"], contributor=one["contributor"], author="Wang Li")  # fmt: skip
        made = []
        for book in (loaded, typed):
            book.correct(row(book), to="480000-481000", **WHY)
            book.correct(row(book, "C5", "2025-01-08"), withdraw=True, **WHY)
            book.judge("prnd-metal", on="2025-01-07", set_aside=row(book, "C1", "2025-01-07"), **WHY)
            daily = book.assessments("prnd-metal", start="2025-01-07", end=ON, method=method)
            told = book.assess_history("prnd-metal", method=method)
            names = ("price_date", "low", "high", "mid", "status", "independent")
            assert told.select(names).rows() == [tuple(getattr(one, name) for name in names) for one in daily]
            made.append([wanted(one) for one in daily])
        assert made[0] == made[1]
        assert len({one[1] for one in made[0]}) > 1


def test_a_row_that_its_own_load_corrects_is_not_corrected_twice(tmp_path: Path) -> None:
    told = rows(supersedes=pl.when(pl.col("key") == 95).then(92).otherwise(None))
    with ob.open(tmp_path / "metals.db") as book:
        book.load(told)
        every = book.quotes("prnd-metal", start=ON, end=ON, with_corrected=True)
        old = next(one for one in every if one.corrected is not None)
        with pytest.raises(BadArgumentError, match=rf"a later row of its own load\. Correct {old.corrected}"):
            book.correct(old.id, withdraw=True, **WHY)
        book.correct(str(old.corrected), withdraw=True, **WHY)
        assert len(book.quotes("prnd-metal", start=ON, end=ON)) == 3
        assert book.series("prnd-metal", ON, ON).height == 3


# --- What used a row ---------------------------------------------------------------------------------


def test_everything_that_used_a_row_is_affected(book: ob.Book) -> None:
    old = row(book)
    assert next(one.price_date for one in book.affected(old).prices) == date(2025, 1, 9)
    made = book.correct(old, to="480000-481000", **WHY)
    told = book.affected(made.id)
    assert told.id == old
    assert (told.prices[0].before.low, told.prices[0].after.low) == (493_000, 493_000)  # type: ignore[union-attr]
    assert ("prnd-metal", "2025-01") in told.averages
    assert "2025-W02" in told.weeks


# --- What changed between two moments ----------------------------------------------------------------


def test_a_load_is_told_as_one_thing_learnt_with_its_rows(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        book.quote("prnd-oxide", "400000", "CNY/t", kind="bid", on="2025-01-06", contributor="C9",
                   author="Wang Li")  # fmt: skip
        before = now(book)
        book.load(rows())
        found = book.diff(from_known=before, to_known=now(book))
        assert [(one.fact, one.rows) for one in found.learnt] == [("document", 1), ("segment", 15)]
        told = {one.price_date: why for one, why in found.prices if one.product == "prnd-metal"}
        used = book.assess("prnd-metal", on=ON).used
        assert told[date(2025, 1, 9)] == tuple(sorted(used))
        oxide = book.diff(from_known=before, to_known=now(book), product="prnd-oxide")
        assert not oxide.prices
        assert "segment" not in {one.fact for one in oxide.learnt}


def test_history_loaded_late_is_a_difference_of_the_days_it_appeared(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        book.load(rows(published=pl.col("price_date")), backfill=True)
        found = book.diff(from_known="2025-01-07", to_known="2025-01-08")
        assert [one.rows for one in found.learnt if one.fact == "segment"] == [5]
        assert {one.price_date for one, _ in found.prices} >= {date(2025, 1, 8)}
        assert not {one.price_date for one, _ in found.prices if one.price_date < date(2025, 1, 8)}


def test_a_row_that_corrects_an_earlier_day_moves_that_day(tmp_path: Path) -> None:
    """The load's own correction became known two days after what it corrects, and says another day."""
    told = rows(
        supersedes=pl.when(pl.col("key") == 95).then(71).otherwise(None), published=pl.col("price_date")
    )
    with ob.open(tmp_path / "metals.db") as book:
        book.load(told, backfill=True)
        found = book.diff(from_known="2025-01-08", to_known="2025-01-09")
        moved = next(one for one, _ in found.prices if one.price_date == date(2025, 1, 7))
        assert (moved.before.independent, moved.after.independent) == (5, 4)  # type: ignore[union-attr]


def test_a_correction_of_a_row_is_a_difference_with_its_reason(book: ob.Book) -> None:
    before = now(book)
    made = book.correct(row(book), withdraw=True, **WHY)
    found = book.diff(from_known=before, to_known=now(book))
    assert made.id in {one.price_date: why for one, why in found.prices}[date(2025, 1, 9)]


# --- Judged, released, compared, looked through --------------------------------------------------------


def test_a_row_is_judged_away(book: ob.Book) -> None:
    made = book.judge("prnd-metal", on=ON, set_aside=row(book, "C5"), **WHY)
    assert ends(book)[2:] == ("blended", 4)
    assert made.quote == row(book, "C5")
    found = book.assess_history("prnd-metal", ON, ON)
    assert found.select("low", "high", "status", "independent").row(0) == ends(book)


def test_a_row_in_quarantine_is_released_for_decades_too(tmp_path: Path) -> None:
    marked = pl.when(pl.col("key") == 95).then(pl.lit("quarantined")).otherwise(pl.lit(None, pl.String))
    with ob.open(tmp_path / "metals.db") as book:
        book.load(rows(flags=marked))
        assert ends(book)[2:] == ("blended", 4)
        (waiting,) = book.quarantine()
        book.release(waiting.held.id, author="Ann", reason="Two mills confirm.")
        assert ends(book)[2:] == ("assessed", 5)
        assert book.assess_history("prnd-metal", ON, ON)["independent"].to_list() == [5]


def test_sources_of_a_load_are_compared(tmp_path: Path) -> None:
    told = rows(kind=pl.lit("assessment"), contributor=pl.lit(None, pl.String)).filter(pl.col("key") % 10 < 3)
    named = told.with_columns(
        source=pl.when(pl.col("key") % 10 == 1).then(pl.lit("smm")).otherwise(pl.lit("argus"))
    )
    with ob.open(tmp_path / "metals.db") as book:
        book.load(named)
        assert {(one.first, one.second, one.gap) for one in book.divergence("prnd-metal")} == {
            ("smm", "argus", 1000)
        }
        book.correct(row_of(book, "argus"), withdraw=True, **WHY)
        assert {str(one.price_date) for one in book.divergence("prnd-metal")} == {"2025-01-07", "2025-01-08"}


def row_of(book: ob.Book, source: str) -> str:
    held = book.quotes("prnd-metal", start=ON, end=ON)
    return next(one.id for one in held if one.fact.source == source)


def orebook(book: ob.Book, *words: str) -> Any:
    return CliRunner().invoke(cli, [*words, "--book", str(book.address)])


def test_at_the_desk(book: ob.Book) -> None:
    before, old = now(book), row(book)
    said = orebook(
        book, "correct", old, "--to", "480000-481000", "--as", "Zhao Min", "--why", "C2 called back."
    )
    assert said.exit_code == 0, said.output
    assert f"in place of {old} stands quote-" in said.output
    told = orebook(book, "diff", "--from-known", before, "--to-known", now(book))
    assert "1 correction" in told.output
    told = orebook(book, "diff", "--from-known", "2020-01-01", "--to-known", now(book), "--json")
    learnt = [json.loads(line) for line in told.output.splitlines()]
    assert {"kind": "segment", "rows": 15}.items() <= next(
        one for one in learnt if one.get("kind") == "segment"
    ).items()
    told = orebook(book, "diff", "--from-known", "2020-01-01", "--to-known", now(book))
    assert "15 loaded quotes" in told.output
    told = orebook(book, "trust", "check", "--json")
    assert told.exit_code in (0, 1)
    assert len(told.output.splitlines()) >= 30
