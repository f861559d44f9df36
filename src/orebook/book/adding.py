"""Keeping what was read: one text, many files, or the sample that ships with the package."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from orebook.book import walk
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
    return walk.check(walk.read(item, source, view.catalog, today), view)


def add(items: Sequence[Handed], source: str | None, view: View, today: date, backfill: bool) -> Added:
    """Read some texts and keep them; all are read before the first is kept, so one bad file keeps none."""
    readings = [walk.read(item, source, view.catalog, today) for item in items]
    return all_of([_keep(walk.check(reading, view), view, backfill) for reading in readings])


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
    """Many files: read by the workers, checked and kept here in the order given.

    A file that cannot be read is handed back with its reason; the others are kept.
    """
    asked = Asked(on=on, source=source, overlay=overlay, today=today, moment=time.monotonic_ns())
    readings = work.map(_read, every, [asked] * len(every))
    for file, reading in zip(every, readings, strict=True):
        if isinstance(reading, UnreadableDocumentError):
            yield file, reading
        else:
            yield file, _keep(walk.check(reading, view), view, backfill)


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
