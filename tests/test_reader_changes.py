"""Where a price came from and where it went: levels, changes and older levels in one sentence."""

from __future__ import annotations

import pytest

from fixtures.readings import prices

MOVES = [
    ("The price of Pr-Nd oxide rose 1.5% to CNY 403,000 per tonne.", ["prnd-oxide 403000"]),
    (
        "Terbium oxide rose 30,000 yuan/mt last week to 6.15-6.17 million yuan/mt.",
        ["terbium-oxide 6150000~6170000"],
    ),
    (
        "Dysprosium oxide rose by 1.3%, or 20,000 yuan/mt, to 1.64 million yuan/mt.",
        ["dysprosium-oxide 1640000"],
    ),
    ("Holmium oxide fell from 460,000 yuan/mt to 455,000 yuan/mt.", ["holmium-oxide 455000"]),
    ("Pr-Nd oxide rose from 398,000-400,000 to 402,000-404,000 yuan/mt.", ["prnd-oxide 402000~404000"]),
    (
        "Holmium oxide fell to 455,000 yuan/mt from 460,000 yuan/mt on March 7.",
        ["holmium-oxide 455000", "holmium-oxide 460000 2025-03-07"],
    ),
    (
        "Compared with 395,000 yuan/mt on March 7, Pr-Nd oxide gained to 402,000 yuan/mt.",
        ["prnd-oxide 395000 2025-03-07", "prnd-oxide 402000"],
    ),
    (
        "Pr-Nd oxide went from 398,000-400,000 yuan/mt on Monday to 402,000-404,000 yuan/mt on Friday.",
        ["prnd-oxide 398000~400000 2025-03-10", "prnd-oxide 402000~404000"],
    ),
    (
        "Pr-Nd oxide, down 2,000 yuan/mt from Thursday, was 398,000-400,000 yuan/mt.",
        ["prnd-oxide 398000~400000"],
    ),
    (
        "Holders lifted offers for terbium oxide to Yn6,200/kg from Yn6,150/kg.",
        ["terbium-oxide 6200 CNY/kg offer"],
    ),
    (
        "Gadolinium oxide, which had fallen to 158,000 yuan/mt on March 3, recovered to 163,000 yuan/mt.",
        ["gadolinium-oxide 158000 2025-03-03", "gadolinium-oxide 163000"],
    ),
    ("氧化钆由16万元/吨涨至16.5万元/吨。", ["gadolinium-oxide 165000"]),
    (
        "镨钕金属由上周五（3月7日）的49万元/吨涨至49.5万元/吨。",
        ["prnd-metal 490000 2025-03-07", "prnd-metal 495000"],
    ),
    (
        "氧化钬跌至45.5万元/吨，3月7日为46万元/吨。",
        ["holmium-oxide 455000", "holmium-oxide 460000 2025-03-07"],
    ),
]


@pytest.mark.parametrize(("text", "stated"), MOVES)
def test_the_level_is_where_the_price_went(text: str, stated: list[str]) -> None:
    assert prices(text) == stated


NO_CERTAIN_DAY = [
    "A year earlier Pr-Nd oxide was at 352,000 yuan/mt.",
    "Pr-Nd oxide stood at 352,000 yuan/mt a year earlier.",
    "Pr-Nd oxide moved down from 410,000 yuan/mt.",
    "Pr-Nd oxide is up 12% since January, when it was 360,000 yuan/mt.",
    "去年同期氧化镨钕为35万元/吨。",
]


@pytest.mark.parametrize("text", NO_CERTAIN_DAY)
def test_an_older_level_without_a_certain_day_is_left_out(text: str) -> None:
    assert prices(text) == []
