"""Sorts of plants as a text names them: magnet makers, copper rod mills, APT企业."""

from __future__ import annotations

from collections.abc import Iterator

import re2

_PLANTS = re2.compile(
    r"\b(?:[a-z][a-z-]+ ){0,2}?(?:plants?|makers?|producers?|smelters?|mills?|refiners?|miners?|mines?|works|groups?|factory|factories)\b"
    r"|(?:[a-z]{2,5}|[一-龥]{2,5}?)(?:冶炼厂|企业|厂家|工厂|厂|集团)"
)
#: Words in front that count or point and name nothing.
_SMALL = (
    "the ", "a ", "an ", "of ", "at ", "for ", "some ", "most ", "many ", "several ", "in ", "by ", "and ", "among ",
    "with ", "as ", "that ", "one ", "two ", "rate ", "rates ", "will ", "certain ", "major ", "large ", "small ", "new ",
    "某", "一家", "该", "多数", "部分", "少数", "个别", "多家", "大部分", "各", "的", "和", "及", "今日", "近期", "目前", "期间",
)  # fmt: skip


def plants(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a stretch names a sort of plant, the small words in front left out.

    >>> text = "rates at some magnet makers"
    >>> [text[start:end] for start, end in plants(text, 0, len(text))]
    ['magnet makers']
    """
    for match in _PLANTS.finditer(text[start:end]):
        left, right = start + match.start(), start + match.end()
        while small := next((word for word in _SMALL if text.startswith(word, left)), None):
            left += len(small)
        if left < right:
            yield left, right
