"""A report in any format: the same prices, each span re-read, and each told its place in the original."""

from __future__ import annotations

from datetime import date

import pytest

import files
from fixtures.originals import SHEETS, file_prices, file_reading, opened, places, spans, xls, xlsx
from fixtures.readings import FRIDAY
from orebook.errors import UnreadableDocumentError
from orebook.reader import whereabouts

PAGE = """<!DOCTYPE html><html lang=en><head><meta charset="utf-8"><title>Firm | A site</title>
<style>p { color: red }</style>
<script>if (1 < 2) document.write("<p>Cerium oxide was 1 yuan/mt.</p>")</script></head>
<body><nav><p>Cerium oxide was 2 yuan/mt.</p></nav><h1>Pr&ndash;Nd   firms</h1>
<p>Pr-Nd oxide was <b>400,000</b>&ndash;401,000
   yuan/mt.<p hidden>Cerium oxide was 3 yuan/mt.<p>氧化镧价格为&#51;600-4000元/吨。
<div style="display: none"><div>Cerium oxide was 4 yuan/mt.</div></div>
<table><tr><th>Product<th>Unit<th>Low<th>High
<tr><td>Terbium oxide<td>yuan/mt<td>6,000,000<td>6,100,000</table>
</body></html>"""
ITEMS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Metals</title>
<item><title>Pr-Nd oxide &amp; metal</title><link>https://a.example/1</link>
<pubDate>Thu, 13 Mar 2025 00:30:00 +0800</pubDate>
<description>&lt;p&gt;Pr-Nd oxide was 400,000&amp;ndash;401,000 yuan/mt.&lt;/p&gt;</description></item>
<item><title>镧</title><guid>https://a.example/2</guid><pubDate>Wed, 12 Mar 2025 08:00:00 GMT</pubDate>
<description>short</description>
<content:encoded><![CDATA[<p>氧化镧价格为3600-4000元/吨。</p>]]></content:encoded>
</item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Metals</title>
<entry><title>A</title><link rel="self" href="https://a.example/self"/><link href="https://a.example/a"/>
<published>2025-03-13T23:30:00-05:00</published><updated>2025-03-14T00:00:00Z</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Pr-Nd oxide was <b>400,000</b>-401,000 yuan/mt.</p></div>
</content></entry></feed>"""
PDF = files.pdf(
    [
        ["Rare earths, the week", "Pr-Nd oxide was 400,000-401,000 yuan/mt, up 1,000 yuan/mt on"
         " the week.", "氧化镧价格为3600-4000元/吨。"],
        [
            [(50, "Product"), (200, "Unit"), (300, "Low"), (400, "High")],
            [(50, "Terbium oxide"), (200, "yuan/mt"), (300, "6,000,000"), (400, "6,100,000")],
        ],
    ]
)  # fmt: skip
PRICES = [[row[1:] for row in SHEETS["Prices"][2:]], SHEETS["金属"]]
ODS = files.ods(dict(zip(("Prices", "金属"), PRICES, strict=True)))  # type: ignore[arg-type]


def test_a_page_is_read_as_it_is_seen() -> None:
    assert opened(PAGE.encode(), "page.html").text == (
        "Pr–Nd firms\n\nPr-Nd oxide was 400,000–401,000 yuan/mt.\n\n氧化镧价格为3600-4000元/吨。\n\n"
        "Product\tUnit\tLow\tHigh\nTerbium oxide\tyuan/mt\t6,000,000\t6,100,000"
    )
    assert sorted(file_prices(PAGE.encode(), "page.html")) == [
        "lanthanum-oxide 3600~4000",
        "prnd-oxide 400000~401000",
        "terbium-oxide 6000000~6100000",
    ]


def test_each_word_of_a_page_is_found_in_its_markup() -> None:
    reading = file_reading(PAGE.encode(), "page.html")
    found = {product: PAGE[at.offset :][:6] for product, at in places(reading).items() if at and at.offset}
    assert found == {"prnd-oxide": "400,00", "lanthanum-oxide": "&#51;6", "terbium-oxide": "6,000,"}
    for document in reading.documents:
        for one in document.origins:
            assert one.offset is not None
            there = PAGE[one.offset : one.offset + one.end - one.start]
            here = document.text[one.start - document.offset : one.end - document.offset]
            assert " ".join(there.split()) == " ".join(here.split()) or there.startswith("&")


def test_a_feed_is_a_document_an_item_with_its_own_day_and_address() -> None:
    reading = file_reading(ITEMS.encode(), "feed.xml")
    assert [(one.title, one.published.isoformat(), one.address) for one in reading.documents] == [
        ("Pr-Nd oxide & metal", "2025-03-13", "https://a.example/1"),
        ("镧", "2025-03-12", "https://a.example/2"),
    ]
    assert file_prices(ITEMS.encode(), "feed.xml") == [
        "prnd-oxide 400000~401000 2025-03-13",
        "lanthanum-oxide 3600~4000 2025-03-12",
    ]
    found = {product: ITEMS[at.offset :][:7] for product, at in places(reading).items() if at and at.offset}
    assert found == {"prnd-oxide": "400,000", "lanthanum-oxide": "3600-40"}


def test_an_atom_item_appeared_on_the_day_its_writer_wrote() -> None:
    (document,) = file_reading(ATOM.encode(), "feed").documents
    assert (document.published, document.address) == (date(2025, 3, 13), "https://a.example/a")
    assert document.text == "A\n\nPr-Nd oxide was 400,000-401,000 yuan/mt."


def test_an_item_without_a_day_is_refused_and_the_others_are_read() -> None:
    feed = ITEMS.replace("<pubDate>Wed, 12 Mar 2025 08:00:00 GMT</pubDate>", "")
    reading = file_reading(feed.encode(), "feed.xml")
    assert [quote.product for quote in reading.quotes] == ["prnd-oxide"]
    assert [(one.rule, one.where) for one in reading.refusals] == [("no-date", 'feed.xml, item "镧"')]


def test_an_item_of_a_day_to_come_is_refused() -> None:
    reading = file_reading(ITEMS.encode(), "feed.xml", today=date(2025, 3, 12))
    assert [refusal.rule for refusal in reading.refusals] == ["date-in-future"]
    assert [quote.product for quote in reading.quotes] == ["lanthanum-oxide"]


def test_the_text_of_a_pdf_has_its_pages_and_its_cells() -> None:
    assert sorted(file_prices(PDF, "report.pdf")) == [
        "lanthanum-oxide 3600~4000",
        "prnd-oxide 400000~401000",
        "terbium-oxide 6000000~6100000",
    ]
    found = {product: at.page for product, at in places(file_reading(PDF, "report.pdf")).items() if at}
    assert found == {"prnd-oxide": 1, "lanthanum-oxide": 1, "terbium-oxide": 2}


@pytest.mark.parametrize(("content", "name"), [(xlsx(), "p.xlsx"), (xls(), "p.xls")], ids=["xlsx", "xls"])
def test_a_workbook_is_read_sheet_by_sheet_each_value_with_its_cell(content: bytes, name: str) -> None:
    reading = file_reading(content, name)
    assert file_prices(content, name) == [
        "prnd-oxide 400000~401000.5",
        "lanthanum-oxide 3600~4000",
        "prnd-metal 490000~495000",
    ]
    cells = {product: at.cell for product, at in places(reading).items() if at}
    assert cells == {
        "prnd-oxide": "Prices!D4",
        "lanthanum-oxide": "Prices!D5",
        "prnd-metal": "金属!C2",
    }
    assert {document.format for document in reading.documents} == {name.partition(".")[2]}


def test_an_open_document_workbook_is_read_alike() -> None:
    assert file_prices(ODS, "p.ods")[0] == "prnd-oxide 400000~401000.5"
    cells = [at.cell for at in places(file_reading(ODS, "p.ods")).values() if at]
    assert cells == ["Prices!C2", "Prices!C3", "金属!C2"]


EVERY = {
    "page.html": PAGE.encode(),
    "feed.xml": ITEMS.encode(),
    "atom": ATOM.encode(),
    "report.pdf": PDF,
    "p.xlsx": xlsx(),
    "p.xls": xls(),
    "p.ods": ODS,
}


@pytest.mark.parametrize("name", EVERY)
def test_every_span_re_reads_in_the_text_of_the_file_and_in_its_document(name: str) -> None:
    whole = opened(EVERY[name], name).text
    reading = file_reading(EVERY[name], name)
    assert spans(reading)
    for document, span in spans(reading):
        assert whole[span.start : span.end] == span.text
        assert document.text[span.start - document.offset : span.end - document.offset] == span.text
        assert whereabouts(document, span.start) is not None


@pytest.mark.parametrize("name", EVERY)
def test_the_name_does_not_matter_to_what_bytes_tell(name: str) -> None:
    told, named = opened(EVERY[name], "unnamed"), opened(EVERY[name], name)
    assert told == named


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ('<meta property="article:published_time" content="2025-03-12T23:10:00+08:00">', date(2025, 3, 12)),
        ('<meta itemprop="datePublished" content="2025-03-12">', date(2025, 3, 12)),
        ('<time pubdate datetime="2025-03-12">yesterday</time>', date(2025, 3, 12)),
        ('<time datetime="2025-03-12">the deadline</time>', FRIDAY),
        ('<meta name="pubdate" content="2025-03-12"><meta name="pubdate" content="2025-03-11">', FRIDAY),
        ('<meta name="pubdate" content="last week">', FRIDAY),
    ],
)
def test_a_page_that_says_when_it_appeared_is_believed(stated: str, published: date) -> None:
    page = f"<html><head>{stated}</head><body><p>Cerium oxide was 8,000 yuan/mt.</body></html>"
    assert [one.published for one in file_reading(page.encode(), "a.html").documents] == [published]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_a_page_is_decoded_by_its_mark_or_what_it_declares(encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>鐠釹金屬 49萬元/噸。</body></html>'
    assert opened(page.encode(encoding), "a.html").text == "鐠釹金屬 49萬元/噸。"


def test_a_page_that_declares_what_it_is_not_in_is_read_for_what_it_is_in() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>氧化镨钕 40万元/吨。</body></html>'
    assert opened(page.encode(), "a.html").text == "氧化镨钕 40万元/吨。"


def test_a_cell_that_spans_rows_leaves_the_row_under_it_in_its_columns() -> None:
    table = (
        "<table><tr><th>Product<th>Unit<th>Low<th>High<tr><td rowspan=2>Cerium oxide<td>yuan/mt<td>8,000"
        "<td>8,200<tr><td>yuan/mt<td>9,000<td>9,100<tr><td colspan=2>Terbium oxide<td>1<td>2</table>"
    )
    lines = opened(f"<html><body>{table}</body></html>".encode(), "a.html").text.split("\n")
    assert lines[2:] == ["\tyuan/mt\t9,000\t9,100", "Terbium oxide\t\t1\t2"]


@pytest.mark.parametrize("stray", ["</table>", "</tr></table>", "<table></table></td></tr></table>"])
def test_a_table_that_ends_without_having_begun_takes_nothing_away(stray: str) -> None:
    page = f"<html><body>{stray}<p>Pr-Nd oxide was 400,000 yuan/mt.</p></body></html>"
    assert opened(page.encode(), "page.html").text == "Pr-Nd oxide was 400,000 yuan/mt."


def test_a_table_that_only_lays_out_the_page_is_no_table() -> None:
    said = "<p>Oxides hold.</p><p>Pr-Nd oxide was 400,000-401,000 yuan/mt.</p>"
    page = f"<html><body><table><tr><td>Menu<td>{said}<table><tr><td>a<td>b</table></table></body></html>"
    assert opened(page.encode(), "a.html").text.split("\n\n") == [
        "Menu",
        "Oxides hold.",
        "Pr-Nd oxide was 400,000-401,000 yuan/mt.",
        "a\tb",
    ]


def test_values_are_written_as_the_workbook_shows_them() -> None:
    from datetime import datetime

    row = [
        0.1 + 0.2,
        54.7,
        1e-05,
        412000.0,
        True,
        datetime(2025, 1, 9),
        datetime(2025, 1, 9, 14, 30),
        'a "b"',
    ]
    row += ['"a" b', "a\tb\nc", None, "end"]
    assert opened(xlsx({"S": [row]}), "p.xlsx").text.split("\t") == [
        *("0.3", "54.7", "0.00001", "412000", "TRUE", "2025-01-09", "2025-01-09 14:30:00", 'a "b"'),
        *('"""a"" b"', "a b c", "", "end"),
    ]


