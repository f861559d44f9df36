"""Where sentences end, and under which heading they stand.

A full stop ends a sentence unless it stands in a number, after an abbreviation or after an initial. A line
ends one too, unless it merely wraps (`normal.soft_breaks`).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from orebook.reader.normal import safe, soft_breaks
from orebook.reader.regular import Pattern

#: Words whose full stop ends nothing.
_SHORT = (
    "al approx apr aug avg bhd ca cf co corp dec dept dr e.g eg est excl feb fig fri i.e ie inc incl",
    "jan jul jun ltd mar max min mon mr mrs ms no nos nov oct pct plc sep sept st thu tue u.s us vol vs wed",
)
ABBREVIATIONS = frozenset(word for line in _SHORT for word in line.split())
_STOPS = Pattern("[.!?]+[\"'”’)\\]]*(?:\\s|$)|[。！？]+[\"'”’）】]*|\n|[\\])）%\u4e00-\u9fff] [-*•●◆] ")
_HEADING_LENGTH = 70
#: Commas without a blank that prose may have.
_TIGHT = 2
#: No sentence of the trade has more characters; the longest of the corpus has 218.
OVERLONG = 20_000


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text starts and ends, surrounding blanks left out.

    >>> text = "Oxide was 1.35 million yuan. Metal fell, approx. 2 pct.\\nScrap:\\n下周暂稳。成交一般"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Oxide was 1.35 million yuan.', 'Metal fell, approx. 2 pct.', 'Scrap:', '下周暂稳。', '成交一般']
    """
    return list(_sentences(text))


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    soft, found, start = set(soft_breaks(text)), [], 0
    for at, end in _STOPS.spans(safe(text)):
        if at in soft or (text[at] == "." and _abbreviates(text, at, end)):
            continue
        found.append((start, end))
        start = end
    found.append((start, len(text)))
    trimmed = (_trim(text, start, end) for start, end in found)
    return tuple(place for place in trimmed if place[0] < place[1])


def overlong(text: str) -> list[tuple[int, int]]:
    """The sentences too long for anybody's: a lost line end, or no writing at all.

    >>> overlong("Oxide held. " + "1, " * 7000)
    [(12, 21011)]
    """
    return [(start, end) for start, end in _sentences(text) if end - start > OVERLONG]


def sentence_at(text: str, at: int) -> str:
    """The sentence a character stands in; in a table, its row.

    >>> sentence_at("Ore was flat. Oxide was 5 yuan.", 24)
    'Oxide was 5 yuan.'
    >>> sentence_at("smm,prnd-oxide,bid,5\\nsmm,prnd-metal,bid,6\\n", 40)
    'smm,prnd-metal,bid,6'
    """
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)].strip()
    return line if _row(line) else _sentence_at(text, at)


def _row(line: str) -> bool:
    """Whether a line is a row of cells: parted by bars, tabs, or commas that no blank follows."""
    commas = (line[at - 1 : at + 2] for at, sign in enumerate(line) if sign == "," and at)
    tight = sum(
        1 for around in commas if around[-1:] not in (" ", ",") and not around.replace(",", "").isdigit()
    )
    return line.count("|") > 1 or line.count("\t") > 1 or tight > _TIGHT


def _sentence_at(text: str, at: int) -> str:
    found = _sentences(text)
    start, end = found[max(bisect_right(found, (at, len(text) + 1)) - 1, 0)] if found else (0, 0)
    return text[start:end] if start <= at < end else ""


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end].rstrip()
    return start + len(words) - len(words.lstrip()), start + len(words)


def _abbreviates(text: str, at: int, end: int) -> bool:
    """Whether the full stop at `at` shortens a word rather than ending a sentence."""
    before = text[max(0, at - 12) : at].lower()
    words = before.split()
    if not words or text[at - 1].isspace():
        return False
    word = words[-1].lstrip("(\"'“‘[")
    follows = text[end : end + 24].lstrip()
    if not follows or "\n" in text[at:end]:
        return False
    if word in ABBREVIATIONS:
        return not _begins(follows) or word not in ("pct", "min", "max", "avg", "us", "u.s")
    return len(word) == 1 and word.isalpha() and len(words) > 1 and not _unit_letter(before)


def _begins(follows: str) -> bool:
    return follows[0].isupper() and not follows[:4].isupper()


def _unit_letter(before: str) -> bool:
    return before.endswith(("/t", " t", "/w")) or before[-2:-1].isdigit()


@lru_cache(maxsize=16)
def headings(text: str) -> tuple[tuple[int, str], ...]:
    """Every section heading of a text: where its line ends, and what it says.

    >>> headings("Rare Earth Ore:\\n\\nPrices held.\\n# Scrap\\nSellers wait.\\n")
    ((15, 'Rare Earth Ore'), (37, 'Scrap'))
    """
    found, start, blank = [], 0, True
    for line in text.split("\n"):
        title = _title(line.strip(), blank)
        if title:
            found.append((start + len(line), title))
        start, blank = start + len(line) + 1, not line.strip()
    return tuple(found)


def _title(line: str, after_blank: bool) -> str | None:
    if not line or len(line) > _HEADING_LENGTH:
        return None
    if line.startswith("#"):
        return line.strip("# ").rstrip(":：") or None
    if line[-1] in ":：":
        return line[:-1].strip() or None
    if line[0] in "【[" and line[-1] in "】]":
        return line[1:-1]
    plain = not any(letter in ".。,，;；!！?？|\t" or letter.isdigit() for letter in line)
    return line if plain and after_blank and len(line) <= _HEADING_LENGTH // 2 else None


def heading(text: str, at: int) -> str | None:
    """The section heading a place in the text stands under, or None above the first.

    >>> heading("Rare Earth Ore:\\n\\nPrices held.", 20)
    'Rare Earth Ore'
    """
    found = headings(text)
    above = bisect_right(found, (at, "\uffff"))
    return found[above - 1][1] if above else None
