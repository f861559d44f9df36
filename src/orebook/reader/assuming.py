"""Digits and money put right while reading, for the check to bear out or refuse.

Nothing stands by an assumption alone. These are the mechanisms lost-zero, missing-dash and yen-for-yuan of
words/slips.toml. Every other slip is a matter of the check alone, which sees a number only once it is one.
"""

from __future__ import annotations

from dataclasses import replace

from orebook.reader.candidate import Candidate
from orebook.reader.digits import mended
from orebook.reader.normal import fold
from orebook.reader.once import once_each
from orebook.terms import Catalog
from orebook.units import UNITS


def assume_digits(candidate: Candidate, printed: str) -> None:
    """Ends for digits whose marks do not add up, where there is one way to add them up."""
    if None in candidate.ends:
        found = mended(fold(printed))
        if found is not None:
            candidate.repairs.append(found[0])
            candidate.mended = found[1]


def assume_money(candidate: Candidate, catalog: Catalog) -> None:
    """A unit of the contract for money that a translator is known to have mistaken."""
    money, unit = candidate.money, candidate.unit
    if unit is None or unit.code is not None or money.currency is None or money.per is None:
        return
    meant = _mistaken(catalog).get(money.currency)
    if meant is not None and f"{meant[0]}/{money.per}" in UNITS:
        candidate.unit = replace(unit, code=f"{meant[0]}/{money.per}", unknown=None)
        candidate.repairs.append(meant[1])


@once_each
def _mistaken(catalog: Catalog) -> dict[str, tuple[str, str]]:
    """Money as printed -> the money meant, and the mechanism behind it.

    >>> from orebook.catalog import load
    >>> _mistaken(load())
    {'JPY': ('CNY', 'yen-for-yuan')}
    """
    slips = catalog.words.get("slips", {}).items()
    return {
        printed: (meant, name) for name, row in slips for printed, meant in row.get("read_as", {}).items()
    }
