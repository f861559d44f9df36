"""What may be kept, worked from, shown, handed on and published, as each source declares it.

Each test says which rule of publish/2 it shows.
"""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import orebook as ob
from orebook.catalog import load
from orebook.publish import Claim, gate, leaving
from orebook.terms import Source
from orebook.testing import method

METHOD = method("publish/2")
NOTE = "Pr-Nd oxide was 399,000-401,000 yuan/mt. Pr-Nd metal stood at 490,000-493,000 yuan/mt.\n"
SOURCES = """
[[source]]
id = "mill"
name = "A mill"
address = "https://mill.example"
may = ["store", "derive", "display", "export", "publish"]

[[source]]
id = "desk"
name = "A desk"
address = "https://desk.example"
may = ["store", "display", "export", "publish"]

[[source]]
id = "whisper"
name = "A whisper"
may = ["derive", "display"]

[[source]]
id = "vault"
name = "A vault"
may = ["store", "derive"]

[[source]]
id = "blog"
name = "A blog"
address = "https://blog.example"
licence = "unknown"
"""


@pytest.fixture
def book(tmp_path: Path) -> ob.Book:
    (tmp_path / "orebook.d").mkdir()
    (tmp_path / "orebook.d" / "sources.toml").write_text(SOURCES, encoding="utf-8")
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def source(**given: object) -> Source:
    return Source(**({"id": "x", "name": "X", "address": "https://x.example", "licence": "unknown"} | given))  # type: ignore[arg-type]


# --- P1: what a source lists itself stands before its licence ----------------------------------------


@pytest.mark.parametrize("use", METHOD.parameters["uses"])
@pytest.mark.parametrize("licence", [*METHOD.parameters["permits"], "stated", "cc-by"])
def test_each_use_is_permitted_by_the_licence_or_not_at_all(use: str, licence: str) -> None:
    permitted = use in METHOD.parameters["permits"].get(licence, METHOD.parameters["permits"]["unknown"])
    assert (gate({"x": source(licence=licence)}, ["x"], use, METHOD) == ()) is permitted


@pytest.mark.parametrize("use", METHOD.parameters["uses"])
def test_a_source_that_lists_its_uses_is_taken_at_its_word(use: str) -> None:
    only = source(licence="stated", may=(use,))
    assert [other for other in METHOD.parameters["uses"] if not gate({"x": only}, ["x"], other, METHOD)] == [
        use
    ]


def test_a_source_that_lists_nothing_permits_nothing() -> None:
    (refusal,) = gate({"x": source(may=())}, ["x"], "display", METHOD)
    assert refusal.message.startswith('Source "x" (X) lists its uses: nothing is permitted, display is not.')


