"""Texts of about 1 kB to time a reader on: reports as people write them, and cases of the corpus end to end.

A report has three to six prices and as many sentences without one, as a weekly paragraph does; its sentences
stand in reports.toml. The cases are far denser: nearly every sentence of them has a price.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

#: How many reports, and how long each text is at least, in bytes of UTF-8.
MANY, LEAST, MOST = 40, 800, 1300


def reports() -> list[str]:
    """Forty reports, half of them Chinese, the same ones every time."""
    words = tomllib.loads(Path(__file__).with_name("reports.toml").read_text(encoding="utf-8"))
    chance = random.Random(20250109)
    return [_report(words, ("en", "zh")[number % 2], chance) for number in range(MANY)]


def _report(words: dict[str, Any], lang: str, chance: random.Random) -> str:
    """Priced sentences and plain ones in turn, until the report is long enough."""
    said: dict[str, list[str]] = words[lang]
    priced, plain = (chance.sample(said[kind], len(said[kind])) for kind in ("priced", "plain"))
    text = [chance.choice(said["openings"])]
    for number in range(chance.randint(3, 6)):
        text += [_filled(priced[number], words["middle"], chance), plain[number]]
    for sentence in plain[6:]:
        if _size(text) < LEAST:
            text.append(sentence)
    text.append(chance.choice(said["closings"]))
    while _size(text) > MOST:
        del text[2]  # a plain sentence, or the priced one after it
    return ("" if lang == "zh" else " ").join(text)


def _size(text: list[str]) -> int:
    return len("".join(text).encode())


def _filled(sentence: str, middle: dict[str, int], chance: random.Random) -> str:
    def price(found: re.Match[str]) -> str:
        step = max(100, middle[found[1]] // 100 // 100 * 100)
        low = middle[found[1]] // step * step + chance.randint(-5, 5) * step
        return f"{low:,}-{low + step:,}" if sentence.isascii() else f"{low}-{low + step}"

    return re.sub(r"\{([a-z-]+)\}", price, sentence)


def dense(texts: Iterable[str]) -> Iterator[str]:
    """Short texts put end to end, about 1 kB at a time; a text longer than that stays as it is."""
    joined: list[str] = []
    for text in texts:
        joined.append(text)
        if len("\n".join(joined).encode()) >= LEAST:
            yield "\n".join(joined)
            joined = []
