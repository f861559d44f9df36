"""Keeping what was read: one text, many files, or the sample that ships with the package."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from importlib import resources
from operator import itemgetter
from pathlib import Path

from orebook.book import walk
from orebook.book.memory import Memory
from orebook.book.order import Shelf
from orebook.book.sources import Handed, handed
from orebook.book.walk import View
from orebook.catalog import load
from orebook.errors import UnreadableDocumentError
from orebook.reader import Reading
from orebook.terms import Catalog

#: Day and source of the texts in data/sample. The statements carry their own, and come last: where a note
#: repeats one, the statement with its address is the later word.
SAMPLE = {
    "notes-2025-W01.md": (date(2025, 1, 2), "smm"),
    "notes-2025-W02.md": (date(2025, 1, 9), "smm"),
    "statements.csv": (None, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding: what was read, how many facts were kept, how many documents were held already."""

    reading: Reading
    kept: int
    already: int
    documents: tuple[str, ...]


def look(item: Handed, source: str | None, view: View, today: date) -> Reading:
    """What one text says, checked against the book's history."""
    reading = walk.read(item, source, view.catalog, today)
    return walk.check(reading, view, Memory(view).of(reading))


def add(items: Sequence[Handed], source: str | None, view: View, today: date, backfill: bool) -> Added:
    """Read some texts and keep them; all are read before the first is kept, so one bad file keeps none."""
    with Shelf() as shelf:
        for at, item in enumerate(items):
            shelf.put(at, walk.read(item, source, view.catalog, today))
        return all_of([added for _, added in sorted(settled(shelf, view, backfill), key=itemgetter(0))])


def settled(shelf: Shelf, view: View, backfill: bool) -> Iterator[tuple[int, Added]]:
    """What came of each reading on the shelf, as soon as its last document was kept.

    Documents are checked and kept in order of publication, then of hash, each against all that was kept before: the
    same documents give the same book whatever the number of workers and the order of the files.
    """
    memory, begun = Memory(view), dict[int, list[Added]]()
    for at, reading, last in shelf.in_order():
        checked = walk.check(reading, view, memory.of(reading))
        begun.setdefault(at, []).append(_keep(checked, view, backfill))
        if last:
            yield at, all_of(begun.pop(at))


def _keep(reading: Reading, view: View, backfill: bool) -> Added:
    appended = walk.keep(reading, view, backfill)
    return Added(
        reading=reading,
        kept=len(appended.documents),
        already=appended.already,
        documents=appended.documents,
    )


def together(readings: Sequence[Reading]) -> Reading:
    """Several readings as one."""
    return functools.reduce(Reading.merge, readings, Reading())


def all_of(every: Sequence[Added]) -> Added:
    """What came of several additions, as one."""
    return Added(
        reading=together([one.reading for one in every]),
        kept=sum(one.kept for one in every),
        already=sum(one.already for one in every),
        documents=tuple(name for one in every for name in one.documents),
    )


def many(
    every: Sequence[Path],
    on: str | date | None,
    source: str | None,
    view: View,
    overlay: Path | None,
    today: date,
    backfill: bool,
    work: Executor,
) -> Iterator[tuple[Path, Added | UnreadableDocumentError]]:
    """Many files: read by the workers, then checked and kept here in order of publication.

    A file that cannot be read is handed back with its reason; the others are kept.
    """
    asked = Asked(on=on, source=source, overlay=overlay, today=today, moment=time.monotonic_ns())
    with Shelf() as shelf:
        for at, reading in enumerate(work.map(_read, every, [asked] * len(every))):
            if isinstance(reading, UnreadableDocumentError):
                yield every[at], reading
            else:
                shelf.put(at, reading)
        for at, added in settled(shelf, view, backfill):
            yield every[at], added


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the files of one call are read, wherever the worker is."""

    on: str | date | None
    source: str | None
    overlay: Path | None
    today: date
    moment: int


def _read(file: Path, asked: Asked) -> Reading | UnreadableDocumentError:
    """One file, read wherever the worker is."""
    catalog = _catalog(asked)
    try:
        (item,) = handed(file, None, asked.on, asked.today)
        return walk.read(item, asked.source, catalog, asked.today)
    except UnreadableDocumentError as error:
        return error


@functools.lru_cache(maxsize=1)
def _catalog(asked: Asked) -> Catalog:
    """The catalogue of one call, loaded once a worker; the next call sees an overlay as it is then."""
    return load(asked.overlay)


def sample(view: View, today: date) -> Added:
    """Add the package's sample, marked as backfilled: each figure is seen from its publication on."""
    folder = resources.files("orebook") / "data" / "sample"
    every = []
    for name, (on, source) in SAMPLE.items():
        content = (folder / name).read_bytes()
        item = Handed(content=content, name=name, address=name, on=on or today)
        every.append(add([item], source, view, today, backfill=True))
    return all_of(every)
