"""What a user hands over: a file, a folder, a pattern or a text; made into texts with names."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from orebook import units
from orebook.errors import BadArgumentError, UnreadableDocumentError

#: Files a folder is searched for. Other formats are refused with a reason when they are named.
READABLE = (".txt", ".md", ".csv", ".tsv", ".html", ".htm", ".pdf", ".xlsx", ".xls", ".ods", ".xml", ".rss",
            ".atom")  # fmt: skip
#: Files whose rows or items carry their own day.
DATED = (".csv", ".tsv", ".xml", ".rss", ".atom")
#: Names of files that are not whole yet, or were never meant to be read: begun by a program, a backup, what
#: lies beside a book.
PASSING = re.compile(
    r"^[.~]|~$|\.(part|partial|tmp|temp|crdownload|download|swp|filepart|lock)$|-(wal|shm|journal)$",
    re.IGNORECASE,
)
#: The largest file that is read, in bytes. A report is a thousandth of it.
LARGEST = 64 * 1024 * 1024
#: Days that a file may state itself: in its name, or as the day it was last written.
IN_NAME, WRITTEN = "name", "written"
_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One text to read: its bytes, what to call it, and the day it is for."""

    content: bytes
    name: str
    address: str | None
    on: date


def files(paths: Iterable[str | Path]) -> list[Path]:
    """The files meant by paths, each once.

    A folder, or a pattern the shell left alone (`notes/**`, `*.txt`), means every readable file in it, in
    order of name.

    Raises:
        UnreadableDocumentError: when a folder or a pattern holds nothing to read.

    >>> files(["notes.txt", "notes.txt"])
    [PosixPath('notes.txt')]
    """
    return list(dict.fromkeys(file for path in paths for file in _files(Path(path))))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found, where = sorted(path.rglob("*")), "in this folder"
    elif path.exists() or not glob.has_magic(str(path)):
        return [path]
    else:
        found, where = _matching(str(path)), "by this pattern"
    readable = [file for file in found if file.suffix.lower() in READABLE and file.is_file()]
    if not readable:
        raise UnreadableDocumentError(f"{path}: no file to read {where} ({', '.join(READABLE)}).")
    return [file for file in readable if not PASSING.search(file.name)]


def _matching(pattern: str) -> list[Path]:
    """What a pattern finds; a folder it finds is searched, but for `**`, which has searched it already."""
    # Path.glob finds folders alone for a pattern that ends with **.
    found = [Path(name) for name in glob.glob(pattern, recursive=True)]  # noqa: PTH207
    inside = [] if "**" in pattern else [file for folder in found for file in folder.rglob("*")]
    return sorted([*found, *inside])


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
        yield from_file(file, on, today)


def from_file(file: Path, on: str | date | None, today: date) -> Handed:
    """One file, whole, and its day: the one given, the one in its name, or the one it was written on."""
    content = _bytes(file)
    day = _own_day(file, on) if on in (IN_NAME, WRITTEN) else _day(on, file.name, today)
    return Handed(content=content, name=str(file), address=file.name, on=day)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except FileNotFoundError:
        raise UnreadableDocumentError(
            f"{file}: there is no such file. Check the name and the folder."
        ) from None
    except OSError as error:
        raise UnreadableDocumentError(f"{file}: cannot be opened ({error.strerror}).") from None
    if len(content) > LARGEST:
        raise UnreadableDocumentError(
            f"{file}: over {LARGEST // 1024**2} MB, so no report. Cut it into its reports and add them."
        )
    return content


def _own_day(file: Path, on: str | date | None) -> date:
    """The day in a file's name, or the day it was last written; it has to have begun."""
    try:
        found = _written(file) if on == WRITTEN else _day_in(file.name)
        return today_or_before(found)
    except (BadArgumentError, ValueError, OSError):
        where = "its name, as in notes-2025-01-09.txt" if on == IN_NAME else "the date it was last written"
        raise UnreadableDocumentError(
            f"{file}: no day it is from; expected one that has begun in {where}. Mend that, or say the day:"
            " --on 2025-01-09."
        ) from None


def _written(file: Path) -> date:
    return datetime.fromtimestamp(file.stat().st_mtime).date()


def _day_in(name: str) -> date:
    found = _DAY_IN_NAME.search(name)
    return date(*map(int, found.groups())) if found else date.max


def known_day(on: str | date | None) -> None:
    """Refuse a day that cannot be one before the first file is read.

    Raises:
        BadArgumentError: for a day that is none, or after today.

    >>> known_day("name"), known_day("2025-01-09")
    (None, None)
    """
    if on is not None and on not in (IN_NAME, WRITTEN):
        today_or_before(on)


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
