"""From bytes to text: UTF-8, UTF-16, or GB 18030 or Big5 that reads as Chinese; nothing is guessed."""

from __future__ import annotations

import codecs

from orebook.errors import UnreadableDocumentError

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a workbook, document or other archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
    b"SQLite format 3": "a database",
}
_MARKS = "，。、；：？！（）“”‘’《》【】—…％～·　「」『』"
_ADVICE = "Save its text as a .txt, .md or .csv file in UTF-8 and read that."
#: Of the letters beyond ASCII so many are common Chinese where an encoding is the right one.
_CERTAIN = 0.9
_MOSTLY = 0.75
#: Bytes that begin the 5,401 common characters of Big5, and its punctuation.
_BIG5_COMMON = range(0xA1, 0xC7)


def decode(content: bytes, name: str) -> str:
    """The text of a file, exactly as it stands there.

    Raises:
        UnreadableDocumentError: empty, binary, markup, or in an encoding that cannot be told with certainty.

    >>> decode("氧化镨钕 40万元/吨".encode("gb18030"), "notes.txt")
    '氧化镨钕 40万元/吨'
    """
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableDocumentError(f"{name}: it is {what}, which is no text. {_ADVICE}")
    text = certain(content, name)
    if not text.strip():
        raise UnreadableDocumentError(
            f"{name}: it holds no text. Expected a report, notes or a table; check the file."
        )
    controls = sum(letter < " " and letter not in "\t\n\r\f\v" for letter in text[:65536])
    if "\x00" in text or controls > 8:
        raise UnreadableDocumentError(f"{name}: it is binary, not text. {_ADVICE}")
    head = text[:512].lstrip("\ufeff \r\n\t").lower()
    if head.startswith(("<!doctype html", "<html", "<?xml", "{\\rtf")):
        raise UnreadableDocumentError(f"{name}: it is markup, which is no text. {_ADVICE}")
    return text


def certain(content: bytes, name: str) -> str:
    """The text of bytes in the one encoding they can be in.

    Raises:
        UnreadableDocumentError: none fits, or two do.

    >>> certain("鐠釹 41萬元/噸，成交清淡。".encode("big5"), "notes.txt")
    '鐠釹 41萬元/噸，成交清淡。'
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _in(content, "utf-16")
    elif b"\x00" in content[:65536] and len(content) % 2 == 0:
        text = _only([_in(content, encoding) for encoding in ("utf-16-le", "utf-16-be")], _plain)
        text = text if text is not None else _in(content, "utf-8-sig")
    else:
        text = _in(content, "utf-8-sig")
        if text is None:
            text = _chinese(content)
    if text is None:
        raise UnreadableDocumentError(f"{name}: neither UTF-8 nor Chinese GB 18030 or Big5. {_ADVICE}")
    return text


def _chinese(content: bytes) -> str | None:
    """The text where it reads as Chinese in GB 18030 or in Big5, and not in both."""
    simplified = _only([_in(content, "gb18030")], _in_gb2312)
    traditional = _only([_in(content, "big5")], _in_big5)
    return None if simplified and traditional else simplified or traditional


def _only(texts: list[str | None], reads: object) -> str | None:
    """The one text that reads as text."""
    assert callable(reads)
    found = [text for text in texts if text is not None and reads(text)]
    return found[0] if len(found) == 1 else None


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plain(text: str) -> bool:
    """Whether a text is ASCII and common Chinese throughout: UTF-16 makes something of nearly any bytes."""
    foreign = [letter for letter in text.removeprefix("\ufeff") if not (letter.isascii() and letter >= "\t")]
    common = sum("\u4e00" <= letter <= "\u9fa5" or letter in _MARKS or letter in "–’é" for letter in foreign)
    return common == len(foreign)


def _in_gb2312(text: str) -> bool:
    """Whether what is not ASCII is mostly common Chinese: GB 18030 makes something of nearly any bytes."""
    foreign = [letter for letter in text if not letter.isascii()]
    common = sum("\u4e00" <= letter <= "\u9fa5" or letter in _MARKS for letter in foreign)
    fits = sum(len(_bytes(letter, "gb2312")) == 2 for letter in foreign)
    return bool(foreign) and min(common, fits) >= _CERTAIN * len(foreign)


def _in_big5(text: str) -> bool:
    """Whether what is not ASCII is Chinese, mostly of Big5's common characters; 鐠 and 釹 are not of them."""
    foreign = [letter for letter in text if not letter.isascii()]
    common = sum("\u4e00" <= letter <= "\u9fa5" or letter in _MARKS for letter in foreign)
    fits = sum(_bytes(letter, "big5")[:1] in _COMMON for letter in foreign)
    return bool(foreign) and common >= _CERTAIN * len(foreign) and fits >= _MOSTLY * len(foreign)


_COMMON = frozenset(bytes((first,)) for first in _BIG5_COMMON)


def _bytes(letter: str, encoding: str) -> bytes:
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        return b""
