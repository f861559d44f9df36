"""From bytes to text: UTF-8, UTF-16 with its mark, or GB 18030 that reads as Chinese; nothing is guessed."""

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
_MARKS = "，。、；：？！（）“”‘’《》【】—…％～·　"
_ADVICE = "Save its text as a .txt, .md or .csv file in UTF-8 and read that."


def decode(content: bytes, name: str) -> str:
    """The text of a file, exactly as it stands there.

    Raises:
        UnreadableDocumentError: empty, binary, markup, or in an encoding that cannot be told with certainty.

    >>> decode("氧化镨钕 40万元/吨".encode("gb18030"), "notes.txt")
    '氧化镨钕 40万元/吨'
    """
    text = _text(content, name)
    if not text.strip():
        raise UnreadableDocumentError(
            f"{name}: it holds no text. Expected a report, notes or a table; check the file."
        )
    controls = sum(letter < " " and letter not in "\t\n\r\f\v" for letter in text[:65536])
    if "\x00" in text or controls > 8:
        raise UnreadableDocumentError(f"{name}: it is binary, not text. {_ADVICE}")
    head = text[:512].lstrip("\ufeff \r\n\t").lower()
    if head.startswith(("<!doctype html", "<html", "<?xml", "{\\rtf")):
        raise UnreadableDocumentError(f"{name}: it is markup, which is not read yet. {_ADVICE}")
    return text


def _text(content: bytes, name: str) -> str:
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise UnreadableDocumentError(f"{name}: it is {what}, which is not read yet. {_ADVICE}")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16", name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    text = _strictly(content, "gb18030", name)
    if not _chinese(text):
        raise UnreadableDocumentError(f"{name}: neither UTF-8 nor Chinese GB 18030. {_ADVICE}")
    return text


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableDocumentError(f"{name}: neither UTF-8 nor Chinese GB 18030. {_ADVICE}") from None


def _chinese(text: str) -> bool:
    """Whether what is not ASCII is mostly common Chinese: GB 18030 makes something of nearly any bytes."""
    foreign = [letter for letter in text if not letter.isascii()]
    common = sum("\u4e00" <= letter <= "\u9fa5" or letter in _MARKS for letter in foreign)
    gb2312 = sum(_in_gb2312(letter) for letter in foreign)
    return bool(foreign) and common >= 0.9 * len(foreign) and gb2312 >= 0.9 * len(foreign)


def _in_gb2312(letter: str) -> bool:
    try:
        return len(letter.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False
