"""A day's price: what it is made of, its status and flags, and what is carried on a silent day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from orebook.assess import rules as names
from orebook.assess.arithmetic import middle, single_source
from orebook.assess.cap import share
from orebook.assess.day import Day
from orebook.assess.history import Asked, History
from orebook.assess.ladder import Made, independent
from orebook.assess.rules import rules
from orebook.assess.series import key
from orebook.calendars import is_open
from orebook.facts import Assessment, Held, Judgement, Quote, SetAside
from orebook.terms import Calendar, Method, Product
from orebook.units import from_ticks


def assess(
    product: Product,
    quotes: Sequence[Held[Quote]],
    *,
    on: date,
    method: Method,
    known_at: str | None = None,
    judgements: Sequence[Held[Judgement]] = (),
    calendar: Calendar | None = None,
) -> Assessment:
    """What a product cost on a day: low, high and mid, their status, and every quote used or set aside.

    Args:
        product: whose price; its unit is the assessment's, its tax basis and delivery make the series.
        quotes: any, of any days up to `on`; a price that is carried or blended leans on earlier days.
        on: the market's day.
        method: of the range family; its numbered rules name why a quote was set aside.
        known_at: stamped on the result; the quotes handed in are taken to be all that was known.
        judgements: any; those of this product count, where the method has rules for them.
        calendar: of the product's market, to flag a day on which it is closed.

    Returns:
        Prices in `product.unit` on the basis `product.tax`, None when suspended. The order of the quotes is
        of no consequence. Implements the rules of the method, range/1 R1 to R10 or range/2 R1 to R18.

    Raises:
        BadArgumentError: when a parameter of the method is missing or wrong.
        EvidenceError: for a judgement that states a price in a unit that cannot become the product's.

    >>> from orebook.catalog import load
    >>> from orebook.testing import method, quotes
    >>> book = quotes("prnd-oxide  assessment  399,000-401,000  CNY/t  smm  2025-01-09")
    >>> price = assess(load().products["prnd-oxide"], book, on=date(2025, 1, 10), method=method("range/1"))
    >>> price.mid, price.status, price.as_of
    (400000.0, 'carried', datetime.date(2025, 1, 9))
    """
    asked = _asked(product, method, known_at, calendar)
    past, made = _past(asked, quotes, judgements, on)
    return _assessment(asked, past.day(on), made)


def leans_on(
    product: Product,
    quotes: Sequence[Held[Quote]],
    *,
    on: date,
    method: Method,
    known_at: str | None = None,
    judgements: Sequence[Held[Judgement]] = (),
    calendar: Calendar | None = None,
) -> date:
    """The earliest day whose quotes a day's price may lean on, as far as the quotes handed in tell.

    Where it is not before the first day whose quotes were handed in, older ones would change nothing.

    >>> from orebook.catalog import load
    >>> from orebook.testing import method, quotes
    >>> book = quotes("prnd-oxide  bid  399,000  CNY/t  smm  2025-01-09  contributor=C17")
    >>> oxide, on = load().products["prnd-oxide"], date(2025, 1, 9)
    >>> str(leans_on(oxide, book, on=on, method=method("range/2")))
    '2024-12-30'
    """
    past, _ = _past(_asked(product, method, known_at, calendar), quotes, judgements, on)
    return past.oldest


def _past(
    asked: Asked, quotes: Sequence[Held[Quote]], judgements: Sequence[Held[Judgement]], on: date
) -> tuple[History, Made | None]:
    """The days behind a price, and the price made on the day or carried to it.

    The days one may be carried from are enough for most; a blended price may lean on any day before them.
    """
    start = on - timedelta(days=asked.rules.carry_days)
    past = History(asked, quotes, judgements, start, on)
    made = _made_or_carried(past, on)
    if past.oldest >= start:
        return past, made
    past = History(asked, quotes, judgements, date.min, on)
    return past, _made_or_carried(past, on)


def _made_or_carried(past: History, on: date) -> Made | None:
    made = past.made(on)
    if made is None and (last := past.last(on)) is not None:
        made = past.made(last)
    return made


def _asked(product: Product, method: Method, known_at: str | None, calendar: Calendar | None) -> Asked:
    return Asked(product=product, method=method.id, rules=rules(method), known_at=known_at, calendar=calendar)


def days(
    product: Product,
    quotes: Sequence[Held[Quote]],
    *,
    start: date,
    end: date,
    method: Method,
    known_at: str | None = None,
    judgements: Sequence[Held[Judgement]] = (),
    calendar: Calendar | None = None,
) -> list[Assessment]:
    """A product's price on each day from `start` to `end` whose evidence makes one, oldest first.

    Nothing is carried: a day without a price of its own is absent. Otherwise as `assess`.

    >>> from orebook.catalog import load
    >>> from orebook.testing import method, quotes
    >>> book = quotes("prnd-oxide  assessment  399,000-401,000  CNY/t  smm  2025-01-09")
    >>> week = {"start": date(2025, 1, 6), "end": date(2025, 1, 10), "method": method("range/1")}
    >>> [str(price.price_date) for price in days(load().products["prnd-oxide"], book, **week)]
    ['2025-01-09']
    """
    asked = _asked(product, method, known_at, calendar)
    # A blended price leans on the one before it, which may lean on another: no day is too old.
    first = date.min if asked.rules.has(names.BLEND) else start
    past = History(asked, quotes, judgements, first, end)
    each = ((on, past.made(on)) for on in past.dates if start <= on <= end)
    return [_assessment(asked, past.day(on), made) for on, made in each if made is not None]


def _assessment(asked: Asked, today: Day, made: Made | None) -> Assessment:
    rests = today if made is None else made.day
    carried = made is not None and rests is not today
    judged = made is not None and made.status == "judged"
    used = () if judged else tuple(sorted(item.id for item in rests.standing))
    return Assessment(
        product=asked.product.id,
        price_date=today.on,
        low=None if made is None else from_ticks(made.low),
        high=None if made is None else from_ticks(made.high),
        mid=None if made is None else from_ticks(middle(made.low, made.high)),
        unit=asked.product.unit,
        status="suspended" if made is None else "carried" if carried else made.status,
        used=used,
        set_aside=_set_aside(asked, rests, today, judged),
        method=asked.method,
        known_at=asked.known_at,
        as_of=rests.on if carried else None,
        series=key(asked.product) if asked.rules.has(names.LADDER) else "",
        independent=_independent(asked, rests, judged),
        share=_share(asked, rests, judged),
        flags=_flags(asked, today, made, judged),
        judgements=_judgements(rests, judged),
    )


def _set_aside(asked: Asked, rests: Day, today: Day, judged: bool) -> tuple[SetAside, ...]:
    """Every quote not used, of the day and of the day a price was carried from, with the rule's number."""
    stated = {item.id: names.JUDGED_PRICE for item in rests.standing} if judged else {}
    aside = {**rests.aside, **stated, **({} if today is rests else today.aside)}
    return tuple(
        SetAside(quote=quote, rule=asked.rules.number[rule]) for quote, rule in sorted(aside.items())
    )