def test_a_sheet_of_statements_keeps_the_days_of_its_rows() -> None:
    head = ["published", "price_date", "source", "product", "kind", "low", "high", "unit", "tax", "address"]
    rows = [[date(2025, 1, day), date(2025, 1, day), "smm", "prnd-oxide", "assessment", 400000 + day, 401000,
             "CNY/t", None, None] for day in (8, 9)]  # fmt: skip
    reading = file_reading(xlsx({"Statements": [head, *rows]}), "p.xlsx")
    assert [(one.published.isoformat(), one.format) for one in reading.documents] == [
        ("2025-01-08", "xlsx"),
        ("2025-01-09", "xlsx"),
    ]
    assert [at.cell for at in places(reading).values() if at] == ["Statements!F3"]
    assert [quote.low for quote in reading.quotes] == [400008, 400009]


def test_a_hidden_sheet_is_said_to_be_left_out() -> None:
    reading = file_reading(xlsx(hidden=["金属"]), "p.xlsx")
    assert [quote.product for quote in reading.quotes] == ["prnd-oxide", "lanthanum-oxide"]
    assert [(one.rule, one.where) for one in reading.refusals] == [("hidden-sheet", 'p.xlsx, sheet "金属"')]


def test_a_sheet_that_repeats_another_is_read_once() -> None:
    sheet = SHEETS["金属"]
    assert len(file_reading(xlsx({"a": sheet, "b": sheet}), "p.xlsx").documents) == 1


