"""Who does the work: this process, threads, processes, or a Dask cluster, behind one standard interface.

Stages receive an executor as an argument and never ask which one it is. `concurrent.futures.Executor` is the
only seam for scale; see decisions/0003.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from typing import Any

from orebook.errors import BadArgumentError

#: Seconds a Dask scheduler has to answer.
ANSWER = 10


class Here(Executor):
    """Runs each task at once in this process: the right executor for a handful of documents.

    >>> list(Here().map(abs, [-1, 2]))
    [1, 2]
    """

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run it now; the future is already done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextlib.contextmanager
def executor(
    workers: int | None = 1, cluster: str | None = None, *, threads: bool = False
) -> Iterator[Executor]:
    """An executor for the length of a `with` block.

    Args:
        workers: 1 works here; more starts that many processes; None means one a core.
        cluster: address of a Dask scheduler, for instance tcp://127.0.0.1:8786; wins over `workers`.
        threads: workers are threads of this process: right for work that is compiled and lets others run.

    Raises:
        BadArgumentError: for fewer than one worker, or a cluster without the `cluster` extra installed.

    >>> with executor() as work:
    ...     list(work.map(abs, [-3]))
    [3]
    """
    if cluster is not None:
        with _dask(cluster) as work:
            yield work
        return
    count = workers if workers is not None else os.cpu_count() or 1
    if count < 1:
        raise BadArgumentError(f"workers: {count} is not a number of workers. Give 1 or more.")
    work = _threads(count) if threads else _pool(count)
    try:
        yield work
    finally:
        # After an interruption nobody waits for what was still queued.
        work.shutdown(wait=True, cancel_futures=True)


def _pool(count: int) -> Executor:
    if count == 1:
        return Here()
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_follow)


def _threads(count: int) -> Executor:
    if count == 1:
        return Here()
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(count)


def _follow() -> None:
    """Have a worker end with the process that started it, and leave Ctrl-C to that process.

    A pool's workers hold both ends of their queue, so that one whose starter was killed would wait for ever.
    """
    import signal
    import threading
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    starter = parent_process()
    if starter is not None:
        threading.Thread(target=_end_with, args=(starter,), daemon=True).start()


def _end_with(starter: Any) -> None:
    starter.join()
    os._exit(1)


@contextlib.contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise BadArgumentError(
            f'cluster "{address}" needs Dask. Install it with: pip install "orebook[cluster]"'
        ) from None
    try:
        client = Client(address, timeout=ANSWER)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise BadArgumentError(
            f'cluster: no Dask scheduler answers at "{address}" ({error}). Start one with: dask scheduler;'
            " it prints its address, such as tcp://127.0.0.1:8786."
        ) from None
    with client:
        yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
