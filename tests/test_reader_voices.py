"""Whose figure it is: a publisher named beside a number that is not the document's own."""

from __future__ import annotations

from datetime import date

import pytest

from orebook import catalog
from orebook.reader import read

FRIDAY = date(2025, 1, 10)


def voices(text: str, source: str | None = "mysteel") -> list[tuple[str, str | None]]:
    found = read(text, on=FRIDAY, source=source, address=None, catalog=catalog.load(), today=FRIDAY)
    return [(quote.printed, quote.contributor) for quote in found.quotes]


TOLD = [
    ("Pr-Nd oxide was at 400,000 yuan/mt.", [("400,000", None)]),
    ("SMM assessed Pr-Nd oxide at 400,000 yuan/mt.", [("400,000", "smm")]),
    (
        "SMM put Pr-Nd oxide at 400,000 yuan/mt and terbium oxide at 6,000,000 yuan/mt.",
        [("400,000", "smm"), ("6,000,000", "smm")],
    ),
    (
        "SMM put Pr-Nd oxide at 400,000 yuan/mt, Argus at 402,000 yuan/mt.",
        [("400,000", "smm"), ("402,000", "argus")],
    ),
    ("氧化镨钕39.7万元/吨（上海有色，40.2万元/吨）。", [("39.7万", None), ("40.2万", "smm")]),
    ("氧化镨钕（亚洲金属网数据见下）报40.2万元/吨。", [("40.2万", None)]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_a_figure_is_its_publisher_s(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert voices(text) == expected


def test_a_publisher_is_no_contributor_to_its_own_report() -> None:
    assert voices("SMM assessed Pr-Nd oxide at 400,000 yuan/mt.", "smm") == [("400,000", None)]


def test_two_publishers_of_one_level_are_two_quotes_and_one_told_twice_is_one() -> None:
    text = "Pr-Nd oxide was 400,000 yuan/mt. It stood at 400,000 yuan/mt; Argus has it at 400,000 yuan/mt."
    assert voices(text) == [("400,000", None), ("400,000", "argus")]
