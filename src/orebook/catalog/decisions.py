"""Decisions: how a person read words that were refused."""

from __future__ import annotations

from orebook.catalog.fields import Fields
from orebook.catalog.sheets import Sheet
from orebook.catalog.shelves import Shelves
from orebook.errors import BadArgumentError
from orebook.facts.written import Written, written
from orebook.terms import Decision


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
