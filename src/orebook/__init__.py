"""Orebook: what a metal cost, who said so, where the chain loses money, and who will yield first.

>>> import orebook as ob
>>> with ob.open("sqlite://") as book:
...     added = book.add(text="Pr-Nd oxide was 400,000-401,000 yuan/mt.", on="2025-01-09", source="own")
...     book.assess("prnd-oxide", on="2025-01-09").mid
400500.0
"""

from __future__ import annotations

from typing import Any

#: The public names, and the room each lives in; a room opens when its name is first used.
_ROOMS = {
    "open": "orebook.book",
    "Book": "orebook.book",
    "Document": "orebook.facts",
    "Span": "orebook.facts",
    "Quote": "orebook.facts",
    "Change": "orebook.facts",
    "Refusal": "orebook.facts",
    "Assessment": "orebook.facts",
    "Margin": "orebook.facts",
    "Stance": "orebook.facts",
    "Forecast": "orebook.facts",
    "OrebookError": "orebook.errors",
    "BadArgumentError": "orebook.errors",
    "BookMissingError": "orebook.errors",
    "EvidenceError": "orebook.errors",
}

__version__ = "0.1.0"
__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"orebook has no {name!r}. Its public names: {', '.join(__all__)}.")
    from importlib import import_module

    return getattr(import_module(_ROOMS[name]), name)


def __dir__() -> list[str]:
    return __all__
