"""From the bytes of a page or feed to its markup: by its mark, by what it declares, or by what is certain."""

from __future__ import annotations

import codecs

import re2

from orebook.errors import UnreadableDocumentError
from orebook.reader.decoding import certain
from orebook.reader.formats.told import RefusedError

_DECLARED = re2.compile(rb"""(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,30})""")
#: How far into a file its encoding is declared.
_HEAD = 4096
#: What is meant by the names people write, as browsers have it.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
#: Names that cannot be meant, since they were read as letters of one byte, or that unpack something.
_NOT = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "utf-7", "utf7")


def markup(content: bytes) -> str:
    """The markup, decoded with certainty.

    Raises:
        RefusedError: where no encoding fits it.

    >>> markup('<meta charset="gbk"><p>氧化镨钕'.encode("gb18030"))
    '<meta charset="gbk"><p>氧化镨钕'
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16")
    if content.startswith(codecs.BOM_UTF8):
        return _strictly(content, "utf-8-sig")
    declared = _DECLARED.search(content[:_HEAD])
    if declared is not None:
        text = _declared(content, declared.group(1).decode("ascii").lower())
        if text is not None:
            return text
    try:
        return certain(content, "page")
    except UnreadableDocumentError as error:
        raise RefusedError("its encoding cannot be told; it is neither UTF-8 nor Chinese") from error


def _declared(content: bytes, name: str) -> str | None:
    """The markup in the encoding it declares, where that fits: a page often declares another."""
    if name in _NOT:
        return None
    try:
        codec = codecs.lookup(_MEANT.get(name, name))
        if not codec._is_text_encoding:
            return None
        return content.decode("utf-8") if _is_utf8(content) else content.decode(codec.name)
    except (LookupError, UnicodeDecodeError):
        return None


def _is_utf8(content: bytes) -> bool:
    """Whether bytes beyond ASCII are UTF-8 throughout, which no other encoding is by chance."""
    try:
        return not content.isascii() and bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise RefusedError("its encoding is damaged") from error
