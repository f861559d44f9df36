"""Refused words in the sentence they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orebook.facts import Document, Span
from orebook.reader.clauses import sentence_at
from orebook.reader.typed.lines import TYPED


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence in three parts: what stands before the words, the words, what stands after."""

    before: str
    words: str
    after: str

    def marked(self, opens: str = "[", closes: str = "]") -> str:
        """The sentence on one line, the words between marks; a terminal's own signs in it are left out.

        >>> Shown("Oxide was ", "5 yuan", ".").marked()
        'Oxide was [5 yuan].'
        """
        before, words, after = (" ".join(f"|{part}|".replace("\x1b", "").split())[1:-1] for part in
                                (self.before, self.words, self.after))  # fmt: skip
        return f"{before}{opens}{words}{closes}{after}".strip()


def shown(document: Document, spans: Sequence[Span]) -> Shown:
    """The words some spans hold together, in their sentence or row.

    >>> from datetime import date
    >>> from orebook.reader.document import make
    >>> report = make("Ore held. Oxide was 5 yuan.", 0, date(2025, 1, 9), None, None, None)
    >>> span = Span(role="price", start=20, end=26, text="5 yuan", document=report.document)
    >>> shown(report, [span]).marked()
    'Oxide was [5 yuan].'
    """
    text = document.text
    near = _of_row(document, spans) if document.format == TYPED else spans
    start = min(span.start for span in near) - document.offset
    end = max(span.end for span in near) - document.offset
    sentence = sentence_at(text, start)
    first = max(text.rfind(sentence, 0, start + len(sentence)), 0) if sentence else start
    last = first + len(sentence)
    if not first <= start <= last:
        first, last = start, end
    return Shown(text[first:start], text[start:end], text[end : max(last, end)])


def _of_row(document: Document, spans: Sequence[Span]) -> list[Span]:
    """The spans of a typed row: who entered a sheet stands far below its rows."""
    at = spans[0].start - document.offset
    first, last = document.text.rfind("\n", 0, at) + 1, document.text.find("\n", at)
    last = last if last >= 0 else len(document.text)
    return [span for span in spans if first <= span.start - document.offset <= last]
