"""Sorts of plants as a text names them: magnet makers, copper rod mills, APT企业."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from orebook.reader.regular import Pattern


class Plants:
    """Finds sorts of plants by the words of their kind; small words in front are left out.

    >>> words = {"works": ["makers"], "small": ["some"], "works_zh": ["企业"], "small_zh": ["某"], "made": []}
    >>> plants = Plants(words)
    >>> text = "rates at some magnet makers"
    >>> [text[start:end] for start, end in plants.find(text, 0, len(text))]
    ['magnet makers']
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        english, chinese = _either(words["works"]), _either(words["works_zh"])
        self._finder = Pattern(
            rf"(?P<en>(?:\b[a-z][a-z-]* ){{0,3}})\b(?:{english})\b"
            rf"|(?P<zh>[a-z]{{2,5}}|[一-龥]{{2,10}}?)(?:{chinese})"
        )
        self._small, self._small_zh = frozenset(words["small"]), tuple(words["small_zh"])
        self._made = tuple(f" {word}" for word in words["made"])

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where a stretch names a sort of plant; "mine production" names none."""
        for match in self._finder.finditer(text[start:end]):
            left, right = start + match.start(), start + match.end()
            part = match.groupdict()
            chinese = part["zh"]
            left += self._before(part["en"] or "") if chinese is None else self._before_zh(chinese)
            if left < right and not text.startswith(self._made, right):
                yield left, right

    def _before(self, words: str) -> int:
        """How many letters of the words before the plants end with the last small one."""
        reached, at = 0, 0
        for word in words.split(" "):
            at += len(word) + 1
            reached = at if word in self._small else reached
        return min(reached, len(words))

    def _before_zh(self, words: str) -> int:
        reached = 0
        while small := next((small for small in self._small_zh if words.startswith(small, reached)), None):
            reached += len(small)
        return reached


def _either(names: Sequence[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))