def test_a_refusal_says_the_cell_it_is_about() -> None:
    rows = [["Product", "Unit", "Low", "High"], ["Unobtainium", "yuan/mt", 1, 2]]
    (refusal,) = file_reading(xlsx({"Prices": rows}), "p.xlsx").refusals
    assert refusal.where == 'p.xlsx, cell Prices!A2: "Unobtainium"'


_PIXEL = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
PICTURE = files.pdf_of([b"/I Do"], [f"{_PIXEL}stream\n0\nendstream"], "/XObject<</I 9 0 R>>")
REFUSED = [
    (files.pdf([[]]), "r.pdf", "it is empty"),
    (PICTURE, "r.pdf", "pictures of pages"),
    (files.zipped({"word/document.xml": "<a/>"}), "r.docx", "a Word document"),
    (files.zipped({"a.txt": "Cerium oxide was 8,000 yuan/mt."}), "r.zip", "an archive and no workbook"),
    (files.zipped({"xl/workbook.bin": b"1"}), "r.xlsb", "a binary workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000, "r.doc", "the workbook is damaged"),
    (b"<?xml version='1.0'?><prices><price>1</price></prices>", "r.xml", "XML of another kind"),
    (b"<rss><channel><title>a</title></channel></rss>", "r.xml", "holds no item"),
    (b"<html><body><p>Cerium oxide was 8,0", "r.html", "breaks off"),
    (b"<html><body><script>var a = 1;</body></html>", "r.html", "breaks off"),
    (b"<html><body><script>a</script></body></html>", "r.html", "holds no text"),
    ("<html><body>Céria</body></html>".encode("cp1252"), "r.html", "encoding cannot be told"),
    (b"\x89PNG\r\n", "r.png", "an image"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "name", "why"), REFUSED, ids=[why for _, _, why in REFUSED])
def test_what_cannot_be_read_is_refused_by_name_and_with_a_reason(
    content: bytes, name: str, why: str
) -> None:
    with pytest.raises(UnreadableDocumentError, match=why) as raised:
        opened(content, name)
    assert str(raised.value).startswith(f"{name}: ")
