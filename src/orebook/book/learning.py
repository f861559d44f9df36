"""A layout learnt from labelled lines: proposed, tried against everything else, and written if asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook import reader
from orebook.book import answering, files, sources

if TYPE_CHECKING:
    from orebook.reader import Reading
    from orebook.terms import Catalog

KIND = "layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A layout learnt: its TOML, what it reads in the whole text, and the file it was written to, if any."""

    toml: str
    reading: Reading
    file: Path | None


def learn(
    catalog: Catalog, overlay: Path, text: str, on: str | date | None, write: bool, author: str | None
) -> Proposed:
    """The layouts some labelled lines teach, and what they read in the whole text."""
    from orebook.catalog import taught, trial

    today = date.today()
    day = today if on is None else sources.today_or_before(on)
    learnt = reader.learn(text, catalog=catalog, on=day, today=today, name=_free(catalog))
    signed = {"author": author, "date": today, "source": "learnt from a labelled line"}
    block = "\n\n".join(taught.block(KIND, {**layout, **signed}) for layout in learnt.layouts)
    file = overlay / taught.FILES[KIND]
    if write:
        with trial.tried(overlay, KIND, block) as folder:
            answering.safe(overlay, folder)
        whole = trial.lesson(overlay, KIND, block)
        file.parent.mkdir(parents=True, exist_ok=True)
        files.write_whole(file, whole)
    return Proposed(toml=block, reading=learnt.reading, file=file if write else None)


def _free(catalog: Catalog) -> str:
    """A name for new layouts that none has yet."""
    known = {str(layout["id"]) for layout in catalog.layouts}
    return next(
        name
        for name in (f"learnt-{number}" for number in range(1, len(known) + 2))
        if not any(one.startswith(name) for one in known)
    )
