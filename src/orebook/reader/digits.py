"""Printed digits whose marks do not add up, where only one way of adding them up is left.

"285,000-288,00" lost its last zero: a group of two digits is one short. "1,5371,768" lost the dash between
two numbers: there is one place where it can be cut into two whole ones. Mechanisms lost-zero and missing-dash
of words/slips.toml; what comes of them still has to pass every check.
"""

from __future__ import annotations

from decimal import Decimal

import re2

_WHOLE = re2.compile(r"^\d{1,3}(,\d{3})+$")
_ENDS = re2.compile(r"^([\d,]+)\s*(?:-|–|—|−|~|～|to)\s*([\d,]+)$")
_SHORT = re2.compile(r"^\d{1,3}(,\d{3})*,\d{2}$")
#: Longer than any range that was ever printed: beyond it the digits are no price.
_LONGEST = 40

Ends = tuple[Decimal, Decimal]


def mended(printed: str) -> tuple[str, Ends] | None:
    """The mechanism, and the low and high that printed digits must have been; None where none is certain.

    >>> mended("285,000-288,00")
    ('lost-zero', (Decimal('285000'), Decimal('288000')))
    >>> mended("1,5371,768")
    ('missing-dash', (Decimal('1537'), Decimal('1768')))
    >>> mended("4,00,1,000") is None
    True
    """
    if len(printed) > _LONGEST:
        return None
    found = [("lost-zero", _longer(printed)), ("missing-dash", _cut(printed))]
    told = [(name, ends) for name, ends in found if ends is not None]
    return told[0] if len(told) == 1 else None


def _longer(printed: str) -> Ends | None:
    """A range of which one end is a digit short in its last group."""
    ends = _ENDS.search(printed.strip())
    if ends is None:
        return None
    low, high = ends.group(1), ends.group(2)
    short = [bool(_SHORT.search(end)) for end in (low, high)]
    if sum(short) != 1:
        return None
    full = [end + "0" if lost else end for end, lost in zip((low, high), short, strict=True)]
    return _ordered(full[0], full[1])


def _cut(printed: str) -> Ends | None:
    """Two whole numbers printed as one, where there is one place to part them."""
    text = printed.strip().lstrip("$¥ ")
    cuts = [_ordered(text[:at], text[at:]) for at in range(1, len(text))]
    whole = [ends for ends in cuts if ends is not None]
    return whole[0] if len(whole) == 1 else None


def _ordered(low: str, high: str) -> Ends | None:
    if not (_WHOLE.search(low) and _WHOLE.search(high)):
        return None
    ends = Decimal(low.replace(",", "")), Decimal(high.replace(",", ""))
    return ends if ends[0] <= ends[1] else None
