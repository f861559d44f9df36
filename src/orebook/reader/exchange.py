"""The price tables of metal exchanges: a row a metal, its bid and ask of cash and of three months.

"Copper 7421/7421.5 7460/7460.5 7421.5" under "Cash, 3 months, settlement": the contract that is followed
is the one of three months. A row counts only where it holds a number for every column its header names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from orebook.facts import Document
from orebook.reader.dates import Calendar
from orebook.reader.exchangewords import ExchangeWords, Token, bid_and_ask, exchange_words, tokens
from orebook.reader.money import Place
from orebook.reader.parsing import inside
from orebook.reader.recording import span
from orebook.reader.statement import Statement
from orebook.reader.table import Taken
from orebook.reader.vocabulary import Vocabulary

#: The rule a quote read off such a row carries.
RULE = "T8"
#: A document without one of these holds no such table.
_SIGNS = ("month", "3m", "个月", "個月", "月期")
#: How much text around a table may name its exchange and money; so many rows of metals speak for themselves.
_ABOVE, _BELOW, _PLAIN = 300, 120, 4
#: In so many lines above the day is told.
_LINES = 5
_HEADING = ("column", "side", "elsewhen")
#: Two lines of a header: "Cash, 3 months" over "Buyer, Seller, Buyer, Seller".
_SIDES = ("bid", "ask")
#: A column: what it holds, and whose side of it.
Column = tuple[str, str]


@dataclass(slots=True)
class Listed:
    """A table while it is read: the words of its header, its columns, and its rows with their numbers."""

    head: list[Token] = field(default_factory=list)
    columns: tuple[Column, ...] = ()
    rows: list[tuple[Token, list[Token]]] = field(default_factory=list)

    def full(self) -> bool:
        """Whether its last row has a number for every column."""
        return bool(self.rows) and len(self.rows[-1][1]) >= len(self.columns)


def read_exchange(
    document: Document, vocabulary: Vocabulary, skip: Sequence[Place], into: Taken
) -> list[Place]:
    """Read an exchange's tables outside the places that are taken, and say where they stand."""
    if not any(sign in document.text.lower() for sign in _SIGNS):
        return []
    words, folded = exchange_words(vocabulary), vocabulary.fold(document.text)
    places: list[Place] = []
    for listed in _tables(tokens(folded, words), folded):
        rows = [(metal, cells) for metal, cells in listed.rows if _whole(listed.columns, cells)]
        place = listed.head[0].start, listed.rows[-1][1][-1].end if listed.rows[-1][1] else 0
        if not rows or inside(place[0], skip) or not _dollars(folded, place, len(rows), vocabulary, words):
            continue
        day = _day(document, place[0], vocabulary)
        for metal, cells in rows:
            ends = bid_and_ask(_three(listed.columns, cells))
            if metal.sort == "metal" and ends is not None:
                level = float(ends[0]), float(ends[1])
                into.statements.append(_statement(document, listed, metal, cells, level, day, len(places)))
        places.append(place)
    return places


def _tables(found: Sequence[Token], folded: str) -> Iterator[Listed]:
    """Every header with the rows under it."""
    listed = Listed()
    for token in found:
        if token.sort == "filling":
            continue
        ends = token.sort == "prose" or (token.sort in _HEADING and listed.rows)
        if ends or (
            token.sort in ("number", "moved") and (not listed.rows or (token.first and listed.full()))
        ):
            yield from [listed] if listed.rows else []
            listed = Listed()
        if token.sort in _HEADING:
            listed.head.append(token)
        elif token.sort in ("metal", "beside") and listed.head:
            listed.columns = listed.columns or columns(listed.head, folded)
            listed.rows.append((token, []))
        elif token.sort in ("number", "moved") and listed.rows:
            listed.rows[-1][1].append(token)
    yield from [listed] if listed.rows else []


