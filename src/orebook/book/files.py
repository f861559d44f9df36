"""Writing a file whole or not at all, and never over a book."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from orebook.errors import BadArgumentError, LedgerError

#: How every SQLite file begins, and so every book that is a file.
BOOK = b"SQLite format 3\0"


def write_whole(target: Path, content: str | bytes) -> None:
    """Write a text, or bytes, so that nobody ever sees half of it; a link is followed, a device written to.

    Raises:
        BadArgumentError: when the file is a book, which is never written over.
        LedgerError: when it cannot be written.
    """
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(_bytes(content))
        else:
            _replace(_guarded(target.resolve()), content)
    except OSError as error:
        raise LedgerError(
            f"{target}: cannot be written ({error.strerror}). Check the folder and its rights."
        ) from None


def is_book(file: Path) -> bool:
    """Whether a file is a book, which is never written over, moved or read as a report."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(BOOK)) == BOOK
    except OSError:
        return False


def _guarded(target: Path) -> Path:
    if not target.exists():
        return target
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "it may only be read")
    with target.open("rb") as file:
        if file.read(len(BOOK)) == BOOK:
            raise BadArgumentError(f"{target} is a book, and a review would replace it. Give another name.")
    return target


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _replace(target: Path, content: str | bytes) -> None:
    """Write aside, then rename."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_bytes(content))
        aside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
