"""From bytes to facts: what a report states, with the characters it came from, or an honest refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orebook.reader.calling import called as called
    from orebook.reader.checks import check as check
    from orebook.reader.clauses import sentence_at as sentence_at
    from orebook.reader.decoding import decode as decode
    from orebook.reader.differing import differences as differences
    from orebook.reader.files import read_file as read_file
    from orebook.reader.formats.taking import take as take
    from orebook.reader.gate import Move as Move
    from orebook.reader.gate import compare as compare
    from orebook.reader.known import Known as Known
    from orebook.reader.learning import Learnt as Learnt
    from orebook.reader.learning import learn as learn
    from orebook.reader.originals import origin_of as origin_of
    from orebook.reader.originals import whereabouts as whereabouts
    from orebook.reader.reading import Reading as Reading
    from orebook.reader.repeating import again as again
    from orebook.reader.showing import Shown as Shown
    from orebook.reader.showing import shown as shown
    from orebook.reader.typed.entry import Entry as Entry
    from orebook.reader.typed.gate import unmended as unmended
    from orebook.reader.typed.lines import TYPED as TYPED
    from orebook.reader.typed.lines import line as line
    from orebook.reader.typed.replaced import Said as Said
    from orebook.reader.typed.replaced import replaced as replaced
    from orebook.reader.typed.settings import Settings as Settings
    from orebook.reader.typed.sheets import Row as Row
    from orebook.reader.typed.sheets import same as same
    from orebook.reader.typed.sheets import sheets as sheets
    from orebook.reader.walk import read as read

__all__ = [
    "TYPED", "Entry", "Known", "Learnt", "Move", "Reading", "Row", "Said", "Settings", "Shown", "again",
    "called", "check", "compare", "decode", "differences", "learn", "line", "origin_of", "read", "read_file",
    "replaced", "same", "sentence_at", "sheets", "shown", "take", "unmended", "whereabouts",
]  # fmt: skip

_HOMES = {
    "TYPED": "typed.lines",
    "Entry": "typed.entry",
    "line": "typed.lines",
    "Said": "typed.replaced",
    "replaced": "typed.replaced",
    "Row": "typed.sheets",
    "Settings": "typed.settings",
    "same": "typed.sheets",
    "sheets": "typed.sheets",
    "unmended": "typed.gate",
    "Known": "known",
    "Learnt": "learning",
    "Move": "gate",
    "Reading": "reading",
    "Shown": "showing",
    "again": "repeating",
    "called": "calling",
    "check": "checks",
    "compare": "gate",
    "decode": "decoding",
    "origin_of": "originals",
    "differences": "differing",
    "learn": "learning",
    "read": "walk",
    "read_file": "files",
    "sentence_at": "clauses",
    "take": "formats.taking",
    "whereabouts": "originals",
    "shown": "showing",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module when it is first asked for."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
