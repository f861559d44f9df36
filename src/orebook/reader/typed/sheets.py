"""A sheet of bids, offers and deals: a document, a quote for each good row, what was wrong elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orebook.facts import Document, Origin, Quote, Refusal, Span, digest
from orebook.reader.formats.told import Piece, Told
from orebook.reader.reading import Reading
from orebook.reader.typed.cells import Line, readings
from orebook.reader.typed.columns import Columns, columns
from orebook.reader.typed.entry import OWN, clean
from orebook.reader.typed.figures import folded
from orebook.reader.typed.lines import TYPED
from orebook.reader.typed.meanings import ROW, meant, quote
from orebook.reader.typed.rows import called, entry
from orebook.reader.typed.settings import Settings
from orebook.reader.typed.signing import signed
from orebook.reader.typed.unclear import UnclearError
from orebook.terms import Catalog

RULE = "typed-row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that was not taken: which, what stands there, what was expected."""

    sheet: str
    row: int
    cell: str
    given: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet states: a reading of one document, the row each quote stands in, the rows refused."""

    name: str
    reading: Reading
    numbers: tuple[int, ...]
    refused: tuple[Row, ...]


def sheets(told: Told, name: str, settings: Settings, catalog: Catalog) -> list[Sheet]:
    """What each sheet of a file states, a row for each statement.

    A sheet without a header that names a product and a price is refused as a whole; the others stand.

    >>> from datetime import date
    >>> from orebook.catalog import load
    >>> text = "product,kind,price,unit,date,volume,contributor\\n"
    >>> text += "prnd-metal,bid,71.5-72万,元/吨,2026-11-20,20吨,C17"
    >>> found = sheets(Told(format="text", pieces=(Piece(text=text),)), "bids.csv",
    ...                Settings(entered_by="Wang Li", today=date(2026, 11, 20)), load())
    >>> [(one.low, one.high, one.volume, one.contributor) for one in found[0].reading.quotes]
    [(715000.0, 720000.0, 20.0, 'C17')]
    """
    single = len(told.pieces) == 1 and not told.pieces[0].stretches
    return [
        _sheet(piece, name if single else f"{name} > {piece.title}", settings, catalog)
        for piece in told.pieces
    ]


def _sheet(piece: Piece, name: str, settings: Settings, catalog: Catalog) -> Sheet:
    wrong: list[tuple[Line | None, UnclearError]] = []
    for lines in readings(piece):
        try:
            head = columns(lines, catalog)
        except UnclearError as unclear:
            wrong.append((lines[0] if lines else None, unclear))
            continue
        below = [line for line in lines if line.start > head.line.end]
        return _Taking(piece, name, settings, catalog, head, below).taken()
    line, error = wrong[0]
    row = Row(sheet=name, row=line.number if line else 1, cell=error.field, given=error.given,
              message=str(error))  # fmt: skip
    return Sheet(name=name, reading=Reading(), numbers=(), refused=(row,))


class _Taking:
    """Takes the rows of one sheet."""

    def __init__(
        self,
        piece: Piece,
        name: str,
        settings: Settings,
        catalog: Catalog,
        head: Columns,
        lines: Sequence[Line],
    ) -> None:
        self.piece, self.name, self.settings, self.catalog, self.head = piece, name, settings, catalog, head
        self.lines = lines
        self.signed = signed(piece.text.rstrip(), settings, [self._code(line) for line in lines])
        self.text = self.signed.text
        self.id = digest(f"{TYPED}\n{settings.source}\n{name}\n{self.text[: self.signed.own]}")[:16]
        self._names = called(catalog)
        self.quotes: list[Quote] = []
        self.numbers: list[int] = []
        self.refused: list[Row] = []
        self.refusals: list[Refusal] = []
        self._seen: dict[tuple[object, ...], int] = {}

    def taken(self) -> Sheet:
        """The rows as quotes of one document, and those refused."""
        for line in self.lines:
            try:
                self._take(line)
            except UnclearError as error:
                self._refuse(line, error)
        document = self._document()
        reading = Reading(
            documents=(document,) if self.quotes else (),
            quotes=tuple(self.quotes),
            refusals=tuple(self.refusals) if self.quotes else (),
        )
        return Sheet(
            name=self.name, reading=reading, numbers=tuple(self.numbers), refused=tuple(self.refused)
        )

    def _take(self, line: Line) -> None:
        found = clean(entry(line, self.head, self.settings, self._names))
        made = quote(found, meant(found, self.catalog), self._spans(line), ROW, self.catalog)
        before = self._seen.setdefault(same(made), line.number)
        if before != line.number:
            expected = "a deal number or a time in each, if they are two"
            raise UnclearError("deal", made.printed, expected, f"says the same as row {before}")
        self.quotes.append(made)
        self.numbers.append(line.number)

    def _refuse(self, line: Line, error: UnclearError) -> None:
        fields = self.head.fields
        column = fields.get(error.field, fields.get("low") if error.field == "price" else None)
        cell = line.cells.get(column) if column is not None else None
        name = cell.name if cell else f"row {line.number}"
        row = Row(sheet=self.name, row=line.number, cell=name, given=error.given, message=str(error))
        where = f"{self.name}, {name}"
        span = self._span("statement", line.start, line.end)
        self.refused.append(row)
        self.refusals.append(
            Refusal(rule=RULE, message=f"{where}: {error}", where=where, suggestions=(), spans=(span,))
        )

    def _spans(self, line: Line) -> list[Span]:
        """The words of a row, the price first, and who entered and who submits it."""
        names = {column: name for name, column in self.head.fields.items()}
        found = [
            self._span(_role(names[column]), cell.start, cell.end)
            for column, cell in line.cells.items()
            if column in names
        ]
        found += [self._span(role, *place) for role, place in self.signed.places(self._code(line))]
        return sorted(found, key=lambda span: span.role != "price")

    def _code(self, line: Line) -> str:
        """Whose a row is: its contributor's code, folded."""
        cell = line.cells.get(self.head.fields.get("contributor", -1))
        return folded((cell.text if cell else None) or self.settings.contributor or "")

    def _span(self, role: str, start: int, end: int) -> Span:
        return Span(role=role, start=start, end=end, text=self.text[start:end], document=self.id)

    def _document(self) -> Document:
        return Document(
            document=self.id,
            content=digest(self.text),
            title=self.name,
            published=max((one.published for one in self.quotes), default=self.settings.today),
            source=self.settings.source or OWN,
            address=self.name.partition(" > ")[0],
            offset=0,
            text=self.text,
            format=TYPED,
            origins=tuple(self._origins()),
        )

    def _origins(self) -> Iterator[Origin]:
        for one in self.piece.stretches:
            yield Origin(start=one.start, end=one.end, page=None, cell=one.cell, offset=None)


def _role(name: str) -> str:
    return {"low": "price", "high": "price", "on": "date", "at": "moment"}.get(name, name)


def same(one: Quote) -> tuple[object, ...]:
    """What makes two typed quotes the same statement, wherever they were typed."""
    return (one.product, one.kind, one.low, one.high, one.unit, one.price_date, one.published, one.source,
            one.contributor, one.tax, one.delivery, one.place, one.volume, one.terms)  # fmt: skip
