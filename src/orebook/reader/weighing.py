"""Whether a number can be a price at all: by its unit, or by the company it keeps."""

from __future__ import annotations

from orebook.reader.candidate import Candidate
from orebook.reader.classify import Role
from orebook.reader.completion import Unit
from orebook.reader.context import Context
from orebook.reader.mention import Mention
from orebook.reader.regular import Pattern
from orebook.reader.resolving import coefficient, premium_of
from orebook.terms import Product

#: What a share of the goods is a share of.
_HELD = Pattern(r"^ ?(?:min(?:imum)?\.? )?(?:co|cu|li|ni|li2o|wo3|sb|w|reo|treo|grade|purity|min|basis)\b")


def counts(candidate: Candidate, context: Context) -> bool:
    """Whether a number has a price's unit, stands in a list of such, or is a coefficient in per cent."""
    money = candidate.money
    if candidate.role in (Role.FIGURE, Role.THRESHOLD):
        return False
    if candidate.role is Role.CHANGE and candidate.at and money.bare:
        return candidate.attached.mention is not None and not candidate.attached.refused
    if money.percent:
        return _in_per_cent(candidate, context)
    if (money.currency and money.per) or money.unknown or money.per:
        return True
    return _completes(candidate, context)


def _in_per_cent(candidate: Candidate, context: Context) -> bool:
    mention = candidate.attached.mention
    if _content(candidate):
        return False
    if mention is None or len(mention.products) != 1 or candidate.attached.carried:
        return False
    product = context.product(mention.products[0])
    return product.unit == "%" or coefficient(candidate, product, context) is not None


def _content(candidate: Candidate) -> bool:
    """Whether a percentage is what the goods hold: "cobalt hydroxide, min 30% Co"."""
    sentence, money = candidate.sentence, candidate.money
    before, after = sentence.text[: money.left].rstrip(" ."), sentence.text[money.right : sentence.end]
    return before.endswith(("min", "minimum", "grade")) or _HELD.search(after) is not None


def _completes(candidate: Candidate, context: Context) -> bool:
    """Whether a number without its whole unit is certainly a price: it has a product and company."""
    money, mention, sentence = candidate.money, candidate.attached.mention, candidate.sentence
    if candidate.attached.refused or mention is None:
        return False
    company = any(other.currency and other.per and not other.percent for other in sentence.moneys)
    if money.currency:
        named = sentence.lead(candidate.at).has("kind")
        return not mention.actor and (company or not money.scaled or named)
    if money.spread and money.bare:
        return spread_of(candidate, context) is not None
    grouped = any(amount.grouped for amount in money.amounts)
    shaped = len(money.amounts) > 1 or money.scaled or grouped
    return shaped and (company or standing_unit(candidate, mention, context) is not None)


def spread_of(candidate: Candidate, context: Context) -> Product | None:
    """The premium a bare number is: 好铜报贴20-平水, parity."""
    mention = candidate.attached.mention
    if mention is None or len(mention.products) != 1 or not candidate.money.spread:
        return None
    product = context.product(mention.products[0])
    return product if product.segment == "premium" else premium_of(product, context)


def standing_unit(candidate: Candidate, mention: Mention | None, context: Context) -> Unit | None:
    """The unit a list was put under ("Prices in RMB/mt: ..."), for a number right after a product."""
    sentence, years = candidate.sentence, context.years
    if mention is None or not candidate.money.bare or years.unit is None:
        return None
    first = sentence.mentions[0].start if sentence.mentions else sentence.end
    opens = sentence.gap(sentence.start, first).strip("-*•· ") == ""
    if years.heard != sentence.number and not opens:
        return None
    between = sentence.gap(mention.end, candidate.money.left)
    for start, end in years.unit.places:
        if start >= mention.end:
            between = between.replace(sentence.text[start:end], "", 1)
    between = between.strip(" :()")
    return years.unit if between in ("", "at", "为", "was", "报", "现报", "报价", "价格", "均价") else None
