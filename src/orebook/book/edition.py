"""A review in hand: its words in any format, its figures, and a way to save it whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from orebook import review
from orebook.book.files import write_whole
from orebook.errors import BadArgumentError

if TYPE_CHECKING:
    from orebook.review import Review

FORMS = {"html": "html", "htm": "html", "md": "md", "markdown": "md"}


class Edition:
    """A weekly review whose figures have all been traced; rendered when asked for."""

    def __init__(self, planned: Review) -> None:
        self.review = planned

    @property
    def title(self) -> str:
        """Its headline."""
        return self.review.title

    def html(self) -> str:
        """One self-contained page: charts inline, nothing fetched."""
        return review.html(self.review)

    def markdown(self) -> str:
        """The same content with footnotes for the evidence."""
        return review.markdown(self.review)

    def text(self, form: str) -> str:
        """The review in a format: html or md.

        Raises:
            BadArgumentError: for another format.
        """
        if form not in FORMS:
            raise BadArgumentError(f'"{form}" is not a format of the review. Use html or md.')
        return self.html() if FORMS[form] == "html" else self.markdown()

    def figures(self) -> list[dict[str, Any]]:
        """Every figure it states: its key, value, unit, and the ids of its evidence."""
        return [
            {"figure": figure.key, "value": figure.value, "unit": figure.unit, "cites": list(figure.cites)}
            for figure in self.review.figures.values()
        ]

    def save(self, path: str | Path, form: str | None = None) -> Path:
        """Write it to a file, whole or not at all; the format is the file's ending unless said.

        Raises:
            BadArgumentError: for an ending that is no format of the review, or a file that is a book.
            LedgerError: when the folder is missing or cannot be written.
        """
        target = Path(path)
        content = self.text(form or target.suffix.lstrip(".").lower() or "md")
        write_whole(target, content)
        return target
