"""What a person teaches, written as TOML that people can read and change: names, layouts, decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

#: Where each kind of lesson is kept, below orebook.d.
FILES = {"name": "products/taught.toml", "layout": "layouts/taught.toml", "decision": "decisions/taught.toml"}
_HEADS = {
    "name": "# Names people taught, each with the document it came from.",
    "layout": "# Layouts people taught. The last given is tried first.",
    "decision": "# How people read words that the reader refused.",
}


def block(kind: str, fields: Mapping[str, Any]) -> str:
    r"""One table of a file, its fields in the order given; those that are None are left out.

    >>> print(block("name", {"product": "prnd-oxide", "words": ["didymium \"oxide\""], "author": None}))
    [[name]]
    product = "prnd-oxide"
    words = ["didymium \"oxide\""]
    """
    lines = [f"{name} = {value(told)}" for name, told in fields.items() if told is not None]
    return "\n".join([f"[[{kind}]]", *lines])


def value(told: Any) -> str:
    """A value as TOML writes it.

    >>> value("a\\tb"), value(date(2025, 1, 9)), value(True), value(["x"])
    ('"a\\\\tb"', '2025-01-09', 'true', '["x"]')
    """
    if isinstance(told, bool):
        return "true" if told else "false"
    if isinstance(told, str):
        return json.dumps(told, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(told, list | tuple):
        return f"[{', '.join(map(value, told))}]"
    return told.isoformat() if isinstance(told, date) else str(told)


def grown(kind: str, text: str, more: str) -> str:
    """A file's text with one more table at its end.

    >>> grown("name", "", '[[name]]').splitlines()[-1]
    '[[name]]'
    """
    start = text.rstrip("\n") or _HEADS[kind]
    return f"{start}\n\n{more}\n"
