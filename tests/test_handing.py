"""Series and decades of prices that leave the house: every source behind them is asked (publish/2, P1-P4)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

import orebook as ob
from orebook.errors import BadArgumentError
from orebook.serve.cli import cli

SOURCES = """
[[source]]
id = "mill"
name = "A mill"
address = "https://mill.example"
may = ["store", "derive", "display", "export", "publish"]

[[source]]
id = "desk"
name = "A desk"
address = "https://desk.example"
may = ["store", "display", "export"]

[[source]]
id = "vault"
name = "A vault"
may = ["store", "derive"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "orebook.d").mkdir()
    (tmp_path / "orebook.d" / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def book(folder: Path) -> Iterator[ob.Book]:
    """Oxide of a mill, metal of a desk, a cerium price of SMM, and a figure of nobody named."""
    with ob.open(folder / "metals.db") as opened:
        opened.load(quotes(("prnd-oxide", "mill", 400_000), ("prnd-metal", "desk", 490_000),
                           ("cerium-oxide", "smm", 7_000), ("lanthanum-oxide", None, 4_000)))  # fmt: skip
        yield opened


def quotes(*told: tuple[str, str | None, float], kind: str = "assessment") -> pl.DataFrame:
    """Two days of each."""
    return pl.DataFrame([
        {"product": product, "kind": kind, "low": low, "high": low, "unit": "CNY/t", "price_date": day,
         "source": source, "tax": "included"}
        for product, source, low in told for day in ("2025-01-08", "2025-01-09")
    ])  # fmt: skip


def orebook(book: ob.Book, *words: str) -> Any:
    return CliRunner().invoke(cli, [*words, "--book", str(book.address)])


# --- Series ------------------------------------------------------------------------------------------


def test_a_series_that_may_leave_is_written(book: ob.Book, folder: Path) -> None:
    found = book.series(["prnd-oxide", "prnd-metal"], output=folder / "s.parquet", columns=["low"])
    assert found.columns == ["low"]
    assert pl.read_parquet(folder / "s.parquet").equals(found)


@pytest.mark.parametrize(("product", "source", "says"), [
    ("cerium-oxide", 'Source "smm" (SMM|Shanghai Metals Market)', "export is not"),
    ("lanthanum-oxide", "Some figures come from a source nobody named", "export is not"),
])  # fmt: skip
def test_a_series_that_may_not_is_refused_whole(
    book: ob.Book, folder: Path, product: str, source: str, says: str
) -> None:
    """The message names the source, and what it bears with the first day."""
    for columns in (None, ["low"]):
        with pytest.raises(BadArgumentError, match=says) as error:
            book.series(["prnd-oxide", product], output=folder / "s.csv", columns=columns)
        assert f"It bears {product} of 2025-01-08." in str(error.value)
        assert "prnd-oxide" not in str(error.value)
    assert not (folder / "s.csv").exists()
    assert book.series(["prnd-oxide", product]).height == 4


def test_lines_of_a_series_leave_too_and_its_table_does_not(book: ob.Book) -> None:
    assert "7,000" in orebook(book, "series", "cerium-oxide").output
    refused = orebook(book, "series", "cerium-oxide", "--json")
    assert "It bears cerium-oxide of 2025-01-08." in str(refused.exception)
    assert not refused.output
    assert len(orebook(book, "series", "prnd-oxide", "--json").output.splitlines()) == 2


def test_what_may_not_be_shown_is_no_frame_either(folder: Path) -> None:
    with ob.open(folder / "metals.db") as book:
        book.load(quotes(("prnd-oxide", "vault", 400_000), ("prnd-metal", "mill", 490_000)))
        with pytest.raises(BadArgumentError, match=r"display is not.*It bears prnd-oxide of 2025-01-08"):
            book.series(["prnd-oxide", "prnd-metal"], columns=["low"])
        assert book.series("prnd-metal").height == 2
        with pytest.raises(BadArgumentError, match=r"display is not.*prnd-oxide\.high of 2025-01-08"):
            book.assess_history("prnd-oxide")


# --- Decades of prices ---------------------------------------------------------------------------------


def test_decades_that_may_leave_are_written(book: ob.Book, folder: Path) -> None:
    told = orebook(book, "assess-history", "prnd-oxide", "-o", str(folder / "p.parquet"), "--json")
    assert json.loads(told.output)["prices"] == 2
    assert pl.read_parquet(folder / "p.parquet").height == 2


@pytest.mark.parametrize(("products", "says"), [
    (["prnd-oxide", "cerium-oxide"], r"export is not.*It bears cerium-oxide\.high of 2025-01-08, cerium"),
    (["prnd-metal"], r"derive is not.*It bears prnd-metal.high of 2025-01-08"),
    ([], "is not"),
])  # fmt: skip
def test_decades_that_may_not_are_refused_whole(
    book: ob.Book, folder: Path, products: list[str], says: str
) -> None:
    with pytest.raises(BadArgumentError, match=says):
        book.assess_history(products, output=folder / "p.parquet")
    assert not (folder / "p.parquet").exists()


def test_a_source_that_no_price_rests_on_is_not_asked(book: ob.Book, folder: Path) -> None:
    """An order of SMM's is set aside: the mill's price is the mill's."""
    book.load(quotes(("prnd-oxide", "smm", 400_000), kind="order"), name="orders")
    assert book.assess_history("prnd-oxide", output=folder / "p.parquet").height == 2


def test_only_the_days_asked_for_are_asked_about(book: ob.Book, folder: Path) -> None:
    late = quotes(("prnd-oxide", "smm", 400_000)).filter(pl.col("price_date") == "2025-01-09")
    book.load(late, name="late")
    assert book.assess_history("prnd-oxide", end="2025-01-08", output=folder / "p.parquet").height == 1
    with pytest.raises(BadArgumentError, match=r"prnd-oxide\.mid of 2025-01-09"):
        book.assess_history("prnd-oxide", output=folder / "p.parquet")
