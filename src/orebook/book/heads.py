"""A head as it is kept elsewhere: a line of JSON in a file, or its 64 characters on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    from orebook.ledger import Head

_HEX = re.compile("[0-9a-f]{64}")


def written(head: Head) -> str:
    """A head as a line of JSON.

    >>> from orebook.ledger import Head
    >>> written(Head(number=1, head="ab" * 32, moment=0))[:38]
    '{"fact": "head", "number": 1, "head": '
    """
    from orebook.ledger.found import told

    line = {"fact": "head", "number": head.number, "head": head.head, "moment": told(head.moment)}
    return json.dumps({**line, "clock": head.moment})


def given(head: str | Path | Head | None) -> Head | str | None:
    """A head as somebody gives it: itself, its characters, or the file it was written to.

    Raises:
        BadArgumentError: it is none.

    >>> given("AB" * 32) == "ab" * 32
    True
    >>> given("abc")
    Traceback (most recent call last):
    orebook.errors.BadArgumentError: "abc" is no head: neither 64 characters 0-9 a-f nor a file ...
    """
    if head is None or not isinstance(head, (str, Path)):
        return head
    if _HEX.fullmatch(str(head).strip().lower()):
        return str(head).strip().lower()
    try:
        text = Path(head).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise _none(head) from None
    return text.lower() if _HEX.fullmatch(text.lower()) else _read(head, text)


def _read(head: str | Path, text: str) -> Head:
    from orebook.ledger import Head

    try:
        said: dict[str, Any] = json.loads(text)
        return Head(number=said["number"], head=said["head"], moment=said["clock"])
    except (ValueError, KeyError, TypeError):
        raise _none(head) from None


def _none(head: str | Path) -> BadArgumentError:
    return BadArgumentError(
        f'"{head}" is no head: neither 64 characters 0-9 a-f nor a file that holds one.'
        " Write one with: orebook audit head -o FILE"
    )
