"""A candidate that stood every question, as a statement or a change with its spans."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.facts import Change, Document, Span
from orebook.reader.beside import beside, compared
from orebook.reader.candidate import Candidate
from orebook.reader.classify import Role
from orebook.reader.completion import Unit
from orebook.reader.context import Context
from orebook.reader.dates import Dated
from orebook.reader.mentions import Mention
from orebook.reader.money import Money, Place
from orebook.reader.opening import spans_period
from orebook.reader.statement import Statement
from orebook.reader.terms_of_sale import sale
from orebook.reader.voices import voice


def statement(candidate: Candidate, context: Context) -> Statement | None:
    """The price a candidate states, or None where its product, unit, day or digits are not certain."""
    (low, high), measured, when = candidate.ends, candidate.unit, candidate.day
    product, mention, money = candidate.product, candidate.mention, candidate.money
    if product is None or mention is None or measured is None or measured.code is None:
        return None
    if when is None or when.day is None or low is None or high is None:
        return None
    open_low, open_high = candidate.role is Role.BELOW, candidate.role is Role.ABOVE
    flags = {
        "approximate": candidate.doing.approximate,
        "open-bound": open_low or open_high,
        "period-average": averages_period(candidate),
    }
    return Statement(
        product=product.id,
        kind=candidate.kind,
        low=None if open_low else float(low),
        high=None if open_high else float(high),
        unit=measured.code,
        price_date=when.day,
        printed=context.document.text[money.start : money.end],
        spans=spans(context, money, mention, measured, when.dated),
        sentence=candidate.sentence.number,
        flags=tuple(flag for flag, holds in flags.items() if holds),
        rules=(numbered(candidate), *candidate.rules, *(["C1"] if candidate.repairs else [])),
        repairs=tuple(candidate.repairs),
        average=candidate.averaged,
        contributor=voice(candidate.sentence, candidate.at, context.document.source),
        sale=sale(candidate.sentence, candidate.at),
    )


def numbered(candidate: Candidate) -> str:
    """The rule by which the digits of a level became its ends."""
    first, last = candidate.money.amounts[0], candidate.money.amounts[-1]
    if candidate.role in (Role.BELOW, Role.ABOVE):
        return "N6"
    if candidate.money.signed:
        return "N5"
    if first.remainder or last.remainder:
        return "N4"
    if first is not last:
        return "N3" if bool(first.scale) != bool(last.scale) else "N2"
    return "N1"


def averages_period(candidate: Candidate) -> bool:
    """Whether a level speaks for a month, a quarter or a year, and so for no day of it."""
    dated = candidate.day.dated if candidate.day is not None else None
    if candidate.kind in ("forecast", "listing", "order"):
        return False
    sentence, at = candidate.sentence, candidate.at
    lasts = sentence.lead(at).has("lasting") or sentence.tail(at).has("lasting")
    spoken = lasts and candidate.averaged
    return spoken or (dated is not None and spans_period(candidate.sentence, dated))


def change(candidate: Candidate, context: Context, told: Sequence[Statement]) -> Change | None:
    """By how much a price moved, or None; its day is that of the level its sentence states with it."""
    (low, high), measured, product = candidate.ends, candidate.unit, candidate.product
    if product is None or candidate.mention is None or measured is None or measured.code in (None, "%"):
        return None
    if low is None or high is None or not candidate.doing.sign:
        return None
    code, scale = str(measured.code), 1.0
    if code == "USc/lb" and product.unit == "USD/lb":  # up by 7 cents, at $11.89: one price, one unit
        code, scale = product.unit, 0.01
    ends = sorted(float(abs(end)) * candidate.doing.sign * scale for end in (low, high))
    stated = beside(candidate.sentence, candidate.at)
    own = stated.day if stated is not None and not compared(candidate.sentence, stated) else None
    number = candidate.sentence.number
    days = [
        one.price_date
        for one in told
        if one.sentence == number and one.product == product.id and one.kind != "forecast"
    ]
    return Change(
        product=product.id,
        low=round(ends[0], 10),
        high=round(ends[1], 10),
        unit=code,
        price_date=own or max(days, default=context.standing.day),
        spans=spans(context, candidate.money, candidate.mention, measured, None),
    )


def spans(
    context: Context, money: Money, mention: Mention, measured: Unit, dated: Dated | None
) -> tuple[Span, ...]:
    """The characters of a price: its number, its product, its unit, and its date where one was read."""
    places = [("price", money.start, money.end), ("product", mention.start, mention.end)]
    places += [("unit", start, end) for start, end in joined(measured.places, context.folded)]
    if dated is not None:
        places.append(("date", dated.start, dated.end))
    return tuple(span(context.document, role, start, end) for role, start, end in places)


def span(document: Document, role: str, start: int, end: int) -> Span:
    """A place in a document as a span, counted from the start of the file."""
    return Span(
        role=role,
        start=document.offset + start,
        end=document.offset + end,
        text=document.text[start:end],
        document=document.document,
    )


def joined(places: Sequence[Place], text: str) -> list[Place]:
    """The pieces of a unit, those that touch or have only a blank between them as one.

    >>> joined([(4, 8), (8, 11), (20, 22)], "400 yuan/mt")
    [(4, 11), (20, 22)]
    """
    found: list[Place] = []
    for start, end in sorted(dict.fromkeys(places)):
        last = found[-1][1] if found else -2
        if 0 <= start - last <= 1 and not text[last:start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
