"""What a workbook is packed in: looked into before any library opens it, and inflated once to count."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from orebook.reader.formats.caps import Caps, over
from orebook.reader.formats.told import RefusedError

_PIECE = 1 << 16
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
#: A member of each kind of archive, and what it is; a workbook is read, the others are refused by name.
_KINDS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "a binary workbook (.xlsb). Save it as .xlsx and add that",
    "word/document.xml": "a Word document. Save it as text or PDF and add that",
    "ppt/presentation.xml": "a presentation. Save its text and add that",
}


def workbook_kind(content: bytes, caps: Caps) -> str:
    """Which workbook an archive is: xlsx or ods.

    Raises:
        RefusedError: it is none, is damaged, or comes to more than a workbook may when inflated.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > caps.members:
                raise over("files inside it", caps.members, "workbook")
            kind = _kind(archive, {member.filename for member in members})
            _inflated(archive, members, caps)
            return kind
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise RefusedError("the archive is damaged or breaks off") from error
    except RuntimeError as error:
        raise RefusedError("it is locked with a password. Save it without one") from error


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    for member, kind in _KINDS.items():
        if member in names:
            if " " in kind:
                raise RefusedError(f"it is {kind}")
            return kind
    if "mimetype" in names:
        with archive.open("mimetype") as told:
            kind = told.read(100).decode("ascii", "replace").strip()
        if kind == f"{_OPEN_DOCUMENT}spreadsheet":
            return "ods"
        if kind.startswith(_OPEN_DOCUMENT):
            raise RefusedError("it is an OpenDocument text or drawing. Save it as text or PDF and add that")
    raise RefusedError("it is an archive and no workbook. Unpack it and add the files in it")


def _inflated(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], caps: Caps) -> None:
    """Inflate every member piece by piece, keeping none: what it says of its size may be a lie."""
    left = caps.inflated_bytes
    for member in members:
        tail = b""
        for piece in _pieces(archive, member):
            left -= len(piece)
            if left < 0:
                raise over("bytes when inflated", caps.inflated_bytes, "workbook")
            if b"<!ENTITY" in tail + piece:
                raise RefusedError("it declares entities of its own, which no workbook needs")
            tail = piece[-16:]


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            yield piece
