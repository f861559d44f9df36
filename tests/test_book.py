"""The façade, as a user meets it: add, ask, and ask what was known then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

import orebook as ob

NOTE = "Pr-Nd oxide was 399,000-401,000 yuan/mt. Pr-Nd metal stood at 490,000-493,000 yuan/mt.\n"


@pytest.fixture
def book(tmp_path: Path) -> ob.Book:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def test_the_readme_lines_work(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(NOTE, encoding="utf-8")
    with ob.open(tmp_path / "metals.db") as book:
        book.add(notes, on="2025-01-09", source="smm")
        assert book.assess("prnd-oxide", on="2025-01-09").mid == 400_000
        frame = book.prices(["prnd-oxide", "prnd-metal"], start="2025-01-01")
        assert frame.sort("product")["mid"].to_list() == [491_500.0, 400_000.0]
        assert frame.to_pandas()["status"].tolist() == ["thin", "thin"]
        saved = book.review("2025-W02").save(tmp_path / "review.html")
        assert "399,000" in saved.read_text(encoding="utf-8")


def test_the_worked_margin_holds_to_the_yuan(book: ob.Book) -> None:
    book.add(text=NOTE, on="2025-01-09", source="smm")
    (margin,) = [
        one for one in book.margins("rare-earths", on="2025-01-09") if one.process == "prnd-electrolysis"
    ]
    assert round(margin.margin) == -3_982
    assert margin.inverted
    (with_vat,) = [one for one in book.margins("rare-earths", on="2025-01-09", tax="included")
                   if one.process == "prnd-electrolysis"]  # fmt: skip
    assert with_vat.margin == -4_500


def test_the_same_document_twice_is_kept_once(book: ob.Book) -> None:
    first = book.add(text=NOTE, on="2025-01-09", source="smm")
    again = book.add(text=NOTE, on="2025-01-09", source="smm")
    assert (first.kept, again.kept, again.already) == (1, 0, 1)
    assert len(book.quotes()) == 2


def test_reading_keeps_nothing(book: ob.Book) -> None:
    assert len(book.read(text=NOTE, on="2025-01-09").quotes) == 2
    assert book.quotes() == []


def test_reading_needs_no_book() -> None:
    reading = ob.Book.absent("nowhere.db").read(text=NOTE, on="2025-01-09")
    assert [quote.product for quote in reading.quotes] == ["prnd-oxide", "prnd-metal"]
    assert not Path("nowhere.db").exists()


def test_what_was_not_known_yet_is_not_used(book: ob.Book) -> None:
    book.add(text=NOTE, on="2025-01-09", source="smm")
    assert book.assess("prnd-oxide", on="2025-01-09", known_at="2025-01-09").status == "suspended"
    assert book.assess("prnd-oxide", on="2025-01-09").status == "thin"


def test_backfilled_history_is_known_from_its_publication(book: ob.Book) -> None:
    book.add(text=NOTE, on="2025-01-09", source="smm", backfill=True)
    assert book.assess("prnd-oxide", on="2025-01-09", known_at="2025-01-08").status == "suspended"
    made = book.assess("prnd-oxide", on="2025-01-09", known_at="2025-01-09")
    assert (made.status, made.known_at) == ("thin", "2025-01-09")


def test_a_later_statement_of_one_publisher_replaces_its_earlier_one(book: ob.Book) -> None:
    book.add(text="Pr-Nd oxide was 399,000-401,000 yuan/mt.", on="2025-01-09", source="smm")
    book.add(text="Pr-Nd oxide was 403,000-405,000 yuan/mt.", on="2025-01-09", source="smm")
    why = book.why("prnd-oxide", on="2025-01-09")
    assert why.assessment.mid == 404_000
    assert [one.reason.used for one in why.quotes].count(True) == 1
    assert len(why.quotes) == 2


def test_why_shows_the_words(book: ob.Book) -> None:
    book.add(text=NOTE, on="2025-01-09", source="smm")
    (one,) = book.why("prnd-metal", on="2025-01-09").quotes
    assert one.reason.used
    assert "490,000-493,000" in one.sentence


def test_an_unknown_product_names_the_nearest(book: ob.Book) -> None:
    with pytest.raises(ob.BadArgumentError, match='Nearest: "prnd-oxide"'):
        book.assess("prnd-oxid", on="2025-01-09")


def test_a_report_cannot_come_from_tomorrow(book: ob.Book) -> None:
    with pytest.raises(ob.BadArgumentError, match="is after today"):
        book.add(text=NOTE, on=date.today() + timedelta(days=1))
    assert book.documents() == []


def test_a_text_needs_its_day(book: ob.Book) -> None:
    with pytest.raises(ob.BadArgumentError, match="which day"):
        book.add(text=NOTE)


def test_a_folder_is_every_readable_file_in_it(book: ob.Book, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTE, encoding="utf-8")
    (folder / "b.md").write_text("Cerium oxide was 7,800-8,000 yuan/mt.", encoding="utf-8")
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n")
    added = book.add(folder, on="2025-01-09", source="smm")
    assert added.kept == 2
    assert {held.fact.product for held in book.quotes()} == {"prnd-oxide", "prnd-metal", "cerium-oxide"}


def test_many_files_give_the_same_book_whoever_reads_them(tmp_path: Path) -> None:
    texts = []
    for number in range(6):
        text = tmp_path / f"{number}.txt"
        text.write_text(f"Pr-Nd oxide was {400 + number},000 yuan/mt.", encoding="utf-8")
        texts.append(text)
    ids = []
    for workers in (1, 2):
        with ob.open(tmp_path / f"{workers}.db") as book:
            list(book.add_files(texts, on="2025-01-09", source="smm", workers=workers))
            ids.append([held.id for held in book.quotes()])
    assert ids[0] == ids[1]
    assert len(ids[0]) == 6


def test_orebook_d_beside_the_book_lays_over_the_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "orebook.d" / "products"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(
        '[[product]]\nid = "yunnan-tin"\nchain = "tin"\nsegment = "metal"\nunit = "CNY/t"\n'
        'en = "Yunnan tin"\nnames = ["Yunnan tin", "云南锡"]\n',
        encoding="utf-8",
    )
    with ob.open(tmp_path / "metals.db") as book:
        book.add(text="Yunnan tin was 240,000-242,000 yuan/mt.", on="2025-01-09", source="own")
        assert book.assess("yunnan-tin", on="2025-01-09").mid == 241_000


def test_a_forecast_says_what_it_leaned_on(book: ob.Book) -> None:
    book.sample()
    fan = book.forecast("prnd-oxide", on="2025-01-09")
    assert [one.horizon_weeks for one in fan] == [1, 2, 4, 8, 13]
    assert fan[0].model.startswith("ar1-pooled")
    assert fan == book.forecast("prnd-oxide", on="2025-01-09")
    assert fan[0].leaned_on


def test_a_closed_period_is_asked_for_in_order(book: ob.Book) -> None:
    with pytest.raises(ob.BadArgumentError, match="is after end"):
        book.prices("prnd-oxide", start="2025-02-01", end="2025-01-01")


def test_a_product_may_be_called_what_the_trade_calls_it(book: ob.Book) -> None:
    book.add(text=NOTE, on="2025-01-09", source="smm")
    made = book.assess("prnd-oxide", on="2025-01-09")
    assert made == book.assess("氧化镨钕", on="2025-01-09") == book.assess("PrNd Oxide", on="2025-01-09")


def test_a_text_told_again_without_its_publisher_is_no_second_witness(book: ob.Book) -> None:
    book.add(text=NOTE, on="2025-01-09")
    book.add(text=NOTE, on="2025-01-09", source="smm")
    assert book.assess("prnd-oxide", on="2025-01-09").status == "thin"


@pytest.mark.parametrize("ask", ["assess", "why", "forecast"])
def test_nothing_is_known_of_a_day_to_come(book: ob.Book, ask: str) -> None:
    with pytest.raises(ob.BadArgumentError, match="after today"):
        getattr(book, ask)("prnd-oxide", on=date.today() + timedelta(days=1))


def test_a_week_to_come_has_no_review(book: ob.Book) -> None:
    year, week, _ = (date.today() + timedelta(days=8)).isocalendar()
    with pytest.raises(ob.BadArgumentError, match="after today"):
        book.review(f"{year}-W{week:02d}")


def test_an_empty_week_is_not_released(book: ob.Book) -> None:
    with pytest.raises(ob.BadArgumentError, match="nothing to release"):
        book.publish("2025-W02", author="Wang Li")


def test_a_release_is_kept_once_and_corrected_with_a_reason(book: ob.Book) -> None:
    book.sample()
    eyes = {"author": "Wang Li", "approver": "Li Na", "why": "Checked against two mills."}
    first = book.publish("2025-W02", **eyes)
    assert book.publish("2025-W02", **eyes) == first
    book.add(text="Pr-Nd oxide was 402,000-403,000 yuan/mt.", on="2025-01-09", source="smm")
    with pytest.raises(ob.BadArgumentError, match="Give the reason for the correction"):
        book.publish("2025-W02", **eyes)
    second = book.publish("2025-W02", **eyes, reason="The publisher corrected its oxide range.")
    assert second.supersedes == first.publication
    assert second.figures != first.figures


def behind_the_back(path: Path, statement: str) -> None:
    """Change a book as somebody with the file and without Orebook could."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE quotes SET low = 398000 WHERE product = 'prnd-oxide'", "altered"),
        ("DELETE FROM quotes WHERE product = 'prnd-oxide'", "oxide"),
        ("UPDATE documents SET text = replace(text, '399', '398')", "altered"),
        ("DELETE FROM documents", "no longer holds"),
    ],
)
def test_a_review_with_altered_evidence_is_not_built(tmp_path: Path, statement: str, said: str) -> None:
    path = tmp_path / "metals.db"
    with ob.open(path) as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
        assert "399,000" in book.review("2025-W02").markdown()
    behind_the_back(path, statement)
    with ob.open(path) as book, pytest.raises(ob.EvidenceError, match=said):
        book.review("2025-W02")


