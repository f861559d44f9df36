"""A page as dated documents, and bytes as text."""

from __future__ import annotations

from datetime import date

import pytest

from fixtures.readings import prices, reading
from orebook.errors import UnreadableDocumentError
from orebook.facts import digest
from orebook.reader import decode

PAGE = """Oxides Edge Up Before the Holiday [Weekly]

Published: Mar 13, 2025 14:38
Cerium oxide was 8,000-8,200 yuan/mt this week.

Apply for a trial of the data base
Related News
A Ministry Speaks on Smuggling
Apr 2, 2025 15:21
A Ministry Speaks on Smuggling
Read More
A Ministry Speaks on Smuggling
The ministry spoke at some length. It named no prices.
Apr 2, 2025 15:21
Pr-Nd Oxide Stays High
Apr 2, 2025 15:12
Pr-Nd Oxide Stays High
Read More
Pr-Nd Oxide Stays High
As of today, the price of Pr-Nd oxide rose to 441,000-443,000 yuan/mt.
Apr 2, 2025 15:12
Copper Semis Sales Exceed 40,000 mt
Apr 1, 2025 15:00
Copper Semis Sales Exceed 40,000 mt
Apr 1, 2025 15:00
"""


def test_a_page_s_related_items_are_documents_with_their_own_days() -> None:
    found = reading(PAGE)
    assert [(document.published.isoformat(), document.title) for document in found.documents] == [
        ("2025-03-13", "Oxides Edge Up Before the Holiday [Weekly]"),
        ("2025-04-02", "A Ministry Speaks on Smuggling"),
        ("2025-04-02", "Pr-Nd Oxide Stays High"),
        ("2025-04-01", "Copper Semis Sales Exceed 40,000 mt"),
    ]
    assert prices(PAGE) == ["cerium-oxide 8000~8200 2025-03-13", "prnd-oxide 441000~443000 2025-04-02"]


def test_the_documents_of_a_page_are_the_page() -> None:
    documents = reading(PAGE).documents
    assert "".join(document.text for document in documents) == PAGE
    assert all(PAGE[document.offset :].startswith(document.text) for document in documents)


def test_each_quote_s_spans_lie_in_its_document() -> None:
    found = reading(PAGE)
    for quote in found.quotes:
        (document,) = {span.document for span in quote.spans}
        home = next(one for one in found.documents if one.document == document)
        assert quote.published == home.published
        assert all(home.offset <= span.start < home.offset + len(home.text) for span in quote.spans)


def test_a_document_s_id_follows_from_source_day_and_text() -> None:
    (document,) = reading("Cerium oxide was 8,000 yuan/mt.").documents
    assert document.document == digest(f"own\n2025-03-14\n{document.text}")[:16]
    assert document.content == digest(document.text)


@pytest.mark.parametrize(
    "line",
    [
        "Published: Mar 13, 2025 14:38",
        "Published on 13 March 2025",
        "2025-03-13",
        "发布时间：2025-03-13 15:30",
        "2025年3月13日 15:30",
    ],
)
def test_a_line_that_states_the_day_of_publication_is_believed(line: str) -> None:
    text = f"Oxides hold\n\n{line}\n\nCerium oxide was 8,000 yuan/mt.\n"
    assert [document.published for document in reading(text).documents] == [date(2025, 3, 13)]


def test_notes_of_several_days_are_several_documents() -> None:
    text = (
        "2025-03-12\nCerium oxide was 8,000 yuan/mt.\n\nThe next "
        "day\n2025-03-13\nCerium oxide was 8,100 yuan/mt.\n"
    )
    assert prices(text) == ["cerium-oxide 8000 2025-03-12", "cerium-oxide 8100 2025-03-13"]


def test_a_date_in_a_sentence_is_not_the_day_of_publication() -> None:
    (document,) = reading("SHANGHAI, March 12 (own) - Cerium oxide was 8,000 yuan/mt.").documents
    assert document.published == date(2025, 3, 14)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_read_in_the_encodings_the_trade_uses(encoding: str) -> None:
    text = "氧化镨钕价格40.2万元/吨。"
    assert decode(text.encode(encoding), "notes.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "big5"])
def test_text_that_does_not_say_its_encoding_is_read_where_only_one_can_be(encoding: str) -> None:
    text = "鐠釹金屬價格 49.2 萬元/噸，成交清淡。\n"
    assert decode(text.encode(encoding), "notes.txt") == text


def test_bytes_that_two_encodings_fit_are_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="neither UTF-8"):
        decode("й\u0416\u0429".encode("koi8-r") * 9, "notes.txt")


UNREADABLE = [
    (b"", "holds no text"),
    (b" \n\t\n", "holds no text"),
    (b"%PDF-1.7 ...", "a PDF"),
    (b"PK\x03\x04 workbook", "a workbook"),
    (b"<!DOCTYPE html><html><body>8,000</body></html>", "markup"),
    (b"cerium\x00oxide", "binary"),
    (bytes(range(1, 32)) * 8, "binary"),
    ("Céria à 8 000 dollars".encode("latin-1"), "neither UTF-8"),
    (b"\xff\xfe\x00", "neither UTF-8"),
]


@pytest.mark.parametrize(("content", "why"), UNREADABLE)
def test_what_is_no_text_is_said_to_be_none(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=why) as raised:
        decode(content, "notes.bin")
    assert str(raised.value).startswith("notes.bin: ")
