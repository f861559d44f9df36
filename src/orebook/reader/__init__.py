"""From bytes to facts: what a report states, with the characters it came from, or an honest refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orebook.reader.checks import check as check
    from orebook.reader.clauses import sentence_at as sentence_at
    from orebook.reader.decoding import decode as decode
    from orebook.reader.files import read_file as read_file
    from orebook.reader.formats.taking import take as take
    from orebook.reader.gate import Move as Move
    from orebook.reader.gate import compare as compare
    from orebook.reader.known import Known as Known
    from orebook.reader.originals import origin_of as origin_of
    from orebook.reader.originals import whereabouts as whereabouts
    from orebook.reader.reading import Reading as Reading
    from orebook.reader.walk import read as read

__all__ = ["Known", "Move", "Reading", "check", "compare", "decode", "origin_of", "read", "read_file",
           "sentence_at", "take", "whereabouts"]  # fmt: skip

_HOMES = {
    "Known": "known",
    "Move": "gate",
    "Reading": "reading",
    "check": "checks",
    "compare": "gate",
    "decode": "decoding",
    "origin_of": "originals",
    "read": "walk",
    "read_file": "files",
    "sentence_at": "clauses",
    "take": "formats.taking",
    "whereabouts": "originals",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
