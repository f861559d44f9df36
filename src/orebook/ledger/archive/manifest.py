"""The manifest of the copy: which files it is made of, how far it has seen the ledger, what codes stand for.

It is written last, aside and then renamed: a copy that was being written when the light went out is the copy
from before.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from orebook.ledger.archive.gathered import Seen
from orebook.ledger.archive.words import Words

NAME, VERSION = "manifest.json", 1
_LOTS = ("buckets", "tails", "marks")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the copy: what it is called, what it holds, and how to tell that it is what was written."""

    name: str
    rows: int
    first: int
    """The lowest product code it may hold."""
    last: int
    """The highest."""
    size: int
    written: int
    """When it was last written, nanoseconds: an edit shows at a glance."""
    hash: str

    def stands(self, folder: Path) -> bool:
        """Whether the file is what was written; its bytes are read where a glance is not enough."""
        path = folder / self.name
        try:
            told = path.stat()
        except OSError:
            return False
        if told.st_size != self.size:
            return False
        return told.st_mtime_ns == self.written or self.whole(folder)

    def whole(self, folder: Path) -> bool:
        """Whether the file has the hash it was written with."""
        try:
            with (folder / self.name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.hash
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the copy is made of, and of which book at which moment."""

    batch: int = 0
    """The ledger's last batch when the copy was made, and its seal."""
    head: str = ""
    seen: Seen = field(default_factory=Seen)
    words: Words = field(default_factory=Words)
    buckets: tuple[Part, ...] = ()
    tails: tuple[Part, ...] = ()
    """Rows learnt since the buckets were written, sorted likewise."""
    marks: tuple[Part, ...] = ()
    """Corrections and releases since then."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every file."""
        return (*self.buckets, *self.tails, *self.marks)

    @property
    def rows(self) -> int:
        """Quotes in it."""
        return sum(part.rows for part in (*self.buckets, *self.tails))

    def write(self, folder: Path) -> None:
        """Put it in place of the one before, whole or not at all."""
        told = {
            "version": VERSION,
            **{name: getattr(self, name) for name in ("batch", "head")},
            "seen": asdict(self.seen),
            **{
                name: [asdict(part) for part in getattr(self, name)] for name in ("buckets", "tails", "marks")
            },
            "products": self.words.products,
            "codes": self.words.codes,
        }
        durable(folder / NAME, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())

    def without(self) -> Manifest:
        """The same without any file: what a rebuild begins from."""
        return replace(self, seen=Seen(), buckets=(), tails=(), marks=(), words=Words())


def read(folder: Path) -> Manifest | None:
    """The manifest of a copy; None where there is none that reads."""
    try:
        told: dict[str, Any] = json.loads((folder / NAME).read_bytes())
        if told["version"] != VERSION:
            return None
        parts = {name: tuple(Part(**part) for part in told[name]) for name in _LOTS}
        words = Words(told["products"], told["codes"])
        return Manifest(told["batch"], told["head"], Seen(**told["seen"]), words, **parts)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def durable(path: Path, content: bytes) -> None:
    """Write a file aside, have the disk confirm it, and put it in its place."""
    aside = path.with_name(f"{path.name}.part")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def sweep(folder: Path, keep: Manifest) -> None:
    """Remove the files no manifest names: those replaced, and those of a write that was cut short."""
    named = {NAME, "lock", *(part.name for part in keep.parts)}
    for path in folder.iterdir():
        if path.name not in named and path.is_file():
            with contextlib.suppress(OSError):
                path.unlink()
