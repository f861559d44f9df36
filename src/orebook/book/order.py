"""Readings set aside as they come, and taken up again in order of publication, then of hash.

What a document is held against depends on what was kept before it, so that order must not depend on who read
fastest. See decisions/0009.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from orebook.reader import Reading

#: Bytes of readings held in memory; beyond it they wait in a temporary file.
HELD = 64 * 2**20

#: Published, document, address, offset: what a document's turn depends on, and nothing else.
Turn = tuple[date, str, str, int]


class Shelf:
    """Readings put down one after another, from anywhere, and taken up a document at a time in order.

    Each has a number of the giver's. The memory it takes grows by some hundred bytes a document; the readings
    themselves wait in a temporary file when there are many.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115 - closed by `close`
        self._turns: list[tuple[Turn, int, int]] = []
        self._left: dict[int, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, number: int, reading: Reading) -> None:
        """Set a reading aside under a number."""
        for piece in reading.by_document():
            self._turns.append((_turn(piece), number, self._file.tell()))
            pickle.dump(piece, self._file, pickle.HIGHEST_PROTOCOL)
            self._left[number] = self._left.get(number, 0) + 1

    def in_order(self) -> Iterator[tuple[int, Reading, bool]]:
        """Number, reading, and whether it is the last of that number, in order of publication, then of hash.

        Documents of one number that follow each other come as one reading.
        """
        self._turns.sort()
        for number, run in groupby(self._turns, key=lambda turn: turn[1]):
            pieces = [self._at(place) for _, _, place in run]
            self._left[number] -= len(pieces)
            yield number, _joined(pieces), not self._left[number]

    def _at(self, place: int) -> Reading:
        self._file.seek(place)
        piece: Reading = pickle.load(self._file)  # our own file, written a moment ago
        return piece


def _turn(piece: Reading) -> Turn:
    """The same document from two files goes by its address: the order of the files decides nothing."""
    if not piece.documents:
        return date.min, "", "", 0
    document = piece.documents[0]
    return document.published, document.document, document.address or "", document.offset


def _joined(pieces: list[Reading]) -> Reading:
    first, *rest = pieces
    for piece in rest:
        first = first.merge(piece)
    return first
