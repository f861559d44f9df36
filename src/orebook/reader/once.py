"""Compiling once: what was made of each of the last few catalogues stays at hand."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

#: How many are held: the package's own catalogue and a few overlays.
KEPT = 4


def once_each(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """Keep what a function makes of each object, told apart by identity: a catalogue cannot be hashed.

    >>> calls = []
    >>> count = once_each(lambda words: calls.append(1) or len(words))
    >>> words = ["ore", "oxide"]
    >>> count(words), count(words), len(calls)
    (2, 2, 1)
    """
    held: dict[int, tuple[Given, Made]] = {}

    @functools.wraps(make)
    def remembered(given: Given) -> Made:
        known = held.get(id(given))
        if known is None or known[0] is not given:
            known = (given, make(given))
            while len(held) >= KEPT:
                held.pop(next(iter(held)))
            held[id(given)] = known
        return known[1]

    return remembered
