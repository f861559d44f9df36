"""The row of pieces a sentence is made of: words, and the things in it that stand for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, or one thing that stands for itself."""

    kind: Annotated[str, "plain, figure, day, said, name"]
    text: str
    target: Annotated[str, "figure key, ISO day or evidence key"] = ""


def capital(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same words with a capital at their head.

    >>> plain(capital((Piece("plain", "oxide rose"),)))
    'Oxide rose'
    """
    if not pieces or not pieces[0].text:
        return pieces
    first = pieces[0]
    return (Piece(first.kind, first.text[0].upper() + first.text[1:], first.target), *pieces[1:])


def plain(pieces: Iterable[Piece]) -> str:
    """The words alone."""
    return "".join(piece.text for piece in pieces)
