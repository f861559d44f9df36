"""What a book keeps reading by itself: a folder others drop files into, and a feed's address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orebook.book.base import Open
from orebook.book.sources import WRITTEN, known_day
from orebook.workers import executor

if TYPE_CHECKING:
    from orebook.book.adding import Added
    from orebook.book.polling import Poll
    from orebook.errors import UnreadableDocumentError

#: Waits some seconds; what it returns is true when it is time to stop.
Pause = Callable[[float], object]


class Following(Open):
    """What a book reads again and again."""

    def watch(
        self,
        folder: str | Path,
        *,
        on: str | date | None = WRITTEN,
        source: str | None = None,
        done: bool = False,
        settle: float = 2.0,
        every: float = 5.0,
        once: bool = False,
        clock: Callable[[], float] = time.monotonic,
        pause: Pause = time.sleep,
    ) -> Iterator[tuple[Path, Added | UnreadableDocumentError]]:
        """Keep reading what is dropped into a folder, each file once, and tell what came of it.

        A file is read when it has not changed for `settle` seconds and nobody is writing it. One that cannot
        be read is moved to `failed/` in the folder, its reason beside it. The book remembers what it has
        read, so this may be stopped and started at will.

        Args:
            folder: the folder; those inside it are watched too. Links, and names such as `.part`, are left.
            on: the day of the texts; "written" is the day each file was last written, "name" the one in its
                name.
            source: who published them.
            done: move what was read to `done/` in the folder; else it stays.
            settle: seconds a file has to stand still.
            every: seconds between two looks.
            once: read what is whole now, and end.
            clock: seconds on a clock that never runs backwards.
            pause: waits some seconds; when it returns something true, this ends before the next file.

        Raises:
            BadArgumentError: no such folder.

        >>> import orebook, tempfile
        >>> with orebook.open("sqlite://") as book, tempfile.TemporaryDirectory() as folder:
        ...     list(book.watch(folder, settle=0, once=True))
        []
        """
        from orebook.book import bulk, dropped, watching

        def read(files: list[Path]) -> Iterator[bulk.Told]:
            how = bulk.asked(on, source, self.overlay, date.today())
            with executor() as work:
                yield from bulk.many(files, how, self._view(), False, work)

        known_day(on)
        watched = watching.folder(folder, settle, self.address)
        how = dropped.How(done=done, every=every, once=once)
        yield from dropped.follow(watched, how, read, clock, pause)

    def feed(
        self,
        address: str,
        *,
        source: str | None = None,
        every: str | float = "15m",
        once: bool = False,
        clock: Callable[[], float] = time.time,
        pause: Pause = time.sleep,
    ) -> Iterator[Poll]:
        """Keep asking a feed's address for what is new, politely, and tell what came of each time.

        The server is asked at most once in `every`, later when it says so (Retry-After, Cache-Control), only
        for what has changed (ETag, Last-Modified), and ever more rarely while it fails. What it said is kept
        in the book, so this may be stopped and started at will.

        Args:
            address: an http or https address of an RSS or Atom feed.
            source: who publishes it.
            every: how often to ask, such as "15m" or "2h"; at least a minute.
            once: ask once, if it may be asked yet, and end.
            clock: seconds since 1970, UTC.
            pause: waits some seconds; when it returns something true, this ends.

        Raises:
            BadArgumentError: an address that is not http or https; an interval under a minute.
        """
        from orebook.book import polling

        asked = polling.Asking(address=address, source=source, every=polling.seconds(every), once=once)
        yield from polling.follow(asked, self._view, clock, pause)
