"""How a product's names are spelt: variants of one name, and the names a family gives.

A text writes one name many ways. Case, kinds of dash and full-width letters are the reader's business; here
lie the two that are not: a hyphen that may be a space, and an element that stands in for a whole pattern.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: What a name is compared without: white space and every dash.
_LOOSE = re.compile(r"[\s\-‐‑‒–—−]+")

#: A hyphen that joins words: not one between two digits.
_HYPHEN = re.compile(r"(?<!\d)-|-(?!\d)")


def key(name: str) -> str:
    """A name without case, width, white space and dashes: two names of one key are one name.

    >>> key("Pr-Nd  Oxide") == key("ＰｒＮｄ oxide")
    True
    """
    return _LOOSE.sub("", unicodedata.normalize("NFKC", name).casefold())


def is_chinese(word: str) -> bool:
    """Whether a word holds a Chinese character.

    >>> is_chinese("金属Nd"), is_chinese("Nd metal")
    (True, False)
    """
    return any("\u3400" <= letter <= "\u9fff" for letter in word)


def spelt(names: Iterable[str]) -> tuple[str, ...]:
    """Each name as it is and with its hyphens as spaces, none twice (case aside); 50-55% stays a range.

    >>> spelt(["medium-yttrium ore", "Medium-Yttrium ore", "50-55% ore"])
    ('medium-yttrium ore', 'medium yttrium ore', '50-55% ore')
    """
    found: dict[str, str] = {}
    for name in names:
        for spelling in (name, _HYPHEN.sub(" ", name)):
            found.setdefault(spelling.casefold(), spelling)
    return tuple(found.values())


def filled(patterns: Iterable[str], words: tuple[str, ...]) -> Iterator[str]:
    """The names a family's patterns give for one element or grade; `{}` stands for its word.

    A Chinese pattern takes Chinese words, or any word when there are none (a magnet grade is 40H in both
    languages); an English pattern takes the others.

    >>> list(filled(["{} oxide", "氧化{}"], ("yttrium", "Y", "钇")))
    ['yttrium oxide', 'Y oxide', '氧化钇']
    """
    chinese = tuple(word for word in words if is_chinese(word))
    latin = tuple(word for word in words if not is_chinese(word))
    for pattern in patterns:
        for word in (chinese or latin) if is_chinese(pattern) else latin:
            yield pattern.replace("{}", word)
