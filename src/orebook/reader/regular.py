"""Regular expressions in linear time: RE2, asked many short questions.

The package's own wrapper makes a generator, a match and a table of offsets for each question, several times
the work of RE2 itself on a sentence. Here a text is encoded once and an offset is decoded only where it is
needed. The names are those of the standard library's `re`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import re2

_Place = tuple[int, int]
_NOWHERE: _Place = (-1, -1)
_ANYWHERE, _WHOLE = re2._Anchor.UNANCHORED, re2._Anchor.ANCHOR_BOTH


class Match:
    """A match where it stands; group 0 is all of it."""

    __slots__ = ("_names", "_places", "_text")

    def __init__(self, text: str, places: list[_Place], names: Mapping[str, int]) -> None:
        self._text, self._places, self._names = text, places, names

    def start(self, group: int = 0) -> int:
        """Where a group begins, or -1 where it took no part."""
        return self._places[group][0]

    def end(self, group: int = 0) -> int:
        """One past where a group ends, or -1."""
        return self._places[group][1]

    def span(self) -> _Place:
        """Where the match begins and ends."""
        return self._places[0]

    def group(self, group: int = 0) -> str:
        """The characters of a group; none where it took no part."""
        start, end = self._places[group]
        return self._text[start:end] if start >= 0 else ""

    def groups(self) -> list[str | None]:
        """The characters of every group but the whole."""
        return [self._text[start:end] if start >= 0 else None for start, end in self._places[1:]]

    def groupdict(self) -> dict[str, str | None]:
        """The characters of every group that has a name."""
        found: dict[str, str | None] = dict.fromkeys(self._names)
        for name, group in self._names.items():
            start, end = self._places[group]
            if start >= 0:
                found[name] = self._text[start:end]
        return found


class Pattern:
    """A compiled expression in the syntax of RE2.

    >>> [match.span() for match in Pattern("[0-9]+").finditer("涨 5 至 20")]
    [(2, 3), (6, 8)]
    >>> Pattern("(?P<low>[0-9]+)-").search("from 5-6").groupdict()
    {'low': '5'}
    """

    __slots__ = ("_match", "groupindex", "options", "pattern")

    def __init__(self, pattern: str, options: Any = None) -> None:
        compiled = re2.compile(pattern, options)
        self.pattern, self.options = pattern, compiled.options
        self.groupindex: dict[str, int] = dict(compiled.groupindex)
        self._match: Any = compiled._regexp.Match

    def occurs(self, text: str) -> bool:
        """Whether it matches anywhere in a text.

        >>> Pattern("ox.de").occurs("an oxide")
        True
        """
        raw = text.encode()
        return bool(self._match(_ANYWHERE, raw, 0, len(raw))[0] != _NOWHERE)

    def search(self, text: str, at: int = 0) -> Match | None:
        """The first match from a place on.

        >>> Pattern("[a-z]+").search("an oxide", 2).group()
        'oxide'
        """
        raw = text.encode()
        first = at if len(raw) == len(text) else len(text[:at].encode())
        places: list[_Place] = self._match(_ANYWHERE, raw, first, len(raw))
        return None if places[0] == _NOWHERE else self._found(text, raw, places, first, at)

    def fullmatch(self, text: str) -> Match | None:
        """The match of a text as a whole.

        >>> Pattern("[a-z]+").fullmatch("an oxide") is None
        True
        """
        raw = text.encode()
        places: list[_Place] = self._match(_WHOLE, raw, 0, len(raw))
        return None if places[0] == _NOWHERE else self._found(text, raw, places, 0, 0)

    def finditer(self, text: str) -> Iterator[Match]:
        """Every match from left to right, none overlapping."""
        raw, at, place = text.encode(), 0, 0
        plain = len(raw) == len(text)
        while at <= len(raw):
            places: list[_Place] = self._match(_ANYWHERE, raw, at, len(raw))
            if places[0] == _NOWHERE:
                return
            start, end = places[0]
            match = (
                Match(text, places, self.groupindex) if plain else self._found(text, raw, places, at, place)
            )
            yield match
            at, place = end, match.end()
            if start == end:  # an empty match: go on behind the next character
                at, place = at + max(1, len(text[place : place + 1].encode())), place + 1

    def spans(self, text: str) -> list[_Place]:
        """Where every match stands, in order, none overlapping; the same as `finditer` and nothing else.

        >>> Pattern("[0-9]+").spans("涨 5 至 20")
        [(2, 3), (6, 8)]
        """
        raw, at, place, found = text.encode(), 0, 0, []
        size = len(raw)
        while at <= size:
            start, end = self._match(_ANYWHERE, raw, at, size)[0]
            if start < 0:
                break
            first = place + (start - at if size == len(text) else len(raw[at:start].decode()))
            last = first + (end - start if size == len(text) else len(raw[start:end].decode()))
            found.append((first, last))
            at, place = end, last
            if start == end:
                at, place = at + max(1, len(text[place : place + 1].encode())), place + 1
        return found

    def _found(self, text: str, raw: bytes, places: list[_Place], at: int, place: int) -> Match:
        """A match with its places counted in characters; byte `at` is character `place`."""
        if len(raw) != len(text):
            start, end = places[0]
            first = place + len(raw[at:start].decode())
            whole = (first, first + len(raw[start:end].decode()))
            places = [whole, *[_decoded(raw, one, start, first) for one in places[1:]]]
        return Match(text, places, self.groupindex)


def _decoded(raw: bytes, one: _Place, at: int, place: int) -> _Place:
    if one == _NOWHERE:
        return one
    start = place + len(raw[at : one[0]].decode())
    return start, start + len(raw[one[0] : one[1]].decode())
