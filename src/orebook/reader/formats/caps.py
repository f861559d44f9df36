"""What a file may hold before it is refused; the numbers and their reasons stand in words/formats.toml."""

from __future__ import annotations

from dataclasses import dataclass

from orebook.reader.formats.told import RefusedError, Told

#: A letter that stands for any digit, to find the longest run of them without counting.
_DIGITS = {ord(digit): "0" for digit in "123456789０１２３４５６７８９"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The largest file, and the most of anything in it."""

    file_bytes: int
    markup_characters: int
    inflated_bytes: int
    members: int
    cells: int
    pages: int
    items: int
    nesting: int
    tables: int
    characters: int
    digits: int


def over(what: str, most: int, of: str) -> RefusedError:
    """Why a file with too much of something is refused.

    >>> print(over("pages", 1000, "PDF"))
    it has more than 1,000 pages, which no PDF of the trade has
    """
    return RefusedError(f"it has more than {most:,} {what}, which no {of} of the trade has")


def sound(told: Told, caps: Caps) -> Told:
    """What a file tells, where it is neither too long nor a run of digits.

    Raises:
        RefusedError: where it is.
    """
    if sum(len(piece.text) for piece in told.pieces) > caps.characters:
        raise over("characters of text", caps.characters, "report")
    run = "0" * (caps.digits + 1)
    if any(run in piece.text.translate(_DIGITS) for piece in told.pieces):
        raise over("digits in a row", caps.digits, "report")
    if not any(piece.text.strip() for piece in told.pieces) and not told.left:
        raise RefusedError("it holds no text")
    return told
