"""Texts of our own whose reading a user's words must not change."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A text, its id, and the day it appeared."""

    id: str
    published: date
    text: str


@functools.cache
def golden() -> tuple[Golden, ...]:
    """Every golden text that ships with Orebook, in the order of its file.

    >>> golden()[0].published.year >= 2019
    True
    """
    folder = files("orebook") / "data" / "golden"
    lines = [
        line
        for item in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if item.name.endswith(".jsonl")
        for line in item.read_text(encoding="utf-8").splitlines()
    ]
    return tuple(_golden(json.loads(line)) for line in lines)


def _golden(row: dict[str, str]) -> Golden:
    return Golden(id=row["id"], published=date.fromisoformat(row["published"]), text=row["text"])
