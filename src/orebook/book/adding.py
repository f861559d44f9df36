"""Keeping what was read: one text, many files, or the sample that ships with the package."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from operator import itemgetter

from orebook.book import walk
from orebook.book.memory import Memory
from orebook.book.order import Shelf
from orebook.book.sources import Handed
from orebook.book.storing import Storing
from orebook.book.walk import View
from orebook.ledger import Taken
from orebook.reader import Reading

#: Day and source of the texts in data/sample. The statements carry their own, and come last: where a note
#: repeats one, the statement with its address is the later word.
SAMPLE = {
    "notes-2025-W01.md": (date(2025, 1, 2), "smm"),
    "notes-2025-W02.md": (date(2025, 1, 9), "smm"),
    "statements.csv": (None, None),
}

NONE: Mapping[int, Sequence[Taken]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding: what was read, how many facts were kept, how many documents were held already."""

    reading: Reading
    kept: int
    already: int
    documents: tuple[str, ...]
    unread: bool = False
    """Whether the book had read these bytes before, so that they were not read again."""


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


def alone(reading: Reading, view: View, backfill: bool, taken: Sequence[Taken]) -> Added:
    """What came of one reading, its documents in their order."""
    with Shelf() as shelf:
        shelf.put(0, reading)
        return all_of([added for _, added in settled(shelf, view, backfill, {0: taken})])


def settled(
    shelf: Shelf, view: View, backfill: bool, taken: Mapping[int, Sequence[Taken]] = NONE
) -> Iterator[tuple[int, Added]]:
    """What came of each reading on the shelf, as soon as its last document was kept.

    Documents are checked and kept in order of publication, then of hash, each against all that was kept
    before: the same documents give the same book whatever the number of workers and the order of the files.
    The files a reading is the whole of are noted with its last document, or not at all.
    """
    memory, begun, storing = Memory(view), dict[int, list[Added]](), Storing(view)
    walk.words(view)
    for at, reading, last in shelf.in_order():
        permitted = storing.of(reading)
        checked = walk.check(permitted, view, memory.of(permitted))
        noted = taken.get(at, ()) if last else ()
        begun.setdefault(at, []).append(_keep(checked, view, backfill, noted))
        if last:
            yield at, all_of(begun.pop(at))


def _keep(reading: Reading, view: View, backfill: bool, taken: Sequence[Taken] = ()) -> Added:
    appended = walk.keep(reading, view, backfill, taken)
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


def sample(view: View, today: date) -> Added:
    """Add the package's sample, marked as backfilled: each figure is seen from its publication on."""
    folder = resources.files("orebook") / "data" / "sample"
    every = []
    for name, (on, source) in SAMPLE.items():
        content = (folder / name).read_bytes()
        item = Handed(content=content, name=name, address=name, on=on or today)
        every.append(add([item], source, view, today, backfill=True))
    return all_of(every)
