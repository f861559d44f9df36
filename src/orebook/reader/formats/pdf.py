"""A PDF as text, page by page, in the order it is written; a wide gap in a line parts two cells."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from orebook.reader.formats.caps import Caps, over
from orebook.reader.formats.told import BETWEEN, Left, Piece, RefusedError, Stretch, Told

#: A gap between two words of a line as wide as so many of its letters are high parts two cells.
_GAP = 0.9
#: What the library writes for a hyphen at the end of a line.
_HYPHENS = "\u0002\ufffe"
_IMAGE = 3


def take_pdf(content: bytes, caps: Caps) -> Told:
    """The text of a PDF with the page of each stretch.

    Raises:
        RefusedError: locked, damaged, of too many pages, or pictures of text only.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
        count = len(document)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "it is locked with a password. Save it without one" if locked else "it is damaged or breaks off"
        raise RefusedError(why) from error
    if count > caps.pages:
        raise over("pages", caps.pages, "PDF")
    parts: list[str] = []
    stretches: list[Stretch] = []
    left: list[Left] = []
    length = 0
    for number in range(1, count + 1):
        text, pictures = _page(document, number)
        if text.strip():
            stretches.append(Stretch(length, length + len(text), page=number))
            parts.append(text)
            length += len(text) + len(BETWEEN)
        elif pictures:
            left.append(_pictured(number))
        if length > caps.characters:
            raise over("characters of text", caps.characters, "report")
    if not parts:
        why = (
            "it holds pictures of pages and no text. Have its text recognised first"
            if left
            else "it is empty"
        )
        raise RefusedError(why)
    return Told(
        format="pdf", pieces=(Piece(text=BETWEEN.join(parts), stretches=tuple(stretches)),), left=tuple(left)
    )


def _pictured(number: int) -> Left:
    why = "it is a picture without text. Have its text recognised first."
    return Left(rule="no-text", where=f"page {number}", why=why)


def _page(document: Any, number: int) -> tuple[str, bool]:
    """The text of a page, and whether there are pictures on it."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    try:
        page = document[number - 1]
        text = _text(page.get_textpage())
    except pdfium.PdfiumError as error:
        raise RefusedError(f"page {number} is damaged or breaks off") from error
    pictures = not text.strip() and any(
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, at)) == _IMAGE
        for at in range(min(raw.FPDFPage_CountObjects(page.raw), 1000))
    )
    page.close()
    return text, pictures


def _text(letters: Any) -> str:
    """The letters of a page, with a tab for each gap between cells."""
    from pypdfium2 import raw

    count = letters.count_chars()
    whole = letters.get_text_range() if count else ""
    # letters beyond 16 bits and blanks at an edge can make the whole differ from its letters: then one by one
    text = list(whole) if len(whole) == count else [_letter(letters, at) for at in range(count)]
    for at, letter in enumerate(text):
        if letter == " " and raw.FPDFText_IsGenerated(letters.raw, at) == 1 and _wide(letters, at, count):
            text[at] = "\t"
    joined = "".join(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    for hyphen in _HYPHENS:
        joined = joined.replace(f"{hyphen}\n", "-").replace(hyphen, "-")
    return "\n".join(_lines(joined))


def _letter(letters: Any, at: int) -> str:
    from pypdfium2 import raw

    return chr(raw.FPDFText_GetUnicode(letters.raw, at))


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield line.strip()


def _wide(letters: Any, at: int, count: int) -> bool:
    """Whether the gap in which the library wrote a blank is that between two cells."""
    if not 0 < at < count - 1:
        return False
    before, after = _box(letters, at - 1), _box(letters, at + 1)
    height = max(before[3] - before[2], after[3] - after[2])
    return after[0] - before[1] > _GAP * height


def _box(letters: Any, at: int) -> tuple[float, float, float, float]:
    """Where a letter stands: left, right, bottom, top."""
    from pypdfium2 import raw

    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(letters.raw, at, *box)
    return box[0].value, box[1].value, box[2].value, box[3].value
