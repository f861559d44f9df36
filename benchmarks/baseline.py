"""What a good afternoon with regular expressions gives: every number with a unit goes to the nearest name.

The measure the reader is held against. It knows the same names, and nothing of clauses, dates or kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from orebook.terms import Catalog
from texts import Record, record

MONEY = {
    "yuan": "CNY", "rmb": "CNY", "cny": "CNY", "yn": "CNY", "元": "CNY", "usd": "USD", "$": "USD",
    "美元": "USD",
}  # fmt: skip
MASS = {
    "mt": "t", "tonne": "t", "ton": "t", "t": "t", "吨": "t", "噸": "t", "kg": "kg", "公斤": "kg", "lb": "lb",
}  # fmt: skip
SCALE = {"万": 1e4, "萬": 1e4, "million": 1e6, "mn": 1e6, None: 1.0}
NUMBER, SCALES = r"(\d[\d,]*(?:\.\d+)?)", r"\s*(万|萬|million|mn)?\s*"
CURRENCY = r"(yuan|rmb|cny|yn|usd|\$|美元|元)?\s*"
PRICE = re.compile(
    rf"{CURRENCY}{NUMBER}{SCALES}(?:(?:[-–~～至]|to)\s*{NUMBER})?{SCALES}{CURRENCY}"
    r"(?:/|per)\s*(mt|tonne|ton|t|吨|噸|kg|公斤|lb)",
    re.IGNORECASE,
)


def baseline(catalog: Catalog) -> Callable[[str, date], frozenset[Record]]:
    """A reader of that sort over a catalogue's names."""
    names = {name.lower(): product.id for product in catalog.products.values() for name in product.names}
    known = re.compile(
        "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE
    )

    def read(text: str, on: date) -> frozenset[Record]:
        places = [(found.start(), names[found.group().lower()]) for found in known.finditer(text)]
        return frozenset(
            _record(price, min(places, key=lambda place: abs(place[0] - price.start()))[1], on)
            for price in PRICE.finditer(text)
            if places
        )

    return read


def _record(price: re.Match[str], product: str, on: date) -> Record:
    before, first, inner, second, outer, after, mass = (group and group.lower() for group in price.groups())
    low, high = (float(end.replace(",", "")) for end in (first, second or first))
    unit = f"{MONEY[after or before or 'yuan']}/{MASS[mass]}"
    return record(product, "assessment", low * SCALE[inner or outer], high * SCALE[outer or inner], unit, on)
