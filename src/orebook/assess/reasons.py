"""Why a price is what it is: each quote of the day, used or set aside, by which rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from orebook.assess.day import by_day
from orebook.assess.rules import NOT_KNOWN_THEN, rules
from orebook.assess.sentences import Circumstances, set_aside, used
from orebook.assess.series import order
from orebook.errors import BadArgumentError, EvidenceError
from orebook.facts import Assessment, Held, Judgement, Quote
from orebook.terms import Method, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What an assessment made of a quote, and why."""

    quote: Annotated[str, "id of the quote"]
    used: Annotated[bool, "whether the price rests on it"]
    rule: Annotated[str, "numbered rule of the method, or known_at for a quote the book did not yet hold"]
    sentence: Annotated[str, "the reason in plain words"]


def explain(
    product: Product,
    quotes: Sequence[Held[Quote]],
    assessment: Assessment,
    *,
    method: Method,
    judgements: Sequence[Held[Judgement]] = (),
) -> list[Reason]:
    """Say of each quote of the day, and of the day a price was carried from, what became of it.

    Args:
        product: the one assessed.
        quotes: any that the book holds; those of other days and products are passed over.
        assessment: as `assess` made it.
        method: the one it was made by.
        judgements: those it was made with.

    Returns:
        A reason a quote, by day and then in the order in which the quotes were stated.

    Raises:
        EvidenceError: when the assessment names a quote that is not among them.
        BadArgumentError: when it was made by another method.

    >>> from datetime import date
    >>> from orebook.assess import assess
    >>> from orebook.catalog import load
    >>> from orebook.testing import method, quotes
    >>> oxide, on, range_1 = load().products["prnd-oxide"], date(2025, 1, 9), method("range/1")
    >>> book = quotes("prnd-oxide  offer  >410,000  CNY/t  smm  2025-01-09")
    >>> [why] = explain(oxide, book, assess(oxide, book, on=on, method=range_1), method=range_1)
    >>> why.rule, why.sentence
    ('R2', 'Set aside: above 410,000 CNY/t is a bound, not a price.')
    """
    _same(assessment, method)
    stated = _of_its_days(product, quotes, assessment)
    _complete(assessment, {held.id for held in stated})
    around = Circumstances(
        product=product,
        quotes=stated,
        assessment=assessment,
        rules=rules(method),
        judgements={held.id: held.fact for held in judgements},
    )
    rule_of = {item.quote: item.rule for item in assessment.set_aside}
    return [_reason(held, around, rule_of) for held in stated]


def _of_its_days(
    product: Product, quotes: Sequence[Held[Quote]], assessment: Assessment
) -> list[Held[Quote]]:
    """The product's quotes of the assessed day and of the day its price was made, in order of statement."""
    made, on = assessment.as_of or assessment.price_date, assessment.price_date
    found = by_day(product, quotes, made, on)
    return [held for day in sorted({made, on}) for held in sorted(found.get(day, ()), key=order)]


def _reason(held: Held[Quote], around: Circumstances, rule_of: Mapping[str, str]) -> Reason:
    if held.id in around.assessment.used:
        rule, words = used(held, around)
        return Reason(quote=held.id, used=True, rule=rule, sentence=f"Used: {words}")
    rule = rule_of.get(held.id, NOT_KNOWN_THEN)
    return Reason(
        quote=held.id, used=False, rule=rule, sentence=f"Set aside: {set_aside(rule, held, around)}"
    )


def _same(assessment: Assessment, method: Method) -> None:
    if assessment.method != method.id:
        raise BadArgumentError(
            f"method: {assessment.product} on {assessment.price_date} was assessed by {assessment.method}, "
            f"not by {method.id}. Give the method it was made by."
        )


def _complete(assessment: Assessment, known: Collection[str]) -> None:
    named = [*assessment.used, *(item.quote for item in assessment.set_aside)]
    lost = sorted(set(named).difference(known))
    if lost:
        raise EvidenceError(
            f"{assessment.product} on {assessment.price_date}: it rests on quote {lost[0]}, which is "
            f"not among the quotes given ({len(lost)} missing). Assess again from what the book holds."
        )
