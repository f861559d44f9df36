"""The items of a feed: where in the markup the title, the text, the day and the address of each stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from orebook.reader.formats.caps import Caps, over
from orebook.reader.formats.markup import CLOSE, LITERAL, OPEN, TEXT, Markup, Token
from orebook.reader.formats.told import RefusedError

_ROOTS = ("rss", "feed", "rdf:rdf")
_ITEMS = ("item", "entry")
#: Prefixes of the two kinds of feed themselves; others stay, so that `media:title` is no title.
_OWN = ("atom:", "rss:", "a10:")


@dataclass(slots=True)
class Item:
    """An item: of each of its fields the tags and texts, in order."""

    fields: dict[str, list[Token]] = field(default_factory=dict)
    link: str | None = None

    def texts(self, name: str) -> list[Token]:
        """The texts of a field; none where it is empty."""
        found = [token for token in self.fields.get(name, ()) if token.kind in (TEXT, LITERAL)]
        return found if any(token.end > token.start for token in found) else []


class Items:
    """Reads the items of a feed one after another."""

    def __init__(self, markup: Markup, caps: Caps) -> None:
        self.markup, self.caps = markup, caps
        self.item: Item | None = None
        self._open: list[str] = []
        self._count = 0

    def all(self) -> Iterator[Item]:
        """Every item.

        Raises:
            RefusedError: the root is no feed's, or the feed breaks off.
        """
        for token in self.markup.tokens():
            if token.kind == OPEN:
                self._opened(token)
            elif token.kind == CLOSE:
                done = self._closed(_local(token.name))
                if done is not None:
                    yield done
            else:
                self._inside(token)
        if self._open or self.markup.broken:
            raise RefusedError("the feed breaks off before its end")

    def _opened(self, token: Token) -> None:
        name = _local(token.name)
        if not self._open and name not in _ROOTS:
            raise RefusedError(f"it is XML of another kind, <{name[:40]}>, and neither a page nor a feed")
        if self.item is None and name in _ITEMS:
            self.item = self._next()
        elif self.item is not None and self._open[-1] in _ITEMS:
            self.item.fields.setdefault(name, []).append(token)
            self._link(self.item, name, token)
        else:
            self._inside(token)
        if not token.closed:
            self._open.append(name)
        if len(self._open) > self.caps.nesting:
            raise over("elements inside one another", self.caps.nesting, "feed")

    def _next(self) -> Item:
        self._count += 1
        if self._count > self.caps.items:
            raise over("items", self.caps.items, "feed")
        return Item()

    def _closed(self, name: str) -> Item | None:
        """The item that ends here, if one does."""
        if name in self._open:
            while self._open.pop() != name:
                pass
        if self.item is None or any(one in _ITEMS for one in self._open):
            return None
        done, self.item = self.item, None
        return done

    def _inside(self, token: Token) -> None:
        """Note what stands in a field of the item, however deep."""
        if self.item is None:
            return
        at = next((at for at, name in enumerate(self._open) if name in _ITEMS), len(self._open))
        if at + 1 < len(self._open):
            self.item.fields.setdefault(self._open[at + 1], []).append(token)

    def _link(self, item: Item, name: str, token: Token) -> None:
        """The address of an Atom item stands in an attribute."""
        told = self.markup.attributes(token) if name == "link" and item.link is None else {}
        if told.get("href") and told.get("rel", "alternate") == "alternate":
            item.link = unescape(told["href"]).strip()


def _local(name: str) -> str:
    for prefix in _OWN:
        name = name.removeprefix(prefix)
    return name
