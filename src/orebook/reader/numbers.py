"""Numbers as they are printed: thousands marks, decimals, and those no one should guess at.

A number is read exactly (Decimal) or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

#: Where digits run on, a comma or point between two digits counted in; nothing in it can be read two ways.
_RUN = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
#: More digits than any price has; longer runs are serial numbers or noise.
_DIGITS = 15


@dataclass(slots=True)
class Number:
    """A run of digits where it stands; `value` is None when it cannot be read with certainty."""

    start: int
    end: int
    value: Decimal | None
    grouped: bool


def numbers(folded: str) -> Iterator[Number]:
    """Each run of digits with its marks; parts of codes (N38, 45SH, 1#) are left out by `money`.

    >>> [str(number.value) for number in numbers("1,350,000 and 54.70 but 285,000-288,00")]
    ['1350000', '54.70', '285000', 'None']
    """
    held: Number | None = None
    for run in _RUN.finditer(folded):
        start, end = run.span()
        number = Number(start, end, value(folded[start:end]), "," in folded[start:end])
        if held is not None and _torn(folded, held, number):
            joined = folded[held.start : number.end].replace(" ", "")
            held = Number(held.start, number.end, value(joined), True)
            continue
        if held is not None:
            yield held
        held = number
    if held is not None:
        yield held


def _torn(folded: str, one: Number, other: Number) -> bool:
    """Whether a blank got into a number: "323, 000", whose "000" could be nothing else."""
    if other.start - one.end != 2 or folded[one.end : other.start] != ", ":
        return False
    digits = folded[other.start : other.end]
    return digits[0] == "0" and len(digits.split(",")[0]) == 3 and one.end - one.start <= 3


def value(printed: str) -> Decimal | None:
    """A printed number exactly, or None when its marks do not add up.

    >>> value("40,000"), value("0.99"), value("1,5371"), value("007"), value("1.2.3"), value("5 up")
    (Decimal('40000'), Decimal('0.99'), None, None, None, None)
    """
    if printed.isdecimal():
        torn = len(printed) > _DIGITS + 5 or (printed[0] == "0" and len(printed) > 1)
        return None if torn else Decimal(printed)
    whole, point, decimals = printed.partition(".")
    groups = whole.split(",")
    if "." in decimals or len(printed) > _DIGITS + 5 or not _grouped(groups):
        return None
    if len(whole) > 1 and whole[0] == "0":
        return None
    digits = "".join(groups)
    if not (digits + decimals).isdecimal():  # a table's cell may hold words after its first digit
        return None
    return Decimal(digits + point + decimals)


def _grouped(groups: list[str]) -> bool:
    return len(groups) == 1 or (len(groups[0]) <= 3 and set(map(len, groups[1:])) == {3})
