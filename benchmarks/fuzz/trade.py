"""Texts made of the trade's own words, numbers, dates, units and dashes, in an order no trader would choose."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from invariants import catalog

NUMBERS = (
    "0", "1", "5.2", "25.7", "62.49", "399", "401", "9,600", "400,000", "401000", "1.65", "1,650,000", "-3",
    "+0.5", "±200", "12%", "4.2-4.4", "25.7-262000", "４００", "一", "两", "三十", "1e9", "999999999999", "0.0001",
    "3.15/3.2", "2025", "9.", ".5", "1.2.3", "40.0000001", "5,2", "60-65",
)  # fmt: skip
DATES = (
    "2025-01-09", "9 January 2025", "January 9", "Jan. 9-10", "1月9日", "2025年1月", "本周四", "yesterday", "上周五",
    "last week", "Q1", "2024", "Feb 30", "12/25", "9/1", "去年同期", "the previous day", "2025-W02",
)  # fmt: skip
UNITS = (
    "yuan/mt", "yuan/kg", "元/吨", "万元/吨", "万", "million yuan/mt", "$/mt", "USD/lb", "US$/dmt", "usc/lb", "元/标吨",
    "RMB per tonne", "/mtu", "%", "美元/吨", "Yn", "元", "yuan", "mt", "t", "kg", "A$/kg", "元/瓦时", "ex-VAT", "含税", "CIF",
)  # fmt: skip
DASHES = ("-", "–", "—", "−", "～", "~", "‐", "至", " to ", "/", "－", "〜", "...", "到")
BREAKS = (" ", "", ",", ", ", "。", ". ", "；", "; ", "\n", "\n\n", "\t", " | ", "、", "，", ":", "：", "(", ")", "（", "）",
          "\u00a0", "\u3000", "\r\n", "•", "- ", "# ", "\ufeff", "\u200b", "\x0c")  # fmt: skip
SPOKEN = (
    "was assessed at", "rose by", "fell to", "from", "up", "down", "and", "respectively", "分别为", "上涨", "下跌", "至",
    "报价", "均价", "较昨日", "unchanged", "around", "above", "below", "up to", "between", "forecast", "offers", "bids",
    "deal", "成交", "quota", "output", "operating rate", "inventory", "forward", "premium", "discount", "of", "for",
    "Related News", "Source: SMM", "Product,Low,High,Unit", "| --- | --- |", "both", "each", "其中", "同比", "环比",
)  # fmt: skip


class Chooser(Protocol):
    """What picks for a text: atheris' FuzzedDataProvider, or a test's own."""

    def ConsumeIntInRange(self, low: int, high: int) -> int:  # noqa: N802 - its name
        ...


@functools.cache
def vocabulary() -> tuple[Sequence[str], ...]:
    """The kinds of words a text is made of; a kind may stand twice, to be picked more often."""
    known = catalog()
    names = tuple(name for product in known.products.values() for name in product.names)
    cues = tuple(sorted(_strings({name: known.words[name] for name in known.words})))
    return (names, names, NUMBERS, NUMBERS, UNITS, UNITS, DATES, DASHES, BREAKS, BREAKS, BREAKS, SPOKEN, cues)


def _strings(value: Any) -> set[str]:
    """Every short text in a sheet of words, whatever its shape."""
    if isinstance(value, str):
        return {value} if len(value) <= 40 else set()
    inner = value.values() if hasattr(value, "values") else value if isinstance(value, (list, tuple)) else ()
    return {text for one in inner for text in _strings(one)}


def text(chooser: Chooser) -> str:
    """Up to sixty words, some of them joined without a blank."""
    kinds = vocabulary()
    pick: Callable[[int], int] = lambda count: chooser.ConsumeIntInRange(0, count - 1)  # noqa: E731
    words = []
    for _ in range(pick(60) + 1):
        kind = kinds[pick(len(kinds))]
        words.append(kind[pick(len(kind))] + ("", " ")[pick(2)])
    return "".join(words)