def test_the_catalogue_reads_the_uses_and_refuses_others(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    known = load(tmp_path).sources
    assert (known["whisper"].may, known["whisper"].licence) == (("derive", "display"), "stated")
    assert known["blog"].may is None
    (tmp_path / "sources.toml").write_text(
        SOURCES.replace('"derive", "display"', '"exprot"'), encoding="utf-8"
    )
    with pytest.raises(ob.OrebookError, match=r'"exprot" is no use\. Nearest: "export"'):
        load(tmp_path)


def test_a_source_without_a_licence_and_without_uses_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "x"\nname = "X"\n', encoding="utf-8")
    with pytest.raises(ob.OrebookError, match='no "licence"'):
        load(tmp_path)


# --- P2: unknown sources are read, and go no further; the message names source, key and day ----------


def test_a_source_without_a_licence_is_read_but_not_exported(book: ob.Book, tmp_path: Path) -> None:
    book.add(text=NOTE, on="2025-01-09", source="blog")
    assert book.assess("prnd-oxide", on="2025-01-09").mid == 400_000
    assert len(book.quotes()) == 2
    target = tmp_path / "prices.csv"
    with pytest.raises(ob.BadArgumentError) as refused:
        book.export_figures("prices", ["prnd-oxide"], to=target)
    assert 'Source "blog" (A blog) has no licence stated' in str(refused.value)
    assert "prnd-oxide.high of 2025-01-09, prnd-oxide.low of 2025-01-09, prnd-oxide.mid of 2025-01-09" in str(
        refused.value
    )
    assert not target.exists()


@pytest.mark.parametrize("whose", ["blog", "nobody-listed", None])
@pytest.mark.parametrize("subject", ["2025-W02", "price prnd-oxide 2025-01-09", "prices 2025-01-09"])
def test_a_source_without_a_licence_is_not_published(book: ob.Book, whose: str | None, subject: str) -> None:
    book.add(text=NOTE, on="2025-01-09", source=whose)
    named = f'Source "{whose}"' if whose else "a source nobody named"
    with pytest.raises(ob.BadArgumentError, match=named) as refused:
        book.draft(subject, author="Wang Li")
    assert ".high of 2025-01-09" in str(refused.value) or "count.used of 2025-01-09" in str(refused.value)
    assert book.drafts() == []


def test_a_licence_that_ends_before_the_release_holds_it_back(book: ob.Book, tmp_path: Path) -> None:
    book.add(text=NOTE, on="2025-01-09", source="mill")
    book.draft("price prnd-oxide 2025-01-09", author="Wang Li")
    book.approve("price prnd-oxide 2025-01-09", approver="Li Na", reason="Checked.")
    book.close()
    narrower = SOURCES.replace('"export", "publish"]', '"export"]', 1)
    (tmp_path / "orebook.d" / "sources.toml").write_text(narrower, encoding="utf-8")
    with ob.open(tmp_path / "metals.db") as again:
        with pytest.raises(ob.BadArgumentError, match=r'Source "mill" .*publish is not'):
            again.release_draft("price prnd-oxide 2025-01-09")
        assert again.publications() == []


def test_many_figures_are_counted() -> None:
    claims = [Claim(figure=f"p{n}.mid", on=date(2025, 1, 9), sources=frozenset({"x"})) for n in range(9)]
    (refusal,) = leaving({"x": source()}, claims, "export", METHOD)
    assert refusal.message.endswith("p4.mid of 2025-01-09 and 4 more.")


# --- P3: an address is what citing means ------------------------------------------------------------


def test_a_source_to_be_cited_without_an_address_is_not_published() -> None:
    (refusal,) = gate({"x": source(licence="cite-only", address=None)}, ["x"], "publish", METHOD)
    assert (refusal.rule, "has no address" in refusal.message) == ("P3", True)


# --- P4: a figure worked from others is used as the strictest of their sources permits --------------


def test_a_price_from_a_source_that_may_not_be_worked_from_is_neither_shown_nor_published(
    book: ob.Book, tmp_path: Path
) -> None:
    book.add(text=NOTE, on="2025-01-09", source="desk")
    assert len(book.quotes()) == 2
    for ask in (book.assess, book.why):
        with pytest.raises(ob.BadArgumentError, match=r'Source "desk" .*derive is not'):
            ask("prnd-oxide", on="2025-01-09")
    with pytest.raises(ob.BadArgumentError, match="derive is not"):
        book.margins("rare-earths", on="2025-01-09")
    with pytest.raises(ob.BadArgumentError, match="derive is not"):
        book.prices("prnd-oxide")
    with pytest.raises(ob.BadArgumentError, match="derive is not"):
        book.draft("price prnd-oxide 2025-01-09", author="Wang Li")
    assert book.export_figures("quotes", to=tmp_path / "quotes.csv") == 2


def test_a_price_of_two_sources_leaves_only_if_both_permit_it(book: ob.Book, tmp_path: Path) -> None:
    book.add(text=NOTE, on="2025-01-09", source="mill")
    assert book.export_figures("prices", ["prnd-oxide"], to=tmp_path / "prices.csv") == 1
    book.add(text=NOTE, on="2025-01-09", source="smm")
    with pytest.raises(ob.BadArgumentError, match=r'Source "smm" .*export is not'):
        book.export_figures("prices", ["prnd-oxide"], to=tmp_path / "more.csv")
    assert book.draft("price prnd-oxide 2025-01-09", author="Wang Li").used == 2


def test_a_margin_leaves_only_if_every_price_of_it_may(book: ob.Book, tmp_path: Path) -> None:
    book.add(text="Pr-Nd oxide was 399,000-401,000 yuan/mt.", on="2025-01-09", source="mill")
    book.add(text="Pr-Nd metal stood at 490,000-493,000 yuan/mt.", on="2025-01-09", source="smm")
    with pytest.raises(ob.BadArgumentError, match=r'Source "smm" .*prnd-metal.high of 2025-01-09'):
        book.export_figures("margins", ["rare-earths"], end="2025-01-09", to=tmp_path / "margins.csv")
    assert not (tmp_path / "margins.csv").exists()


def test_a_source_that_may_not_be_shown_is_not(book: ob.Book) -> None:
    book.add(text=NOTE, on="2025-01-09", source="vault")
    with pytest.raises(ob.BadArgumentError, match=r'Source "vault" .*display is not'):
        book.quotes()
    with pytest.raises(ob.BadArgumentError, match=r'Source "vault" .*display is not'):
        book.assess("prnd-oxide", on="2025-01-09")


# --- P5: what may not be stored is not kept ----------------------------------------------------------


def test_of_a_source_that_may_not_be_stored_the_refusal_alone_is_kept(book: ob.Book) -> None:
    added = book.add(text=NOTE, on="2025-01-09", source="whisper")
    assert (added.kept, book.quotes(), book.documents()) == (0, [], [])
    (refusal,) = [one.fact for one in book.refusals()]
    assert refusal.rule == "P5"
    assert refusal.message.startswith(
        'Source "whisper" (A whisper) lists its uses: derive and display are permitted, store is not.'
    )
    assert "was kept but this" in refusal.message
    assert added.reading.refusals == (refusal,)
    assert "399,000" not in refusal.message and refusal.spans == ()


def test_of_a_list_of_statements_the_others_are_kept(book: ob.Book, tmp_path: Path) -> None:
    rows = [
        "published,price_date,source,product,kind,low,high,unit,tax,delivery,printed,address",
        "2025-01-09,2025-01-09,mill,prnd-oxide,assessment,399000,401000,CNY/t,included,,399000-401000,https://mill.example/1",
        "2025-01-09,2025-01-09,whisper,prnd-metal,assessment,490000,493000,CNY/t,included,,490000-493000,https://w.example/1",
    ]
    file = tmp_path / "statements.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    book.add(file)
    assert {one.fact.source for one in book.quotes()} == {"mill"}
    assert {one.fact.source for one in book.documents()} == {"mill"}
    assert [one.fact.rule for one in book.refusals()] == ["P5"]


def test_many_files_are_asked_too(book: ob.Book, tmp_path: Path) -> None:
    texts = []
    for number, amount in enumerate((399, 400)):
        text = tmp_path / f"{number}.txt"
        text.write_text(f"Pr-Nd oxide was {amount},000 yuan/mt.", encoding="utf-8")
        texts.append(text)
    list(book.add_files(texts, on="2025-01-09", source="whisper", workers=1))
    assert (book.quotes(), len(book.refusals())) == ([], 2)


# --- What an export writes ---------------------------------------------------------------------------


def test_an_export_has_the_same_names_in_every_format(book: ob.Book, tmp_path: Path) -> None:
    book.add(text=NOTE, on="2025-01-09", source="mill")
    for form in ("csv", "parquet", "jsonl"):
        assert book.export_figures("prices", ["prnd-oxide"], to=tmp_path / f"prices.{form}") == 1
    (row,) = csv.DictReader((tmp_path / "prices.csv").read_text("utf-8").splitlines())
    (line,) = [json.loads(one) for one in (tmp_path / "prices.jsonl").read_text("utf-8").splitlines()]
    frame = pl.read_parquet(tmp_path / "prices.parquet")
    assert float(row["mid"]) == line["mid"] == frame["mid"].item() == 400_000.0
    assert row["flags"] == "single-source"
    assert list(line)[1:] == frame.columns


def test_an_export_is_of_a_known_kind_and_format(book: ob.Book, tmp_path: Path) -> None:
    with pytest.raises(ob.BadArgumentError, match="Formats are: csv, parquet, jsonl"):
        book.export_figures("quotes", to=tmp_path / "quotes.xls")
    with pytest.raises(ob.BadArgumentError, match="Say one of: quotes, prices, margins"):
        book.export_figures("secrets", to=tmp_path / "x.csv")
    with pytest.raises(ob.BadArgumentError, match="Which product"):
        book.export_figures("prices", to=tmp_path / "x.csv")


def test_an_export_never_replaces_a_book(book: ob.Book, tmp_path: Path) -> None:
    book.add(text=NOTE, on="2025-01-09", source="mill")
    with pytest.raises(ob.BadArgumentError, match="is a book"):
        book.export_figures("quotes", to=tmp_path / "metals.db", form="csv")
