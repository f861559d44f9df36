"""A folder that others drop files into: which of them are whole, and where those go that cannot be read."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from orebook.book.files import is_book
from orebook.book.sources import PASSING
from orebook.errors import BadArgumentError

#: Folders inside the watched one: what was read, where that is asked for, and what could not be.
DONE, FAILED = "done", "failed"
#: The user's own TOML, where a book stands in the watched folder.
OVERLAY = "orebook.d"
#: What is written beside a file that could not be read.
REASON = ".reason.txt"

State = tuple[int, int, int]


@dataclass(slots=True)
class Folder:
    """A folder as it looked before: what is still growing in it, and what was told already."""

    path: Path
    settle: float
    book: Path | None = None
    """The open book's own file: SQLite would lose its locks if this process opened and closed it."""
    growing: dict[Path, tuple[State, float]] = field(default_factory=dict)
    told: dict[Path, State] = field(default_factory=dict)

    def whole(self, now: float) -> list[Path]:
        """The files that stand as they stood `settle` seconds ago, written by nobody, and not told yet.

        Args:
            now: seconds on a clock that never runs backwards.
        """
        states = {file: state for file, state in _files(self.path) if not self._own(file)}
        self.growing = {file: self._since(file, state, now) for file, state in states.items()}
        self.told = {file: state for file, state in self.told.items() if states.get(file) == state}
        settled = [
            file
            for file, (_, since) in self.growing.items()
            if file not in self.told
            and now - since >= self.settle
            and not _open_for_writing(file)
            and not is_book(file)
        ]
        self.told |= {file: states[file] for file in settled}
        return settled

    def _own(self, file: Path) -> bool:
        book = self.book
        return book is not None and file.name.startswith(book.name) and file.parent.resolve() == book.parent

    def _since(self, file: Path, state: State, now: float) -> tuple[State, float]:
        before = self.growing.get(file)
        return before if before is not None and before[0] == state else (state, now)

    @property
    def unsettled(self) -> list[Path]:
        """Files that were still being written at the last look."""
        return [file for file in self.growing if file not in self.told]


def folder(path: str | Path, settle: float, book: str | Path | None = None) -> Folder:
    """A folder to watch, for a book that may stand in it.

    Raises:
        BadArgumentError: when there is no such folder.

    >>> folder("no-such-folder", 2)
    Traceback (most recent call last):
    orebook.errors.BadArgumentError: no-such-folder: there is no such folder to watch. Make it first: ...
    """
    if not Path(path).is_dir():
        raise BadArgumentError(f"{path}: there is no such folder to watch. Make it first: mkdir -p {path}")
    if settle < 0:
        raise BadArgumentError(f"settle: {settle} is not a number of seconds. Give 0 or more.")
    own = None if book is None or "://" in str(book) else Path(book).resolve()
    return Folder(path=Path(path), settle=settle, book=own)


def _files(path: Path) -> Iterator[tuple[Path, State]]:
    """Files by name, in a folder and those inside it; not what is passing, set aside, or a link elsewhere."""
    for root, folders, names in os.walk(path):
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name != OVERLAY and not (here == path and name in (DONE, FAILED))
        )
        for name in sorted(names):
            state = None if PASSING.search(name) else _state(here / name)
            if state is not None:
                yield here / name, state


def _state(file: Path) -> State | None:
    """Which file it is, how large, and when it was last written; None for what is no file (any more)."""
    try:
        seen = file.lstat()
    except OSError:
        return None
    return (seen.st_ino, seen.st_size, seen.st_mtime_ns) if stat.S_ISREG(seen.st_mode) else None


def _open_for_writing(file: Path) -> bool:
    """Whether a program holds a file open to write it, where that can be told.

    Linux grants a lease for reading on a file of ours that nobody has open for writing; elsewhere, and on
    other people's files, that the file stands still has to be enough.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        # Whoever opens it meanwhile would have us told by SIGIO, which ends a process; SIGURG does nothing.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def set_aside(file: Path, inside: Path, reason: str | None = None) -> Path:
    """Move a file into a folder, under a name that is free there, with the reason beside it if there is one.

    Raises:
        OSError: when it cannot be moved.
    """
    target = _free(inside, file)
    target.parent.mkdir(parents=True, exist_ok=True)
    file.rename(target)
    if reason is not None:
        target.with_name(target.name + REASON).write_text(f"{reason}\n", encoding="utf-8")
    return target


def _free(inside: Path, file: Path) -> Path:
    names = (f"{file.stem}{f'-{number}' if number else ''}{file.suffix}" for number in range(1_000_000))
    return next(inside / name for name in names if not (inside / name).exists())
