"""The patterns of the rubric: RE2 with three short forms.

A blank is any run of white space, `<name>` is a part declared in words/speakers.toml, and `~` is a gap of a
few words inside one clause. Each gap is a group of its own, because a negation in it turns the cue round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import re2

from orebook.errors import CatalogError, nearest
from orebook.reader.regular import Pattern

#: What a gap may hold: at most so many characters, none of which ends a clause.
ENGLISH_GAP, CHINESE_GAP = r"([^,;:.!?()，。]{0,32}?)", r"([^,;:.!?()，。、 ]{0,7}?)"
_PART = Pattern(r"<([a-z]+)>")
#: Parts may stand in parts so many times over.
_DEEPEST = 5
#: What an expression may take, in bytes.
_MEMORY = 64 << 20


def compiled(patterns: Sequence[str], parts: Mapping[str, str]) -> Pattern:
    """Patterns of the rubric as one expression; the first that fits at a place wins.

    >>> compiled(["<raise>~quotes"], {"raise": "raised|lifted"}).search("they raised all quotes").group()
    'raised all quotes'
    """
    try:
        return Pattern("|".join(f"(?:{_spelled(pattern, parts)})" for pattern in patterns), _roomy())
    except re2.error as error:
        finding = f"words of a stance: {patterns[0]!r} and those beside it: {error}. Write RE2 patterns."
        raise CatalogError([finding]) from None


class Sieve:
    """Tells in one pass over a text which of many patterns occur in it."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._set = re2.Set.SearchSet(_roomy())
        for pattern in ("", *(pattern.pattern for pattern in self._patterns)):
            self._set.Add(pattern)
        self._set.Compile()
        self._match: Any = self._set._set.Match

    def found(self, text: str) -> frozenset[Pattern]:
        """The patterns that occur in a text.

        >>> patterns = [compiled([word], {}) for word in ("oxide", "metal")]
        >>> [found.pattern for found in Sieve(patterns).found("oxide held")]
        ['(?:oxide)']
        """
        places = self._match(text.encode())
        if not places:  # nothing, not even the empty pattern: it ran out of memory
            return frozenset(self._patterns)
        return frozenset([self._patterns[at - 1] for at in places if at])


def _roomy() -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    return options


def _spelled(pattern: str, parts: Mapping[str, str]) -> str:
    whole = _filled(pattern, parts, _DEEPEST)
    gap = CHINESE_GAP if _chinese(whole) else ENGLISH_GAP
    return whole.replace(" ", " +").replace("~", gap)


def _filled(pattern: str, parts: Mapping[str, str], depth: int) -> str:
    """A pattern with its parts in place, and theirs in them.

    Raises:
        CatalogError: for a part nobody declared, or one that is made of itself.
    """
    for name in {match.group(1) for match in _PART.finditer(pattern)}:
        if name not in parts or not depth:
            fault = "is made of itself" if name in parts else "is declared nowhere"
            raise CatalogError(
                [f"words/speakers.toml > parts: <{name}> {fault}.{nearest(name, list(parts))}"]
            )
        pattern = pattern.replace(f"<{name}>", f"(?:{_filled(parts[name], parts, depth - 1)})")
    return pattern


def _chinese(letters: Iterable[str]) -> bool:
    return any("一" <= letter <= "龥" for letter in letters)
