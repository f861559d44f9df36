"""A feed, RSS or Atom, as one text an item: its title and what it says, with its own day and address."""

from __future__ import annotations

from email.utils import parsedate_tz

from orebook.reader.cells import written_day
from orebook.reader.formats.caps import Caps
from orebook.reader.formats.items import Item, Items
from orebook.reader.formats.markup import Markup
from orebook.reader.formats.nested import taken
from orebook.reader.formats.references import plain, write
from orebook.reader.formats.told import BETWEEN, Left, Piece, RefusedError, Stretch, Told
from orebook.reader.formats.writing import Writing

#: What an item says, the fullest first; when it appeared; where it can be read.
_SAYS = ("content:encoded", "content", "description", "summary")
_DAYS = ("pubdate", "published", "dc:date", "issued", "date", "updated")
_LONGEST = 2000


def take_feed(source: str, caps: Caps) -> Told:
    """The items of a feed, each a text of its own; one that states no day is left out, and said to be.

    Raises:
        RefusedError: it is XML of another kind, breaks off, declares entities, or holds no item.
    """
    markup = Markup(source, xml=True)
    if "<!ENTITY" in source or "<!entity" in source:
        raise RefusedError("it declares entities of its own, which no feed needs")
    found = [_piece(item, markup, caps) for item in Items(markup, caps).all()]
    if not found:
        raise RefusedError("the feed holds no item")
    return Told(
        format="feed",
        pieces=tuple(piece for piece in found if piece.published),
        left=tuple(_undated(piece) for piece in found if not piece.published),
    )


def _undated(piece: Piece) -> Left:
    why = "it states no day on which it appeared. Save the page it leads to, and add that with its day."
    return Left(rule="no-date", where=f'item "{piece.title or piece.address or ""}"', why=why)


def _piece(item: Item, markup: Markup, caps: Caps) -> Piece:
    text, stretches = _title(item, markup)
    name = next((name for name in _SAYS if item.texts(name)), None)
    if name is not None:
        body, places = taken(item.fields[name], markup, caps)
        start = len(text) + len(BETWEEN) if text else 0
        text = BETWEEN.join(part for part in (text, body) if part)
        stretches += [Stretch(one.start + start, one.end + start, offset=one.offset) for one in places]
    return Piece(
        text=text,
        stretches=tuple(stretches),
        title=_plain(item, "title", markup),
        published=_published(item, markup),
        address=_address(item.link, _plain(item, "link", markup), _plain(item, "guid", markup)),
    )


def _title(item: Item, markup: Markup) -> tuple[str, list[Stretch]]:
    """The title of an item as the first line of its text."""
    written = Writing()
    for token in item.texts("title"):
        write(markup.source, token.start, token.end, written)
    return written.text, list(written.stretches())


def _published(item: Item, markup: Markup) -> str | None:
    """The day an item appeared, as it is written there, in the time of the place that wrote it."""
    told = next((told for name in _DAYS if (told := _plain(item, name, markup))), None)
    if told is None:
        return None
    parsed = parsedate_tz(told)
    spelt = "-".join(map(str, parsed[:3])) if parsed is not None else ""
    day = written_day(told[:10]) or written_day(spelt)
    return day.isoformat() if day is not None else None


def _plain(item: Item, name: str, markup: Markup) -> str | None:
    """A short field in words."""
    texts = "".join(markup.source[token.start : token.end] for token in item.texts(name))
    return plain(texts[:_LONGEST]) or None


def _address(*told: str | None) -> str | None:
    """The first of what an item says of itself that is an address of the web."""
    return next((one for one in told if one and one.startswith(("http://", "https://"))), None)
