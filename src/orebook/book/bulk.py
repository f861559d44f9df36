"""Many files: read by the workers batch by batch, then checked and kept here in order of publication.

The order of keeping depends on the documents alone, so the book is the same whatever the number of workers,
the order of the files, and however often the work was interrupted. What is held in memory is two batches
being read; what was read waits on a shelf (`order.Shelf`). See decisions/0009.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orebook.book import adding, walk
from orebook.book.adding import Added
from orebook.book.order import Shelf
from orebook.book.sources import Handed, from_file
from orebook.book.walk import View
from orebook.catalog import load
from orebook.errors import UnreadableDocumentError
from orebook.ledger import Taken
from orebook.reader import Reading
from orebook.terms import Catalog

#: A batch ends at so many files or so many bytes, and is read in tasks of so many files.
FILES, BYTES, TASK = 128, 8 * 1024 * 1024, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the files of one call are read, wherever the worker is."""

    on: str | date | None
    source: str | None
    overlay: Path | None
    today: date
    moment: int

    def taken(self, item: Handed, documents: Sequence[str] = ()) -> Taken:
        """How a file is noted once it was read: by its bytes, its day where one was given, and its source."""
        on = None if self.on is None else item.on.isoformat()
        content = hashlib.sha256(item.content).hexdigest()
        return Taken(content=content, name=item.name, on=on, source=self.source, documents=tuple(documents))


Told = tuple[Path, Added | UnreadableDocumentError]
Read = Reading | UnreadableDocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some files on their way: what was handed over, what could not be, and who is reading it."""

    files: Sequence[Path]
    handed: dict[Path, Handed]
    told: dict[Path, Added | UnreadableDocumentError]
    reading: Sequence[tuple[Sequence[Path], Future[list[Read]]]]


def asked(on: str | date | None, source: str | None, overlay: Path | None, today: date) -> Asked:
    """How the files of a call that begins now are read."""
    return Asked(on=on, source=source, overlay=overlay, today=today, moment=time.monotonic_ns())


def unseen(file: Path) -> None:
    """Nobody watches which file has been read."""


def many(
    every: Sequence[Path],
    how: Asked,
    view: View,
    backfill: bool,
    work: Executor,
    seen: Callable[[Path], object] = unseen,
) -> Iterator[Told]:
    """Each file with what came of it: first those not to be kept, then the others in order of publication.

    A file whose bytes the book has read before, for the same day and source, is not read again. One that
    cannot be read is handed back with its reason; the others are kept. `seen` is told each file once read.
    """
    with Shelf() as shelf:
        taken: dict[int, Sequence[Taken]] = {}
        read: list[Path] = []
        for batch in _ahead(every, how, view, work):
            yield from _telling(batch.told.items(), seen)
            for file, reading in _read_of(batch):
                seen(file)
                if isinstance(reading, UnreadableDocumentError):
                    yield file, reading
                    continue
                documents = [document.document for document in reading.documents]
                taken[len(read)] = [how.taken(batch.handed[file], documents)]
                shelf.put(len(read), reading)
                read.append(file)
        yield from ((read[at], added) for at, added in adding.settled(shelf, view, backfill, taken))


def _telling(told: Iterable[Told], seen: Callable[[Path], object]) -> Iterator[Told]:
    for file, outcome in told:
        seen(file)
        yield file, outcome


def _ahead(every: Sequence[Path], how: Asked, view: View, work: Executor) -> Iterator[Batch]:
    """The batches, the next one already with the workers while one is being collected."""
    ahead: Batch | None = None
    for files in batches(every):
        begun, ahead = ahead, _begin(files, how, view, work)
        if begun is not None:
            yield begun
    if ahead is not None:
        yield ahead


def _read_of(batch: Batch) -> Iterator[tuple[Path, Read]]:
    """What the workers read of a batch, file by file."""
    for task, future in batch.reading:
        yield from zip(task, future.result(), strict=True)


def batches(every: Sequence[Path]) -> Iterator[list[Path]]:
    """Files in batches of bounded number and size, in the order given.

    >>> [len(batch) for batch in batches([Path("absent.txt")] * 300)]
    [128, 128, 44]
    """
    batch: list[Path] = []
    size = 0
    for file in every:
        heavy = file.stat().st_size if file.is_file() else 0
        if batch and (len(batch) == FILES or size + heavy > BYTES):
            yield batch
            batch, size = [], 0
        batch.append(file)
        size += heavy
    if batch:
        yield batch


def _begin(files: Sequence[Path], how: Asked, view: View, work: Executor) -> Batch:
    """Hand the files of a batch to the workers, but for those the book has read before."""
    handed: dict[Path, Handed] = {}
    told: dict[Path, Added | UnreadableDocumentError] = {}
    for file in files:
        try:
            handed[file] = from_file(file, how.on, how.today)
        except UnreadableDocumentError as error:
            told[file] = error
    told |= _before(handed, how, view)
    new = [file for file in files if file not in told]
    tasks = [new[at : at + TASK] for at in range(0, len(new), TASK)]
    reading = [(task, work.submit(read, [handed[file] for file in task], how)) for task in tasks]
    return Batch(files=files, handed=handed, told=told, reading=reading)


def _before(handed: dict[Path, Handed], how: Asked, view: View) -> dict[Path, Added]:
    """Of some files, those whose bytes the book has read before."""
    assert view.store is not None
    keys = {file: how.taken(item).key for file, item in handed.items()}
    held = view.store.taken(keys.values())
    return {file: _held(held[key]) for file, key in keys.items() if key in held}


def _held(documents: Sequence[str]) -> Added:
    return Added(reading=Reading(), kept=0, already=len(documents), documents=(), unread=True)


def read(items: Sequence[Handed], how: Asked) -> list[Read]:
    """Some files, read wherever the worker is."""
    return [_read(item, how, _catalog(how)) for item in items]


def _read(item: Handed, how: Asked, catalog: Catalog) -> Read:
    try:
        return walk.read(item, how.source, catalog, how.today)
    except UnreadableDocumentError as error:
        return error


@functools.lru_cache(maxsize=1)
def _catalog(how: Asked) -> Catalog:
    """The catalogue of one call, loaded once a worker; the next call sees an overlay as it is then."""
    return load(how.overlay)
