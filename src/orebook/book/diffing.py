"""What changed between two moments, and why: facts learnt, texts in use, prices, margins and publications."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from orebook.book import moved, reasons, terms
from orebook.book.gather import gather
from orebook.book.moved import MarginMoved, Moved, TextMoved
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.facts import Publication

if TYPE_CHECKING:
    from orebook.facts import Held
    from orebook.ledger import Learnt

#: The tables whose facts are told as learnt, and those that move prices.
LEARNT = (
    "documents", "quotes", "changes", "phrases", "statistics", "events", "releases", "refusals",
    "corrections", "judgements", "drafts", "approvals", "publications", "notices", "register",
)  # fmt: skip
MOVING = ("quotes", "releases", "corrections", "judgements")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationMoved:
    """A subject whose newest publication is another one, or rests on what was corrected meanwhile."""

    subject: str
    before: Annotated[str | None, "id of the publication at the first moment"]
    after: Annotated[str | None, "id of the publication at the second"]
    figures: Annotated[Mapping[str, tuple[float | None, float | None]], "figures that differ: old, new"]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """Everything that changed between two moments."""

    learnt: tuple[Learnt, ...]
    texts: tuple[TextMoved, ...]
    prices: tuple[tuple[Moved, tuple[str, ...]], ...]
    margins: tuple[tuple[MarginMoved, tuple[str, ...]], ...]
    publications: tuple[PublicationMoved, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.learnt or self.texts or self.prices or self.margins or self.publications)


def diff(before: View, after: View, product: str | None, lines: bool, today: date) -> Diff:
    """What changed between two views of one book, each at its moment.

    Raises:
        BadArgumentError: the first moment is after the second, or there is no such product.
    """
    first, second = _moments(before, after)
    only = None if product is None else terms.product(after.catalog, product).id
    learnt = tuple(_learnt(after, first, second, only))
    texts = tuple(_texts(before, after, lines))
    told = reasons.Reasons(before, after, learnt, texts)
    prices = moved.prices(before, after, _touched(before, after, first, second, only), today)
    days = [(one.product, one.price_date) for one in prices]
    margins = [one for one in moved.margins(before, after, days) if one.differs]
    margins += _recosted(before, after, today, {(one.process, one.price_date) for one in margins}, only)
    return Diff(
        learnt=learnt,
        texts=texts,
        prices=tuple((one, told.of_price(one)) for one in prices),
        margins=tuple((one, told.of_margin(one)) for one in margins),
        publications=tuple(_publications(before, after)) if only is None else (),
    )


def _moments(before: View, after: View) -> tuple[int, int]:
    first, second = before.clock, after.clock
    if first is None or second is None or first > second:
        raise BadArgumentError(
            f"The first moment, {before.known_at}, is after the second, {after.known_at}."
            " Give the earlier one first."
        )
    return first, second


def _learnt(view: View, first: int, second: int, only: str | None) -> Iterator[Learnt]:
    assert view.store is not None
    for table in LEARNT:
        yield from view.store.learnt(table, first, second, only)


def _texts(before: View, after: View, lines: bool) -> Iterator[TextMoved]:
    """Texts in use that differ. A moment before the book noted any has none to compare."""
    assert before.store is not None
    old, new = before.store.in_use(before.clock), before.store.in_use(after.clock)
    for path in sorted(old.keys() | new.keys()) if old else ():
        if old.get(path) != new.get(path):
            told = _lines(before, path, old.get(path), new.get(path)) if lines else None
            yield TextMoved(path=path, before=old.get(path), after=new.get(path), lines=told)


def _lines(view: View, path: str, old: str | None, new: str | None) -> str:
    assert view.store is not None
    one, other = (view.store.text(hash_).splitlines(keepends=True) if hash_ else [] for hash_ in (old, new))
    return "".join(difflib.unified_diff(one, other, fromfile=f"{path} before", tofile=f"{path} after"))


def _touched(before: View, after: View, first: int, second: int, only: str | None) -> dict[str, date]:
    """Products whose prices may differ, each from the first day that may."""
    assert after.store is not None
    days: dict[str, date] = {}
    for table in MOVING:
        _earlier(days, after.store.first_days(table, first, second))
    redefined = _redefined(before, after)
    if redefined:
        every = after.store.first_days("quotes", -(2**62), second)
        _earlier(days, {name: day for name, day in every.items() if name in redefined})
    return {name: day for name, day in days.items() if only in (None, name)}


def _earlier(days: dict[str, date], found: Mapping[str, date]) -> None:
    for name, day in found.items():
        days[name] = min(day, days.get(name, day))


def _redefined(before: View, after: View) -> set[str]:
    """Products another method assesses, or that are told otherwise, at the second moment."""
    old, new = before.catalog.products, after.catalog.products
    methods = [terms.method(view.catalog, "range").text for view in (before, after)]
    if before.catalog is after.catalog:
        return set()
    if methods[0] != methods[1]:
        return set(old) | set(new)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _recosted(
    before: View, after: View, today: date, known: set[tuple[str, date]], only: str | None
) -> Iterator[MarginMoved]:
    """Margins of chains whose own text changed, on every day that has evidence."""
    if before.catalog is after.catalog or only is not None:
        return
    for name, chain in after.catalog.chains.items():
        old = before.catalog.chains.get(name)
        if old is None or old == chain:
            continue
        made = [
            gather(view, name, today).margins(each, today) for view, each in ((before, old), (after, chain))
        ]
        figures = [{(one.process, one.price_date): one for one in every} for every in made]
        for key in sorted(figures[0].keys() | figures[1].keys()):
            one, other = figures[0].get(key), figures[1].get(key)
            found = MarginMoved(
                chain=name, process=key[0], price_date=key[1], unit=(one or other).unit,  # type: ignore[union-attr]
                before=one.margin if one else None, after=other.margin if other else None,
            )  # fmt: skip
            if found.differs and key not in known:
                yield found


def _publications(before: View, after: View) -> Iterator[PublicationMoved]:
    """Subjects whose newest publication differs, or rests on a fact corrected between the two moments."""
    old, new = _newest(before), _newest(after)
    fixed = _corrected(before, after)
    for subject in sorted(new):
        one, other = old.get(subject), new[subject]
        why = tuple(sorted({fixed[name] for name in (one.fact.cites if one else ()) if name in fixed}))
        if one is None or one.id != other.id or why:
            yield PublicationMoved(
                subject=subject,
                before=one.fact.publication if one else None,
                after=other.fact.publication,
                figures=dict(_figures(one, other)),
                reasons=why,
            )


def _newest(view: View) -> dict[str, Held[Publication]]:
    assert view.store is not None
    return {one.fact.subject: one for one in view.store.publications(known_at=view.clock)}


def _corrected(before: View, after: View) -> dict[str, str]:
    """Facts corrected between two moments, each with its correction."""
    assert after.store is not None
    known = {one.id for one in after.store.corrections(known_at=before.clock)}
    made = after.store.corrections(known_at=after.clock)
    return {one.fact.corrects: one.id for one in made if one.id not in known}


def _figures(
    one: Held[Publication] | None, other: Held[Publication]
) -> Iterator[tuple[str, tuple[float | None, float | None]]]:
    old, new = (one.fact.figures if one else {}), other.fact.figures
    for key in sorted(old.keys() | new.keys()):
        if one is not None and old.get(key) != new.get(key):
            yield key, (old.get(key), new.get(key))
