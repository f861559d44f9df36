"""What a file tells once it is taken apart: plain text, and where each stretch of it stands in the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Stretch(NamedTuple):
    """A stretch of a piece's text and its place in the file; a page, a cell, or an offset in the markup."""

    start: int
    end: int
    page: int | None = None
    cell: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text of its own: a page, a sheet, an item of a feed.

    `published` is the day it says it appeared, ISO; `address` where it can be read. Both None where it is
    silent.
    """

    text: str
    stretches: tuple[Stretch, ...] = ()
    title: str | None = None
    published: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A part of a file that was not read: by which rule, where it stands, and why."""

    rule: str
    where: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything a file tells.

    >>> Told(format="text", pieces=(Piece(text="Ore"), Piece(text="Oxide"))).text
    'Ore\\n\\nOxide'
    """

    format: str
    pieces: tuple[Piece, ...]
    left: tuple[Left, ...] = ()

    @property
    def text(self) -> str:
        """The text of the whole file, which spans count in."""
        return BETWEEN.join(piece.text for piece in self.pieces)


#: What stands between two pieces in the text of the whole.
BETWEEN = "\n\n"


class RefusedError(Exception):
    """A file that is not taken apart, and why; becomes an `UnreadableDocumentError` that names the file."""


def written(told: Told) -> bytes:
    """What a file tells, as it goes through a pipe."""
    pieces = [[one.text, one.title, one.published, one.address, one.stretches] for one in told.pieces]
    left = [[one.rule, one.where, one.why] for one in told.left]
    return json.dumps({"format": told.format, "pieces": pieces, "left": left}).encode("ascii")


def refusal(why: str) -> bytes:
    """A refusal, as it goes through a pipe."""
    return json.dumps({"refused": why}).encode("ascii")


def read_back(message: bytes) -> Told:
    """What a file tells, out of the pipe.

    Raises:
        RefusedError: where the other side refused it.

    >>> told = Told(format="pdf", pieces=(Piece(text="Ore", stretches=(Stretch(0, 3, page=1),)),))
    >>> read_back(written(told)) == told
    True
    """
    found: Mapping[str, list[list[object]]] = json.loads(message)
    if "refused" in found:
        raise RefusedError(str(found["refused"]))
    return Told(
        format=str(found["format"]),
        pieces=tuple(_piece(*one) for one in found["pieces"]),
        left=tuple(
            Left(rule=str(rule), where=str(where), why=str(why)) for rule, where, why in found["left"]
        ),
    )


def _piece(text: object, title: object, published: object, address: object, stretches: object) -> Piece:
    assert isinstance(stretches, list)
    return Piece(
        text=str(text),
        stretches=tuple(Stretch(*one) for one in stretches),
        title=None if title is None else str(title),
        published=None if published is None else str(published),
        address=None if address is None else str(address),
    )