def test_an_altered_quote_answers_nothing(tmp_path: Path) -> None:
    path = tmp_path / "metals.db"
    with ob.open(path) as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
    behind_the_back(path, "UPDATE quotes SET low = 398000 WHERE product = 'prnd-oxide'")
    with ob.open(path) as book:
        with pytest.raises(ob.EvidenceError, match="prnd-oxide on 2025-01-09"):
            book.assess("prnd-oxide", on="2025-01-09")
        assert book.assess("prnd-metal", on="2025-01-09").mid == 491_500


def test_a_document_that_is_gone_is_named(tmp_path: Path) -> None:
    path = tmp_path / "metals.db"
    with ob.open(path) as book:
        book.add(text=NOTE, on="2025-01-09", source="smm")
    behind_the_back(path, "DELETE FROM documents")
    with ob.open(path) as book, pytest.raises(ob.EvidenceError, match="gone"):
        book.why("prnd-oxide", on="2025-01-09")


def test_a_review_is_never_written_over_a_book(book: ob.Book, tmp_path: Path) -> None:
    book.add(text=NOTE, on="2025-01-09", source="smm")
    with pytest.raises(ob.BadArgumentError, match="is a book"):
        book.review("2025-W02").save(tmp_path / "metals.db", form="md")
    assert len(book.quotes()) == 2


