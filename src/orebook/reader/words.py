"""The words of one stretch of a text, asked together what they may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from orebook.reader.vocabulary import Mark

_NONE: frozenset[str] = frozenset()


class Words(Sequence[Mark]):
    """The words of a stretch, in order.

    Most questions are answered by no word of a stretch: one look at the roles of all of them says so.

    >>> list(Words([]))
    []
    """

    __slots__ = ("marks", "roles")

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.roles: frozenset[str] = _NONE.union(*[mark.word.names for mark in marks])

    def has(self, *roles: str) -> bool:
        """Whether one of them may play one of these roles.

        >>> Words([]).has("currency")
        False
        """
        return not self.roles.isdisjoint(roles)

    def of(self, *roles: str) -> list[Mark]:
        """Those that may play one of these roles, in order.

        >>> Words([]).of("currency", "mass")
        []
        """
        if self.roles.isdisjoint(roles):
            return []
        return [mark for mark in self.marks if not mark.word.names.isdisjoint(roles)]

    def __len__(self) -> int:
        return len(self.marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self.marks)

    def __reversed__(self) -> Iterator[Mark]:
        return reversed(self.marks)

    @overload
    def __getitem__(self, at: int) -> Mark: ...
    @overload
    def __getitem__(self, at: slice) -> list[Mark]: ...
    def __getitem__(self, at: int | slice) -> Mark | list[Mark]:
        return self.marks[at]
