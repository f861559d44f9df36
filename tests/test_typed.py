"""Market communication typed in: what people on the market say, as an assistant at a desk types it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import orebook as ob
from orebook.catalog import load
from orebook.errors import BadArgumentError
from orebook.facts import identity
from orebook.reader.typed.figures import ends, tonnes, unit
from orebook.serve.cli import cli

BID = {"kind": "bid", "on": "2025-01-09", "volume": "20t", "contributor": "C17", "author": "Wang Li"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ob.Book]:
    with ob.open(tmp_path / "metals.db") as opened:
        yield opened


def bid(book: ob.Book, price: str = "715000-720000", unit: str = "CNY/t", **other: Any) -> Any:
    return book.quote("prnd-metal", price, unit, **{**BID, **other})


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("715000-720000", 715_000, 720_000),
        ("715,000-720,000", 715_000, 720_000),
        ("715,000 – 720,000", 715_000, 720_000),
        ("71.5-72万", 715_000, 720_000),
        ("71.5万-72万", 715_000, 720_000),
        ("71.5万至72万", 715_000, 720_000),
        ("７１．５～７２万", 715_000, 720_000),
        ("715k-720k", 715_000, 720_000),
        ("1.35-1.36 million", 1_350_000, 1_360_000),
        ("715000", 715_000, 715_000),
        ("54.7", 54.7, 54.7),
        ("-70 to -50", -70, -50),
        ("-70--50", -70, -50),
    ],
)
def test_a_price_is_read_as_it_is_typed(typed: str, low: float, high: float) -> None:
    assert tuple(map(float, ends(typed, load()))) == (low, high)


@pytest.mark.parametrize(
    "typed",
    ["", "-", "about 715000", "720000-715000", "715,00", "7,15,000", "715000-", "1e6", "nan", "inf",
     "715000-720000-1", "715.000.000", "0x10", "٧١٥", "9" * 61, ">715000"],
)  # fmt: skip
def test_a_price_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadArgumentError, match=r"price.*Expected"):
        ends(typed, load())


@pytest.mark.parametrize(
    ("typed", "mass"),
    [("20t", 20), ("20 吨", 20), ("500kg", 0.5), ("500 公斤", 0.5), ("1,000 kg", 1), ("20mt", 20),
     ("20 metric tons", 20), ("0.2万吨", 2000), ("20kt", 20_000)],
)  # fmt: skip
def test_a_volume_is_kept_in_tonnes(typed: str, mass: float) -> None:
    assert tonnes(typed, load()) == mass


@pytest.mark.parametrize("typed", ["20", "20 bags", "0t", "-5t", "20袋", "t", "20 dmt", "20t and 5t"])
def test_a_volume_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(BadArgumentError, match=r"volume.*Expected a mass"):
        tonnes(typed, load())


@pytest.mark.parametrize(
    ("typed", "meant", "times"),
    [("CNY/t", "CNY/t", 1), ("元/吨", "CNY/t", 1), ("万元/吨", "CNY/t", 10_000), ("RMB/mt", "CNY/t", 1),
     ("元/公斤", "CNY/kg", 1), ("US$/kg", "USD/kg", 1), ("USD/lb", "USD/lb", 1)],
)  # fmt: skip
def test_a_unit_is_understood_as_the_trade_writes_it(typed: str, meant: str, times: int) -> None:
    found = unit(typed, load())
    assert (found.unit, found.scale) == (meant, times)


@pytest.mark.parametrize("typed", ["", "CNY", "t", "CNY/bag", "EUR/t", "per tonne"])
def test_a_unit_of_no_contract_is_refused(typed: str) -> None:
    with pytest.raises(BadArgumentError, match="unit"):
        unit(typed, load())


def test_the_line_is_kept_with_who_typed_it_and_why_shows_it(book: ob.Book) -> None:
    made = bid(book, at="2025-01-09T14:38", note="will pay more for 50 t")
    (shown,) = book.why("prnd-metal", on="2025-01-09").quotes
    assert shown.sentence == (
        "prnd-metal 715000-720000 CNY/t | bid | on 2025-01-09 | volume 20t | contributor C17"
        " | at 2025-01-09T14:38 | entered by Wang Li | note will pay more for 50 t"
    )
    assert book.documents()[0].fact.format == "typed"
    assert (made.quote.volume, made.quote.contributor, made.quote.kind) == (20.0, "C17", "bid")


def test_every_span_of_a_typed_line_cites_its_own_words(book: ob.Book) -> None:
    made = bid(book, delivery="exw", place="Baotou", tax="included", terms="cash", deal=2)
    text = made.document.text
    assert {span.role: span.text for span in made.quote.spans} == {
        "price": "715000-720000", "product": "prnd-metal", "unit": "CNY/t", "kind": "bid",
        "date": "2025-01-09", "volume": "20t", "contributor": "C17", "delivery": "exw", "place": "Baotou",
        "tax": "included", "terms": "cash", "deal": "2", "entered-by": "Wang Li",
    }  # fmt: skip
    assert all(text[span.start : span.end] == span.text for span in made.quote.spans)
    assert made.quote.spans[0].role == "price"


def test_the_same_line_of_the_same_person_is_held_once(book: ob.Book) -> None:
    first, second = bid(book), bid(book)
    assert (first.already, second.already, first.id) == (False, True, second.id)
    assert len(book.quotes()) == 1


def test_it_is_still_the_same_line_once_the_register_knows_the_submitter(book: ob.Book) -> None:
    first = bid(book)
    book.add_submitter("C17", role="front-office", author="Wang Li")
    second = bid(book)
    assert (second.already, second.quote) == (True, first.quote)


def test_two_deals_alike_are_two_by_their_time_or_their_number(book: ob.Book) -> None:
    for at, deal in ((None, 1), (None, 2), ("2025-01-09T14:30", None), ("2025-01-09T15:10", None)):
        bid(book, kind="transaction", at=at, deal=deal)
    assert len(book.quotes()) == 4
    assert len(book.assess("prnd-metal", on="2025-01-09").used) == 4


def test_a_later_bid_takes_the_place_of_an_earlier_one(book: ob.Book) -> None:
    bid(book, "715000", at="2025-01-09T10:00")
    later = bid(book, "718000", at="2025-01-09T15:00")
    assert book.assess("prnd-metal", on="2025-01-09").used == (later.id,)


def test_names_and_words_may_be_chinese(book: ob.Book) -> None:
    made = book.quote("镨钕金属", "71.5-72万", "元/吨", kind="成交", on="2025-01-09", volume="20 吨",
                      contributor="C17", author="王丽")  # fmt: skip
    assert (made.quote.product, made.quote.kind, made.quote.high) == ("prnd-metal", "transaction", 720_000)
    assert made.document.text.endswith("entered by 王丽")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"author": " "}, "as: it is missing"),
        ({"contributor": None}, "contributor: it is missing"),
        ({"kind": "wish"}, 'kind: "wish" is not understood'),
        ({"volume": "a lot"}, "volume"),
        ({"unit": "EUR/t"}, "unit"),
        ({"on": (date.today() + timedelta(days=1)).isoformat()}, "after today"),
        ({"at": (date.today() + timedelta(days=1)).isoformat()}, "after today"),
        ({"at": "noon"}, "is no moment"),
        ({"deal": 0}, "running number"),
        ({"note": "two\nlines"}, "one line of text"),
        ({"place": "x" * 300}, "at most 200"),
        ({"price": "71.5-72"}, "Perhaps 715,000-720,000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(book: ob.Book, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(BadArgumentError, match=said):
        bid(book, **wrong)
    assert (book.quotes(), book.documents()) == ([], [])


def test_a_product_that_is_none_is_told_with_the_nearest(book: ob.Book) -> None:
    with pytest.raises(BadArgumentError, match="prnd-metal"):
        book.quote("prnd-metl", "715000", "CNY/t", **BID)


def test_the_gate_holds_for_what_is_typed(book: ob.Book) -> None:
    book.add(text="Pr-Nd metal was 715,000 yuan/mt.", on="2025-01-02", source="smm")
    made = bid(book, "1400000")
    assert made.quote.flags == ("quarantined",)
    assert [one.held.id for one in book.quarantine()] == [made.id]
    assert book.assess("prnd-metal", on="2025-01-09").mid == 715_000
    book.release(made.id, author="Zhao Min", reason="Two mills confirm.")
    made = book.assess("prnd-metal", on="2025-01-09")
    assert (made.status, made.mid) == ("blended", 0.3 * 1_400_000 + 0.7 * 715_000)


def test_what_is_typed_bears_out_what_waited(book: ob.Book) -> None:
    book.add(text="Pr-Nd metal was 500,000 yuan/mt.", on="2025-01-02", source="smm")
    book.add(text="Pr-Nd metal was 720,000 yuan/mt.", on="2025-01-08", source="smm")
    assert len(book.quarantine()) == 1
    bid(book)
    assert book.quarantine() == []


def test_a_desk_counts_as_unverified_until_somebody_else_has_looked(book: ob.Book) -> None:
    book.add_submitter("C17", role="front-office", who="Baotou trader", author="Wang Li")
    before = bid(book)
    with pytest.raises(BadArgumentError, match="nobody verifies their own figures"):
        book.verify_submitter("C17", author="Baotou trader", reason="I say so.")
    book.verify_submitter("C17", author="Zhao Min", reason="Ten deals checked against contracts.")
    after = bid(book, on="2025-01-10")
    assert (before.quote.flags, after.quote.flags) == (("unverified",), ())
    assert "submitter front-office, not verified" in before.document.text
    assert "submitter front-office, verified" in after.document.text


def test_a_verification_ends_when_the_role_is_written_down_anew(book: ob.Book) -> None:
    book.add_submitter("C17", role="front-office", author="Wang Li")
    book.verify_submitter("C17", author="Zhao Min", reason="Checked.")
    book.add_submitter("c17", role="front-office", who="another desk", author="Wang Li")
    (one,) = book.submitters()
    assert (one.code, one.who, one.verified, len(one.lines)) == ("C17", "another desk", None, 3)
    assert bid(book).quote.flags == ("unverified",)


@pytest.mark.parametrize(("role", "kind", "flags"), [
    ("back-office", "bid", ()), ("broker", "offer", ()), ("front-office", "listing", ()),
    ("front-office", "offer", ("unverified",)), ("front-office", "transaction", ("unverified",)),
])  # fmt: skip
def test_only_bids_offers_and_deals_of_a_desk_are_marked(
    book: ob.Book, role: str, kind: str, flags: tuple[str, ...]
) -> None:
    book.add_submitter("C17", role=role, author="Wang Li")
    assert bid(book, kind=kind).quote.flags == flags


def test_a_role_that_is_none_is_refused(book: ob.Book) -> None:
    with pytest.raises(BadArgumentError, match='Nearest: "front-office"'):
        book.add_submitter("C17", role="front office", author="Wang Li")


def test_what_was_typed_is_not_read_again_as_prose(book: ob.Book) -> None:
    made = bid(book)
    assert [one.id for one in book.quotes()] == [made.id]
    found = book.reread()
    assert (found.documents, found.quotes) == (0, ())


def test_a_typed_quote_is_known_from_when_it_was_typed(book: ob.Book) -> None:
    made = bid(book)
    assert book.quotes(known_at="2025-01-10") == []
    assert [one.id for one in book.quotes(known_at="2100-01-01")] == [made.id]
    assert identity(made.quote) == made.id


def test_the_command_says_what_was_kept(tmp_path: Path) -> None:
    at, run = str(tmp_path / "b.db"), CliRunner()
    run.invoke(cli, ["--book", at, "init"])
    line = ["--book", at, "quote", "prnd-metal", "715000-720000", "CNY/t", "--kind", "bid", "--volume", "20t",
            "--contributor", "C17", "--on", "2025-01-09", "--as", "Wang Li"]  # fmt: skip
    first = run.invoke(cli, line)
    assert "prnd-metal bid 715,000–720,000 CNY/t, 2025-01-09" in first.stdout
    assert "orebook submitter add C17" in first.stderr
    told = json.loads(run.invoke(cli, [*line, "--json"]).stdout)
    assert (told["already"], told["quote"]["volume"]) == (True, 20)
    assert run.invoke(cli, line[:-2]).exit_code == 2
