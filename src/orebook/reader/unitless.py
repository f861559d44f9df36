"""A product beside a number that looks like its price, without a unit: refused, with the reading that fits.

"Pr-Nd oxide was 400,000-401,000." A mass, a day, a grade, a share or a count is no such number.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from orebook.facts import Refusal
from orebook.reader.candidate import Candidate
from orebook.reader.classify import Role
from orebook.reader.context import Context
from orebook.reader.refusing import plain
from orebook.reader.strangers import uncovered
from orebook.terms import Product

_LEVELS = (Role.LEVEL, Role.ABOVE, Role.BELOW)
#: A desk note leaves the ten thousands out, too: 氧化镨钕41.0-41.3.
_MYRIAD = Decimal(10_000)
#: A purity told without its sign.
_PURITY = (Decimal(90), Decimal(100))
#: What may lead from a product to its price.
_LEADING = (
    "level",
    "kind",
    "approximate",
    "to",
    "up",
    "down",
    "above",
    "below",
    "from",
    "range",
    "both",
    "now",
)
#: What is counted after a number that is no price: tonnes are told apart already.
_COUNTED = (
    *("%", "％", "#", "号", "tonne", "ton", "mt", "t ", "kg", "吨"),
    *("家", "个", "点", "次", "台", "辆", "月", "年", "日", "手", "股"),
)


def unitless(candidate: Candidate, context: Context) -> Refusal | None:
    """The refusal of a price without a unit, or None where the number is none for certain."""
    product, money = _owner(candidate, context), candidate.money
    if product is None or candidate.role not in _LEVELS or money.volume or money.percent or money.per:
        return None
    if money.currency and not product.unit.startswith(money.currency):
        return None
    after = candidate.sentence.text[money.right : money.right + 8].strip(" ")
    if after.startswith(_COUNTED) or not _leads(candidate):
        return None
    readings = tuple(_readings(candidate, product))
    if not readings:
        return None
    expected = f"it names no unit, so it is no price of {product.id} for certain. Perhaps {readings[0]}?"
    return context.refuser.refuse("no-unit", money.left, money.right, expected, readings)


def _owner(candidate: Candidate, context: Context) -> Product | None:
    """The one product the sentence itself names for the number."""
    attached, mention = candidate.attached, candidate.attached.mention
    if mention is None or attached.refused or attached.carried or mention.actor or len(mention.products) != 1:
        return None
    product = context.product(mention.products[0])
    return product if product.unit != "%" and product.band is not None and product.band[0] > 0 else None


def _leads(candidate: Candidate) -> bool:
    """Whether only words that lead to a price stand between the product and the number."""
    sentence, mention, left = candidate.sentence, candidate.attached.mention, candidate.money.left
    if mention is None or mention.end > left:
        return False
    if sentence.between(sentence.floor(candidate.at), mention.start).has("aside", "figure"):
        return False
    marks = sentence.between(mention.end, left)
    if (
        any(pause in sentence.text[mention.end : left] for pause in ",;，；。(")
        or sentence.floor(candidate.at) > left
    ):
        return False
    if any(not mark.has(*_LEADING, "carrier", "modifier") for mark in marks):
        return False
    days = [dated for dated in sentence.dates if mention.end <= dated.start and dated.end <= left]
    return not uncovered(sentence.text, mention.end, left, [*marks, *days], shortest=2)


def _readings(candidate: Candidate, product: Product) -> Iterator[str]:
    """The number in the product's usual unit, at each scale at which it once cost as much."""
    low, high = candidate.ends
    if low is None or high is None or product.band is None or low <= 0 or low > high:
        return
    short = candidate.money.bare and high < 1000 and product.unit == "CNY/t"
    pure = _PURITY[0] <= low and high < _PURITY[1]
    for scale in (
        (Decimal(1), _MYRIAD) if short and not candidate.money.scaled and not pure else (Decimal(1),)
    ):
        ends = [end * scale for end in (low, high)]
        if product.band[0] <= float(ends[0]) and float(ends[1]) <= product.band[1]:
            yield f"{'-'.join(dict.fromkeys(plain(end) for end in ends))} {product.unit}"
