"""Characters a database would not take, written so that every one of them comes back.

PostgreSQL takes no NUL, neither engine takes half of a surrogate pair. Both may stand in a text somebody
hands over, and a ledger may not change what it was given. They are written as SUB (U+001A) and their number;
a SUB that stands in the text is written the same way. No other text is touched.
"""

from __future__ import annotations

import re

SUB = "\x1a"
_UNTAKEN = re.compile("[\x00\x1a\ud800-\udfff]")
_WRITTEN = re.compile(SUB + "([0-9a-f]{4})")


def written(text: str) -> str:
    r"""A text as the database keeps it.

    >>> written("氧化镨钕"), written("a\x00b")
    ('氧化镨钕', 'a\x1a0000b')
    """
    return _UNTAKEN.sub(lambda found: f"{SUB}{ord(found[0]):04x}", text)


def restored(text: str) -> str:
    r"""The text as it was given.

    >>> restored(written("\x1a0000 and \x00")) == "\x1a0000 and \x00"
    True
    """
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text) if SUB in text else text
