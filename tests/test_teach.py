"""A refusal, an answer to it, and the book that holds the price afterwards; on real books and folders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import orebook as ob
from orebook.book import Book
from orebook.errors import BadArgumentError, CatalogError
from orebook.facts import identity

NOTE = """Zorbium oxide rose to 400,000-401,000 yuan/mt on January 9. Dysprosium was 1.65 million yuan/mt.
Pr-Nd metal was 501,000-499,000 yuan/mt.
Cerium oxide | 8,000 | 8,200 | +50 | yuan/mt
Lanthanum oxide | 4,000 | 4,100 | 0 | yuan/mt
"""
DAY = "2025-01-09"
LINE = "{product} | {low} | {high} | {change} | {unit}"
BY = {"author": "Wang Li", "why": "the oxide was spoken of"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with ob.open(tmp_path / "book.db") as opened:
        opened.add(text=NOTE, on=DAY, source="own")
        yield opened


def told(book: Book) -> list[str]:
    return [f"{one.fact.product} {one.fact.low:g}-{one.fact.high:g} {one.fact.unit}" for one in book.quotes()]


def lessons(book: Book) -> list[str]:
    return sorted(str(file.relative_to(book.teaching)) for file in book.teaching.rglob("*.toml"))


# ── refusals ────────────────────────────────────────────────────────────────────────────────────────────


def test_each_refusal_has_a_number_and_stands_in_its_sentence(book: Book) -> None:
    found = {one.number: one for one in book.refusals()}
    assert list(found) == ["R1", "R2", "R3", "R4", "R5"]
    assert found["R1"].sentence.marked() == "[Zorbium oxide rose to 400,000-401,000 yuan/mt] on January 9."
    assert found["R2"].sentence.marked("«", "»") == "Dysprosium was «1.65 million yuan/mt»."
    assert found["R4"].sentence.marked() == "Cerium oxide | [8,000] | 8,200 | +50 | yuan/mt"
    assert {one.answered for one in found.values()} == {None}


def test_refusals_are_asked_for_by_rule_product_document_and_answer(book: Book) -> None:
    book.add(text="Floogite oxide rose to 5,000 yuan/mt.", on="2025-01-10", source="own")
    assert [one.number for one in book.refusals(rule="no-product")] == ["R1", "R6"]
    assert [one.number for one in book.refusals(product="prnd-metal")] == ["R3"]
    assert [one.number for one in book.refusals(product="氧化铈")] == ["R4"]
    held = book.documents()[1].fact.document
    assert [one.number for one in book.refusals(document=held)] == ["R6"]
    book.answer("R6", ignore=True, **BY)
    assert [one.number for one in book.refusals(answered=True)] == ["R6"]
    assert len(book.refusals(answered=False)) == 5


# ── answers ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_is_taught_and_the_price_is_in_the_book(book: Book) -> None:
    made = book.answer("R1", product="prnd-oxide", author="Wang Li")
    assert told(book) == ["prnd-oxide 400000-401000 CNY/t"]
    assert lessons(book) == ["products/taught.toml"]
    assert 'words = ["Zorbium oxide"]' in made.written
    assert f"date = {date.today()}" in made.written
    assert 'source = "own, 2025-01-09,' in made.written
    (one,) = book.refusals(answered=True)
    assert (one.number, one.answered) == ("R1", "prnd-oxide 400,000-401,000")
    assert book.read(text="Zorbium oxides fell to 9,000 yuan/mt.", on=DAY).refusals[0].rule == "outside-band"


def test_the_words_of_the_name_may_be_said(book: Book) -> None:
    book.add(text="At the mine grey floogite powder of the second kind rose to 5,000 yuan/mt.", on=DAY)
    with pytest.raises(BadArgumentError, match="--name"):
        book.answer("R6", product="cerium-oxide")
    book.answer("R6", product="cerium-oxide", words="floogite powder")
    assert told(book) == ["cerium-oxide 5000-5000 CNY/t"]


def test_a_layout_is_taught_and_answers_every_line_like_it(book: Book) -> None:
    book.answer("R4", layout=LINE)
    assert told(book) == ["cerium-oxide 8000-8200 CNY/t", "lanthanum-oxide 4000-4100 CNY/t"]
    assert [one.number for one in book.refusals(answered=True)] == ["R4", "R5"]
    assert [change.low for change in (held.fact for held in book._store.changes())] == [50]


def test_a_decision_gives_a_quote_of_the_very_characters(book: Book) -> None:
    book.answer("R2", reading="dysprosium-oxide 1650000 CNY/t assessment 2025-01-08", **BY)
    (held,) = book.quotes()
    assert held.fact.rules == ("T1-decision",)
    assert (held.fact.low, held.fact.price_date, held.fact.printed) == (
        1_650_000,
        date(2025, 1, 8),
        "1.65 million",
    )
    assert [(span.role, span.text) for span in held.fact.spans] == [
        ("price", "1.65 million"), ("unit", "yuan/mt"), ("statement", "1.65 million yuan/mt"),
    ]  # fmt: skip
    assert all(NOTE[span.start : span.end] == span.text for span in held.fact.spans)
    assert (
        book.refusals(answered=True)[0].answered
        == "dysprosium-oxide 1.65 million by Wang Li: the oxide was spoken of"
    )


def test_a_decision_stands_against_every_check(book: Book) -> None:
    book.add(text="Cerium oxide was 81,234,567 yuan/mt.", on=DAY)
    (refused,) = book.refusals(rule="outside-band")
    book.answer(refused.number, reading="cerium-oxide 81234567 CNY/t", **BY)
    assert told(book) == ["cerium-oxide 8.12346e+07-8.12346e+07 CNY/t"]


def test_words_may_be_said_to_state_no_price(book: Book) -> None:
    book.answer("R3", ignore=True, author="Wang Li", why="printed backwards")
    assert told(book) == []
    assert book.refusals(answered=True)[0].answered == "set aside by Wang Li: printed backwards"
    assert book.read(text=NOTE, on=DAY, source="own").refusals != ()
    assert "reversed-range" not in [one.rule for one in book.read(text=NOTE, on=DAY, source="own").refusals]


def test_a_decision_counts_from_its_day_on(book: Book) -> None:
    book.answer("R3", ignore=True, **BY)
    assert book.refusals(answered=True, known_at="2025-01-09T00:00") == []


def test_a_book_made_anew_under_the_same_words_is_the_same(book: Book, tmp_path: Path) -> None:
    book.answer("R1", product="prnd-oxide")
    book.answer("R2", reading="dysprosium-oxide 1650000 CNY/t", **BY)
    book.answer("R4", layout=LINE)
    with ob.open(tmp_path / "again.db") as other:
        other.add(text=NOTE, on=DAY, source="own")
        assert {one.id for one in other.quotes()} == {one.id for one in book.quotes()}
        assert len(other.quotes()) == 4
    assert all(identity(one.fact) == one.id for one in book.quotes())
    assert book.reread().facts == ()


def test_the_words_of_a_lesson_are_kept_by_their_hash(book: Book) -> None:
    made = book.answer("R1", product="prnd-oxide")
    kept = book._store.keep_texts(book.catalog.texts)
    assert book._store.text(kept["orebook.d/products/taught.toml"]) == made.file.read_text(encoding="utf-8")


def test_what_people_added_to_a_file_by_hand_stays(book: Book) -> None:
    file = book.teaching / "products" / "taught.toml"
    file.parent.mkdir(parents=True)
    mine = '# mine\n[[name]]\nproduct = "cerium-oxide"  # ours\nwords = ["floogite powder"]\n'
    file.write_text(mine, encoding="utf-8")
    book._learnt()
    book.answer("R1", product="prnd-oxide")
    assert file.read_text(encoding="utf-8").startswith(mine)


# ── answers that are none: nothing is written ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("refusal", "lesson", "said"),
    [
        ("R9", {"product": "prnd-oxide"}, "holds 5"),
        ("R1", {}, "one answer"),
        ("R1", {"product": "prnd-oxide", "layout": LINE}, "one answer"),
        ("R1", {"product": "prnd-oxid"}, "prnd-oxide"),
        ("R3", {"product": "prnd-metal"}, "reversed-range"),
        ("R1", {"product": "terbium-metal"}, "ever cost"),
        ("R2", {"reading": "dysprosium-oxide 1650000 CNY/t"}, "--as NAME"),
        ("R2", {"reading": "dysprosium-oxide 1650000", **BY}, "no reading"),
        ("R2", {"reading": "dysprosium-oxide 1650000 CNY/ton", **BY}, '"CNY/ton"'),
        ("R2", {"reading": "dysprosium-oxid 1650000 CNY/t", **BY}, "dysprosium-oxide"),
        ("R2", {"reading": "dysprosium-oxide 17-16 CNY/t", **BY}, "lower end first"),
        ("R2", {"ignore": True}, "--why TEXT"),
        ("R4", {"layout": "{product} ; {low} ; {high} ; {unit}"}, "not answered"),
    ],
)
def test_an_answer_that_answers_nothing_is_refused_whole(
    book: Book, refusal: str, lesson: dict[str, object], said: str
) -> None:
    with pytest.raises(BadArgumentError, match=said):
        book.answer(refusal, **lesson)  # type: ignore[arg-type]
    assert (told(book), lessons(book)) == ([], [])


@pytest.mark.parametrize(
    ("refusal", "lesson", "said"),
    [
        ("R2", {"product": "dysprosium-oxide", "words": "Dysprosium"}, "bare element"),
        ("R1", {"product": "prnd-oxide", "words": "cerium oxide"}, "already cerium-oxide"),
        ("R1", {"product": "prnd-oxide", "words": "rare earth"}, "begins"),
        ("R4", {"layout": "{product} | {low} | {hgih} | {unit}"}, "high"),
        ("R4", {"layout": "{low} | {high} | {unit}"}, "no {product}"),
        ("R4", {"layout": "{product}{low}|{high}"}, "touch"),
    ],
)
def test_an_answer_that_would_spoil_something_is_refused_whole(
    book: Book, refusal: str, lesson: dict[str, str], said: str
) -> None:
    with pytest.raises(CatalogError, match=said):
        book.answer(refusal, **lesson)  # type: ignore[arg-type]
    assert (told(book), lessons(book)) == ([], [])


def test_a_refusal_is_answered_once(book: Book) -> None:
    book.answer("R1", product="prnd-oxide")
    with pytest.raises(BadArgumentError, match="answered already"):
        book.answer("R1", ignore=True, **BY)


# ── reading again ───────────────────────────────────────────────────────────────────────────────────────


def test_other_documents_with_such_words_are_read_again_on_request(book: Book) -> None:
    book.add(text="Zorbium oxide stood at 410,000 yuan/mt.", on="2025-01-10", source="own")
    book.answer("R1", product="prnd-oxide")
    assert len(book.quotes()) == 1
    again = book.reread()
    assert (again.documents, len(again.quotes), again.left) == (2, 1, ())
    assert told(book)[1] == "prnd-oxide 410000-410000 CNY/t"
    assert book.reread().facts == ()


def test_reading_again_never_puts_a_second_reading_beside_the_first(book: Book) -> None:
    book.add(text="Zorbite cerium oxide was 8,000 yuan/mt.", on="2025-01-10")
    before = told(book)
    file = book.teaching / "products" / "ours.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        '[[name]]\nproduct = "lanthanum-oxide"\nwords = ["zorbite cerium oxide"]\n', encoding="utf-8"
    )
    book._learnt()
    again = book.reread()
    assert told(book) == before
    assert [(one.product, one.low) for one in again.left] == [("lanthanum-oxide", 8000)]


def test_the_rows_of_a_sheet_are_read_again_under_their_header(tmp_path: Path) -> None:
    sheet = (
        "product,low,high,unit,published\n"
        "zorbium oxide,400000,401000,CNY/t,2025-01-08\n"
        "cerium-oxide,8000,8200,CNY/t,2025-01-09\n"
        "zorbium oxide,402000,403000,CNY/t,2025-01-10\n"
    )
    (tmp_path / "sheet.csv").write_text(sheet, encoding="utf-8")
    with ob.open(tmp_path / "book.db") as book:
        book.add(tmp_path / "sheet.csv", source="own")
        assert len(book.quotes()) == 1
        book.answer("R2", product="prnd-oxide")
        prnd = [one.fact for one in book.quotes("prnd-oxide")]
    assert [(one.low, one.published) for one in prnd] == [
        (400_000, date(2025, 1, 8)), (402_000, date(2025, 1, 10)),
    ]  # fmt: skip
    for quote in prnd:
        assert all(sheet[span.start : span.end] == span.text for span in quote.spans)


def test_a_page_of_several_documents_is_read_again_as_one(tmp_path: Path) -> None:
    page = "Oxides quiet\nJan 9, 2025\nCerium oxide was 8,000 yuan/mt.\n\nRelated News\nMetals firm\n" \
           "Jan 8, 2025\nZorbium oxide rose to 400,000-401,000 yuan/mt.\n"  # fmt: skip
    with ob.open(tmp_path / "book.db") as book:
        book.add(text=page, on="2025-01-09", source="own")
        assert len(book.documents()) == 2
        (refused,) = book.refusals(rule="no-product")
        (quote,) = book.answer(refused.number, product="prnd-oxide").quotes
    assert quote.published == date(2025, 1, 8)
    assert all(page[span.start : span.end] == span.text for span in quote.spans)


def test_the_same_on_postgresql(postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with ob.open(postgresql_url) as book:
        book.add(text=NOTE, on=DAY, source="own")
        book.answer("R1", product="prnd-oxide")
        book.answer("R2", reading="dysprosium-oxide 1650000 CNY/t", **BY)
        assert [one.fact.product for one in book.quotes()] == ["prnd-oxide", "dysprosium-oxide"]
        assert [one.number for one in book.refusals(answered=False)] == ["R3", "R4", "R5"]
    assert (tmp_path / "orebook.d" / "decisions" / "taught.toml").is_file()
