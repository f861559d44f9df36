"""Decades at once: the numbers of the day, whoever does the work, and the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import assess_quotes
import orebook as ob
from orebook.assess.compiled import Asked, partition
from orebook.book import walk
from orebook.book.history_prices import task
from orebook.errors import BadArgumentError
from orebook.testing import method
from orebook.workers import executor

SIZE = assess_quotes.Size(quotes=6_000, products=40, days=300)


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked(
        products=assess_quotes.products(SIZE.products), codes=assess_quotes.CODES, method=method("range/2"),
        known_at=SIZE.known_at,
    )  # fmt: skip


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return assess_quotes.write(tmp_path_factory.mktemp("quotes"), SIZE)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A scheduler and two workers of their own on this machine, gone with the tests."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running.scheduler_address


def worked(parts: list[Path], asked: Asked, folder: Path, **how: object) -> list[str]:
    """The hash of each answer, whoever worked it out."""
    folder.mkdir()
    answers = [folder / part.name for part in parts]
    with executor(**how) as work:  # type: ignore[arg-type]
        counts = list(
            work.map(
                partial(task, asked=asked, numbers=None),
                [str(part) for part in parts],
                [str(answer) for answer in answers],
            )
        )
    assert all(counts)
    return [hashlib.sha256(answer.read_bytes()).hexdigest() for answer in answers]


def test_here_in_threads_in_processes_and_on_a_cluster_to_the_byte(
    parts: list[Path], asked: Asked, tmp_path: Path, cluster: str
) -> None:
    here = worked(parts, asked, tmp_path / "here", workers=1)
    assert len(set(here)) == len(parts)
    assert worked(parts, asked, tmp_path / "threads", workers=2, threads=True) == here
    assert worked(parts, asked, tmp_path / "processes", workers=2) == here
    assert worked(parts, asked, tmp_path / "cluster", cluster=cluster) == here


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ob.Book]:
    """The sample, loaded as history; one of its quotes judged away, one corrected."""
    with ob.open(tmp_path_factory.mktemp("book") / "metals.db") as opened:
        opened.sample()
        yield opened


def test_a_book_says_the_same_of_decades_as_of_days(book: ob.Book) -> None:
    found = book.assess_history()
    daily = walk.prices(book._view(), list(book.catalog.products), None, date.max)
    names = (
        "product",
        "price_date",
        "low",
        "high",
        "mid",
        "unit",
        "status",
        "independent",
        "share",
        "method",
    )
    expected = [
        (*(getattr(one, name) for name in names), len(one.used), len(one.set_aside), ",".join(one.flags))
        for one in daily
    ]
    assert len(expected) > 50
    assert sorted(found.select(*names, "used", "set_aside", "flags").rows(), key=str) == sorted(
        expected, key=str
    )


def test_products_days_and_the_moment_can_be_chosen(book: ob.Book) -> None:
    found = book.assess_history(["prnd-oxide", "Pr-Nd metal"], "2025-01-01", "2025-01-31", workers=1)
    assert set(found["product"]) == {"prnd-oxide", "prnd-metal"}
    assert str(found["price_date"].min()) >= "2025-01-01" and str(found["price_date"].max()) <= "2025-01-31"
    assert book.assess_history("prnd-oxide", known_at="1999-12-31").is_empty()
    assert set(book.assess_history("prnd-oxide", method="range/1")["method"]) == {"range/1"}


def granted(book: ob.Book, *sources: str) -> None:
    """A licence of one's own for some publishers: their figures may be handed on."""
    told = (f'[[source]]\nid = "{one}"\nname = "{one}"\nlicence = "own"\n' for one in sources)
    book.teaching.mkdir(exist_ok=True)
    (book.teaching / "sources.toml").write_text("\n".join(told), encoding="utf-8")


def test_the_command_writes_the_same_to_a_file(book: ob.Book, tmp_path: Path) -> None:
    from orebook.serve.cli import cli

    target = tmp_path / "prices.parquet"
    granted(book, "argus", "asian-metal", "smm")
    said = CliRunner().invoke(
        cli, ["assess-history", "prnd-oxide", "-o", str(target), "--book", str(book.address)]
    )
    assert said.exit_code == 0, said.output
    read = pl.read_parquet(target)
    assert said.output == f"{target}: {read.height} prices of 1 product.\n"
    assert read.equals(book.assess_history("prnd-oxide"))
    assert [file.name for file in tmp_path.iterdir()] == ["prices.parquet"]


def test_another_ending_than_parquet_is_refused(book: ob.Book, tmp_path: Path) -> None:
    with pytest.raises(BadArgumentError, match=r"written as Parquet\. Name it ….parquet"):
        book.assess_history(output=tmp_path / "prices.csv")


def test_quotes_out_of_order_are_refused(parts: list[Path], asked: Asked) -> None:
    rows = pl.read_parquet(parts[0])
    with pytest.raises(BadArgumentError, match=r"row 1 of the quotes: out of order\. Sort by product"):
        partition(rows.reverse().head(1).vstack(rows.head(1)), asked)


def test_a_price_beyond_64_bits_names_its_day(parts: list[Path], asked: Asked) -> None:
    rows = pl.read_parquet(parts[0]).with_columns(
        pl.lit(1e300).alias("high"), pl.lit(1, pl.UInt8).alias("kind"), pl.lit(1, pl.UInt8).alias("unit")
    )
    with pytest.raises(
        BadArgumentError, match=r"product-\d+ on \d{4}-\d\d-\d\d: a quote of .*1e\+300 CNY/t is beyond"
    ):
        partition(rows, asked)


def test_nothing_is_compiled_or_imported_for_a_handful_of_quotes() -> None:
    said = "import sys, orebook, orebook.assess.settle, orebook.book.decades; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_without_the_compiler_the_message_says_what_to_install() -> None:
    said = "import sys; sys.modules['numba'] = None\nimport orebook.assess.compiled"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=False)
    assert 'Install it with: pip install "orebook[scale]"' in done.stderr


def test_the_measurement_runs_small_and_all_contenders_agree(tmp_path: Path) -> None:
    small = ["20000", "--products", "60", "--days", "300", "--times", "1", "--large", "40000"]
    bench = Path(assess_quotes.__file__).parent / "assess.py"
    words = [sys.executable, str(bench), *small, "--folder", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "20,000 quotes, 3,909 prices: the same from all" in done.stdout
    assert [line.split()[0] for line in done.stdout.splitlines()[2:6]] == [
        "read",
        "orebook",
        "DuckDB",
        "Polars",
    ]
    assert "40,000 quotes: " in done.stdout
