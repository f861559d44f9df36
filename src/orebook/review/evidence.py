"""Every figure rests on evidence that is still what it was, or the review is not built.

Nothing is rendered before `verify` has passed. It follows each figure to the quotes, phrases and refusals
behind it, and names every figure that rests on whatever is missing or altered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from orebook.errors import EvidenceError
from orebook.facts import Assessment, Judgement, Phrase, Quote, identity, noted_as
from orebook.review.content import Figure
from orebook.review.numbers import shown
from orebook.review.register import Register
from orebook.review.tracing import name, trail
from orebook.review.week import Kept, Week
from orebook.review.witness import fault
from orebook.units import convert

#: How a price says the day of the price it is blended with.
BLENDED = "blended-with-"
MEND = (
    "The review is not built. Restore the book from a copy, or read the document again into a new book; "
    "nothing in a book is changed or deleted by Orebook itself."
)


def verify(week: Week, register: Register) -> None:
    """Check all that the figures of a review rest on.

    Raises:
        EvidenceError: naming the figures, the quote or phrase, and what is wrong with it.
    """
    figures = register.figures
    _inputs(week, figures)
    _grounded(week, figures)
    resting = _resting(figures)
    refusals = {identity(refusal) for refusal in week.refusals}
    for cite, keys in resting.items():
        wrong = None if cite in refusals else fault(week, cite)
        if wrong:
            raise EvidenceError(_fallen(wrong, [name(week, figures[key]) for key in keys]))
    for identifier, key in register.relied.items():
        _follows(week, figures[key], register.assessments[identifier])
    _spoken(week, register)
    _complete(week, resting, figures)


def _grounded(week: Week, figures: Mapping[str, Figure]) -> None:
    """Every figure rests on something."""
    for key, figure in figures.items():
        if next(trail(figures, key), None) is None:
            raise EvidenceError(f"{name(week, figure)}: it rests on no quote, phrase or refusal. {MEND}")


def _spoken(week: Week, register: Register) -> None:
    """What a side is said to have done rests on phrases, also where no score does."""
    for entry in register.entries.values():
        wrong = next((found for cite in entry.phrases if (found := fault(week, cite))), None)
        if wrong:
            raise EvidenceError(f"{entry.subject}, what was said, {entry.on}: {wrong}. {MEND}")


def _fallen(wrong: str, names: list[str]) -> str:
    """What is wrong and with which figure; then every other figure that falls with it, a line each."""
    first, *rest = names
    told = f"{first}: {wrong}. {MEND}"
    return "\n  - ".join([f"{told}\nAlso resting on it:", *rest]) if rest else told


def _resting(figures: Mapping[str, Figure]) -> dict[str, list[str]]:
    """Which figures rest on each quote, phrase or refusal."""
    found: dict[str, list[str]] = {}
    for key in figures:
        for cite in trail(figures, key):
            found.setdefault(cite, []).append(key)
    return found


def _inputs(week: Week, figures: Mapping[str, Figure]) -> None:
    """A computation's inputs are figures of the review; any other is an assessment nobody can show."""
    for figure in figures.values():
        missing = next((item for item in figure.inputs if item not in figures), None)
        if missing is not None:
            raise EvidenceError(
                f"{name(week, figure)}: it was worked from {missing}, which is not among the week's "
                f"assessments. {MEND}"
            )


def _follows(week: Week, figure: Figure, assessment: Assessment) -> None:
    """Check that an assessment can follow from its quotes: each of its figures within their extremes."""
    quotes = [week.quotes[cite] for cite in assessment.used]
    bounds = [
        *(bound for quote in quotes for bound in _bounds(quote, assessment)),
        *_beside(week, assessment),
    ]
    wrong = next((quote for quote in quotes if quote.product != assessment.product), None)
    if wrong is not None:
        raise EvidenceError(
            f"{name(week, figure)}: it rests on {identity(wrong)}, a quote of {wrong.product}. {MEND}"
        )
    for what in ("low", "mid", "high"):
        value = getattr(assessment, what)
        if value is not None and not (bounds and min(bounds) <= value <= max(bounds)):
            said = ", ".join(
                f"{quote.printed} ({cite})" for cite, quote in zip(assessment.used, quotes, strict=True)
            )
            raise EvidenceError(
                f"{name(week, figure)}: a {what} of {shown(value, assessment.unit)} {assessment.unit} on "
                f"{assessment.price_date} cannot follow from the quotes it cites: {said}. {MEND}"
            )


def _beside(week: Week, assessment: Assessment) -> Iterator[float]:
    """What beside its quotes a price may lie between: as judged, the price it is blended with, or carried."""
    for cite in assessment.judgements:
        if cite in week.judgements:
            yield from _bounds(week.judgements[cite], assessment)
    leaning = {flag for flag in assessment.flags if flag.startswith(BLENDED)}
    for last in (*week.history.get(assessment.product, ()), *week.before.values()):
        carried = last.price_date == assessment.as_of and last.status in ("blended", "judged")
        if last.product == assessment.product and (carried or f"{BLENDED}{last.price_date}" in leaning):
            yield from (value for value in (last.low, last.high) if value is not None)


def _bounds(quote: Quote | Judgement, assessment: Assessment) -> Iterator[float]:
    for bound in (quote.low, quote.high):
        into = quote.unit or assessment.unit
        converted = None if bound is None else convert(bound, into, assessment.unit)
        if converted is not None:
            yield converted


def _complete(week: Week, resting: Mapping[str, list[str]], figures: Mapping[str, Figure]) -> None:
    """Check that whatever was kept with the week's documents is there, and that nothing else is cited."""
    held: dict[str, dict[str, Quote] | dict[str, Phrase]] = {
        "quote": dict(week.quotes),
        "phrase": dict(week.phrases),
    }
    for document, kept in week.kept.items():
        for item in kept:
            gone = item.fact in held and item.id not in held[item.fact]
            if gone and _concerns(week, item):
                raise EvidenceError(
                    f"{_what(week, item)} was kept with document {document} and is gone. {MEND}"
                )
    for cite, keys in resting.items():
        fact = week.quotes.get(cite) or week.phrases.get(cite)
        manifest = week.kept.get(fact.spans[0].document) if fact else None
        if manifest is not None and noted_as(cite) not in {item.id for item in manifest}:
            wrong = f"{cite} was not kept with its document; it was added since"
            raise EvidenceError(_fallen(wrong, [name(week, figures[key]) for key in keys]))


def _concerns(week: Week, kept: Kept) -> bool:
    """Whether a kept fact belongs to this review: of its chain, and not of a later day."""
    ours = kept.product is None or kept.product in week.products
    return ours and (kept.price_date is None or kept.price_date <= week.on)


def _what(week: Week, kept: Kept) -> str:
    product = week.products.get(kept.product or "")
    of = f" of {product.en}" if product else ""
    day = f" for {kept.price_date}" if kept.price_date else ""
    return f"A {kept.fact}{of}{day} ({kept.id})"
