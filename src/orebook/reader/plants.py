"""Sorts of plants as a text names them: magnet makers, copper rod mills, APT企业."""

from __future__ import annotations

from collections.abc import Iterator

import re2

_WORKS = "plants?|makers?|producers?|smelters?|mills?|refiners?|miners?|mines?|works|groups?|factory|factories|enterprises"
_PLANTS = re2.compile(
    rf"(?P<en>(?:\b[a-z][a-z-]* ){{0,3}})\b(?:{_WORKS})\b|(?P<zh>[a-z]{{2,5}}|[一-龥]{{2,10}}?)(?:冶炼厂|企业|厂家|工厂|厂|集团)"
)
#: Words in front that count, point or join and name nothing; the name begins after the last of them.
_SMALL = frozenset(
    "a an the of at for from some most many several few all both in on by and or among with as that when while which "
    "one two three rate rates certain major large small new other said says told will may can has have had is are was "
    "were be been to its their his this these those such top-tier leading surveyed sampled because but if after before "
    "since world global overall monday tuesday wednesday thursday friday month week year today".split()
)
_SMALL_HAN = (
    "其中", "某", "一家", "该", "多数", "部分", "少数", "个别", "多家", "大部分", "各", "的", "和", "及", "今日", "近期", "目前", "期间", "同期", "大型",
    "近日", "一", "有", "由于", "因", "随着", "当前", "本周", "上周", "春节", "家", "北方", "南方",
)  # fmt: skip
#: "mine production" is no mine's name.
_MADE = (" production", " output", " supply", " capacity")


def plants(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a stretch names a sort of plant, the small words in front left out.

    >>> text = "rates at some magnet makers"
    >>> [text[start:end] for start, end in plants(text, 0, len(text))]
    ['magnet makers']
    """
    for match in _PLANTS.finditer(text[start:end]):
        left, right = start + match.start(), start + match.end()
        left += _before(match["en"]) if match["zh"] is None else _before_han(match["zh"])
        if left < right and not text.startswith(_MADE, right):
            yield left, right


def _before(words: str) -> int:
    """How many letters of the words before the plants end with the last small one."""
    reached, at = 0, 0
    for word in words.split(" "):
        at += len(word) + 1
        reached = at if word in _SMALL else reached
    return min(reached, len(words))


def _before_han(words: str) -> int:
    reached = 0
    while small := next((small for small in _SMALL_HAN if words.startswith(small, reached)), None):
        reached += len(small)
    return reached
