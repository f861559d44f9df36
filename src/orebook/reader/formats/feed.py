"""A feed, RSS or Atom, as one text an item: its title and what it says, with its own day and address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_tz
from html import unescape

from orebook.reader.cells import written_day
from orebook.reader.formats.caps import Caps, over
from orebook.reader.formats.markup import CLOSE, LITERAL, OPEN, TEXT, Markup, Token
from orebook.reader.formats.page import Page
from orebook.reader.formats.references import pieces, plain, write
from orebook.reader.formats.told import Left, Piece, RefusedError, Stretch, Told
from orebook.reader.formats.writing import Writing

_ROOTS = ("rss", "feed", "rdf:rdf")
_ITEMS = ("item", "entry")
_TITLES = ("title",)
#: What an item says, the fullest first.
_SAYS = ("content:encoded", "content", "description", "summary")
_DAYS = ("pubdate", "published", "dc:date", "issued", "date", "updated")
_WHERE = ("link", "guid", "id")
_KNOWN = frozenset((*_TITLES, *_SAYS, *_DAYS, *_WHERE))


@dataclass(slots=True)
class _Item:
    start: int
    fields: dict[str, list[Token]] = field(default_factory=dict)
    link: str | None = None


def take_feed(source: str, caps: Caps) -> Told:
    """The items of a feed, each a text of its own.

    Raises:
        RefusedError: it is XML of another kind, breaks off, declares entities, or holds no item.
    """
    markup = Markup(source, xml=True)
    if "<!ENTITY" in source or "<!entity" in source:
        raise RefusedError("it declares entities of its own, which no feed needs")
    items = list(_items(markup, caps))
    if not items:
        raise RefusedError("the feed holds no item")
    found = [_item(item, markup, caps) for item in items]
    undated = [
        Left(
            rule="no-date",
            where=f'item "{one.title or one.address or ""}"',
            why="it states no day on which it appeared. Save the page it leads to, and add that with its day.",
        )
        for one in found
        if one.published is None
    ]
    return Told(format="feed", pieces=tuple(one for one in found if one.published), left=tuple(undated))


def _items(markup: Markup, caps: Caps) -> Iterator[_Item]:
    """The items, each with the places its fields are written in."""
    open_: list[str] = []
    item: _Item | None = None
    found = 0
    for token in markup.tokens():
        if token.kind == OPEN:
            name = _local(token.name)
            _root(open_, token.name)
            if item is None and name in _ITEMS:
                item, found = _Item(token.start), found + 1
                if found > caps.items:
                    raise over("items", caps.items, "feed")
            elif item is not None and open_[-1] in _ITEMS:
                item.fields.setdefault(name, []).append(token)
                _link(item, name, markup, token)
            elif item is not None:
                _inside(item, open_, token)
            if not token.closed:
                open_.append(name)
            if len(open_) > caps.nesting:
                raise over("elements inside one another", caps.nesting, "feed")
        elif token.kind == CLOSE and open_:
            name = _local(token.name)
            if name in open_:
                while open_.pop() != name:
                    pass
            if name in _ITEMS and item is not None and not any(one in _ITEMS for one in open_):
                yield item
                item = None
        elif item is not None and len(open_) > 1:
            _inside(item, open_, token)
    if open_ or markup.broken:
        raise RefusedError("the feed breaks off before its end")


def _root(open_: list[str], name: str) -> None:
    if not open_ and _local(name) not in _ROOTS and name not in _ROOTS:
        raise RefusedError(f"it is XML of another kind, <{name[:40]}>, and neither a page nor a feed")


def _inside(item: _Item, open_: list[str], token: Token) -> None:
    """Note a text that stands right inside a field, or anywhere inside one that holds a page."""
    at = next((at for at, name in enumerate(open_) if name in _ITEMS), len(open_))
    if at + 1 < len(open_):
        item.fields.setdefault(open_[at + 1], []).append(token)


def _link(item: _Item, name: str, markup: Markup, token: Token) -> None:
    """The address of an Atom item stands in an attribute."""
    if name != "link" or item.link is not None:
        return
    told = markup.attributes(token)
    if told.get("href") and told.get("rel", "alternate") == "alternate":
        item.link = unescape(told["href"]).strip()


def _item(item: _Item, markup: Markup, caps: Caps) -> Piece:
    title = _plain(item, "title", markup)
    written, stretches = Writing(), []
    for token in _texts(item, "title"):
        write(markup.source, token.start, token.end, written)
    stretches += list(written.stretches())
    text = written.text
    name = next((name for name in _SAYS if _texts(item, name)), None)
    if name is not None:
        body, places = _body(_texts(item, name), item.fields[name], markup, caps)
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{body}" if text else body
        stretches += [Stretch(one.start + start, one.end + start, offset=one.offset) for one in places]
    address = item.link or _plain(item, "link", markup) or _address(_plain(item, "guid", markup))
    return Piece(
        text=text,
        stretches=tuple(stretches),
        title=title,
        published=_published(item, markup),
        address=address,
    )


def _body(
    texts: list[Token], every: list[Token], markup: Markup, caps: Caps
) -> tuple[str, tuple[Stretch, ...]]:
    """What an item says, and where it stands in the feed: a page of its own inside it, however it is kept."""
    if any(token.kind == OPEN and at for at, token in enumerate(every)):
        inner = Page(markup, caps)
        last = max(token.end for token in every)
        inner.read(markup.tokens(every[0].end, last))
        written = inner.written()
        return written.text, written.stretches()
    decoded, places = _decoded(texts, markup.source)
    page = Page(Markup(decoded), caps)
    page.read(page.markup.tokens())
    written = page.written()
    return written.text, tuple(_moved(written.stretches(), places))


def _decoded(texts: list[Token], source: str) -> tuple[str, list[tuple[int, int]]]:
    """A field with its references resolved once, and for each run of it where it stands in the feed."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for token in texts:
        if token.kind == LITERAL:
            runs = iter([(source[token.start : token.end], token.start, False)])
        else:
            runs = pieces(source, token.start, token.end)
        for text, offset, _ in runs:
            places.append((length, offset))
            parts.append(text)
            length += len(text)
    return "".join(parts), places


