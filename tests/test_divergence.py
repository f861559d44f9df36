"""The same series told differently by two sources on one day, side by side, the widest gap first."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from click.testing import CliRunner

import orebook as ob
from orebook.assess import Divergence, diverging
from orebook.catalog import load
from orebook.serve.cli import cli
from orebook.testing import method, quotes


def found(table: str, product: str = "prnd-oxide") -> list[Divergence]:
    return diverging(load().products[product], quotes(table), method("range/1"))


def pairs(table: str) -> list[tuple[str, str, float, float | None]]:
    return [(one.first, one.second, one.gap, one.gap_percent) for one in found(table)]


def test_the_widest_gap_comes_first_and_the_lower_source_stands_left() -> None:
    assert pairs("""
        prnd-oxide  assessment  400,000-402,000  CNY/t  smm    2025-01-09
        prnd-oxide  assessment  404,000-406,000  CNY/t  argus  2025-01-09
        prnd-oxide  assessment  420,000          CNY/t  smm    2025-01-10
        prnd-oxide  assessment  400,000          CNY/t  argus  2025-01-10
    """) == [("argus", "smm", 20_000, 5), ("smm", "argus", 4000, 0.9975)]


def test_three_sources_make_three_pairs() -> None:
    assert len(pairs("""
        prnd-oxide  assessment  400,000  CNY/t  smm     2025-01-09
        prnd-oxide  assessment  404,000  CNY/t  argus   2025-01-09
        prnd-oxide  assessment  410,000  CNY/t  mysteel 2025-01-09
    """)) == 3  # fmt: skip


def test_masses_of_one_currency_are_compared_in_the_products_unit() -> None:
    (one,) = found("""
        prnd-oxide  assessment  400-402          CNY/kg  smm    2025-01-09
        prnd-oxide  assessment  398,000-404,000  CNY/t   argus  2025-01-09
    """)
    assert {(one.first, one.first_low, one.first_high), (one.second, one.second_low, one.second_high)} == {
        ("smm", 400_000, 402_000), ("argus", 398_000, 404_000),
    }  # fmt: skip
    assert (one.gap, one.unit) == (0, "CNY/t")


def test_what_is_told_alike_differs_in_nothing() -> None:
    assert (
        pairs("""
        prnd-oxide  assessment  400,000  CNY/t   smm    2025-01-09
        prnd-oxide  assessment  400      CNY/kg  argus  2025-01-09
    """)
        == []
    )


def test_other_currencies_days_kinds_and_bases_are_other_series() -> None:
    assert (
        pairs("""
        prnd-oxide  assessment  400,000  CNY/t   smm      2025-01-09
        prnd-oxide  assessment  52       USD/kg  argus    2025-01-09
        prnd-oxide  assessment  410,000  CNY/t   argus    2025-01-10
        prnd-oxide  listing     410,000  CNY/t   mysteel  2025-01-09
        prnd-oxide  assessment  350,000  CNY/t   mysteel  2025-01-09  tax=excluded
        prnd-oxide  assessment  420,000  CNY/t   argus    2025-01-09  delivery=cif
        prnd-oxide  assessment  405,000  CNY/t   argus    2025-01-09  place=Baotou
    """)
        == []
    )


def test_only_the_last_word_of_a_source_counts(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        for price, source in (("410,000", "smm"), ("400,000", "argus"), ("402,000", "smm")):
            book.add(text=f"Pr-Nd oxide was {price} yuan/mt.", on="2025-01-09", source=source)
        assert [(one.first, one.gap) for one in book.divergence("prnd-oxide")] == [("argus", 2000)]
        assert book.divergence("prnd-oxide", known_at="2025-01-09") == []
        assert book.divergence("prnd-oxide", start="2025-01-10") == []


def test_a_corrected_quote_differs_from_nobody(tmp_path: Path) -> None:
    with ob.open(tmp_path / "metals.db") as book:
        for price, source in (("400,000", "argus"), ("420,000", "smm")):
            book.add(text=f"Pr-Nd oxide was {price} yuan/mt.", on="2025-01-09", source=source)
        wrong = next(one.id for one in book.quotes() if one.fact.source == "smm")
        assert len(book.divergence("prnd-oxide")) == 1
        book.correct(wrong, to="400000", author="Zhao Min", reason="Misprint, says the publisher.")
        assert book.divergence("prnd-oxide") == []


def test_the_command_sets_them_side_by_side(tmp_path: Path) -> None:
    at, run = str(tmp_path / "b.db"), CliRunner()
    with ob.open(at) as book:
        for price, source in (("400,000", "argus"), ("420,000", "smm")):
            book.add(text=f"Pr-Nd oxide was {price} yuan/mt.", on="2025-01-09", source=source)
    asked = ["--book", at, "divergence", "prnd-oxide"]
    shown = run.invoke(cli, asked).stdout.splitlines()[1]
    assert shown.split("\t") == [
        "2025-01-09", "assessment", "exw VAT included", "argus", "400,000", "smm", "420,000", "20,000",
        "5.00", "CNY/t",
    ]  # fmt: skip
    told = json.loads(run.invoke(cli, [*asked, "--json"]).stdout)
    assert (told["fact"], told["gap"], told["price_date"]) == (
        "divergence",
        20_000,
        date(2025, 1, 9).isoformat(),
    )
