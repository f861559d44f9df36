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

    __slots__ = ("_roles", "marks")

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self._roles: frozenset[str] | None = None

    @property
    def roles(self) -> frozenset[str]:
        """Every role that one of them may play."""
        if self._roles is None:
            self._roles = _NONE.union(*[mark.word.names for mark in self.marks])
        return self._roles

    def has(self, *roles: str) -> bool:
        """Whether one of them may play one of these roles.

        >>> Words([]).has("currency")
        False
        """
        return not (self._roles or self.roles).isdisjoint(roles)

    def of(self, *roles: str) -> list[Mark]:
        """Those that may play one of these roles, in order.

        >>> Words([]).of("currency", "mass")
        []
        """
        if (self._roles or self.roles).isdisjoint(roles):
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
