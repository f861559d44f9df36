"""A fact that was wrong -> a correction and, where there is one, the fact in its place; the old one stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from orebook import reader, units
from orebook.book import terms, typing, walk
from orebook.book.walk import View
from orebook.errors import BadArgumentError, EvidenceError
from orebook.facts import Correction, Quote, Statistic, identity, in_segment, unaltered

if TYPE_CHECKING:
    from orebook.facts import Held
    from orebook.reader import Reading

#: Facts that can be corrected, and the table each is kept in.
TABLES = {"quote": "quotes", "statistic": "statistics"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What came of a correction."""

    id: Annotated[str, "id of the correction"]
    correction: Correction
    old: Quote | Statistic
    new: Annotated[Quote | Statistic | None, "what stands in its place; None: withdrawn"]


def correct(
    view: View, name: str, figure: str | None, unit: str | None, withdraw: bool, author: str, reason: str
) -> Corrected:
    """Withdraw a quote or a statistic, or put another figure in its place; both stay readable for good.

    Raises:
        BadArgumentError: no such fact, one that was corrected already, or nothing that would change.
    """
    assert view.store is not None
    who = terms.said(author, "author", "who corrects")
    why = terms.said(reason, "reason", "why it was wrong")
    if withdraw == (figure is not None):
        raise BadArgumentError(
            "Say what stands in its place (--to or --value), or that nothing does (--withdraw)."
        )
    held = standing(view, name)
    reading = None if figure is None else _replaced(view, held, figure, unit, who, why)
    new = None if reading is None else _only(reading)
    made = _correction(held, new, who, why)
    walk.words(view)
    view.store.append([*(walk.stated(reading) if reading is not None else ()), made])
    return Corrected(id=identity(made), correction=made, old=held.fact, new=new)


def _only(reading: Reading) -> Quote | Statistic:
    """The one fact of a correction's document."""
    return reading.quotes[0] if reading.quotes else reading.statistics[0]


def standing(view: View, name: str) -> Held[Any]:
    """The quote or statistic with this id, or whose id begins so, that no correction has taken the place of.

    Raises:
        BadArgumentError: none, several, or one that was corrected.
    """
    held = called(view, name)
    correction = next((one for one in corrections(view) if one.fact.corrects == held.id), None)
    if correction is None and held.corrected is not None:
        raise BadArgumentError(
            f"{held.id} was corrected already, by a later row of its own load. Correct {held.corrected}."
        )
    if correction is not None:
        after = correction.fact.replacement
        instead = f"{after} took its place: correct that" if after else "It was withdrawn"
        raise BadArgumentError(f"{held.id} was corrected already, by {correction.id}. {instead}.")
    return held


def called(view: View, name: str) -> Held[Any]:
    """The quote or statistic with this id, or whose id begins so.

    Raises:
        BadArgumentError: none, or several.
    """
    assert view.store is not None
    found = [one for table in TABLES.values() for one in view.store.called(table, name)] if name else []
    exact = [one for one in found if one.id == name]
    if len(exact or found) == 1:
        return (exact or found)[0]
    several = "Several facts begin with" if found else "There is no quote or statistic called"
    whole = " A row of a load is named by its whole id." if name.startswith("segment-") else ""
    raise BadArgumentError(f'{several} "{name}".{whole} `orebook quotes` and `orebook statistics` list them.')


def corrections(view: View) -> list[Held[Correction]]:
    """Every correction known then."""
    assert view.store is not None
    return view.store.corrections(known_at=view.clock)


def _replaced(
    view: View, held: Held[Any], figure: str, unit: str | None, author: str, reason: str
) -> Reading:
    """The fact in the place of another, past the same gate."""
    said = reader.Said(corrects=held.id, figure=figure, unit=unit, author=author, reason=reason)
    found = reader.replaced(held.fact, said, _published(view, held), view.catalog)
    if isinstance(held.fact, Statistic):
        _differs(held.fact, found.statistics[0])
        return found
    _differs(held.fact, found.quotes[0])
    checked = typing.gated(view, found)
    if not checked.quotes:
        raise BadArgumentError(typing.told(checked.refusals[0]))
    return checked


def _published(view: View, held: Held[Any]) -> date:
    """The day a fact was published: a row of a load has its own, other facts appeared with their document."""
    if in_segment(held.id) is not None and held.fact.published is not None:
        day: date = held.fact.published
        return day
    return walk.document(view, held.fact.spans[0].document).published


def _differs(old: Quote | Statistic, new: Quote | Statistic) -> None:
    same = (old.low, old.high, old.unit) == (new.low, new.high, new.unit)
    if same and getattr(old, "value", None) == getattr(new, "value", None):
        raise BadArgumentError(
            "It says so already: nothing would change. Give another figure, or --withdraw."
        )


def _correction(held: Held[Any], new: Quote | Statistic | None, author: str, reason: str) -> Correction:
    if not unaltered(held.id, held.fact):
        raise EvidenceError(
            f"{held.id} is not what was kept under that id; it was altered behind the book's back. Restore"
            " the book from a copy before you correct it."
        )
    return Correction(
        corrects=held.id,
        fact=type(held.fact).__name__.lower(),
        product=held.fact.product,
        price_date=getattr(held.fact, "price_date", None),
        replacement=None if new is None else identity(new),
        author=author,
        reason=reason,
    )


def around(recorded_at: int) -> tuple[str, str]:
    """The moment just before the book learnt something, and the moment it did."""
    return units.moment(recorded_at - 1), units.moment(recorded_at)
