"""Prices as a text to be published: what each rests on, whether anybody judged it, whose figures they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from orebook.facts import Assessment, Judgement, SetAside
from orebook.units import plain

_COLUMNS = ("Product", "Low", "High", "Mid", "Unit", "Status", "Used", "Set aside", "Judgement", "Method",
            "Series")  # fmt: skip
#: Characters that turn the direction of text or are not seen at all: they could disguise a number.
UNSEEN = ("Cc", "Cf", "Cs", "Co")


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """A price to be published, and what a reader should see beside it."""

    assessment: Assessment
    name: Annotated[str, "what the trade calls the product"]
    judgements: Annotated[tuple[Judgement, ...], "those it rests on"] = ()
    deals: Annotated[tuple[SetAside, ...], "done deals of its day that were not used"] = ()


def sheet(title: str, prices: Sequence[Priced], sources: Sequence[str]) -> str:
    """Prices as Markdown: a row each, then the day's counts, the judgements with their reasons, the sources.

    Figures are printed in full, in the unit beside them. Method publish/2, P6.

    Args:
        title: what it is called.
        prices: in the order they are to stand in.
        sources: name and address of each source, in words.

    >>> from datetime import date
    >>> made = Assessment(product="prnd-oxide", price_date=date(2025, 1, 9), low=400_000.0, high=401_000.0,
    ...     mid=400_500.0, unit="CNY/t", status="thin", used=("quote-1",), set_aside=(), method="range/1",
    ...     known_at=None, series="prnd-oxide/exw/-/CNY/t/included")
    >>> print(sheet("Pr-Nd oxide", [Priced(assessment=made, name="Pr-Nd oxide")], ["SMM, www.metal.com"]))
    # Pr-Nd oxide
    <BLANKLINE>
    | Product | Low | High | Mid | Unit | Status | Used | Set aside | Judgement | Method | Series |
    | --- | --: | --: | --: | --- | --- | --: | --: | --- | --- | --- |
    | Pr-Nd oxide | 400,000 | 401,000 | 400,500 | CNY/t | thin | 1 | 0 | none | range/1 | prnd-oxide/exw/... |
    <BLANKLINE>
    Quotes used: 1; set aside by rule: 0. Judgement: none. Method: range/1.
    <BLANKLINE>
    Sources:
    <BLANKLINE>
    - SMM, www.metal.com
    <BLANKLINE>
    """
    rows = [
        _row(_COLUMNS),
        _row([_rule(column) for column in _COLUMNS]),
        *(_row(_cells(one)) for one in prices),
    ]
    parts = [f"# {title}", "\n".join(rows), _counts(prices), *_judged(prices), *_left_out(prices)]
    if sources:
        parts.extend(["Sources:", "\n".join(f"- {_words(one)}" for one in sources)])
    return "\n\n".join(parts) + "\n"


def counted(prices: Sequence[Priced]) -> tuple[int, int]:
    """How many quotes some prices use, and how many they set aside, each quote once.

    >>> counted([])
    (0, 0)
    """
    used = {quote for one in prices for quote in one.assessment.used if not _judgement(quote)}
    aside = {item.quote for one in prices for item in one.assessment.set_aside}
    return len(used), len(aside - used)


def _judgement(cite: str) -> bool:
    """A price that was judged rests on the judgement, which is no quote."""
    return cite.startswith("judgement-")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(column: str) -> str:
    return "--:" if column in ("Low", "High", "Mid", "Used", "Set aside") else "---"


def _cells(one: Priced) -> list[str]:
    made, (used, aside) = one.assessment, counted([one])
    marks = f" ({', '.join(made.flags)})" if made.flags else ""
    carried = f" from {made.as_of}" if made.as_of else ""
    return [
        _words(one.name), _money(made.low), _money(made.high), _money(made.mid), made.unit,
        f"{made.status}{carried}{marks}", str(used), str(aside), "used" if made.judgements else "none",
        made.method, _words(made.series or made.product),
    ]  # fmt: skip


def _money(value: float | None) -> str:
    return "–" if value is None else f"{plain(value):,}"


def _counts(prices: Sequence[Priced]) -> str:
    used, aside = counted(prices)
    judged = sum(bool(one.assessment.judgements) for one in prices)
    said = "none" if not judged else f"used in {judged} of {len(prices)} prices"
    methods = ", ".join(sorted({one.assessment.method for one in prices}))
    return f"Quotes used: {used}; set aside by rule: {aside}. Judgement: {said}. Method: {methods}."


def _judged(prices: Sequence[Priced]) -> list[str]:
    lines = [
        f"- {_words(one.name)}, {judged.price_date}, {judged.action}"
        f"{f' {judged.quote}' if judged.quote else ''}, by {_words(judged.author)}: {_words(judged.reason)}"
        for one in prices
        for judged in one.judgements
    ]
    return ["Judgements:", "\n".join(lines)] if lines else []


def _left_out(prices: Sequence[Priced]) -> list[str]:
    lines = [
        f"- {_words(one.name)}: {item.quote}, by rule {item.rule} of {one.assessment.method}"
        for one in prices
        for item in one.deals
    ]
    return ["Deals set aside:", "\n".join(lines)] if lines else []


def _words(text: str) -> str:
    """Words that stay words in a table and a list: no line breaks, no bars, nothing a reader would run."""
    seen = "".join(one for one in text if one.isspace() or unicodedata.category(one) not in UNSEEN)
    return re.sub(r"([\\`*_\[\]|~$<>&])", r"\\\1", " ".join(seen.split()))
