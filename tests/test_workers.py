"""Who does the work does not change the work: here, in processes, on a real Dask cluster of two workers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orebook import workers
from orebook.errors import BadArgumentError, OrebookError
from orebook.units import convert, known, ticks
from orebook.workers import Here, executor

PRICES = [399.5, 400.0, 0.1, 1e-4, 715_000.25, -3_628.0]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A scheduler and two workers of their own on this machine, gone with the tests."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running.scheduler_address


@pytest.fixture(scope="module", params=["here", "two processes", "Dask"])
def work(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """Each of the three that can do the work."""
    if request.param == "Dask":
        with executor(cluster=request.getfixturevalue("cluster")) as opened:
            yield opened
    else:
        with executor(1 if request.param == "here" else 2) as opened:
            yield opened


def test_results_are_the_same_and_in_order(work: Executor) -> None:
    """Ticks and conversions, to the last bit, in the order they were asked."""
    assert list(work.map(ticks, PRICES)) == [ticks(value) for value in PRICES]
    made = list(work.map(convert, PRICES, ["CNY/kg"] * 6, ["CNY/t"] * 6))
    assert made == [convert(value, "CNY/kg", "CNY/t") for value in PRICES]


def test_one_task_gives_one_result(work: Executor) -> None:
    assert work.submit(ticks, 399.5).result() == 3_995_000


def test_the_same_task_twice_is_done_twice(work: Executor) -> None:
    """A cluster that remembers results would repeat a forecast's draws; this one is told not to."""
    assert len({work.submit(os.urandom, 8).result() for _ in range(3)}) == 3


def test_an_error_of_the_work_reaches_who_asked(work: Executor) -> None:
    """With its message whole, so that a user reads the same wherever it arose."""
    with pytest.raises(BadArgumentError, match=r'"CNY/ton" is not a unit Orebook knows\. Nearest: "CNY/t"'):
        work.submit(known, "CNY/ton").result()
    assert list(work.map(known, ["USD/lb"])) == ["USD/lb"]


def test_two_workers_do_the_work_of_the_cluster(cluster: str) -> None:
    with executor(cluster=cluster) as work:
        done = {work.submit(os.getpid, workers=[name]).result() for name in _names(work)}
    assert len(done) == 2
    assert os.getpid() not in done


def _names(work: Executor) -> list[str]:
    names: list[str] = list(work._client.scheduler_info()["workers"])  # type: ignore[attr-defined]
    return names


def test_processes_are_not_this_one() -> None:
    with executor(2) as work:
        assert work.submit(os.getpid).result() != os.getpid()


def test_none_means_a_process_a_core() -> None:
    with executor(None) as work:
        assert isinstance(work, Here) == (os.cpu_count() == 1)


def test_one_worker_is_this_process() -> None:
    with executor(1) as work:
        assert work.submit(os.getpid).result() == os.getpid()


@pytest.mark.parametrize("count", [0, -1])
def test_fewer_than_one_worker_is_refused(count: int) -> None:
    with pytest.raises(
        BadArgumentError, match=f"workers: {count} is not a number of workers. Give 1 or more"
    ):
        executor(count).__enter__()


@pytest.mark.parametrize("address", ["nonsense", "ftp://desk:21"])
def test_what_is_no_address_of_a_cluster_is_refused(address: str) -> None:
    with pytest.raises(BadArgumentError, match=f'no Dask scheduler answers at "{address}"'):
        executor(cluster=address).__enter__()


def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens on port 1; half a second is enough to see that here."""
    monkeypatch.setattr(workers, "ANSWER", 0.5)
    with pytest.raises(OrebookError, match=r"tcp://127\.0\.0\.1:1.*Start one with: dask scheduler"):
        executor(cluster="tcp://127.0.0.1:1").__enter__()


@given(st.lists(st.floats(-1e9, 1e9), max_size=5))
def test_work_done_here_is_done_in_order(values: list[float]) -> None:
    assert list(Here().map(ticks, values)) == [ticks(value) for value in values]
