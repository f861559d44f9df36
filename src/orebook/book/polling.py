"""Asking a feed again and again: when it may be asked, what it is asked for, and keeping what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from orebook.book import adding, bulk, walk
from orebook.book.fetching import LIMITS, Answer, Limits, checked, fetch, shown
from orebook.book.sources import Handed
from orebook.errors import BadArgumentError, UnreadableDocumentError
from orebook.ledger import Fetched

if TYPE_CHECKING:
    from orebook.book.adding import Added
    from orebook.book.walk import View

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
#: Nobody is asked twice within a minute; a server that fails, or says so, at most daily or monthly.
LEAST, DAY, MONTH = 60, 86_400, 30 * 86_400
GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Which feed is asked, and how often."""

    address: str
    source: str | None
    every: float
    once: bool
    limits: Limits = LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What came of asking a feed once."""

    status: str
    """new, unchanged, waiting (it may not be asked yet), or failed."""
    wait: float
    """Seconds until it is asked again."""
    added: Added | None = None
    """What was kept, where something was new."""
    reason: str | None = None
    """Why it failed."""


def seconds(every: str | float) -> float:
    """An interval in seconds.

    Raises:
        BadArgumentError: for what is no interval, or one under a minute.

    >>> seconds("15m"), seconds("2h"), seconds(90)
    (900.0, 7200.0, 90.0)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd]?)", str(every).strip().lower())
    length = float(found[1]) * _UNITS[found[2] or "s"] if found else 0
    if length < LEAST:
        raise BadArgumentError(f'every: "{every}" is no interval of a minute or more. Write 15m, 2h or 1d.')
    return length


def follow(
    asked: Asking, view: Callable[[], View], clock: Callable[[], float], pause: Callable[[float], object]
) -> Iterator[Poll]:
    """Ask when it may be asked, tell what came of it, wait, and again, until told to stop."""
    checked(asked.address)
    while True:
        poll = _poll(asked, view(), clock())
        if poll.status != "waiting" or asked.once:
            yield poll
        if asked.once or poll.wait == float("inf") or pause(poll.wait):
            return


def _poll(asked: Asking, view: View, now: float) -> Poll:
    assert view.store is not None
    before = view.store.fetched(shown(asked.address)) or Fetched(address=shown(asked.address), status=0)
    left = before.not_before / 1e6 - now
    if left > 0:
        return Poll(status="waiting", wait=left, reason="it asked not to be asked yet, or was asked just now")
    answer = fetch(asked.address, before.etag, before.modified, now, asked.limits)
    added, trouble = _kept(answer, asked, view)
    failures = before.failures + 1 if trouble else 0
    left = _left(answer, failures, asked.every)
    view.store.note_fetch(_noted(answer, before, failures, now + left))
    return _told(answer, added, trouble, max(left, asked.every))


def _kept(answer: Answer, asked: Asking, view: View) -> tuple[Added | None, str | None]:
    """Read and keep what a feed said, the way a file goes; bytes read before are not read again."""
    assert view.store is not None
    if answer.content is None:
        return None, answer.trouble
    address, today = shown(asked.address), date.today()
    item = Handed(content=answer.content, name=address, address=address, on=today)
    how = bulk.asked(None, asked.source, None, today)
    if view.store.taken([how.taken(item).key]):
        return None, None
    try:
        reading = walk.read(item, asked.source, view.catalog, today)
    except UnreadableDocumentError as error:
        return None, str(error)
    taken = how.taken(item, [document.document for document in reading.documents])
    return adding.alone(reading, view, False, [taken]), None


def _left(answer: Answer, failures: int, every: float) -> float:
    """Seconds a feed is left alone for, whoever asks: as the server says, longer with each failure."""
    patience = min(every * 2 ** min(failures - 1, 20), DAY) if failures else 0.0
    return max(LEAST, patience, min(answer.wait, MONTH))


def _noted(answer: Answer, before: Fetched, failures: int, until: float) -> Fetched:
    """What is remembered: the version last kept, so that one that could not be read is asked for again."""
    newer = answer if answer.content is not None and not failures else None
    return Fetched(
        address=before.address,
        status=answer.status,
        etag=newer.etag if newer else before.etag,
        modified=newer.modified if newer else before.modified,
        failures=failures,
        not_before=int(until * 1e6),
    )


def _told(answer: Answer, added: Added | None, trouble: str | None, wait: float) -> Poll:
    if answer.status == GONE:
        return Poll(status="failed", wait=float("inf"), reason=f"{trouble}: the feed is gone for good")
    if trouble:
        return Poll(status="failed", wait=wait, reason=trouble)
    if added is None or not added.kept:
        return Poll(status="unchanged", wait=wait, added=added)
    return Poll(status="new", wait=wait, added=added)
