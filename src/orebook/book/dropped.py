"""Reading what was dropped into a watched folder, look by look, and putting each file where it belongs."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from orebook.book.bulk import Told
from orebook.book.watching import DONE, FAILED, Folder, set_aside
from orebook.errors import UnreadableDocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a folder is followed."""

    done: bool
    every: float
    once: bool


def follow(
    folder: Folder,
    how: How,
    read: Callable[[list[Path]], Iterator[Told]],
    clock: Callable[[], float],
    pause: Callable[[float], object],
) -> Iterator[Told]:
    """Look, read what is whole, wait, and again, until told to stop; `once` looks twice, `settle` apart."""
    for wait in itertools.chain((folder.settle,), itertools.repeat(how.every)):
        yield from _looked(folder, how, read, clock, pause)
        if pause(wait):
            return
        if how.once:
            break
    yield from _looked(folder, how, read, clock, pause)


def _looked(
    folder: Folder,
    how: How,
    read: Callable[[list[Path]], Iterator[Told]],
    clock: Callable[[], float],
    pause: Callable[[float], object],
) -> Iterator[Told]:
    """Read what is whole at one look, until told to stop."""
    for file, told in read(folder.whole(clock())):
        failed = _put(file, told, folder.path, how.done)
        yield file, failed or told
        if pause(0):
            return


def _put(file: Path, told: object, folder: Path, done: bool) -> UnreadableDocumentError | None:
    """Move a file where it belongs; what could not be moved is told with its reason."""
    try:
        if isinstance(told, UnreadableDocumentError):
            moved = set_aside(file, folder / FAILED, str(told))
            return UnreadableDocumentError(f"{told} It was moved to {moved}.")
        if done:
            set_aside(file, folder / DONE)
    except OSError as error:
        return UnreadableDocumentError(f"{file}: cannot be moved ({error.strerror}); it stays where it is.")
    return None
