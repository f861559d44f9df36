"""The child process that takes files apart, `python -m orebook.reader.formats.child`; `confine` starts it."""

from __future__ import annotations

import json

from orebook.confine.serving import serve
from orebook.reader.formats import signature
from orebook.reader.formats.archive import workbook_kind
from orebook.reader.formats.caps import Caps, sound
from orebook.reader.formats.charset import markup
from orebook.reader.formats.feed import take_feed
from orebook.reader.formats.page import take_page
from orebook.reader.formats.pdf import take_pdf
from orebook.reader.formats.told import RefusedError, Told, refusal, written
from orebook.reader.formats.workbook import take_workbook

_WIDTH = 4


def request(kind: str, caps: Caps, content: bytes) -> bytes:
    """A file, its kind and its caps, as they go through a pipe."""
    head = json.dumps([kind, {name: getattr(caps, name) for name in Caps.__slots__}]).encode("ascii")
    return len(head).to_bytes(_WIDTH, "big") + head + content


def answer(message: bytes) -> bytes:
    """What a file tells, or why it is refused."""
    size = int.from_bytes(message[:_WIDTH], "big")
    kind, caps = json.loads(message[_WIDTH : _WIDTH + size])
    try:
        told = take(kind, message[_WIDTH + size :], Caps(**caps))
        return written(told)
    except RefusedError as error:
        return refusal(str(error))


def take(kind: str, content: bytes, caps: Caps) -> Told:
    """Take a file apart.

    Raises:
        RefusedError: where it is damaged, hostile, or of a kind that is not read.
    """
    if kind == signature.PDF:
        return sound(take_pdf(content, caps), caps)
    if kind == signature.ARCHIVE:
        return sound(take_workbook(content, workbook_kind(content, caps), caps), caps)
    if kind == signature.OLD_OFFICE:
        return sound(take_workbook(content, "xls", caps), caps)
    if len(content) > 2 * caps.markup_characters:
        raise RefusedError(f"it has more than {caps.markup_characters:,} characters of markup")
    source = markup(content)
    if len(source) > caps.markup_characters:
        raise RefusedError(f"it has more than {caps.markup_characters:,} characters of markup")
    return sound((take_feed if kind == signature.FEED else take_page)(source, caps), caps)


def prepare() -> None:
    """Load the libraries before the first clock runs and the limits are set."""
    import pypdfium2
    import python_calamine

    assert pypdfium2 and python_calamine


if __name__ == "__main__":
    serve(answer, prepare)
