"""An HTML page as plain text: a line a block, a tab between cells; what is not shown is left out."""

from __future__ import annotations

from collections.abc import Iterator

from orebook.reader.formats.caps import Caps, over
from orebook.reader.formats.elements import BLOCKS, LOOSE, RENEWED, UNSEEN, VOID
from orebook.reader.formats.grid import Grid
from orebook.reader.formats.heading import Heading
from orebook.reader.formats.markup import CLOSE, LITERAL, OPEN, TEXT, Markup, Token
from orebook.reader.formats.references import write, write_lines
from orebook.reader.formats.told import Piece, RefusedError, Told
from orebook.reader.formats.writing import Writing


def take_page(source: str, caps: Caps) -> Told:
    """The text of a page, and where each stretch of it stands in the markup.

    Raises:
        RefusedError: it breaks off, or is nested as no page is.
    """
    markup = Markup(source)
    page = Page(markup, caps)
    page.read(markup.tokens())
    if markup.broken or page.unfinished:
        raise RefusedError("the page breaks off before its end")
    written = page.written()
    piece = Piece(
        text=written.text,
        stretches=written.stretches(),
        title=page.heading.title,
        published=page.heading.published,
    )
    return Told(format="html", pieces=(piece,))


class Page:
    """Reads the tags of a page one after another."""

    def __init__(self, markup: Markup, caps: Caps) -> None:
        self.markup, self.caps = markup, caps
        self.grid = Grid(caps)
        self.heading = Heading(markup)
        self._depth = 0
        self._kept = 0
        self._hidden: tuple[str, int] | None = None
        self._framed: set[str] = set()

    @property
    def unfinished(self) -> bool:
        """Whether the page opened `<html>` or `<body>` and closed neither, or hides its own end."""
        hidden = self._hidden is not None and self._hidden[0] not in LOOSE
        return hidden or bool(self._framed & {"html", "body"} and not self._framed & {"/html", "/body"})

    def read(self, tokens: Iterator[Token]) -> None:
        """Read tags and texts."""
        for token in tokens:
            if token.kind == OPEN:
                self._open(token)
            elif token.kind == CLOSE:
                self._close(token)
            elif token.kind in (TEXT, LITERAL):
                self._text(token)

    def written(self) -> Writing:
        """The text, every table of it ended."""
        return self.grid.finished()

    def _open(self, token: Token) -> None:
        name = token.name
        if name not in VOID and name not in LOOSE and not (token.closed and self.markup.xml):
            self._depth += 1
            if self._depth > self.caps.nesting:
                raise over("elements inside one another", self.caps.nesting, "page")
        self._framed.add(name)
        self.heading.open(token)
        if self._hidden is not None and not self._renewed(name):
            if name == self._hidden[0] and name not in VOID:
                self._hidden = (name, self._hidden[1] + 1)
            return
        if name not in VOID and self._unseen(token):
            self._hidden = (name, 1) if not (token.closed and self.markup.xml) else None
            return
        self._begin(token)

    def _begin(self, token: Token) -> None:
        name = token.name
        if self.grid.takes(name):
            spans = "span" in self.markup.source[token.start : token.end].lower()
            self.grid.open(name, lambda: self.markup.attributes(token), spans)
        elif name in BLOCKS:
            self.grid.line(2)
        elif name == "br":
            self.grid.line(1)
        self._kept += name == "pre"

    def _close(self, token: Token) -> None:
        name = token.name
        self._framed.add(f"/{name}")
        if name not in VOID and name not in LOOSE:
            self._depth = max(0, self._depth - 1)
        self.heading.close(name)
        if self._hidden is not None:
            if name == self._hidden[0]:
                left = self._hidden[1] - 1
                self._hidden = (name, left) if left else None
            return
        if self.grid.takes(name):
            self.grid.close(name)
        elif name in BLOCKS:
            self.grid.line(2)
        if name == "pre":
            self._kept = max(0, self._kept - 1)

    def _text(self, token: Token) -> None:
        self.heading.text(token)
        if self._hidden is None:
            how = write_lines if self._kept else write
            how(self.markup.source, token.start, token.end, self.grid.writing)

    def _renewed(self, name: str) -> bool:
        """Whether a hidden row or paragraph ends because the next begins."""
        if self._hidden is not None and name == self._hidden[0] and name in RENEWED:
            self._hidden = None
        return self._hidden is None

    def _unseen(self, token: Token) -> bool:
        if token.name in UNSEEN:
            return True
        if token.end - token.start == len(token.name) + 2:
            return False
        tag = self.markup.source[token.start : min(token.end, token.start + 2000)].lower()
        if "hidden" not in tag and "none" not in tag:
            return False
        told = self.markup.attributes(token)
        style = told.get("style", "").replace(" ", "").lower()
        return (
            "hidden" in told
            or told.get("aria-hidden", "").lower() == "true"
            or "display:none" in style
            or "visibility:hidden" in style
        )