def _independent(asked: Asked, rests: Day, judged: bool) -> int:
    counted = asked.rules.has(names.LADDER) and not judged
    return independent(rests.standing) if counted else 0


def _share(asked: Asked, rests: Day, judged: bool) -> float | None:
    if judged or not asked.rules.has(names.SINGLE_SOURCE):
        return None
    found = share(rests.standing)
    return None if found is None else float(found)


def _flags(asked: Asked, today: Day, made: Made | None, judged: bool) -> tuple[str, ...]:
    """What a reader should know of a price. range/2 R11, R14, R15 and R17."""
    found = set()
    if made is not None and not judged:
        found |= _of_weight(asked, made)
    if asked.calendar is not None and asked.rules.has(names.CALENDAR):
        works = is_open(asked.calendar, today.on)
        found |= {None: {"calendar-unknown"}, False: {"market-closed"}, True: set()}[works]
    return tuple(sorted(found))


def _of_weight(asked: Asked, made: Made) -> set[str]:
    found = {"capped"} if made.day.capped else set()
    largest, half = share(made.day.standing), asked.rules.half
    if half and largest and single_source(largest.numerator, largest.denominator, half):
        found.add("single-source")
    if made.last is not None:
        found.add(f"blended-with-{made.last}")
    return found


def _judgements(rests: Day, judged: bool) -> tuple[str, ...]:
    """The judgements that had a part in it: what they set aside, what they let in, the price they stated."""
    said = rests.verdicts
    found = {said.aside[quote].id for quote, rule in rests.aside.items() if rule == names.JUDGED_QUOTE}
    if judged and said.price is not None:
        found.add(said.price.id)
    else:
        found |= {said.admitted[item.id].id for item in rests.standing if item.admitted}
    return tuple(sorted(found))
