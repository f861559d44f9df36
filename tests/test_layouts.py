"""Price lists by layout: lines, records with a cell to a line, and label rows that carry the unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import process_time
from typing import Any

import pytest

from fixtures.readings import FRIDAY, TODAY, catalog, changes, prices, reading, refused, told
from orebook.reader import read

PAIR = ["neodymium-oxide 405000~408000", "prnd-oxide 402000~405000"]
LISTS = {
    "unit in brackets": "Neodymium oxide (yuan/ton) 405000-408000 -5000\n"
    "Pr-Nd oxide  (yuan/ton) 402000~405000 -\n",
    "grade, place and unit": "Neodymium oxide 99.5%min EXW China RMB/mt 405000-408000\n"
    "Pr-Nd oxide 75%Nd EXW China RMB/mt 402000-405000\n",
    "a second column in dollars": "Neodymium oxide 99.5%min RMB/mt 405000-408000 56000-56400\n"
    "Pr-Nd oxide 99%min RMB/mt 402000-405000 55500-55900\n",
    "bars without a header": "| Neodymium oxide | 405,000-408,000 | 406,500 | -5,000 | yuan/mt |\n"
    "| Pr-Nd oxide | 402,000-405,000 | 403,500 | 0 | yuan/mt |\n",
    "low, high and average": "Neodymium oxide | 405,000 | 408,000 | 406,500 | -5,000 | yuan/mt\n"
    "Pr-Nd oxide | 402,000 | 405,000 | 403,500 | 0 | yuan/mt\n",
    "tabs": "Neodymium oxide\t99.5%\t405,000\t408,000\t406,500\t-5,000\tyuan/mt\n"
    "Pr-Nd oxide\t75%\t402,000\t405,000\t403,500\t0\tyuan/mt\n",
    "a unit over the rows": "Unit: yuan/mt\nNeodymium oxide 405,000 408,000 406,500 -5,000\n"
    "Pr-Nd oxide 402,000 405,000 403,500 0\n",
    "单位 over the rows": "单位：万元/吨\n氧化钕 40.5 40.8 40.65 跌0.5\n氧化镨钕 40.2 40.5 40.35 平\n",
    "a heading with its unit": "Oxides, yuan/mt\nNeodymium oxide 405,000-408,000 406,500 -5,000\n"
    "Pr-Nd oxide 402,000-405,000 403,500 unchanged\n",
    "名称 (单位)": "氧化钕（元/吨） 405000-408000 -5000\n氧化镨钕（元/吨） 402000-405000 平\n",
    "cells on lines of their own": "Product\nPrice Range\nAvg.\nChange\nUnit\n"
    "Neodymium oxide\n405,000-408,000\n"
    "406,500\n-5,000\nyuan/mt\nPrNd oxide\n402,000-405,000\n403,500\n0\nyuan/mt\n",
    "cells with bars between": "产品\n|\n价格区间(元/吨)\n|\n均价(元/吨)\n|\n涨跌(元/吨)\n|\n"
    "氧化钕\n|\n405000-408000\n|\n"
    "406500 |\n-5000\n|\n镨钕氧化物\n|\n402000-405000\n|\n403500\n|\n0\n|\n",
    "cells without a header": "Neodymium oxide\n405,000-408,000\n406,500\n-5,000\nyuan/mt\n"
    "PrNd oxide\n402,000-405,000\n403,500\n0\nyuan/mt\n",
}
MOVED = {"unit in brackets", "bars without a header", "low, high and average", "tabs", "a unit over the rows",
         "单位 over the rows", "a heading with its unit", "名称 (单位)", "cells on lines of their own",
         "cells with bars between", "cells without a header"}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_price_list_is_read_by_its_layout(name: str) -> None:
    assert prices(LISTS[name]) == PAIR
    assert changes(LISTS[name]) == (["neodymium-oxide -5000"] if name in MOVED else [])


@pytest.mark.parametrize("name", LISTS)
def test_every_span_of_a_list_reads_again(name: str) -> None:
    for quote in reading(LISTS[name]).quotes:
        assert {"price", "product", "unit"} <= {span.role for span in quote.spans}
        assert all(LISTS[name][span.start : span.end] == span.text for span in quote.spans)


@pytest.mark.parametrize("name", LISTS)
def test_words_around_a_list_change_nothing(name: str) -> None:
    around = (
        f"Trade was quiet this week, and buyers waited for the holiday.\n\n{LISTS[name]}\nDeals stayed few.\n"
    )
    assert prices(around) == PAIR


def test_a_day_in_the_record_is_its_day() -> None:
    prnd = "PrNd oxide\n402,000-405,000\n403,500\n0\nyuan/mt\nMar 12, 2025\n"
    text = f"{prnd}Cerium oxide\n8,000-8,200\n8,100\n0\nyuan/mt\nMar 12, 2025\n"
    assert prices(text) == ["prnd-oxide 402000~405000 2025-03-12", "cerium-oxide 8000~8200 2025-03-12"]


def test_a_mass_alone_is_completed_by_the_currency_over_the_list() -> None:
    rows = "Neodymium oxide Nd2O3/TREO Tonne 405000-408000 0\nDysprosium oxide Dy2O3/TREO Kg 1640-1660 0\n"
    text = f"Spot prices of rare earths in China, in yuan.\n{rows}"
    assert prices(text) == ["neodymium-oxide 405000~408000", "dysprosium-oxide 1640~1660 CNY/kg"]
    without = text.partition("\n")[2]
    assert prices(without) == []


# ── what is not certain is not read ─────────────────────────────────────────────────────────────────────


def test_two_bare_numbers_may_be_two_weeks_and_are_not_taken_for_low_and_high() -> None:
    assert prices("Cerium oxide | 8,000 | 8,200 | yuan/mt\nLanthanum oxide | 4,000 | 4,100 | yuan/mt\n") == []


def test_a_second_range_of_the_same_size_is_no_conversion() -> None:
    text = "Cerium oxide 99% RMB/mt 8000-8200 7900-8100\n"
    assert [rule for quote in reading(text).quotes for rule in quote.rules] == []


def test_a_number_outside_its_ends_is_no_average_and_one_as_large_as_the_price_no_change() -> None:
    label = "Unit: yuan/mt\n"
    for row in ("8,000 8,200 8,100 8,150", "8,000 8,200 9,100 +50"):
        assert "cerium-oxide 8000~8200" not in prices(f"{label}Cerium oxide {row}\n")


def test_a_product_nobody_knows_among_the_rows_is_refused_by_its_whole_name() -> None:
    text = "Zorbium alloy (yuan/ton) 26000-27000 -\nCerium metal (yuan/ton) 25000-27000 -\n" \
           "Floogite powder (yuan/ton) 8000-9000 +50\n"  # fmt: skip
    found = reading(text)
    assert [told(quote) for quote in found.quotes] == ["cerium-metal 25000~27000"]
    assert [(one.rule, one.spans[0].text) for one in found.refusals] == [
        ("no-product", "Zorbium alloy"), ("no-product", "Floogite powder"),
    ]  # fmt: skip


def test_a_label_s_unit_ends_where_the_text_goes_on() -> None:
    text = "Unit: yuan/mt\n\nThe market was quiet.\nBuyers waited.\nSellers too.\nNobody moved.\n" \
           "Cerium oxide 8,000 8,200 8,100 0\n"  # fmt: skip
    assert "cerium-oxide 8000~8200" not in prices(text)


def test_a_range_that_runs_downwards_is_refused_in_its_row() -> None:
    assert refused("Cerium metal (yuan/ton) 27000-25000 -\n") == ["reversed-range"]


@pytest.mark.parametrize(
    "text",
    [
        "Pr-Nd oxide rose to 400,000 yuan/mt this week",
        "Pr-Nd oxide (400,000 yuan/mt) was quiet",
        "Tel | Pr-Nd oxide | 021 5155-0306",
        "Product\nPr-Nd oxide\nPr-Nd metal\nCerium oxide\nNo Data\n",
        "Cerium oxide (tonnes) 8,000-8,200 -",
        "Cerium oxide output, tonnes\nCerium oxide 8,000 8,200 8,100 0\n",
    ],
)
def test_what_only_looks_like_a_row_is_no_row(text: str) -> None:
    assert not {"T5", "T6"} & {rule for quote in reading(text).quotes for rule in quote.rules}


# ── a layout is data ────────────────────────────────────────────────────────────────────────────────────


def by(text: str, *layouts: dict[str, Any]) -> list[str]:
    taught = replace(catalog(), layouts=(*catalog().layouts, *layouts))
    found = read(text, on=FRIDAY, source="own", address=None, catalog=taught, today=TODAY)
    return [told(quote) for quote in found.quotes]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("Cerium oxide; 8,000; 8,200", {"line": "{product}; {low}; {high}", "unit": "CNY/t"}),
        ("8,000 to 8,200 yuan/mt - cerium oxide", {"line": "{range} {unit} - {product}"}),
        ("氧化铈 低 8000 高 8200 元/吨", {"line": "{product} 低 {low} 高 {high} {unit}"}),
        ("氧化铈 均价 8000 元/吨", {"line": "{product} 均价 {average} {unit}"}),
        (
            "Cerium oxide\n8,000\n8,200\nFOB Tianjin",
            {"cells": ["product", "low", "high", "place"], "unit": "CNY/t"},
        ),
        ("品名 | 结算(元/吨)\n氧化铈 | 8000-8200", {"columns": {"range": ["结算"]}}),
        (
            "Oxides priced in yuan/mt\nCerium oxide 8,000 8,200 8,100 0",
            {"label": "{remark} priced in {unit}"},
        ),
    ],
)
def test_a_layout_reads_what_it_describes_and_nothing_did_before(text: str, layout: dict[str, Any]) -> None:
    level = "cerium-oxide 8000" if "均价" in text else "cerium-oxide 8000~8200"
    assert by(text, {"id": "ours", **layout}) == [level]
    assert "均价" in text or level not in by(text)


def test_a_layout_says_what_kind_of_price_its_rows_are() -> None:
    layout = {
        "id": "ours",
        "line": "{product}; {range}",
        "unit": "CNY/t",
        "kind": "listing",
        "tax": "included",
    }
    taught = replace(catalog(), layouts=(*catalog().layouts, layout))
    found = read("Cerium oxide; 8,000\n", on=FRIDAY, source=None, address=None, catalog=taught, today=TODAY)
    assert [(quote.kind, quote.tax, quote.rules) for quote in found.quotes] == [
        ("listing", "included", ("T5",))
    ]


def test_the_last_layout_given_goes_first() -> None:
    first = {"id": "a", "line": "{product}; {low}; {high}; {remark}", "unit": "CNY/t"}
    second = {"id": "b", "line": "{product}; {low}; {high}; {grade}", "unit": "CNY/kg"}
    assert by("Cerium oxide; 8; 9; powder", first, second) == ["cerium-oxide 8~9 CNY/kg"]


def test_words_with_another_money_in_them_do_not_fit_a_layout_of_one_unit() -> None:
    layout = {"id": "ours", "line": "{product} {grade} {low} {high}", "unit": "CNY/t"}
    assert by("Cerium oxide 99% 8,000 8,200", layout) == ["cerium-oxide 8000~8200"]
    assert "cerium-oxide 8000~8200" not in by("Cerium oxide 99% USD/t 8,000 8,200", layout)


@pytest.mark.parametrize("layout", [one for one in catalog().layouts if "example" in one and "line" in one],
                         ids=lambda one: one["id"])  # fmt: skip
def test_each_layout_that_ships_reads_its_example(layout: dict[str, Any]) -> None:
    label = "" if "{unit}" in layout["line"] else "Unit: yuan/mt\n"
    quotes = reading(label + layout["example"]).quotes
    assert [quote.rules for quote in quotes] == [("T5",)], layout["example"]


def test_every_layout_that_ships_says_where_it_was_learnt() -> None:
    assert [one["id"] for one in catalog().layouts if not one.get("source")] == []


# ── hostile lists ───────────────────────────────────────────────────────────────────────────────────────

HOSTILE = {
    "rows without end": "Cerium oxide (yuan/ton) 8000-8200 -\n" * 400,
    "almost rows": "Cerium oxide (yuan/ton 8000-8200 -\n" * 400,
    "cells without end": "Product\nPrice\nUnit\n" + "Cerium oxide\n8,000\nyuan/mt\n" * 400,
    "headers without end": "Product\nPrice\nUnit\n8\n" * 600,
    "bars": "|\n" * 8_000,
    "short lines": "8\n" * 5_000,
    "unknown names": "Zorbium oxide (yuan/ton) 8000-8200 -\n" * 400,
    "one long row": "Cerium oxide | " * 20 + "8,000\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_list_twice_as_long_takes_about_twice_as_long(name: str) -> None:
    text = HOSTILE[name]
    half, whole = (min(taken(part) for _ in range(2)) for part in (text[: len(text) // 2], text))
    assert whole < max(5 * half, 0.5), f"{half:.2f} s, then {whole:.2f} s"


def taken(text: str) -> float:
    start = process_time()
    read(text, on=date(2025, 1, 9), source=None, address=None, catalog=catalog(), today=TODAY)
    return process_time() - start


def test_a_heading_may_carry_the_sound_of_a_character() -> None:
    text = LISTS["cells with bars between"].replace("产品", "产(chǎn)品").replace("区间", "区(qū)间")
    assert prices(text) == prices(LISTS["cells with bars between"])
