"""What a field of a layout may look like, as fragments of RE2; a layout's line put together from them.

A layout is written as its line reads: `{product} ({unit}) {low}-{high}[ {change}]`. A blank stands for one or
more, a mark for itself with or without blanks around it, `[...]` for what may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import re2

#: Stands in for every character of a product's name, so that the pattern need not know the names.
NAME = "\ue000"
#: Marks that may have blanks around them whether the layout writes them or not.
_MARKS = "|,:;()/-"
_PARTS = re2.compile(r"\{([a-z]+)\}|([\[\]])|([^{}\[\]]+)")
_WHOLE = r"\d+(?:,\d+)*(?:\.\d+)?"
_PLAIN = r"\d+(?:\.\d+)?"
_WORD = r"[^\s\d|,:;(){}]+"
#: Words of any kind, as few as do; a number alone is none.
_TEXT = r"(?:[^\s|][^\t|]*?)??[^\s\d.,|+-](?:[^\t|]*?[^\s|])??"
#: A name nobody knows yet: letters first, no digits but a grade's.
_UNKNOWN = r"[^\s\d|,:;()+-][^\t|:;()]*[^\s|,:;(]"
_DAY = r"[0-9a-z](?:[0-9a-z年月./, -]*[0-9年月日号])"


def fragments(words: Mapping[str, Sequence[str]], commas: bool) -> dict[str, str]:
    """The fragment of each role; where commas part the fields none stands in a number."""
    number = _PLAIN if commas else _WHOLE
    ends = rf"{number}(?: ?(?:-|to|至|到) ?{number})?"
    signs = "|".join(re2.escape(sign) for sign in (*words.get("up", ()), *words.get("down", ())))
    still = "|".join(re2.escape(word) for word in sorted(words.get("still", ()), key=len, reverse=True))
    sizes = "|".join(re2.escape(size) for size in words.get("sizes", ()))
    unit = rf"(?:(?:{sizes or 'x'}) ?)?{_WORD}(?: ?/ ?{_WORD}| per {_WORD})?|%"
    return {
        "low": number, "high": number, "average": number, "range": ends, "previous": ends, "converted": ends,
        "unit": unit, "change": rf"(?:(?:{signs or '[+-]'}) ?)?{number} ?%?|{still or '-'}", "date": _DAY,
    }  # fmt: skip


def parts(line: str) -> Iterator[tuple[str, str]]:
    """A layout's line in pieces: ("field", role), ("mark", bracket) or ("text", characters).

    >>> list(parts("{product} ({unit})[ x]"))[:4]
    [('field', 'product'), ('text', ' ('), ('field', 'unit'), ('text', ')')]
    """
    for found in _PARTS.finditer(line):
        role, bracket, text = found.groups()
        yield ("field", role) if role else ("mark", bracket) if bracket else ("text", text)


def roles(line: str) -> tuple[str, ...]:
    """The roles a line names, in order.

    >>> roles("{product}: {range} {unit}")
    ('product', 'range', 'unit')
    """
    return tuple(role for kind, role in parts(line) if kind == "field")


def pattern(line: str, known: Mapping[str, str], product: str) -> str:
    r"""The line as one RE2 expression; `known` holds the fragment of each role but the product's.

    >>> pattern("{product}: {low}", {"low": "[0-9]+"}, "x+")
    '(?P<product>x+)[ ]*\\:[ ]*(?P<low>[0-9]+)'
    """
    pieces = []
    for kind, piece in parts(line):
        if kind == "field":
            fragment = product if piece == "product" else known.get(piece, _TEXT)
            pieces.append(f"(?P<{piece}>{fragment})")
        elif kind == "mark":
            pieces.append("(?:" if piece == "[" else ")?")
        else:
            pieces.append(literal(piece))
    return "".join(pieces)


def literal(text: str) -> str:
    r"""Characters that stand for themselves; blanks for one or more, marks with any blanks around them.

    >>> literal(" - "), literal(" avg ")
    ('[ ]*\\-[ ]*', '[ ]+avg[ ]+')
    """
    pieces: list[str] = []
    for letter in text:
        if letter == "\t":
            pieces.append(r"[ ]*\t[ ]*")
        elif letter in _MARKS:
            pieces.append(rf"[ ]*{re2.escape(letter)}[ ]*")
        else:
            pieces.append("[ ]+" if letter.isspace() else re2.escape(letter))
    return "".join(
        piece
        for at, piece in enumerate(pieces)
        if piece != "[ ]+" or not any(_loose(pieces, near) for near in (at - 1, at + 1))
    )


def _loose(pieces: Sequence[str], at: int) -> bool:
    """Whether a piece takes up the blanks beside it, or is another blank before."""
    return 0 <= at < len(pieces) and pieces[at].startswith("[ ]*")


UNKNOWN = _UNKNOWN
ANY = _TEXT