def columns(head: Sequence[Token], folded: str) -> tuple[Column, ...]:
    """The columns a header names; none where it is uncertain which holds the three months' price."""
    if any(token.sort == "elsewhen" for token in head) or head[0].sort != "column":
        return ()
    found: list[Column] = []
    for at, token in enumerate(head):
        if token.sort == "side" and found[-1][1]:
            found.append((found[-1][0], token.says))
        elif token.sort == "side":
            found[-1] = (found[-1][0], token.says)
        elif not (
            at and token.says == "settlement" and folded[head[at - 1].end : token.start].strip() == "&"
        ):
            found.append((token.says, ""))
    found = _under(head) or found
    three = sorted(side for says, side in found if says == "three")
    return tuple(found) if three in ([""], sorted(_SIDES)) else ()


def _under(head: Sequence[Token]) -> list[Column]:
    """The columns of a header whose second line tells the sides."""
    named = [token for token in head if token.sort == "column"]
    under = [token.says for token in head[len(named) :]]
    sided = [token.says for token in named if token.says in ("cash", "three", "later")]
    if len(sided) < len(_SIDES) or any(token.sort != "column" for token in head[: len(named)]):
        return []
    if under != [*_SIDES] * len(sided):
        return []
    parted = (
        [(token.says, side) for side in _SIDES] if token.says in sided else [(token.says, "")]
        for token in named
    )
    return [column for pair in parted for column in pair]


def _whole(columns: Sequence[Column], cells: Sequence[Token]) -> bool:
    """Whether a row has a cell for every column, or lacks one after those that its settlement bears out."""
    if len(cells) == len(columns) or len(columns) <= len(_SIDES):
        return len(cells) == len(columns)
    begins = columns[:2] == (("cash", ""), ("three", "")) and columns[-1][0] == "settlement"
    return begins and len(_SIDES) < len(cells) < len(columns) and cells[0].ends[-1:] == cells[-1].ends


def _three(columns: Sequence[Column], cells: Sequence[Token]) -> list[Token]:
    """The cells of the three months' price, the buyer's first."""
    own = [
        (side, cell)
        for (says, side), cell in zip(columns, cells, strict=False)
        if says == "three" and cell.sort == "number"
    ]
    return [cell for _, cell in sorted(own, key=lambda one: one[0] == "ask")]


def _day(document: Document, start: int, vocabulary: Vocabulary) -> date:
    """The day the nearest of the lines above states, where one does; else that of publication."""
    calendar = Calendar(vocabulary.catalog.words["dates"], document.published)
    for words in reversed(document.text[:start].split("\n")[-_LINES:]):
        stated = calendar.find(words, vocabulary.fold(words), ())
        days = {dated.day for dated in stated if dated.day is not None and not dated.period}
        if days:
            return min(days.pop() if len(days) == 1 else document.published, document.published)
    return document.published


def _dollars(folded: str, place: Place, rows: int, vocabulary: Vocabulary, words: ExchangeWords) -> bool:
    """Whether a table is in dollars a tonne: it says so, or the exchange that quotes so is named."""
    start, end = max(0, place[0] - _ABOVE), place[1] + _BELOW
    marks = vocabulary.marks(folded[start:end])
    money = {mark.get("currency") for mark in marks if mark.has("currency")}
    mass = {mark.get("mass") for mark in marks if mark.has("mass")} - {"t"}
    named = any(name in folded[start:end] for name in words.called)
    if money - {"USD"} or ("USD" in money and mass):
        return False
    return named or ("USD" in money and rows >= _PLAIN)


def _statement(
    document: Document,
    listed: Listed,
    metal: Token,
    cells: Sequence[Token],
    level: tuple[float, float],
    day: date,
    number: int,
) -> Statement:
    """The three months' price of one metal."""
    three = sorted(_three(listed.columns, cells), key=lambda cell: cell.start)
    places = [("price", cell.start, cell.end) for cell in three] + [("product", metal.start, metal.end)]
    return Statement(
        product=metal.says,
        kind="transaction",
        low=level[0],
        high=level[1],
        unit="USD/t",
        price_date=day,
        printed=document.text[three[0].start : three[-1].end],
        spans=tuple(span(document, *place) for place in places),
        sentence=-number - 2,
        rules=(RULE,),
    )
