"""Reading texts, and keeping what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook.book.base import Open
from orebook.book.sources import files, handed
from orebook.workers import executor

if TYPE_CHECKING:
    from orebook.book.adding import Added
    from orebook.errors import UnreadableDocumentError
    from orebook.reader import Reading


class Keeping(Open):
    """What a book does with a text that is handed to it."""

    def read(
        self,
        path: str | Path | None = None,
        *,
        text: str | None = None,
        on: str | date | None = None,
        source: str | None = None,
    ) -> Reading:
        """What would be read from a file, a folder or a text, with the characters it came from; nothing kept.

        Raises:
            UnreadableDocumentError: no such file, empty, damaged, hostile, or a format that is not read.
            BadArgumentError: no day, or a day after today.

        >>> import orebook
        >>> book = orebook.Book.absent()
        >>> book.read(text="Cerium oxide rose to 8,000 yuan/mt.", on="2025-01-09").quotes[0].high
        8000.0
        """
        from orebook.book import adding

        view, today = self._view(), date.today()
        one = [adding.look(item, source, view, today) for item in handed(path, text, on, today)]
        return adding.together(one)

    def add(
        self,
        path: str | Path | None = None,
        *,
        text: str | None = None,
        on: str | date | None = None,
        source: str | None = None,
        backfill: bool = False,
    ) -> Added:
        """Read a file, a folder or a text and keep what it says; the same document twice is kept once.

        `backfill` marks history loaded late: `known_at` then sees it from its publication on.

        Raises:
            UnreadableDocumentError: no such file, empty, damaged, hostile, or in a format that is not read;
                nothing is kept.
            BadArgumentError: no day, or a day after today.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.add(text="Cerium oxide rose to 7,800-8,000 yuan/mt.", on="2025-01-09").kept
        1
        """
        from orebook.book import adding

        view, today = self._view(), date.today()
        return adding.add(list(handed(path, text, on, today)), source, view, today, backfill)

    def add_files(
        self,
        paths: Iterable[str | Path],
        *,
        on: str | date | None = None,
        source: str | None = None,
        backfill: bool = False,
        workers: int | None = 1,
        cluster: str | None = None,
        seen: Callable[[Path], object] | None = None,
    ) -> Iterator[tuple[Path, Added | UnreadableDocumentError]]:
        """Read and keep many files, folders or patterns; reading is shared among workers.

        What is kept stays kept, whenever this is interrupted. A file whose bytes the book has read before,
        for the same day and source, is not read again: the next call goes on where the last one stopped. A
        file that cannot be read comes back with its reason, and the others are kept.

        Args:
            paths: files, folders, or patterns such as `notes/**`.
            on: the day the texts appeared; "name" takes it from each file's name, "written" is the day the
                file was last written.
            source: who published them.
            backfill: history loaded late, seen by `known_at` from its publication on.
            workers: processes that read; None means one a core.
            cluster: address of a Dask scheduler; wins over `workers`.
            seen: called with each file once it is read, for a bar to watch.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     list(book.add_files([]))
        []
        """
        from orebook.book import bulk

        every, how = files(paths), bulk.asked(on, source, self.overlay, date.today())
        with executor(workers if len(every) > 1 else 1, cluster) as work:
            yield from bulk.many(every, how, self._view(), backfill, work, seen or bulk.unseen)

    def sample(self) -> Added:
        """Add the sample that ships with Orebook: public figures, and notes on two weeks.

        >>> import orebook
        >>> with orebook.open("sqlite://") as book:
        ...     book.sample().kept > 100
        True
        """
        from orebook.book import adding

        return adding.sample(self._view(), date.today())
