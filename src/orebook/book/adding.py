"""Keeping what was read: one text, many files, or the sample that ships with the package."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

from orebook.book import walk
from orebook.book.sources import Handed
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
    return walk.check(walk.read(item, source, view.catalog, today), view)


def add(items: Sequence[Handed], source: str | None, view: View, today: date, backfill: bool) -> Added:
    """Read some texts and keep them; all are read before the first is kept, so one bad file keeps none."""
    readings = [(walk.read(item, source, view.catalog, today), ()) for item in items]
    return all_of(settled(readings, view, backfill))


def settled(batch: Sequence[tuple[Reading, Sequence[Taken]]], view: View, backfill: bool) -> list[Added]:
    """A batch checked and kept in order of publication, then of hash, whatever order it was read in.

    With each reading come the files it is the whole of: they are noted with its last fact, or not at all.
    What came of each is told in the order given.
    """
    turns = sorted(range(len(batch)), key=lambda at: _published(batch[at][0]))
    added = {at: _keep(walk.check(batch[at][0], view), view, backfill, batch[at][1]) for at in turns}
    return [added[at] for at in range(len(batch))]


def _published(reading: Reading) -> tuple[date, str]:
    """The first day of a reading, and the hash that settles a tie."""
    return min(((one.published, one.document) for one in reading.documents), default=(date.min, ""))


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
