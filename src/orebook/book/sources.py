"""What a user hands over: a file, a folder, or a text; made into texts with names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orebook import units
from orebook.errors import BadArgumentError, UnreadableDocumentError

#: Files a folder is searched for. Other formats are read by naming them, or refused with a reason.
READABLE = (".txt", ".md", ".csv", ".tsv")
DATED = (".csv", ".tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One text to read: its bytes, what to call it, and the day it is for."""

    content: bytes
    name: str
    address: str | None
    on: date


def files(paths: Iterable[str | Path]) -> list[Path]:
    """The files meant by paths: a folder means every readable file in it, in order of name.

    Raises:
        UnreadableDocumentError: when a path does not exist, or a folder holds nothing to read.
    """
    return [file for path in paths for file in _files(Path(path))]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in READABLE and file.is_file())
    if not found:
        raise UnreadableDocumentError(f"{path}: no file to read in this folder ({', '.join(READABLE)}).")
    return found


def handed(path: str | Path | None, text: str | None, on: str | date | None, today: date) -> Iterator[Handed]:
    """What `read` and `add` were given, one text at a time.

    Raises:
        BadArgumentError: neither or both of a path and a text; no day; a day after today.
        UnreadableDocumentError: a file that cannot be opened.
    """
    if (path is None) == (text is None):
        raise BadArgumentError("Give a file to read, or text=..., one of the two.")
    if text is not None:
        yield Handed(content=text.encode("utf-8"), name="text", address=None, on=_day(on, "text", today))
        return
    for file in files([path] if path is not None else []):
        yield Handed(content=_bytes(file), name=str(file), address=file.name, on=_day(on, file.name, today))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocumentError(
            f"{file}: there is no such file. Check the name and the folder."
        ) from None
    except OSError as error:
        raise UnreadableDocumentError(f"{file}: cannot be opened ({error.strerror}).") from None


def _day(on: str | date | None, name: str, today: date) -> date:
    if on is None and not name.lower().endswith(DATED):
        raise BadArgumentError(f"{name}: which day is it from? Say on=2025-01-09 (--on 2025-01-09).")
    return today if on is None else today_or_before(on)


def today_or_before(on: str | date) -> date:
    """A day that has begun.

    Raises:
        BadArgumentError: for a day after today.

    >>> today_or_before("2025-01-09")
    datetime.date(2025, 1, 9)
    """
    chosen, today = units.day(on, "on"), date.today()
    if chosen > today:
        raise BadArgumentError(f"on: {chosen} is after today, {today}. Nothing is known of a day to come.")
    return chosen


def text_of(path: str | Path) -> str:
    """The text of one file, in any encoding that is certain.

    Raises:
        UnreadableDocumentError: no such file, empty or binary.
    """
    from orebook import reader

    return reader.decode(_bytes(Path(path)), str(path))
