"""A sheet of bids, offers and deals -> ledger: the good rows, past the same gate as what is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from orebook import reader
from orebook.book import submitters, typing, walk
from orebook.book.sources import from_file
from orebook.book.walk import View
from orebook.errors import BadArgumentError
from orebook.facts import identity

if TYPE_CHECKING:
    from orebook.facts import Quote, Refusal
    from orebook.reader import Reading, Row, Settings, Sheet

#: What a sheet may be taken from.
_FORMATS = ("text", "xlsx", "xls", "ods")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What came of a file of sheets: the quotes kept, the rows held already, the rows refused, row by row."""

    quotes: tuple[Quote, ...]
    documents: tuple[str, ...]
    already: tuple[Row, ...]
    refused: tuple[Row, ...]
    unregistered: tuple[str, ...]
    """Contributors the register of submitters does not know."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids the quotes are kept under."""
        return tuple(identity(quote) for quote in self.quotes)


def filed(
    view: View, path: str | Path, settings: Settings, all_or_nothing: bool = False, backfill: bool = False
) -> Filed:
    """A file -> its good rows in the ledger, a document a sheet; the others come back, each with its reason.

    Raises:
        UnreadableDocumentError: no such file, damaged, hostile, or no sheet; nothing is kept.
    """
    assert view.store is not None
    found = [_judged(view, one) for one in _sheets(view, path, settings)]
    refused = tuple(row for _, sheet in found for row in sheet.refused)
    already = tuple(row for rows, _ in found for row in rows)
    keeping = [sheet.reading for _, sheet in found if sheet.reading.quotes]
    if all_or_nothing and refused:
        keeping = []
    if keeping:
        walk.words(view)
        reading = _together(keeping)
        walk.keep(reading, view, backfill)
    return _told(view, keeping, already, refused)


def _sheets(view: View, path: str | Path, settings: Settings) -> list[Sheet]:
    item = from_file(Path(path), settings.today, settings.today)
    told = reader.take(item.content, item.name, catalog=view.catalog)
    if told.format not in _FORMATS:
        raise BadArgumentError(f"{item.name}: a sheet is a CSV file or a workbook (XLSX, XLS, ODS).")
    known = {one.code.casefold(): (one.role, one.verified is not None) for one in submitters.submitters(view)}
    return reader.sheets(told, Path(item.name).name, replace(settings, submitters=known), view.catalog)


def _judged(view: View, sheet: Sheet) -> tuple[list[Row], Sheet]:
    """The rows the book holds already, and the sheet without them, held against history."""
    held = _held(view, sheet.reading.quotes)
    numbers = dict(zip((quote.spans for quote in sheet.reading.quotes), sheet.numbers, strict=True))
    already = [
        _row(sheet, numbers[quote.spans], quote.printed, f"held already as {held[reader.same(quote)]}")
        for quote in sheet.reading.quotes
        if reader.same(quote) in held
    ]
    fresh = tuple(quote for quote in sheet.reading.quotes if reader.same(quote) not in held)
    checked = typing.gated(view, replace(sheet.reading, quotes=fresh))
    old = len(sheet.reading.refusals)
    rows = [_refused(sheet, one, numbers) for one in checked.refusals[old:]]
    return already, replace(
        sheet, reading=checked, numbers=(), refused=tuple(sorted((*sheet.refused, *rows), key=_number))
    )


def _held(view: View, quotes: Sequence[Quote]) -> dict[tuple[object, ...], str]:
    """Statements that were typed before -> the quote the book holds of each."""
    assert view.store is not None
    if not quotes:
        return {}
    days = [quote.price_date for quote in quotes]
    products = {quote.product for quote in quotes}
    held = walk.released(view.store.quotes(products, start=min(days), end=max(days)), view)
    typed = {
        one.id
        for one in view.store.documents({one.fact.spans[0].document for one in held if one.fact.spans})
        if one.fact.format == reader.TYPED
    }
    return {
        reader.same(one.fact): one.id
        for one in held
        if one.fact.spans and one.fact.spans[0].document in typed and one.corrected is None
    }


def _refused(sheet: Sheet, refusal: Refusal, numbers: dict[object, int]) -> Row:
    return _row(sheet, numbers[refusal.spans], refusal.spans[0].text, typing.placeless(refusal))


def _row(sheet: Sheet, number: int, given: str, message: str) -> Row:
    return reader.Row(sheet=sheet.name, row=number, cell=f"row {number}", given=given, message=message)


def _number(row: Row) -> int:
    return row.row


def _together(readings: Sequence[Reading]) -> Reading:
    whole = readings[0]
    for one in readings[1:]:
        whole = whole.merge(one)
    return whole


def _told(view: View, kept: Sequence[Reading], already: Sequence[Row], refused: Sequence[Row]) -> Filed:
    quotes = tuple(quote for reading in kept for quote in reading.quotes)
    known = {one.code.casefold() for one in submitters.submitters(view)}
    named = dict.fromkeys(quote.contributor for quote in quotes if quote.contributor)
    return Filed(
        quotes=quotes,
        documents=tuple(document.document for reading in kept for document in reading.documents),
        already=tuple(already),
        refused=tuple(refused),
        unregistered=tuple(code for code in named if code.casefold() not in known),
    )
