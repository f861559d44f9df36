"""Numbers, masses and units as people type them: 715000-720000, 71.5-72万, 20 吨, 万元/吨; exact or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from orebook.reader.money import SCALES
from orebook.reader.typed.unclear import UnclearError
from orebook.terms import Catalog
from orebook.units import KILOGRAMS, UNITS

#: A figure somebody types is shorter; one that is longer is something else.
LONGEST = 60
_NUMBER = r"([+-]?)\s*([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,15}(?:\.[0-9]{1,10})?)"

PRICE = "a number or a range such as 715000-720000, 715,000 or 71.5-72万"
MASS = "a mass above nought such as 20t, 500kg or 20 吨"
UNIT = f"money per mass such as CNY/t or 元/吨; units are {', '.join(UNITS)}"


@dataclass(frozen=True, slots=True)
class Priced:
    """A unit as it was typed: the contract's own, and what its numbers are multiplied by."""

    unit: str
    scale: Decimal


def folded(text: str) -> str:
    """Text without full-width forms, capitals and surrounding blanks.

    >>> folded(" ７１．５万 CNY/T ")
    '71.5万 cny/t'
    """
    return unicodedata.normalize("NFKC", text).strip().casefold()


def ends(text: str, catalog: Catalog) -> tuple[Decimal, Decimal]:
    """Low and high of a price as typed; a scale word that stands once, at the end, holds for both.

    Raises:
        UnclearError: no number or range, or one that runs downwards.

    >>> from orebook.catalog import load
    >>> [str(end) for end in ends("71.5-72万", load())]
    ['715000.0', '720000']
    """
    plain, scales = folded(text), _scales(catalog)
    pattern = rf"{_NUMBER}\s*({_any(scales)})?"
    between = _any(_flat(catalog.words["typed"]["range"]))
    found = (
        re.fullmatch(rf"{pattern}(?:\s*(?:{between})\s*{pattern})?", plain) if len(plain) <= LONGEST else None
    )
    if found is None:
        raise UnclearError("price", text, PRICE)
    sign, first, scale, other_sign, last, other_scale = found.groups()
    low = _scaled(sign, first, scales.get(scale or ""))
    if last is None:
        return low, low
    high = _scaled(other_sign, last, scales.get(other_scale or ""))
    if other_scale and not scale and Decimal(first.replace(",", "")) <= Decimal(last.replace(",", "")):
        low *= scales[other_scale]
    if low > high:
        raise UnclearError("price", text, "the lower end first", "runs downwards")
    return low, high


def _scaled(sign: str, digits: str, scale: Decimal | None) -> Decimal:
    return Decimal(f"{sign}{digits.replace(',', '')}") * (scale or 1)


def tonnes(text: str, catalog: Catalog) -> float:
    """A mass as typed, in tonnes.

    Raises:
        UnclearError: no mass above nought, or one of no tonnes, kilograms or pounds.

    >>> from orebook.catalog import load
    >>> tonnes("20 吨", load()), tonnes("500kg", load()), tonnes("0.2万吨", load())
    (20.0, 0.5, 2000.0)
    >>> tonnes("20mt", load()), tonnes("20kt", load())
    (20.0, 20000.0)
    """
    plain, scales, masses = folded(text), _scales(catalog), _masses(catalog)
    pattern = rf"{_NUMBER}\s*({_any(scales)})??\s*({_any(masses)})"  # 20mt: tonnes, not million t
    found = re.fullmatch(pattern, plain) if len(plain) <= LONGEST else None
    if found is None:
        raise UnclearError("volume", text, MASS)
    sign, digits, scale, mass = found.groups()
    amount = _scaled(sign, digits, scales.get(scale or ""))
    if amount <= 0:
        raise UnclearError("volume", text, MASS)
    return float(Fraction(amount) * KILOGRAMS[masses[mass]] / KILOGRAMS["t"])


def unit(text: str, catalog: Catalog) -> Priced:
    """A unit as typed, in the contract's spelling.

    Raises:
        UnclearError: no unit of the contract.

    >>> from orebook.catalog import load
    >>> unit("万元/吨", load())
    Priced(unit='CNY/t', scale=Decimal('10000'))
    >>> unit("RMB/mt", load()).unit, unit("USD/kg", load()).unit
    ('CNY/t', 'USD/kg')
    """
    if text.strip() in UNITS:
        return Priced(text.strip(), Decimal(1))
    plain, words = folded(text), catalog.words["units"]
    money, slash, mass = plain.partition("/")
    per = _meaning(words["mass"], mass.strip()) if slash else None
    scales = _scales(catalog)
    for scale in ("", *scales):
        if money.startswith(scale):
            currency = _meaning(words["currency"], money.removeprefix(scale).strip())
            if f"{currency}/{per}" in UNITS:
                return Priced(f"{currency}/{per}", scales.get(scale, Decimal(1)))
    raise UnclearError("unit", text, UNIT)


def _meaning(words: Mapping[str, Any], word: str) -> str | None:
    return next((name for name, spelt in words.items() if word in (name.casefold(), *spelt)), None)


def _scales(catalog: Catalog) -> dict[str, Decimal]:
    words = catalog.words["units"]["scale"]
    return {word: SCALES[name] for name, spelt in words.items() for word in spelt}


def _masses(catalog: Catalog) -> dict[str, str]:
    words = catalog.words["units"]["mass"]
    return {word: name for name, spelt in words.items() if name in KILOGRAMS for word in spelt}


def _flat(words: Mapping[str, list[str]]) -> list[str]:
    return [word for spelt in words.values() for word in spelt]


def _any(words: Iterable[str]) -> str:
    """One of some words, the longest first."""
    return "|".join(re.escape(folded(word)) for word in sorted(words, key=len, reverse=True))
