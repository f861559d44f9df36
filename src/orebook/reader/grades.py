"""Premiums of cathode: of one grade or of all of them, and below nought where they are called a discount."""

from __future__ import annotations

from orebook.reader.candidate import Candidate
from orebook.reader.classify import Role
from orebook.reader.context import Context
from orebook.reader.regular import Pattern
from orebook.terms import Product

#: What is a discount by its name, what is none, and what may be either.
_SPREADS = Pattern("升贴水|贴水|升水|premiums?(?:/| and | or )discounts?|discounts?|premiums?")
_DISCOUNTS = ("贴水", "discount", "discounts")
#: What the price of all the grades before it is called.
_DEALT = ("成交价", "transaction price", "traded price", "deal price")


def ungraded(candidate: Candidate, product: Product, context: Context) -> Product:
    """The product of all grades, where the number is no longer that of the grade named last."""
    name = context.vocabulary.catalog.words.get("usual", {}).get("graded", {}).get(product.id)
    if name is None:
        return product
    whole = _of_market(candidate) if candidate.attached.carried else _of_all(candidate)
    return context.vocabulary.catalog.products.get(name, product) if whole else product


def _of_market(candidate: Candidate) -> bool:
    """Whether a premium without a name opens a line of its own, or is what is expected of the market."""
    sentence = candidate.sentence
    if not candidate.money.signed:
        return False
    opens = "\n" in sentence.text[max(0, sentence.start - 2) : sentence.start]
    return opens or sentence.between(sentence.start, candidate.money.left).has("forecast")


def _of_all(candidate: Candidate) -> bool:
    """Whether a price follows the premiums of two grades: "A at -20, B at 10-20, dealing prices 49,300"."""
    sentence, at = candidate.sentence, candidate.at
    if candidate.money.signed or not at or not sentence.moneys[at - 1].signed:
        return False
    between = sentence.text[sentence.moneys[at - 1].right : candidate.money.left]
    right, left = sentence.moneys[at - 1].right, candidate.money.left
    named = any(right <= mention.start < left for mention in sentence.mentions)
    grades = {mention.products for mention in sentence.mentions if mention.end <= candidate.money.left}
    return not named and len(grades) > 1 and any(word in between for word in _DEALT)


def discounted(candidate: Candidate, product: Product) -> None:
    """Put a discount that is told without a sign below nought: "the discount widened to 100 yuan/mt"."""
    money = candidate.money
    bare = product.segment == "premium" and not money.spread and candidate.role is not Role.CHANGE
    if bare and not any(amount.sign for amount in money.amounts) and _called(candidate) in _DISCOUNTS:
        for amount in money.amounts:
            amount.sign = -1
        money.signed = True


def _called(candidate: Candidate) -> str | None:
    """What the number was last called since another product was named: a premium, a discount, or either."""
    sentence, left, own = candidate.sentence, candidate.money.left, candidate.mention
    others = [
        mention.end
        for mention in sentence.mentions
        if own is not None and mention.end <= left and mention.products != own.products
    ]
    start = max(others, default=sentence.start)
    words = [
        match.group()
        for match in _SPREADS.finditer(sentence.text[start:left])
        if not any(money.left <= start + match.start() < money.right for money in sentence.moneys)
    ]
    return words[-1] if words else None
