"""What catalogue and method say of each code, as small tables that array loops can look things up in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from orebook.assess.arithmetic import FINENESS
from orebook.assess.columns import Array, Tables
from orebook.assess.rules import CALENDAR, LOT, QUARANTINED, Rules
from orebook.terms import Product
from orebook.units import TICKS_PER_UNIT, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Prices are whole millionths before they are ticks.
MILLIONTHS = 1_000_000

Codes = Mapping[str, Sequence[str]]


def tables(products: Sequence[Product], codes: Codes, rules: Rules, moneys: Sequence[str] = ()) -> Tables:
    """Everything the rules ask of a product or a code, looked up once.

    Args:
        products: by the number they have in the column `product`.
        codes: column -> its words, the first of them "" for absent.
        rules: of the method.
        moneys: those whose market has a calendar, in the order of the calendars.

    >>> from orebook.assess.rules import rules
    >>> from orebook.catalog import load
    >>> from orebook.testing import method
    >>> from orebook.assess.partition import COLUMNS
    >>> codes = {name: ["", "bid"] if name == "kind" else [""] for name in COLUMNS}
    >>> made = tables([load().products["prnd-oxide"]], codes, rules(method("range/1")))
    >>> made.weight.tolist()
    [0, 2]
    """
    above, below = _ratios(products, codes["unit"])
    voices = _voices([*codes["source"], *codes["contributor"]])
    bases = _numbered([_delivery(word, rules) for word in codes["delivery"]])
    spots = _numbered([word.casefold() for word in codes["place"]])
    tax = {word: number for number, word in enumerate(codes["tax"])}
    return Tables(
        weight=_weights(codes["kind"], rules),
        own=np.array([kind == "assessment" for kind in codes["kind"]]),
        market=np.array([kind in rules.market for kind in codes["kind"]]),
        numerator=above,
        denominator=below,
        tax=np.array([tax.get(one.tax, len(tax)) if one.tax else 0 for one in products], np.int64),
        base=np.array(
            [bases.get(_delivery(one.delivery or "", rules), len(bases)) for one in products], np.int64
        ),
        delivery=np.array([bases[_delivery(word, rules)] for word in codes["delivery"]], np.int64),
        spot=np.array([spots.get((one.place or "").casefold(), len(spots)) for one in products], np.int64),
        place=np.array([spots[word.casefold()] for word in codes["place"]], np.int64),
        lot=np.array([rules.lot(one) if rules.has(LOT) else -np.inf for one in products], np.float64),
        publisher=np.array([voices[_voice(word)] for word in codes["source"]], np.int64),
        named=np.array([voices[_voice(word)] for word in codes["contributor"]], np.int64),
        calendar=np.array([_calendar(one, rules, moneys) for one in products], np.int64),
        marks=np.array([_mark(words, rules) for words in codes["flags"]], np.uint8),
    )


def _weights(kinds: Sequence[str], rules: Rules) -> NDArray[np.int64]:
    fineness = 1 if rules.cap is None else FINENESS
    return np.array([rules.weights.get(kind, 0) * fineness for kind in kinds], np.int64)


def _ratios(products: Sequence[Product], units: Sequence[str]) -> tuple[Array, Array]:
    """Ticks of a product's unit in a millionth of a quote's unit, as a fraction; 0/0 where there are none."""
    above, below = (np.zeros((len(products), len(units)), np.int64) for _ in range(2))
    for into in {one.unit for one in products}:
        rows = [number for number, one in enumerate(products) if one.unit == into]
        for column, unit in enumerate(units):
            found = ratio(unit, into) if unit else None
            if found is not None:
                part = found * Fraction(TICKS_PER_UNIT, MILLIONTHS)
                above[rows, column], below[rows, column] = part.numerator, part.denominator
    return above, below


def _voices(words: Sequence[str]) -> dict[str, int]:
    return _numbered([_voice(word) for word in words])


def _voice(word: str) -> str:
    return word.strip().casefold()


def _numbered(words: Sequence[str]) -> dict[str, int]:
    """Each word's number, "" always 0."""
    return {word: number for number, word in enumerate(dict.fromkeys(["", *words]))}


def _delivery(word: str, rules: Rules) -> str:
    plain = word.casefold()
    return rules.deliveries.get(plain, plain)


def _calendar(product: Product, rules: Rules, moneys: Sequence[str]) -> int:
    money = product.unit.partition("/")[0]
    return moneys.index(money) + 1 if rules.has(CALENDAR) and money in moneys else 0


def _mark(words: str, rules: Rules) -> int:
    """0: stays in. 1: out. 2: out until it is released. range/2 R3."""
    found = rules.flags.intersection(words.split(","))
    if found - {QUARANTINED}:
        return 1
    return 2 if found else 0