def _moved(stretches: tuple[Stretch, ...], places: list[tuple[int, int]]) -> Iterator[Stretch]:
    """Stretches of the resolved field as stretches of the feed: cut where a reference was resolved."""
    at = 0
    for start, end, _, _, offset in stretches:
        assert offset is not None
        while at + 1 < len(places) and places[at + 1][0] <= offset:
            at += 1
        while start < end:
            begin, origin = places[at]
            stop = places[at + 1][0] if at + 1 < len(places) else offset + end - start
            size = min(end - start, max(1, stop - offset))
            yield Stretch(start, start + size, offset=origin + offset - begin)
            start, offset = start + size, offset + size
            while at + 1 < len(places) and places[at + 1][0] <= offset:
                at += 1


def _published(item: _Item, markup: Markup) -> str | None:
    """The day an item appeared, as it is written there, in the time of the place that wrote it."""
    for name in _DAYS:
        told = _plain(item, name, markup)
        if not told:
            continue
        iso = written_day(told[:10])
        if iso is not None:
            return iso.isoformat()
        parsed = parsedate_tz(told)
        day = written_day("-".join(map(str, parsed[:3]))) if parsed is not None else None
        return day.isoformat() if day is not None else None
    return None


def _texts(item: _Item, name: str) -> list[Token]:
    found = [token for token in item.fields.get(name, ()) if token.kind in (TEXT, LITERAL)]
    return found if any(token.end > token.start for token in found) else []


def _plain(item: _Item, name: str, markup: Markup) -> str | None:
    """A short field in words."""
    texts = _texts(item, name)
    return plain("".join(markup.source[token.start : token.end] for token in texts)[:2000]) or None


def _address(guid: str | None) -> str | None:
    return guid if guid is not None and guid.startswith(("http://", "https://")) else None


def _local(name: str) -> str:
    """A name without the prefix of its own kind of feed; other prefixes stay, so `media:title` is no title."""
    return name.removeprefix("atom:").removeprefix("rss:").removeprefix("a10:")
