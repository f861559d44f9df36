"""A copy of a user's TOML with a lesson added, to be loaded and looked at before anything is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from orebook.catalog.taught import FILES, grown

#: What the user's folder is called, wherever the book is; the ledger keeps its texts under this name.
OVERLAY = "orebook.d"


def lesson(overlay: Path, kind: str, block: str) -> str:
    """The whole text of the file a lesson belongs to, with the lesson at its end."""
    file = overlay / FILES[kind]
    return grown(kind, file.read_text(encoding="utf-8") if file.is_file() else "", block)


@contextmanager
def tried(overlay: Path, kind: str, block: str) -> Iterator[Path]:
    """A folder like the user's with the lesson in it; gone afterwards."""
    with TemporaryDirectory(prefix="orebook-") as aside:
        folder = Path(aside) / OVERLAY
        if overlay.is_dir():
            shutil.copytree(overlay, folder)
        target = folder / FILES[kind]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(lesson(overlay, kind, block), encoding="utf-8")
        yield folder
