"""The unit of a number, printed at it or left to its neighbours, its clause, or its product's usual one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from orebook.reader.money import Money, Place
from orebook.reader.sentence import Sentence
from orebook.terms import Product
from orebook.units import UNITS

#: A tonne of 65% WO3 is a tonne in the contract; what it holds is the product's own matter.
_PLAIN = {"standard": "t", "dmt": "t"}


@dataclass(slots=True)
class Unit:
    """A unit of the contract and where it stands, or the words that are none."""

    code: str | None
    places: tuple[Place, ...] = ()
    unknown: str | None = None
    rule: str = "U1"
    scale: Decimal | None = None


def unit(sentence: Sentence, at: int, product: Product | None, spoken: Unit | None) -> Unit:
    """The unit of the number at a position; `spoken` is the one its product had last in this text."""
    money = sentence.moneys[at]
    if money.unknown:
        return Unit(None, tuple(money.places), _printed_unit(sentence, money))
    if money.percent:
        return Unit("%", tuple(money.places))
    currency, per, places = money.currency, money.per, list(money.places)
    rule = "U1"
    if per is None or currency is None:
        currency, per, places, rule = _shared(sentence, at, currency, per, places, product, spoken)
    if currency is None or per is None:
        return Unit(None, tuple(places))
    found = _known(currency, per, tuple(places), product, sentence, money)
    completed = product is not None and found.code == product.unit and not product.unit.endswith(f"/{per}")
    found.rule = "U5" if completed else rule
    return found


def _printed_unit(sentence: Sentence, money: Money) -> str:
    return " ".join(sentence.text[start:end].strip() for start, end in money.places)


def _known(
    currency: str,
    per: str,
    places: tuple[Place, ...],
    product: Product | None,
    sentence: Sentence,
    money: Money,
) -> Unit:
    usual = product.unit if product else ""
    code = f"{currency}/{per}"
    if per in ("t", "standard") and usual == f"{currency}/dmt":
        code = usual
    if per == "t" and usual == f"{currency}/mtu" and product is not None and _in_band(product, money):
        code = usual
    if code not in UNITS:
        code = f"{currency}/{_PLAIN.get(per, per)}"
    return Unit(code, places) if code in UNITS else Unit(None, places, _printed_unit(sentence, money))


def _in_band(product: Product, money: Money) -> bool:
    """Whether a number is one of the product's in its usual unit: $535 is a unit of APT, never a tonne."""
    low, high = money.ends()
    if product.band is None or low is None or high is None:
        return False
    return product.band[0] <= float(low) <= float(high) <= product.band[1]


def _shared(
    sentence: Sentence,
    at: int,
    currency: str | None,
    per: str | None,
    places: list[Place],
    product: Product | None,
    spoken: Unit | None,
) -> tuple[str | None, str | None, list[Place], str]:
    """What a neighbour of the same sentence, an earlier "per tonne" or the product's usual unit adds."""
    for other in _neighbours(sentence, at):
        fits = currency in (None, other.currency) and per in (None, other.per)
        if fits and _alike(sentence.moneys[at], other):
            return other.currency, other.per, [*places, *other.places], "U2"
    before = _per_before(sentence, at)
    if currency and not per and before is not None:
        return currency, before[0], [*places, before[1]], "U3"
    if spoken is not None and spoken.code and _agrees(spoken.code, currency, per):
        money, _, mass = spoken.code.partition("/")
        return money, mass, [*places, *spoken.places], "U4"
    if product is not None and (currency or per) and _agrees(product.unit, currency, per):
        money, _, mass = product.unit.partition("/")
        return money, mass, places, "U5"
    if currency is None and per is not None and product is not None:
        return product.unit.partition("/")[0], per, places, "U5"
    return currency, per, places, "U1"


def _agrees(code: str, currency: str | None, per: str | None) -> bool:
    money, _, mass = code.partition("/")
    return currency in (None, money) and (per in (None, mass) or (per == "t" and mass == "dmt"))


def _neighbours(sentence: Sentence, at: int) -> list[Money]:
    """The numbers of the sentence with a whole unit: those after it, then those before, nearest first."""
    after, before = sentence.moneys[at + 1 :], reversed(sentence.moneys[:at])
    return [money for money in (*after, *before) if money.currency and money.per]


def _alike(money: Money, other: Money) -> bool:
    """Whether two numbers are of a size to share a unit, within a factor of a thousand."""
    one, two = money.ends()[1], other.ends()[1]
    if not one or not two:
        return True
    return bool(abs(two) / 1000 <= abs(one) <= abs(two) * 1000)


def _per_before(sentence: Sentence, at: int) -> tuple[str, Place] | None:
    """What every later number is per, after "selling prices per ton of A and B"."""
    marks = sentence.between(sentence.start, sentence.moneys[at].left)
    if not marks.has("per"):
        return None
    for per, mass in pairwise(marks):
        if (
            per.has("per")
            and mass.has("mass")
            and per.word.text in ("per", "每")
            and not sentence.gap(per.end, mass.start)
        ):
            return str(mass.get("mass")), (per.start, mass.end)
    return None
