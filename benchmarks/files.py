"""Small files of every format, made byte by byte: what tests read and hostile files are made of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_TABLE = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
_TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """An archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def swollen(members: Mapping[str, bytes | str], name: str, head: bytes, megabytes: int) -> bytes:
    """An archive one member of which is a few kilobytes and inflates to many megabytes of blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in members.items():
            archive.writestr(other, content)
        with archive.open(name, "w") as member:
            member.write(head)
            for _ in range(megabytes):
                member.write(b" " * (1 << 20))
    return out.getvalue()


def ods(sheets: Mapping[str, Sequence[Sequence[str | float]]], rows_xml: str = "") -> bytes:
    """An OpenDocument workbook of texts and numbers; `rows_xml` is put before the rows of each sheet."""
    tables = "".join(
        f'<table:table table:name="{name}">{rows_xml}{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_OFFICE} {_TABLE} {_TEXT}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(ods_members() | {"content.xml": content})


def ods_members() -> dict[str, str]:
    """What an OpenDocument workbook holds beside its content."""
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<manifest:manifest xmlns:manifest="{space}">{entry}</manifest:manifest>'
    return {"mimetype": _ODS, "META-INF/manifest.xml": manifest}


def _ods_row(row: Sequence[str | float]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def xlsx_members(sheet: str = "", workbook: str = "") -> dict[str, str]:
    """The parts of an Excel workbook with one sheet, Prices, of the XML that is given."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{workbook}<workbook xmlns="{main}" xmlns:r="{related}"><sheets>'
        '<sheet name="Prices" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{related}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }


#: A line of a page of a PDF: its text at some places across.
Line = str | Sequence[tuple[int, str]]


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF of lines of text, Chinese or not, one under another from the top of each page."""
    return pdf_of([_drawn(lines) for lines in pages])


def pdf_of(contents: Sequence[bytes], extra: Sequence[str] = (), resources: str = "") -> bytes:
    """A PDF whose pages draw these streams; `extra` objects are numbered from 7 + 2 * pages on."""
    kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 6 0 R/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/ItalicAngle 0/Ascent 880/Descent -120"
        b"/CapHeight 880/StemV 93/FontBBox[-25 -254 1000 880]>>",
    ]
    for at, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {8 + 2 * at} 0 R"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>{resources}>>>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return numbered([*objects, *(text.encode("latin-1") for text in extra)])


def numbered(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _drawn(lines: Sequence[Line]) -> bytes:
    drawn = []
    for down, line in enumerate(lines):
        for across, text in [(50, line)] if isinstance(line, str) else line:
            font = "F1" if text.isascii() else "F2"
            shown = f"<{text.encode('utf-16-be' if font == 'F2' else 'ascii').hex()}>"
            drawn.append(f"BT /{font} 10 Tf 1 0 0 1 {across} {780 - 20 * down} Tm {shown} Tj ET")
    return "\n".join(drawn).encode("ascii")
