"""Writing a text together from pieces of a file, and remembering where each stood."""

from __future__ import annotations

from orebook.reader.formats.told import Stretch

_BLANKS = " \t\n\r\f\v\u00a0"


class Writing:
    """A text that grows; blanks run together, and a line begins and ends with none.

    Each character written is one character of the source: places are kept as runs of equal distance.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[list[int]] = []
        self._last = "\n"
        self._blank: int | None = None
        self._lines = 0

    def put(self, text: str, offset: int) -> None:
        """Write characters that stand at `offset` of the source, as they are."""
        self._settle()
        run = self.runs[-1] if self.runs else None
        if run is not None and run[1] == self.length and run[2] - run[0] == offset - self.length:
            run[1] += len(text)
        else:
            self.runs.append([self.length, self.length + len(text), offset])
        self._add(text)

    def one(self, text: str, offset: int) -> None:
        """Write what one reference of the source stands for; each of its characters has its place."""
        if text in _BLANKS:
            self.blank(offset)
            return
        self._settle()
        for letter in text:
            self.runs.append([self.length, self.length + 1, offset])
            self._add(letter)

    def blank(self, offset: int) -> None:
        """A blank between words, where the next word makes it one."""
        if self._blank is None:
            self._blank = offset

    def line(self, lines: int = 1) -> None:
        """End the line; with 2, and leave one empty."""
        self._lines = max(self._lines, lines)
        self._blank = None

    def within(self, text: str) -> None:
        """Write a mark that stands nowhere in the source: a tab between two cells."""
        self._blank = None
        self._settle()
        self._add(text)

    def append(self, other: Writing, flat: bool) -> None:
        """Write another text; `flat` makes one line of it."""
        self._settle()
        for start, end, offset in other.runs:
            self.runs.append([self.length + start, self.length + end, offset])
        text = other.text
        self._add(text.replace("\n", " ") if flat else text)

    @property
    def text(self) -> str:
        """What is written."""
        return "".join(self.parts)

    def stretches(self) -> tuple[Stretch, ...]:
        """Where each stretch of it stands in the source."""
        return tuple(Stretch(start, end, offset=offset) for start, end, offset in self.runs)

    def _settle(self) -> None:
        """Write the line ends or the blank that were waiting for a word."""
        blank, lines = self._blank, self._lines
        self._blank, self._lines = None, 0
        if self.length and lines:
            self._add("\n" * lines)
        elif blank is not None and self._last not in "\n\t":
            self.put(" ", blank)

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)
            self._last = text[-1]
