"""What an engine says when it fails, as a sentence that says what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from orebook.errors import BookMissingError, EvidenceError, LedgerError, OrebookError

_SAFE = "Nothing of this batch was kept, and what the book held before is safe."

#: SQLite's name for an error (its beginning is enough) and what it means to a user.
_SQLITE = {
    "SQLITE_FULL": f"the disk is full. {_SAFE} Make room and add it again.",
    "SQLITE_IOERR": f"the disk is full or failing. {_SAFE} See to the disk and add it again.",
    "SQLITE_READONLY_DIRECTORY": "its folder may not be written, which reading needs. Ask for that right, or"
    " copy the book to a folder of yours.",
    "SQLITE_READONLY": f"you may only read this book. {_SAFE} Ask for the right to write it and its folder.",
    "SQLITE_BUSY": f"another program kept the book locked. {_SAFE} Close it and add it again.",
    "SQLITE_NOTADB": "this file is not a book. Give the name of a book, or of one to be made.",
    "SQLITE_CORRUPT": "the file is damaged. Put back a copy of the book.",
    "SQLITE_CANTOPEN": "the file cannot be opened. You must be able to read it and to write its folder.",
    "SQLITE_CONSTRAINT": f"the row does not fit the ledger. {_SAFE}",
    "SQLITE_TOOBIG": f"a field is longer than the file holds. {_SAFE}",
}

#: The same for PostgreSQL, by SQLSTATE or the beginning of one.
_POSTGRESQL = {
    "53100": f"the server's disk is full. {_SAFE} Make room and add it again.",
    "28": "the server does not let you in. Check the user and the password.",
    "42501": "the server does not allow this user to do that. Ask its owner for the right.",
    "25006": f"this server may only be read. {_SAFE}",
    "40": f"another program stood in the way. {_SAFE} Add it again.",
    "54": f"a field is longer than the server holds. {_SAFE}",
    "23": f"the row does not fit the ledger. {_SAFE}",
}


@contextlib.contextmanager
def told(label: str) -> Iterator[None]:
    """Turn what an engine or the disk says into a `LedgerError` that names the book.

    >>> with told("metals.db"):
    ...     raise PermissionError(13, "Permission denied", "metals.db.lock")
    Traceback (most recent call last):
    orebook.errors.LedgerError: metals.db: metals.db.lock cannot be opened or written (Permission denied).
    """
    try:
        yield
    except OrebookError:
        raise
    except DBAPIError as error:
        raise _sentence(label, error) from error
    except SQLAlchemyError as error:
        raise LedgerError(f"{label}: {error}") from error
    except OSError as error:
        name = error.filename or "a file of the book"
        what = name if name == label else f"{label}: {name}"
        raise LedgerError(f"{what} cannot be opened or written ({error.strerror}).") from error


def _sentence(label: str, error: DBAPIError) -> OrebookError:
    said = str(error.orig).strip()
    if "Could not decode to UTF-8" in said:
        return EvidenceError(f"{label}: {said}. The book was altered behind its back; put back a copy.")
    code = _code(error.orig)
    table = _SQLITE if code.startswith("SQLITE") else _POSTGRESQL
    for beginning, sentence in table.items():
        if code.startswith(beginning):
            return LedgerError(f"{label}: {sentence} ({said})")
    unanswered = isinstance(error, OperationalError) and not code
    if unanswered or error.connection_invalidated or code.startswith(("08", "57")):
        ask = "the server lets nobody in. Is it running, is the address right, and is there such a database?"
        return LedgerError(f"{label}: {ask} ({said})")
    return LedgerError(f"{label}: {said}")


def _code(error: Any) -> str:
    return str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")


def missing(label: str) -> BookMissingError:
    """There is no book, and how to make one.

    >>> print(missing("metals.db"))
    There is no book at metals.db. Make one with: orebook init --book metals.db
    """
    return BookMissingError(f"There is no book at {label}. Make one with: orebook init --book {label}")