def test_a_review_follows_a_link_and_leaves_what_may_only_be_read(book: ob.Book, tmp_path: Path) -> None:
    edition = book.review("2025-W02")
    target, link = tmp_path / "real.md", tmp_path / "link.md"
    target.write_text("before", encoding="utf-8")
    link.symlink_to(target)
    edition.save(link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# ")


def test_one_digit_of_a_text_changes_the_review(tmp_path: Path) -> None:
    said = []
    for number, note in enumerate((NOTE, NOTE.replace("399,000", "398,000"))):
        with ob.open(tmp_path / f"{number}.db") as book:
            book.add(text=note, on="2025-01-09", source="smm")
            said.append(book.review("2025-W02").markdown())
    assert said[0] != said[1]
    assert "398,000" in said[1]
    assert "398,000" not in said[0]


def test_an_overlay_is_loaded_once_a_call_and_seen_as_it_is_at_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orebook.book import bulk

    folder, loaded = tmp_path / "orebook.d", []
    folder.mkdir()
    (folder / "sources.toml").write_text("", encoding="utf-8")
    texts = [tmp_path / f"{number}.txt" for number in range(3)]
    for number, text in enumerate(texts):
        text.write_text(f"Pr-Nd oxide was 40{number},000 yuan/mt.", encoding="utf-8")
    really = bulk.load
    monkeypatch.setattr(bulk, "load", lambda overlay: loaded.append(overlay) or really(overlay))
    with ob.open(tmp_path / "metals.db") as book:
        list(book.add_files(texts, on="2025-01-09"))
        assert loaded == [folder]
        list(book.add_files(texts, on="2025-01-08"))
        assert loaded == [folder, folder]
