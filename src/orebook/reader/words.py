"""The words of one stretch of a text, asked together what they may be."""

from __future__ import annotations

from orebook.reader.vocabulary import Mark

_NONE: frozenset[str] = frozenset()


class Words(list[Mark]):
    """The words of a stretch, in order.

    Most questions are answered by no word of a stretch: one look at the roles of all of them says so.
    """

    __slots__ = ("_roles",)

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__(marks)
        self._roles: frozenset[str] | None = None

    @property
    def roles(self) -> frozenset[str]:
        """Every role that one of them may play."""
        if self._roles is None:
            self._roles = _NONE.union(*[mark.word.names for mark in self])
        return self._roles

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
        return [mark for mark in self if not mark.word.names.isdisjoint(roles)]
