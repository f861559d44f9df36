"""What rested on a fact: publications, prices, margins, averages, reviews; before and after correction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

from orebook.book import correcting, moved
from orebook.book.answers import Answers
from orebook.book.moved import MarginMoved, Moved
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.facts import Quote

if TYPE_CHECKING:
    from orebook.facts import Correction, Draft, Held, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """Everything that used a fact; of a correction, each answer before and after it."""

    id: Annotated[str, "id of the fact that was used"]
    correction: Annotated[Held[Correction] | None, "what corrected it; None: it stands"]
    publications: tuple[Held[Publication], ...]
    drafts: tuple[Held[Draft], ...]
    prices: Annotated[
        tuple[Moved, ...], "days that used it, carried and blended ones too, or came out otherwise"
    ]
    margins: tuple[MarginMoved, ...]
    averages: Annotated[tuple[tuple[str, str], ...], "product and month, for instance 2025-01"]
    weeks: Annotated[tuple[str, ...], "reviews of these weeks, and of those after, which compare with them"]


def affected(view: View, name: str, today: date) -> Affected:
    """Everything that used a quote or a statistic, named by its own id or by that of its correction.

    Raises:
        BadArgumentError: no such fact.
    """
    held, correction = _meant(view, name)
    before, after = view, view
    if correction is not None:
        first, second = correcting.around(correction.recorded_at)
        before, after = replace(view, known_at=first), replace(view, known_at=second)
    prices = _prices(before, after, held, today) if isinstance(held.fact, Quote) else []
    margins = moved.margins(before, after, [(one.product, one.price_date) for one in prices])
    return Affected(
        id=held.id,
        correction=correction,
        publications=tuple(_citing(view, "publications", held.id)),
        drafts=tuple(_citing(view, "drafts", held.id)),
        prices=tuple(prices),
        margins=tuple(margins),
        averages=tuple(sorted({(one.product, f"{one.price_date:%Y-%m}") for one in prices if _made(one)})),
        weeks=tuple(_weeks((one.price_date for one in prices), today)),
    )


def _meant(view: View, name: str) -> tuple[Held[Any], Held[Correction] | None]:
    """The fact meant, and its correction where it has one."""
    made = correcting.corrections(view)
    named = [one for one in made if name and one.id.startswith(name)]
    if len(named) > 1:
        raise BadArgumentError(f'Several corrections begin with "{name}". Give more of the id.')
    held = correcting.called(view, named[0].fact.corrects if named else name)
    return held, next((one for one in made if one.fact.corrects == held.id), None)


def _prices(before: View, after: View, held: Held[Quote], today: date) -> list[Moved]:
    """Days whose price used the quote, and those that came out otherwise once it was corrected."""
    product, first = held.fact.product, held.fact.price_date
    answers = Answers(before, {product: first}, today), Answers(after, {product: first}, today)
    days = {day for name, day in answers[0].made | answers[1].made if name == product and day >= first}
    days |= {later for day in (first, *days) for later in moved.following(day, answers[0].carry, today)}
    asked = (
        Moved(product=product, price_date=day, before=answers[0].price(product, day),
              after=answers[1].price(product, day))
        for day in sorted(days | {first})
    )  # fmt: skip
    return [one for one in asked if one.differs or (one.before is not None and held.id in one.before.used)]


def _made(one: Moved) -> bool:
    """Whether a price was made on the day at either moment, so that the month's average counts it."""
    return any(
        made is not None and made.as_of is None and made.mid is not None for made in (one.before, one.after)
    )


def _weeks(days: Iterable[date], today: date) -> list[str]:
    """The ISO weeks of some days, and those after them that have begun."""
    found = {day + timedelta(weeks=after) for day in days for after in (0, 1)}
    weeks = {day.isocalendar()[:2] for day in found if day - timedelta(days=day.weekday()) <= today}
    return [f"{year}-W{week:02}" for year, week in sorted(weeks)]


def _citing(view: View, table: str, known_as: str) -> list[Held[Any]]:
    assert view.store is not None
    held = getattr(view.store, table)(known_at=view.clock)
    return [one for one in held if known_as in one.fact.cites]
