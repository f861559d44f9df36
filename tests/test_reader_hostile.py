"""Texts made to be slow: every one is read or refused, in time that grows with its length and no faster."""

from __future__ import annotations

import tracemalloc
from time import process_time

import pytest

from fixtures.readings import reading, refused
from orebook import catalog
from orebook.reader.rubric import rubric

PRICE = "Pr-Nd oxide was 400,000-401,000 yuan/mt"
ENDLESS = {
    "one line of prices": (PRICE + " ") * 250_000,
    "digits": "1" * 80_000,
    "brackets": "(" * 200_000,
    "nested brackets": "[(" * 50_000 + ")]" * 50_000,
    "dashes": "-" * 200_000,
    "numbers on dashes": "1-" * 100_000,
    "chinese without a full stop": "氧化镨钕价格为40-41万元/吨，" * 20_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_a_sentence_without_end_is_refused(text: str) -> None:
    start = process_time()
    assert refused(text) == ["too-long"]
    assert process_time() - start < 8


def test_what_stands_around_an_endless_sentence_is_read() -> None:
    found = reading(f"{PRICE}.\n{'(' * 40_000}\nCerium oxide was 8,000-8,200 yuan/mt.")
    assert [quote.product for quote in found.quotes] == ["prnd-oxide", "cerium-oxide"]
    assert [refusal.rule for refusal in found.refusals] == ["too-long"]


def test_a_megabyte_without_end_takes_few_more() -> None:
    text = (PRICE + " ") * 25_000
    tracemalloc.start()
    reading(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25 << 20


GROWING = {
    "sentences": PRICE + ". ",
    "lines": PRICE + "\n",
    "items": f"- {PRICE}\n",
    "refusals": "Unobtainium was 400,000 yuan/mt. ",
    "table rows": "Product | Unit | W1\nPr-Nd oxide | yuan/mt | 398,000\n",
    "cells": "a|b\n",
    "dated items": "A title\n2025-01-09\n",
    "headings": "Rare Earth Ore:\n",
    "cues": "Suppliers raised quotes. ",
}


@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING.keys())
def test_four_times_the_text_takes_about_four_times_as_long(piece: str) -> None:
    def seconds(times: int) -> float:
        start = process_time()
        reading(piece * times)
        return process_time() - start

    seconds(10)
    times = max(400, 20_000 // len(piece))
    assert seconds(4 * times) < 10 * min(seconds(times), seconds(times)) + 0.2


SAID = (
    "Metal plants raised their quotations, magnet makers showed low acceptance; 金属厂上调报价，磁材厂观望。"
)


def test_the_sieve_lets_no_pattern_slip() -> None:
    words = rubric(catalog.load())
    for sentence in (SAID.lower(), *SAID.lower().split(","), "oxides: sellers hold back", "nothing at all"):
        found = words.sieve.found(sentence)
        sought = [pattern for _, pattern in words.cues] + [party.pattern for party in words.parties]
        sought += [pattern for market in words.markets for pattern in market.patterns]
        assert all(pattern in found for pattern in sought if pattern.search(sentence))


@pytest.mark.parametrize(
    "change", ["5 up", "1e5", "3 000", "1_0", "2-3", "+", "-", "5%5", "9..", "1,2,3", "５元"]
)
def test_a_change_cell_of_any_sort_is_read_or_left(change: str) -> None:
    """Found by the hunt over bytes (docs/how-to/fuzz-the-reader.md): words after a cell's first digit."""
    table = f"品种 | 价格(元/吨) | 均价(元/吨) | 涨跌(元/吨)\n氧化镨钕 | 400000-402000 | 401000 | {change}\n"
    found = reading(table)
    assert [(quote.low, quote.high) for quote in found.quotes][:1] == [(400_000, 402_000)]
    assert len(found.changes) <= 1
