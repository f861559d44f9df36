"""Group commit: what several threads hand in at once is written in one transaction by whoever is first.

A commit waits for the disk, and that is nearly all it costs. While one thread waits, others hand in what they
have; the next commit takes all of it. Each has its own savepoint and its own batch, so one that is refused
harms no other, and nobody is told that something is kept before the disk has it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from orebook.errors import LedgerError, OrebookError
from orebook.ledger.connect import Access
from orebook.ledger.failures import told

Answer = TypeVar("Answer")

#: At most this many in one commit, so that the first does not wait for ever longer queues.
MOST = 100


class _Job(Generic[Answer]):
    """What one caller wants written, and what came of it."""

    def __init__(self, work: Callable[[Connection], Answer]) -> None:
        self.work = work
        self.done = False
        self.answer: Answer | None = None
        self.error: Exception | None = None

    def finish(self) -> Answer:
        """The caller's own answer, or its own error."""
        if self.error is not None:
            raise self.error
        return self.answer  # type: ignore[return-value]


class Together:
    """The queue of those who write to one store."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._waiting: list[_Job[Any]] = []
        self._queue = threading.Lock()
        self._turn = threading.Lock()

    def write(self, work: Callable[[Connection], Answer]) -> Answer:
        """Have something written, and come back when the disk has it.

        `work` may be called a second time, after what it wrote the first time was taken back.

        Raises:
            LedgerError: it was refused, or could not be committed; nothing of it is kept.
        """
        job = _Job(work)
        with self._queue:
            self._waiting.append(job)
        try:
            with self._turn:
                if not job.done:
                    self._serve(job)
        except BaseException:
            self._withdraw(job)
            raise
        return job.finish()

    def _withdraw(self, job: _Job[Any]) -> None:
        with self._queue, contextlib.suppress(ValueError):
            self._waiting.remove(job)

    def _serve(self, mine: _Job[Any]) -> None:
        """Write what waits, one's own among it."""
        with self._queue:
            jobs = [mine, *[job for job in self._waiting if job is not mine]][:MOST]
        if len(jobs) == 1 or not self._all(jobs):
            for job in jobs:
                self._alone(job)
        with self._queue:
            self._waiting = [job for job in self._waiting if not job.done]

    def _all(self, jobs: list[_Job[Any]]) -> bool:
        """Write several in one transaction; False where it came to nothing and each must go alone."""
        try:
            with self._access.writing() as connection:
                came = [self._in_savepoint(connection, job) for job in jobs]
        except OrebookError:
            return False
        for job, (answer, error) in zip(jobs, came, strict=True):
            job.answer, job.error, job.done = answer, error, True
        return True

    def _in_savepoint(self, connection: Connection, job: _Job[Any]) -> tuple[Any, Exception | None]:
        """One of several; what is wrong with it alone is taken back alone."""
        try:
            with told(self._access.label), connection.begin_nested():
                return job.work(connection), None
        except Exception as error:
            if _taken_back(connection):
                raise LedgerError(f"{self._access.label}: all of this commit was taken back.") from error
            return None, error

    def _alone(self, job: _Job[Any]) -> None:
        try:
            with self._access.writing() as connection:
                job.answer = job.work(connection)
        except Exception as error:
            job.error = error
        job.done = True


def _taken_back(connection: Connection) -> bool:
    """Whether the engine gave up the whole transaction, not only the savepoint, as SQLite does when full."""
    if connection.invalidated:
        return True
    return getattr(connection.connection.driver_connection, "in_transaction", None) is False
