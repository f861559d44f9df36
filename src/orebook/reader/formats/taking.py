"""From the bytes of any file to what it tells: text here, everything else in a confined process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from orebook.confine import ConfinedError, Limits, confined
from orebook.errors import CatalogError, UnreadableDocumentError
from orebook.reader.decoding import decode
from orebook.reader.formats.caps import Caps
from orebook.reader.formats.signature import TEXT, kind, refuse_other
from orebook.reader.formats.told import Piece, RefusedError, Told, read_back
from orebook.terms import Catalog

Kind = TypeVar("Kind", Caps, Limits)

_CHILD = "orebook.reader.formats.child"
_ADVICE = "If it is what you want read, save its text as a .txt, .md or .csv file in UTF-8 and add that."


def take(content: bytes, name: str, *, catalog: Catalog) -> Told:
    """What a file tells: its text, in pieces, and where each stretch of it stands in the file.

    Raises:
        UnreadableDocumentError: empty, damaged, hostile, or in a format that is not read.
    """
    told = kind(content, name)
    if told == TEXT:
        refuse_other(content, name)
        return Told(format="text", pieces=(Piece(text=decode(content, name)),))
    words = catalog.words["formats"]
    try:
        return _asked(told, content, words)
    except (ConfinedError, RefusedError) as error:
        raise UnreadableDocumentError(f"{name}: {error}. {_ADVICE}") from None


def _numbers(kind: type[Kind], name: str, words: Mapping[str, Any]) -> Kind:
    """The caps or limits as their table gives them, every one of them and nothing else."""
    given, needed = set(words[name]), set(kind.__slots__)
    if given != needed:
        wrong = [f"no {one}" for one in sorted(needed - given)] + [f"{one} is none" for one in given - needed]
        raise CatalogError([f"words/formats.toml > {name}: {', '.join(wrong)}. Give the whole table."])
    return kind(**words[name])


def _asked(told: str, content: bytes, words: Mapping[str, Any]) -> Told:
    from orebook.reader.formats.child import request

    caps, limits = _numbers(Caps, "caps", words), _numbers(Limits, "process", words)
    if len(content) > caps.file_bytes:
        raise RefusedError(f"it has more than {caps.file_bytes:,} bytes")
    return read_back(confined(_CHILD, limits).ask(request(told, caps, content)))
