"""Sheets of bids, offers and deals: the good rows are kept, the others come back with what was expected."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import orebook as ob
from orebook.errors import BadArgumentError, UnreadableDocumentError
from orebook.reader import Settings, sheets, whereabouts
from orebook.reader.formats.told import Piece, Told
from orebook.serve.cli import cli

ENGLISH = """Market communication of 10 January

Product,Kind,Price,Unit,Date,Volume,Contributor,Note
Pr-Nd metal,bid,"715,000-720,000",CNY/t,2025-01-10,20t,C17,"will pay more, he says"
prnd-oxide,deal,590000,CNY/t,2025-01-10,500kg,C18,
dysprosium-oxide,offer,1600-1610,CNY/kg,2025-01-10,,C19,
"""
CHINESE = """产品,类型,低价,高价,单位,日期,数量,报价方
镨钕金属,买盘,71.5,72,万元/吨,2025年1月10日,20吨,C17
氧化镨钕,成交,59,59,万元/吨,2025/1/10,500公斤,C18
"""
WRONG = """product,kind,low,high,unit,date,volume,contributor
prnd-metal,bid,720000,715000,CNY/t,2025-01-10,20t,C17
prnd-metl,bid,715000,720000,CNY/t,2025-01-10,20t,C17
prnd-metal,bid,715000,,CNY/t,2025-01-10,20t,C17
prnd-metal,wish,715000,720000,CNY/t,2025-01-10,20t,C17
prnd-metal,bid,715000,720000,EUR/t,2025-01-10,20t,C17
prnd-metal,bid,715000,720000,CNY/t,10 January,20t,C17
prnd-metal,bid,715000,720000,CNY/t,2025-01-10,20 bags,C17
prnd-metal,bid,715000,720000,CNY/t,2025-01-10,20t,
prnd-metal,bid,71.5,72,CNY/t,2025-01-10,20t,C17
prnd-metal,bid,715000,720000,CNY/t,2125-01-10,20t,C17
prnd-metal,bid,716000,720000,CNY/t,2025-01-10,20t,C17
prnd-metal,bid,716000,720000,CNY/t,2025-01-10,20t,C17
"""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def sheet(tmp_path: Path, text: str, name: str = "bids.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(tmp_path: Path, text: str) -> Path:
    made = openpyxl.Workbook()
    for title, rows in (("January", text), ("Empty", "just a note\n")):
        page = made.active if title == "January" else made.create_sheet()
        page.title = title
        page.append(["Desk notes"])
        page.append([])
        for row in rows.splitlines():
            cells = [float(cell) if cell.replace(".", "").isdigit() else cell for cell in row.split(",")]
            page.append([date.fromisoformat(cell) if str(cell)[:3] == "202" else cell for cell in cells])
    stream = io.BytesIO()
    made.save(stream)
    path = tmp_path / "bids.xlsx"
    path.write_bytes(stream.getvalue())
    return path


def test_a_sheet_under_a_title_is_kept_row_by_row(book: ob.Book, tmp_path: Path) -> None:
    made = book.quotes_from(sheet(tmp_path, ENGLISH), author="Wang Li")
    assert [(one.product, one.kind, one.low, one.high, one.volume) for one in made.quotes] == [
        ("prnd-metal", "bid", 715_000, 720_000, 20), ("prnd-oxide", "transaction", 590_000, 590_000, 0.5),
        ("dysprosium-oxide", "offer", 1600, 1610, None),
    ]  # fmt: skip
    assert (made.refused, made.already, len(made.documents)) == ((), (), 1)
    assert made.unregistered == ("C17", "C18", "C19")


def test_heads_and_cells_may_be_chinese(book: ob.Book, tmp_path: Path) -> None:
    made = book.quotes_from(sheet(tmp_path, CHINESE), author="王丽")
    assert [(one.product, one.kind, one.low, one.high, one.volume) for one in made.quotes] == [
        ("prnd-metal", "bid", 715_000, 720_000, 20), ("prnd-oxide", "transaction", 590_000, 590_000, 0.5),
    ]  # fmt: skip


def test_spans_cite_the_cells_and_who_entered_the_sheet(book: ob.Book, tmp_path: Path) -> None:
    made = book.quotes_from(sheet(tmp_path, ENGLISH), author="Wang Li")
    (document,) = (one.fact for one in book.documents())
    cited = {span.role: span.text for span in made.quotes[0].spans}
    assert (cited["price"], cited["product"], cited["entered-by"]) == (
        "715,000-720,000",
        "Pr-Nd metal",
        "Wang Li",
    )
    assert all(document.text[span.start : span.end] == span.text for one in made.quotes for span in one.spans)
    (shown,) = book.why("prnd-metal", on="2025-01-10").quotes
    assert shown.sentence.startswith('Pr-Nd metal,bid,"715,000-720,000",CNY/t')


def test_every_wrong_row_comes_back_with_its_cell_and_what_was_expected(
    book: ob.Book, tmp_path: Path
) -> None:
    made = book.quotes_from(sheet(tmp_path, WRONG), author="Wang Li")
    assert [(one.row, one.cell, one.message.partition(".")[0]) for one in made.refused] == [
        (2, "C2", 'price: "720000-715000" runs downwards'),
        (3, "A3", 'product: "prnd-metl" is not understood'),
        (4, "row 4", "high: it is missing"),
        (5, "B5", 'kind: "wish" is not understood'),
        (6, "E6", 'unit: "EUR/t" is not understood'),
        (7, "F7", 'on: "10 January" is not understood'),
        (8, "G8", 'volume: "20 bags" is not understood'),
        (9, "row 9", "contributor: it is missing"),
        (10, "row 10", '"71'),
        (11, "F11", 'on: "2125-01-10" is not understood'),
        (13, "row 13", 'deal: "716000-720000" says the same as row 12'),
    ]
    assert all("Expected" in one.message or "Perhaps" in one.message for one in made.refused)
    assert [one.low for one in made.quotes] == [716_000]


def test_refused_rows_are_kept_as_refusals_and_a_mended_sheet_adds_only_them(
    book: ob.Book, tmp_path: Path
) -> None:
    first = book.quotes_from(sheet(tmp_path, WRONG), author="Wang Li")
    assert {one.fact.rule for one in book.refusals()} == {"typed-row", "typed-slip"}
    with pytest.raises(BadArgumentError, match="hand the sheet in again"):
        book.answer("R1", product="prnd-metal")
    second = book.quotes_from(sheet(tmp_path, WRONG.replace("20 bags", "25t")), author="Wang Li")
    assert [(one.row, first.ids[0] in one.message) for one in second.already] == [(12, True)]
    assert [one.volume for one in second.quotes] == [25]
    assert len(book.quotes()) == 2


def test_all_or_nothing_keeps_nothing_where_a_row_is_wrong(book: ob.Book, tmp_path: Path) -> None:
    made = book.quotes_from(sheet(tmp_path, WRONG), author="Wang Li", all_or_nothing=True)
    assert (len(made.refused), made.quotes, book.quotes(), book.documents()) == (11, (), [], [])
    assert len(book.quotes_from(sheet(tmp_path, ENGLISH), author="Wang Li", all_or_nothing=True).quotes) == 3


def test_the_same_sheet_twice_is_one(book: ob.Book, tmp_path: Path) -> None:
    for _ in range(2):
        made = book.quotes_from(sheet(tmp_path, ENGLISH), author="Wang Li")
    assert (made.quotes, len(made.already), len(book.quotes())) == ((), 3, 3)


def test_a_workbook_is_read_sheet_by_sheet_and_every_quote_knows_its_cell(
    book: ob.Book, tmp_path: Path
) -> None:
    made = book.quotes_from(workbook(tmp_path, WRONG.replace("10 January", "2025-01-10")), author="Wang Li")
    assert [(one.low, one.high) for one in made.quotes] == [(715_000, 720_000), (716_000, 720_000)]
    assert {one.sheet for one in made.refused} == {"bids.xlsx > January", "bids.xlsx > Empty"}
    assert ("bids.xlsx > January", 4, "C4") in [(one.sheet, one.row, one.cell) for one in made.refused]
    (document,) = (one.fact for one in book.documents())
    price = next(span for span in made.quotes[0].spans if span.role == "price")
    assert whereabouts(document, price.start) == "cell January!C9"


def test_what_holds_for_every_row_may_be_said_once(book: ob.Book, tmp_path: Path) -> None:
    path = sheet(tmp_path, "品种;价格(元/吨);时间\n镨钕金属;715000-720000;14:38\n氧化镨钕;590000;9:05\n")
    made = book.quotes_from(
        path, author="Wang Li", kind="offer", on="2025-01-10", contributor="C17", source="desk"
    )
    assert {
        (one.kind, one.unit, str(one.price_date), one.contributor, one.source) for one in made.quotes
    } == {("offer", "CNY/t", "2025-01-10", "C17", "desk")}
    assert [one.terms for one in made.quotes] == [None, None]


def test_a_house_adds_its_own_heads(book: ob.Book, tmp_path: Path) -> None:
    (book.teaching / "words").mkdir(parents=True)
    (book.teaching / "words" / "typed.toml").write_text('[add.headers]\ncontributor = ["caller"]\n')
    text = "product,kind,price,unit,date,caller\nprnd-metal,bid,715000,CNY/t,2025-01-10,C17\n"
    path = sheet(tmp_path, text)
    assert [one.contributor for one in book.quotes_from(path, author="Wang Li").quotes] == ["C17"]


def test_two_deals_alike_are_two_by_their_number(book: ob.Book, tmp_path: Path) -> None:
    rows = [f"prnd-metal,deal,715000,CNY/t,2025-01-10,20t,C17,{number}" for number in (1, 2)]
    text = "\n".join(["product,kind,price,unit,date,volume,contributor,deal", *rows])
    assert len(book.quotes_from(sheet(tmp_path, text), author="Wang Li").quotes) == 2


def test_a_row_outside_the_gate_waits(book: ob.Book, tmp_path: Path) -> None:
    book.add(text="Pr-Nd metal was 400,000 yuan/mt.", on="2025-01-02", source="smm")
    made = book.quotes_from(sheet(tmp_path, ENGLISH), author="Wang Li")
    assert [one.flags for one in made.quotes] == [("quarantined",), (), ()]


def test_a_desk_nobody_verified_is_marked(book: ob.Book, tmp_path: Path) -> None:
    book.add_submitter("C17", role="front-office", author="Wang Li")
    made = book.quotes_from(sheet(tmp_path, ENGLISH), author="Wang Li")
    assert [one.flags for one in made.quotes] == [("unverified",), (), ()]
    roles = [[span.text for span in one.spans if span.role == "submitter"] for one in made.quotes]
    assert roles == [["front-office, not verified"], [], []]
    assert book.documents()[0].fact.text.endswith(
        "entered by Wang Li\nsubmitter c17 front-office, not verified"
    )


def test_heads_may_name_the_units_and_the_cells_hold_bare_numbers(book: ob.Book, tmp_path: Path) -> None:
    head = "报价,一月\n产品\t类型\t价格（万元/吨）\t数量(吨)\t日期\t报价方\n"
    text = head + "镨钕金属\t买盘\t71.5-72\t20\t2025-01-10\tC17\n"
    (one,) = book.quotes_from(sheet(tmp_path, text), author="Wang Li").quotes
    assert (one.low, one.unit, one.volume, one.printed) == (715_000, "CNY/t", 20, "71.5-72")


def test_a_large_sheet_is_taken_in_a_time_that_grows_with_its_length(book: ob.Book) -> None:
    row = "prnd-metal,bid,{},CNY/t,2025-01-10,20t,C17"
    rows_ = [row.format(500_000 + number) for number in range(4000)]
    piece = Piece(text="\n".join(["product,kind,price,unit,date,volume,contributor", *rows_]))
    how = Settings(entered_by="Wang Li", today=date(2025, 1, 10))
    (found,) = sheets(Told(format="text", pieces=(piece,)), "bids.csv", how, book.catalog)
    assert (len(found.reading.quotes), found.refused) == (4000, ())


@pytest.mark.parametrize(
    "text", ["just words\n", "product,remark\nprnd-metal,x\n", "product,price,价格\na,1,2\n"]
)
def test_a_sheet_without_a_head_is_refused_whole(book: ob.Book, tmp_path: Path, text: str) -> None:
    made = book.quotes_from(sheet(tmp_path, text), author="Wang Li")
    assert (len(made.refused), made.quotes, book.documents()) == (1, (), [])
    assert "Expected" in made.refused[0].message


def test_a_file_that_is_no_sheet_is_refused(book: ob.Book, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with pytest.raises(UnreadableDocumentError):
        book.quotes_from(tmp_path / "x.xlsx", author="Wang Li")
    with pytest.raises(BadArgumentError, match="a sheet is a CSV file or a workbook"):
        book.quotes_from(
            sheet(tmp_path, "<html><body><p>product,price</p></body></html>", "x.html"), author="W"
        )


def test_history_loaded_late_is_known_from_its_last_day(book: ob.Book, tmp_path: Path) -> None:
    book.quotes_from(sheet(tmp_path, ENGLISH), author="Wang Li", backfill=True)
    assert len(book.quotes(known_at="2025-01-10")) == 3
    assert book.quotes(known_at="2025-01-09") == []


def test_the_command_reports_row_by_row_and_ends_with_one(tmp_path: Path) -> None:
    at, run = str(tmp_path / "b.db"), CliRunner()
    run.invoke(cli, ["--book", at, "init"])
    told = run.invoke(cli, ["--book", at, "quotes-from", str(sheet(tmp_path, WRONG)), "--as", "Wang Li"])
    assert told.exit_code == 1
    assert "1 quote kept, 0 rows held already, 11 refused" in told.stdout
    assert "bids.csv\t8\tG8\t20 bags" in told.stdout
    again = run.invoke(
        cli, ["--book", at, "quotes-from", str(sheet(tmp_path, ENGLISH)), "--as", "Wang Li", "--json"]
    )
    assert again.exit_code == 0
    assert [json.loads(line)["fact"] for line in again.stdout.splitlines()] == ["typed"] * 3
