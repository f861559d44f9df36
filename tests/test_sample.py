"""The sample book: figures with their addresses, and notes that are read to what they state."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from io import StringIO

import pytest

from orebook.catalog import load
from orebook.facts import KINDS, Held, identity
from orebook.reader import Reading, check, read
from orebook.stance import measure
from orebook.units import UNITS

SAMPLE = files("orebook") / "data" / "sample"
TODAY = date(2026, 11, 23)
HEADER = "published,price_date,source,product,kind,low,high,unit,tax,delivery,printed,address"
WORDS = set("million to and yuan per mt ton tonne dry metric kg t rmb yn".split())  # noqa: SIM905


def text(name: str) -> str:
    return (SAMPLE / name).read_text(encoding="utf-8")


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text("statements.csv"))))


def levels(product: str, day: str, source: str = "smm") -> set[tuple[str, str, str]]:
    return {
        (row["low"], row["high"], row["unit"])
        for row in rows()
        if (row["product"], row["price_date"], row["source"]) == (product, day, source)
    }


def reading(name: str, day: date) -> Reading:
    catalog = load()
    found = read(text(name), on=day, source="smm", address=name, catalog=catalog, today=TODAY)
    return check(found, catalog=catalog)


def states(found: Reading, day: date) -> dict[str, str | None]:
    held = [Held(id=identity(one), fact=one, recorded_at=0, available_at=0) for one in found.phrases]
    return {one.link: one.state for one in measure(held, on=day, method=load().methods["stance/1"])}


def test_the_columns_are_those_the_reader_s_layout_knows() -> None:
    assert text("statements.csv").splitlines()[0] == HEADER


def test_every_row_names_a_known_product_source_kind_and_unit_and_its_address() -> None:
    catalog = load()
    for row in rows():
        assert catalog.products[row["product"]].chain == "rare-earths"
        assert catalog.sources[row["source"]].licence == "cite-only"
        assert row["kind"] in KINDS
        assert row["unit"] in UNITS
        assert row["tax"] in ("", "included", "excluded")
        assert row["delivery"] in ("", "exw", "fob")
        assert re.fullmatch(r"https?://\S+", row["address"])


def test_every_row_has_a_range_the_right_way_round_and_days_in_order() -> None:
    for row in rows():
        assert 0 < float(row["low"]) <= float(row["high"]), row
        assert date(2024, 10, 1) <= date.fromisoformat(row["published"]) <= TODAY
        assert date.fromisoformat(row["price_date"]) <= date.fromisoformat(row["published"])


def test_numbers_stand_as_people_write_them() -> None:
    assert all(re.fullmatch(r"\d+(\.\d*[1-9])?", row[end]) for row in rows() for end in ("low", "high"))


def test_what_is_printed_is_a_figure_and_says_what_was_read() -> None:
    for row in rows():
        words = set(re.findall(r"[a-z]+", row["printed"].lower()))
        assert words <= WORDS, row["printed"]
        assert {float(row["low"]), float(row["high"])} <= set(values(row["printed"])), row


def values(printed: str) -> Iterator[float]:
    """Every number an expression may mean: as it stands, in millions, in 万, and 2萬6,205 whole."""
    mixed = re.search(r"(\d+)[萬万]([\d,]+)元", printed)
    if mixed:
        yield float(mixed[1]) * 10_000 + float(mixed[2].replace(",", ""))
    for number in re.findall(r"[\d,]*\.?\d+", printed):
        for scale in (1, 1_000_000, 10_000):
            yield round(float(number.replace(",", "")) * scale, 6)


def test_rows_are_sorted_unequal_and_those_of_one_address_stand_together() -> None:
    given = rows()
    order = [(row["published"], row["source"], row["address"]) for row in given]
    assert order == sorted(order)
    assert len({tuple(row.items()) for row in given}) == len(given)
    pages = [address for address, _ in itertools.groupby(row["address"] for row in given)]
    assert len(pages) == len(set(pages))


@pytest.mark.parametrize(
    ("product", "day", "low", "high"),
    [
        ("prnd-oxide", "2025-01-09", "400000", "401000"),
        ("prnd-metal", "2025-01-09", "490000", "495000"),
        ("prnd-oxide", "2025-01-10", "399000", "401000"),
        ("prnd-metal", "2025-01-10", "490000", "493000"),
        ("lanthanum-oxide", "2025-01-09", "3600", "4000"),
        ("cerium-oxide", "2025-01-09", "7800", "8000"),
        ("yttrium-oxide", "2025-01-09", "40000", "43000"),
    ],
)
def test_the_levels_of_the_demo_s_week_are_there_and_undisputed(
    product: str, day: str, low: str, high: str
) -> None:
    assert levels(product, day) == {(low, high, "CNY/t")}


def test_a_price_ex_works_and_one_for_export_stay_two_prices() -> None:
    argus = {(row["delivery"], row["unit"]) for row in rows() if row["source"] == "argus"}
    assert argus == {("exw", "CNY/kg"), ("fob", "USD/kg")}


def test_two_ranges_of_one_publisher_and_day_are_both_kept() -> None:
    assert len(levels("prnd-oxide", "2024-12-31")) > 1


def test_the_readme_counts_what_is_there() -> None:
    given, said = rows(), text("README.md")
    assert f"{len(given):,} price statements for {len({row['product'] for row in given})} products" in said
    assert {row["published"] for row in given} >= {"2024-12-20", "2025-10-30"}
    left_out = sum(int(count) for count in re.findall(r"^\| (\d+) \|", said, re.MULTILINE))
    assert f"Chosen from {len(given) + left_out:,} statements" in said


def test_every_row_is_read_as_it_stands() -> None:
    found = reading("statements.csv", TODAY)
    read_back = sorted(
        (quote.product, quote.low, quote.high, quote.unit, quote.source or "") for quote in found.quotes
    )
    given = sorted(
        (row["product"], float(row["low"]), float(row["high"]), row["unit"], row["source"]) for row in rows()
    )
    assert read_back == given
    assert found.refusals == ()
    assert {one.address for one in found.documents} == {row["address"] for row in rows()}


def test_the_notes_of_9_january_are_read_to_their_prices() -> None:
    found = reading("notes-2025-W02.md", date(2025, 1, 9))
    read_back = {quote.product: (quote.low, quote.high) for quote in found.quotes}
    assert read_back == {
        "rare-earth-carbonate": (32400, 32400),
        "monazite": (37300, 37300),
        "medium-yttrium-europium-rich-ore": (173000, 173000),
        "lanthanum-oxide": (3600, 4000),
        "cerium-oxide": (7800, 8000),
        "yttrium-oxide": (40000, 43000),
        "prnd-oxide": (400000, 401000),
        "dysprosium-oxide": (1620000, 1640000),
        "terbium-oxide": (5790000, 5850000),
        "prnd-metal": (490000, 495000),
        "terbium-metal": (7200000, 7250000),
    }
    assert {(quote.unit, quote.kind, quote.price_date) for quote in found.quotes} == {
        ("CNY/t", "assessment", date(2025, 1, 9))
    }
    assert (found.refusals, len(found.documents)) == ((), 1)


def test_the_notes_of_2_january_are_read_to_their_prices() -> None:
    found = reading("notes-2025-W01.md", date(2025, 1, 2))
    read_back = {quote.product: (quote.low, quote.high) for quote in found.quotes}
    assert read_back == {
        "lanthanum-oxide": (3800, 4200),
        "cerium-oxide": (7600, 8000),
        "yttrium-oxide": (40000, 43000),
    }
    assert (found.refusals, len(found.documents)) == ((), 1)


def test_the_figures_of_the_notes_are_those_of_the_statements() -> None:
    for name, day in (("notes-2025-W01.md", "2025-01-02"), ("notes-2025-W02.md", "2025-01-09")):
        for quote in reading(name, date.fromisoformat(day)).quotes:
            assert (quote.low, quote.high) in {
                (float(low), float(high)) for low, high, _ in levels(quote.product, day)
            }


def test_the_notes_are_read_to_their_stances() -> None:
    first, second = date(2025, 1, 2), date(2025, 1, 9)
    assert states(reading("notes-2025-W01.md", first), first) == {
        "ore-oxide": None,
        "oxide-metal": "rally",
        "metal-magnet": None,
        "scrap-oxide": None,
    }
    assert states(reading("notes-2025-W02.md", second), second) == {
        "ore-oxide": "stalemate",
        "oxide-metal": "rally",
        "metal-magnet": "stalemate",
        "scrap-oxide": "stalemate",
    }


def test_the_notes_have_a_section_for_each_segment() -> None:
    for name in ("notes-2025-W01.md", "notes-2025-W02.md"):
        headings = re.findall(r"^## (.+)$", text(name), re.MULTILINE)
        assert headings == ["Ore", "Oxides", "Metals", "Magnets", "Scrap"]
