"""What a person teaches a reader: answers to refusals, layouts out of a line, and whether words are safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook.book.base import Open
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    from orebook.book.answering import Answered
    from orebook.book.learning import Proposed
    from orebook.book.rereading import Reread
    from orebook.catalog.lint import Finding


class Teaching(Open):
    """A book whose reader can be taught; lessons are kept as TOML in `orebook.d/` beside it."""

    def answer(
        self,
        refusal: str,
        *,
        product: str | None = None,
        words: str | None = None,
        layout: str | None = None,
        reading: str | None = None,
        ignore: bool = False,
        author: str | None = None,
        why: str | None = None,
    ) -> Answered:
        """Answer a refusal: what its words mean is written into `orebook.d/`, and the document is read again.

        The book gains what the document says now; nothing it held is changed.

        Args:
            refusal: its number, such as R17, or its id.
            product: the product the refused words name; they become a name of it.
            words: which of the words are the name, where that is not plain.
            layout: how the line is laid out, such as "{product} | {low} | {high} | {unit}".
            reading: what the words say: "prnd-oxide 257000-262000 CNY/t assessment 2020-04-17".
            ignore: they state no price.
            author: who says so; a reading and an ignoring need one.
            why: for what reason; likewise.

        Raises:
            BadArgumentError: when the answer leaves the words unread; nothing is written.
            CatalogError: when it would spoil another product's name or a golden text; nothing is written.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.answer("R1", product="prnd-oxide")
        Traceback (most recent call last):
        orebook.errors.BadArgumentError: There is no refusal "R1"; the book holds 0. ...
        """
        from orebook.book import answering

        lesson = answering.Lesson(product=product, words=words, layout=layout, reading=reading, ignore=ignore,
                                  author=author, why=why)  # fmt: skip
        made = answering.answer(self._view(), self.teaching, refusal, lesson, date.today())
        self._learnt()
        return made

    def reread(self, documents: Sequence[str] | None = None) -> Reread:
        """Read documents the book holds again, all or some, under today's words; what is new is added.

        Nothing is superseded: where the book has another reading of the same number, the new one is left out
        and shown.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     _ = book.add(text="Cerium oxide rose to 7,800-8,000 yuan/mt.", on="2025-01-09")
        ...     book.reread().quotes
        ()
        """
        from orebook.book import rereading

        view, today = self._view(), date.today()
        found = rereading.reread(view, documents, view.catalog, today)
        if found.facts:
            rereading.keep(view, found)
        return found

    def learn(
        self, text: str, *, on: str | date | None = None, write: bool = False, author: str | None = None
    ) -> Proposed:
        """Propose a layout from lines that say what they mean: `LINE => prnd-oxide 400000-401000 CNY/t`.

        Args:
            text: the lines, at least one of them labelled.
            on: the day of the text, today unless said.
            write: put the layout into `orebook.d/layouts/`.
            author: who teaches it.

        Raises:
            BadArgumentError: when a line leaves open which of its numbers is which, saying what is missing.

        >>> import orebook
        >>> book = orebook.Book.absent()
        >>> text = "Cerium oxide; 8,000; 8,200; CNY/t => cerium-oxide 8000-8200 CNY/t"
        >>> book.learn(text, on="2025-01-09").toml.splitlines()[2]
        'line = "{product}; {low}; {high}; {unit}"'
        """
        from orebook.book import learning

        made = learning.learn(self.catalog, self.teaching, text, on, write, author)
        if write:
            self._learnt()
        return made

    def lint(self, folder: str | Path | None = None) -> list[Finding]:
        """Everything wrong with a folder of your TOML, all at once; nothing where it is safe to read by.

        Raises:
            BadArgumentError: there is no such folder.

        >>> import orebook
        >>> orebook.Book.absent().lint("no-such-folder")
        Traceback (most recent call last):
        orebook.errors.BadArgumentError: no-such-folder is not a folder. ...
        """
        from orebook.book import linting

        overlay = Path(folder) if folder is not None else self.teaching
        if not overlay.is_dir():
            raise BadArgumentError(f"{overlay} is not a folder. Give the one that holds your TOML.")
        return linting.lint(overlay)
