"""Files made to hurt: each is to be refused, or read, in 2 s and with less than 512 MB."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import files

PRICE = "Pr-Nd oxide was 400,000-401,000 yuan/mt."
MEGABYTES = 10_000_000
#: An entity that stands for ten of the one before, nine times over.
LAUGHS = "<!DOCTYPE x [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{at} '{f'&l{at - 1};' * 10}'>" for at in range(1, 10)
) + "]>"  # fmt: skip


def page(body: str) -> bytes:
    """A page."""
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def feed(body: str, before: str = "") -> bytes:
    """A feed of one item."""
    return (
        f'<?xml version="1.0"?>{before}<rss><channel><item><title>{body}</title>'
        "<pubDate>Thu, 09 Jan 2025 08:00:00 +0800</pubDate></item></channel></rss>"
    ).encode()


def workbook(sheet: str = "", before: str = "") -> bytes:
    """An Excel workbook."""
    return files.zipped(files.xlsx_members(sheet, before))


def bomb(megabytes: int = 200) -> bytes:
    """An Excel workbook whose sheet inflates to 200 MB."""
    members = files.xlsx_members()
    del members["xl/worksheets/sheet1.xml"]
    return files.swollen(members, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>", megabytes)


def lying_bomb() -> bytes:
    """The same, its directory claiming that the sheet comes to 100 bytes."""
    content = bytearray(bomb())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(content)


def nested_bomb() -> bytes:
    """An OpenDocument workbook whose content is itself an archive of an archive that inflates to 200 MB."""
    inner = files.zipped({"content.xml": bomb(), "more.zip": bomb(100)})
    return files.swollen(files.ods_members() | {"Objects/inner.zip": inner}, "content.xml", b"<a>", 200)


def far_cell() -> bytes:
    """A workbook of two cells, the first and the last there can be."""
    cells = ((1, "A1"), (1048576, "XFD1048576"))
    return workbook("".join(f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>' for row, cell in cells))


def repeated_cell() -> bytes:
    """An OpenDocument workbook of one cell, repeated over the whole sheet."""
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return files.ods({"Prices": []}, row)


def page_loop() -> bytes:
    """A PDF whose tree of pages holds itself."""
    return files.numbered([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 900>>"])


def drawing_loop() -> bytes:
    """A PDF whose forms draw each other, twenty times each, without end."""
    form = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 9 0 R/B 10 0 R>>>>/Length 160>>"
    )
    draws = "/A Do /B Do " * 13
    extra = [f"{form}stream\n{draws}\nendstream"] * 2
    return files.pdf_of([b"/A Do"], extra, "/XObject<</A 9 0 R/B 10 0 R>>")


def drawing_tree() -> bytes:
    """A PDF of 24 forms, each of which draws the next one ten times."""
    draws = "BT /F1 9 Tf (1) Tj ET " + "/A Do " * 10
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 160"
    extra = [
        f"{form}/Resources<</Font<</F1 3 0 R>>/XObject<</A {10 + at} 0 R>>>>>>stream\n{draws}\nendstream"
        for at in range(24)
    ]
    return files.pdf_of([b"/A Do"], extra, "/XObject<</A 9 0 R>>")


def swollen_stream() -> bytes:
    """A PDF whose page inflates to 200 MB of letters."""
    press = zlib.compressobj(9)
    text = b"BT /F1 9 Tf 1 0 0 1 9 9 Tm (" + b"1" * 1000 + b") Tj ET\n"
    packed = press.compress(b"")
    for _ in range(200):
        packed += press.compress(text * 1000)
    packed += press.flush()
    whole = files.pdf_of([b"x"])
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    return whole.replace(b"<</Length 1>>stream\nx\nendstream", stream)


def truncated(whole: bytes, of: int = 2) -> bytes:
    """A file that breaks off at its half."""
    return whole[: len(whole) // of]


#: What each is called, its file name, and how it is made.
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "80 kB of digits": ("a.txt", lambda: b"1" * 80_000),
    "80 kB of digits in a page": ("a.html", lambda: page("1" * 80_000)),
    "a 10 MB line of prices": ("a.txt", lambda: (PRICE[:-1] + " ").encode() * (MEGABYTES // len(PRICE))),
    "a 10 MB line between two": ("a.txt", lambda: f"{PRICE}\n{'1,2 ' * 2_500_000}\n{PRICE}\n".encode()),
    "a 10 MB line of a sheet": ("a.csv", lambda: b"product,low,high,unit,published\n" + b"1," * 5_000_000),
    "a 10 MB line of Chinese": ("a.txt", lambda: ("氧化镨钕价格为40-41万元/吨，" * 230_000).encode()),
    "10 MB of one number in a page": ("a.html", lambda: page("1" * MEGABYTES)),
    "7 MB of one number in a page": ("a.html", lambda: page("1" * 7_000_000)),
    "200,000 nested tags": ("a.html", lambda: page("<div>" * 200_000 + PRICE + "</div>" * 200_000)),
    "200,000 paragraphs never ended": ("a.html", lambda: page("<p>" * 200_000 + PRICE)),
    "200,000 nested tables": ("a.html", lambda: page("<table><tr><td>" * 200_000)),
    "1,000,000 quotes in a tag": ("a.html", lambda: page("<p a='" * 300_000 + PRICE)),
    "1,000,000 remarks never ended": ("a.html", lambda: page("<!-" + "<!--" * 1_000_000)),
    "1,000,000 cells in a row": ("a.html", lambda: page("<table><tr>" + "<td>1" * 1_000_000)),
    "9,000 cells as wide as a thousand": ("a.html", lambda: page("<table><tr>" + "<td colspan=999>" * 9_000)),
    "1,000,000 references": ("a.html", lambda: page("&ndash;" * 1_000_000)),
    "a feed of a billion laughs": ("a.xml", lambda: feed("&l9;", LAUGHS)),
    "a feed of 200,000 nested tags": ("a.xml", lambda: feed("<a>" * 200_000)),
    "a feed of 100,000 items": ("a.xml", lambda: feed(PRICE + "</title></item><item><title>" * 100_000)),
    "a workbook of a billion laughs": ("a.xlsx", lambda: workbook("<row><c><v>&l9;</v></c></row>", LAUGHS)),
    "a zip bomb as xlsx": ("a.xlsx", bomb),
    "a zip bomb that lies of its size": ("a.xlsx", lying_bomb),
    "a zip bomb in a zip bomb as ods": ("a.ods", nested_bomb),
    "a workbook of two cells far apart": ("a.xlsx", far_cell),
    "an ods of one cell everywhere": ("a.ods", repeated_cell),
    "a PDF whose pages hold themselves": ("a.pdf", page_loop),
    "a PDF whose forms draw each other": ("a.pdf", drawing_loop),
    "a PDF whose forms draw ten each": ("a.pdf", drawing_tree),
    "a PDF page of 200 MB": ("a.pdf", swollen_stream),
    "6 MB of brackets": ("a.json", lambda: b'{"a":[' * 1_000_000),
    "a PDF that breaks off": ("a.pdf", lambda: truncated(files.pdf([[PRICE] * 30] * 20))),
    "an xlsx that breaks off": ("a.xlsx", lambda: truncated(workbook())),
    "an ods that breaks off": ("a.ods", lambda: truncated(files.ods({"Prices": [[PRICE, 400_000.0]] * 400}))),
    "a page that breaks off": ("a.html", lambda: truncated(page(f"<p>{PRICE}</p>" * 100))),
    "a feed that breaks off": ("a.xml", lambda: truncated(feed(PRICE * 40))),
    "an old workbook that breaks off": ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
}  # fmt: skip
