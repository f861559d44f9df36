"""A workbook as one text a sheet: a line a row, a tab between cells, and the cell each value stands in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from orebook.reader.formats.caps import Caps, over
from orebook.reader.formats.told import Left, Piece, RefusedError, Stretch, Told

#: Digits a workbook keeps of a number: it shows 54.7 where 54.699999999999996 is stored.
_DIGITS = 15
_BREAKS = str.maketrans("\t\n\r\v\f\u2028\u2029", " " * 7)


def take_workbook(content: bytes, kind: str, caps: Caps) -> Told:
    """The sheets of a workbook that a person sees when opening it.

    Raises:
        RefusedError: locked, damaged, or with more cells than a workbook of the trade.
    """
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError as error:
        raise RefusedError("it is locked with a password. Save it without one") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise RefusedError("the workbook is damaged or breaks off") from error
    pieces, left, cells = [], [], 0
    for sheet in book.sheets_metadata:
        if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            left.append(_hidden(sheet.name))
            continue
        grid = _opened(book, sheet.name)
        cells += grid.height * grid.width
        if cells > caps.cells:
            raise over("cells", caps.cells, "workbook")
        piece = _piece(sheet.name, grid)
        pieces += [piece] if piece.text else []
    if not pieces:
        raise RefusedError("none of its sheets that are shown holds anything")
    return Told(format=kind, pieces=tuple(pieces), left=tuple(left))


def _opened(book: Any, name: str) -> Any:
    import python_calamine as calamine

    try:
        return book.get_sheet_by_name(name)
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise RefusedError(f'sheet "{name}" is damaged or breaks off') from error


def _hidden(name: str) -> Left:
    return Left(rule="hidden-sheet", where=f'sheet "{name}"', why="it is hidden. Show it, and it is read.")


def _piece(name: str, grid: Any) -> Piece:
    """The used part of a sheet; a row of one value alone is a title and loses the tabs after it."""
    first_row, first_column = grid.start or (0, 0)
    parts: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    for down, row in enumerate(grid.iter_rows()):
        line, places = _line(row)
        for start, end, across in places:
            cell = f"{name}!{letters(first_column + across)}{first_row + down + 1}"
            stretches.append(Stretch(length + start, length + end, cell=cell))
        parts.append(line)
        length += len(line) + 1
    return Piece(text="\n".join(parts).rstrip("\n"), stretches=tuple(stretches), title=name)


def _line(row: Sequence[object]) -> tuple[str, list[tuple[int, int, int]]]:
    """A row as a line, and for each filled cell its characters and its column."""
    cells = [_shown(value) for value in row]
    filled = [at for at, cell in enumerate(cells) if cell]
    if len(filled) <= 1:
        cells = cells[: filled[0] + 1] if filled else []
    places, at = [], 0
    for across, cell in enumerate(cells):
        if cell:
            quoted = cell[0] == '"'
            places.append((at + quoted, at + len(cell) - quoted, across))
        at += len(cell) + 1
    return "\t".join(cells), places


def _shown(value: object) -> str:
    """A value as the workbook shows it: whole numbers whole, days as ISO dates."""
    if isinstance(value, str):
        text = value.translate(_BREAKS).strip()
        return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text
    if isinstance(value, bool) or value is None:
        return str(value).upper() if value is not None else ""
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else ""


def number(value: float) -> str:
    """A number with the digits a workbook keeps, never in powers of ten.

    >>> number(412000.0), number(54.699999999999996), number(0.00001)
    ('412000', '54.7', '0.00001')
    """
    if isinstance(value, int):
        return str(value)
    return format(Decimal(f"{value:.{_DIGITS}g}"), "f")


def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    return "".join(reversed(list(_letters(column))))


def _letters(column: int) -> Iterator[str]:
    while column >= 0:
        yield chr(ord("A") + column % 26)
        column = column // 26 - 1
