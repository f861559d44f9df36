"""The words and numbers money is written in, in order, and the steps between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from orebook.reader.money import Place
from orebook.reader.numbers import Number, numbers
from orebook.reader.vocabulary import Mark

#: How far apart the parts of one expression may stand, in blanks.
NEAR = 3
#: The longest bracket that may stand between a price and its unit, in characters and in tokens.
_BRACKET, _INSIDE = 60, 16
#: How far the items of a list are set in.
_INDENT = 12
_ROLES = frozenset(
    (
        "currency",
        "mass",
        "per",
        "scale",
        "percent",
        "range",
        "zero",
        "minus",
        "plus",
        "approximate",
        "open",
        "close",
        "measure",
    )
)

Token = Mark | Number


def tokens(folded: str, marks: Iterable[Mark], taken: Sequence[Place]) -> list[Token]:
    """Every word of money and every number of a text outside the taken places, in order."""
    starts, ends = [place[0] for place in taken], [place[1] for place in taken]
    tokens: list[Token] = [
        mark
        for mark in marks
        if not mark.word.names.isdisjoint(_ROLES) and not bullet(folded, mark.start, mark.end)
    ]
    for number in numbers(folded):
        at = bisect_right(starts, number.start) - 1
        if at < 0 or number.start >= ends[at]:
            tokens.append(number)
    tokens.sort(key=lambda token: (token.start, token.end))
    return tokens


def bullet(folded: str, start: int, end: int) -> bool:
    """Whether a mark only opens an item of a list: the dash of "- Pr-Nd oxide: 435,000".

    >>> bullet("- ore\\n- oxide", 6, 7), bullet("400 - 401", 4, 5)
    (True, False)
    """
    if folded[end : end + 1] != " ":
        return False
    lead = folded[max(0, start - _INDENT) : start]
    return not lead.rpartition("\n")[2].strip() and ("\n" in lead or start <= _INDENT)


class Tokens:
    """A list of tokens that is read from left to right, one position at a time and never back."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text, self.tokens, self.many = text, tokens, len(tokens)
        self.marks = [token if isinstance(token, Mark) else None for token in tokens]

    def _mark(self, at: int, role: str) -> Mark | None:
        if not 0 <= at < self.many:
            return None
        mark = self.marks[at]
        return mark if mark is not None and role in mark.word.roles else None

    def _near(self, end: int, at: int) -> bool:
        """Whether the token at a position follows a place with nothing but blanks between."""
        if not 0 <= at < self.many:
            return False
        start = self.tokens[at].start
        return 0 <= start - end <= NEAR and not self.text[end:start].strip()

    def _after(self, end: int, at: int, role: str) -> Mark | None:
        mark = self.marks[at] if 0 <= at < self.many else None
        return mark if mark is not None and role in mark.word.roles and self._near(end, at) else None

    def _number(self, at: int) -> bool:
        return at < self.many and self.marks[at] is None

    def _starts(self, at: int) -> bool:
        return self.marks[at] is None or self._mark(at, "zero") is not None

    def _close(self, at: int) -> int | None:
        """Where the bracket opened at a token is closed, as the position after it."""
        opened = self.tokens[at].start
        for ahead in range(at + 1, min(at + _INSIDE, len(self.tokens))):
            if self.tokens[ahead].start - opened > _BRACKET:
                return None
            if self._mark(ahead, "close"):
                return ahead + 1
        return None
