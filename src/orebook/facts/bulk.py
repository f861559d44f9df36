"""Quotes of a bulk load: their ids say in which part of the load, and in which row of it, they stand.

A bulk load is kept in parts, called segments. A segment's id is made from its document, its number and the
hash of its bytes; the ledger checks the bytes against it whenever it reads them. So a quote of a segment
needs no fingerprint of its own.
"""

from __future__ import annotations

import re
from typing import Any

from orebook.facts.told import identity

#: What a load's document was taken from, as against a text, a page or a workbook: nobody reads it again.
LOAD = "load"

_SEGMENT = re.compile("segment-[0-9a-f]{16}-[0-9]{4}-[0-9a-f]{16}")
_ROW = re.compile(f"({_SEGMENT.pattern})-([0-9]{{10}})")


def segment_id(document: str, part: int, hash_: str) -> str:
    """The id of a part of a load, from the hash of its bytes.

    >>> segment_id("0123456789abcdef", 1, "f" * 64)
    'segment-0123456789abcdef-0001-ffffffffffffffff'
    """
    return f"segment-{document}-{part:04d}-{hash_[:16]}"


def row_id(segment: str, row: int) -> str:
    """The id of a quote that stands in a row of a load; rows count from 1 over the whole load."""
    return f"{segment}-{row:010d}"


def in_segment(id_: str) -> tuple[str, int] | None:
    """The segment and the row a quote stands in; None for a quote that was read from a text.

    >>> in_segment("segment-0123456789abcdef-0001-ffffffffffffffff-0000000017")
    ('segment-0123456789abcdef-0001-ffffffffffffffff', 17)
    >>> in_segment("quote-0123456789abcdef") is None
    True
    """
    found = _ROW.fullmatch(id_)
    return None if found is None else (found[1], int(found[2]))


def noted_as(id_: str) -> str:
    """The id under which a fact is noted with its document: its own, or that of its segment.

    >>> noted_as("quote-0123456789abcdef")
    'quote-0123456789abcdef'
    """
    found = in_segment(id_)
    return id_ if found is None else found[0]


def unaltered(id_: str, fact: Any) -> bool:
    """Whether a fact is what was kept under an id. A row of a segment was checked when it was read.

    >>> from orebook.facts import SetAside
    >>> unaltered("setaside-d15c97a71a3e54fd", SetAside(quote="q1", rule="R5"))
    False
    """
    return in_segment(id_) is not None or identity(fact) == id_
