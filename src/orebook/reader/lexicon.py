"""A table of words found in a text: which phrase stands where, and which parts it may play there.

The words of statistics and of events are many and most sentences hold none of them, so each table has an
automaton of its own, and only the sentences that hold one of its triggers are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick_rs


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase where it stands; `roles` are the parts it may play, each with its value."""

    start: int
    end: int
    text: str
    roles: Mapping[str, str]


class Lexicon:
    """The phrases of one word file, ready to be found in folded text.

    >>> words = Lexicon({"measure": {"output": ["output", "产量"]}}, ("measure",), str)
    >>> text = "outputs of 5, output of 6, 产量7"
    >>> [(cue.text, cue.roles["measure"]) for cue in words.cues(text, 0, len(text))]
    [('output', 'output'), ('产量', 'output')]
    """

    def __init__(
        self, tables: Mapping[str, Any], triggers: Iterable[str], fold: Callable[[str], str]
    ) -> None:
        roles: dict[str, dict[str, str]] = defaultdict(dict)
        for role, table in tables.items():
            for value, phrases in table.items():
                for phrase in phrases:
                    roles[fold(phrase)].setdefault(role, value)
        wanted = frozenset(triggers)
        self.roles = dict(roles)
        self._phrases = list(roles)
        self._automaton = ahocorasick_rs.AhoCorasick(self._phrases)
        self._trigger = ahocorasick_rs.AhoCorasick(
            [phrase for phrase, meant in roles.items() if not wanted.isdisjoint(meant)]
        )

    def triggers(self, folded: str) -> list[int]:
        """Where a text holds a word that may open a fact of this kind, in order."""
        return [start for _, start, _ in self._trigger.find_matches_as_indexes(folded)]

    def cues(self, folded: str, start: int, end: int) -> list[Cue]:
        """Every phrase of a stretch, the longest first where several begin, none overlapping."""
        found = self._automaton.find_matches_as_indexes(folded[start:end], overlapping=True)
        found.sort(key=lambda match: (match[1], -match[2]))
        cues, reached = [], start
        for index, opens, closes in found:
            left, right = start + opens, start + closes
            if left >= reached and _whole(folded, left, right):
                phrase = self._phrases[index]
                cues.append(Cue(left, right, phrase, self.roles[phrase]))
                reached = right
        return cues


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a phrase is no part of a longer word; Chinese needs no blanks."""
    return not (_joined(text[start - 1 : start], text[start]) or _joined(text[end : end + 1], text[end - 1]))


def _joined(neighbour: str, edge: str) -> bool:
    return neighbour.isascii() and edge.isascii() and neighbour.isalnum() and edge.isalnum()
