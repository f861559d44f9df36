"""Decisions: how a person read words that were refused, and the short form in which a reading is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from orebook.catalog.fields import Fields
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Shelves
from orebook.errors import BadArgumentError, nearest
from orebook.facts import KINDS
from orebook.terms import Decision
from orebook.units import UNITS

_FORM = 'Write it like "prnd-oxide 257000-262000 CNY/t assessment 2020-04-17"; kind and day may be left out.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A reading as people write it: product, range, unit, and kind and day where they are said."""

    product: str
    low: float
    high: float
    unit: str
    kind: str = "assessment"
    price_date: date | None = None


def written(text: str) -> Written:
    """A reading out of its short form.

    Raises:
        BadArgumentError: saying which word is not understood.

    >>> written("prnd-oxide 257,000-262,000 CNY/t").high
    262000.0
    """
    product, level, unit, *rest = [*text.split(), "", "", ""][: max(3, len(text.split()))]
    if not level or not unit:
        raise BadArgumentError(f'"{text}" is no reading. {_FORM}')
    if unit not in UNITS:
        raise BadArgumentError(f'"{unit}" in "{text}" is no unit.{nearest(unit, UNITS)} {_FORM}')
    low, high = _ends(level, text)
    kinds = [word for word in rest if word in KINDS]
    days = [_day(word, text) for word in rest if word not in KINDS]
    if len(kinds) > 1 or len(days) > 1:
        raise BadArgumentError(f'"{text}" names two kinds or two days. {_FORM}')
    return Written(
        product=product, low=low, high=high, unit=unit,
        kind=kinds[0] if kinds else "assessment", price_date=days[0] if days else None,
    )  # fmt: skip


def _ends(level: str, text: str) -> tuple[float, float]:
    plain = level.replace(",", "")
    first, dash, last = plain[1:].partition("-")
    try:
        low = float(plain[0] + first)
        high = float(last) if dash else low
    except ValueError:
        raise BadArgumentError(f'"{level}" in "{text}" is no number or range. {_FORM}') from None
    if low > high:
        raise BadArgumentError(f'"{level}" in "{text}" runs downwards. Put the lower end first.')
    return low, high


def _day(word: str, text: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        close = nearest(word, KINDS)
        raise BadArgumentError(f'"{word}" in "{text}" is neither a kind nor a day.{close} {_FORM}') from None


def read(sheet: Sheet, fields: Fields, shelves: Shelves) -> None:
    """The decisions of one file."""
    del sheet
    for row in fields.rows("decision"):
        told = _reading(row)
        decision = Decision(
            document=row.text("document"), content=row.text("content"),
            start=int(row.number("start")), end=int(row.number("end")), text=row.text("text"),
            product=told.product if told else None, low=told.low if told else None,
            high=told.high if told else None, unit=told.unit if told else None,
            kind=told.kind if told else None, price_date=told.price_date if told else None,
            author=row.text("author"), reason=row.text("why"), decided=row.day("date"),
        )  # fmt: skip
        row.text_or_none("source")
        _ignored(row)
        row.done()
        _whole(decision, row, shelves)
    fields.done()


def _reading(row: Fields) -> Written | None:
    text = row.text_or_none("reading")
    try:
        return written(text) if text else None
    except BadArgumentError as error:
        row.note(str(error), "reading")
        return None


def _ignored(row: Fields) -> None:
    if row.has("ignore") == row.has("reading"):
        row.note('expected one of: reading = "prnd-oxide 400000-401000 CNY/t", or ignore = true.')


def _whole(decision: Decision, row: Fields, shelves: Shelves) -> None:
    if decision.end - decision.start != len(decision.text):
        row.note(f"{decision.start} to {decision.end} is not as long as its text. Give both as they were.")
    if any(one.document == decision.document and one.start == decision.start and one.end == decision.end
           for one, _ in shelves.decisions):  # fmt: skip
        row.note("these words were decided already. Keep one of the two.")
    shelves.decisions.append((decision, row))
