"""A price as people write it in short: product, range, unit, and kind and day where they are said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from orebook.errors import BadArgumentError, nearest
from orebook.facts.stated import KINDS
from orebook.units import UNITS

_FORM = 'Write it like "prnd-oxide 257000-262000 CNY/t assessment 2020-04-17"; kind and day may be left out.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A reading as people write it: product, range, unit, and kind and day where they are said."""

    product: str
    low: float
    high: float
    unit: str
    kind: str = "assessment"
    price_date: date | None = None


def written(text: str) -> Written:
    """A reading out of its short form.

    Raises:
        BadArgumentError: saying which word is not understood.

    >>> written("prnd-oxide 257,000-262,000 CNY/t").high
    262000.0
    """
    product, level, unit, *rest = [*text.split(), "", "", ""][: max(3, len(text.split()))]
    if not level or not unit:
        raise BadArgumentError(f'"{text}" is no reading. {_FORM}')
    if unit not in UNITS:
        raise BadArgumentError(f'"{unit}" in "{text}" is no unit.{nearest(unit, UNITS)} {_FORM}')
    low, high = _ends(level, text)
    kinds = [word for word in rest if word in KINDS]
    days = [_day(word, text) for word in rest if word not in KINDS]
    if len(kinds) > 1 or len(days) > 1:
        raise BadArgumentError(f'"{text}" names two kinds or two days. {_FORM}')
    return Written(
        product=product, low=low, high=high, unit=unit,
        kind=kinds[0] if kinds else "assessment", price_date=days[0] if days else None,
    )  # fmt: skip


def _ends(level: str, text: str) -> tuple[float, float]:
    plain = level.replace(",", "")
    first, dash, last = plain[1:].partition("-")
    try:
        low = float(plain[0] + first)
        high = float(last) if dash else low
    except ValueError:
        raise BadArgumentError(f'"{level}" in "{text}" is no number or range. {_FORM}') from None
    if low > high:
        raise BadArgumentError(f'"{level}" in "{text}" runs downwards. Put the lower end first.')
    return low, high


def _day(word: str, text: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        close = nearest(word, KINDS)
        raise BadArgumentError(f'"{word}" in "{text}" is neither a kind nor a day.{close} {_FORM}') from None
