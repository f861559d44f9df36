"""Texts made of the trade's words, numbers, dates, units and dashes, in an order no trader would choose."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from invariants import catalog


class Chooser(Protocol):
    """What picks for a text: atheris' FuzzedDataProvider, or a test's own."""

    def ConsumeIntInRange(self, low: int, high: int) -> int:  # noqa: N802 - its name
        ...


@functools.cache
def vocabulary() -> tuple[Sequence[str], ...]:
    """The kinds of words a text is made of; a kind may stand twice, to be picked more often."""
    known = catalog()
    names = tuple(name for product in known.products.values() for name in product.names)
    cues = tuple(sorted(_strings({name: known.words[name] for name in known.words})))
    own = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    often = (own["numbers"], own["units"], own["breaks"])
    return (names, names, *often, *often, own["breaks"], own["dates"], own["dashes"], own["spoken"], cues)


def _strings(value: Any) -> set[str]:
    """Every short text in a sheet of words, whatever its shape."""
    if isinstance(value, str):
        return {value} if len(value) <= 40 else set()
    inner = value.values() if hasattr(value, "values") else value if isinstance(value, (list, tuple)) else ()
    return {text for one in inner for text in _strings(one)}


def text(chooser: Chooser) -> str:
    """Up to sixty words, some of them joined without a blank."""
    kinds = vocabulary()
    pick: Callable[[int], int] = lambda count: chooser.ConsumeIntInRange(0, count - 1)  # noqa: E731
    words = []
    for _ in range(pick(60) + 1):
        kind = kinds[pick(len(kinds))]
        words.append(kind[pick(len(kind))] + ("", " ")[pick(2)])
    return "".join(words)
