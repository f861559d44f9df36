"""What a reader should know of a price, in plain words: its status and each of its flags, by rule.

The daily line of a price: how many quotes were used, how many set aside, whether judgement was used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from orebook.assess import rules as names
from orebook.facts import Assessment
from orebook.terms import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A sentence about a price, and the rule behind it."""

    rule: Annotated[str, "numbered rule of the method"]
    sentence: str


def daily_line(assessment: Assessment) -> str:
    """How many quotes a price rests on, how many were set aside, and whether judgement was used.

    >>> from orebook.testing import series
    >>> daily_line(series("prnd-oxide", "2025-01-09", [400_000])[0])
    '0 used, 0 set aside, judgement not used, by test/1'
    """
    judged = (
        f"judgement used ({len(assessment.judgements)})" if assessment.judgements else "judgement not used"
    )
    counts = f"{len(assessment.used)} used, {len(assessment.set_aside)} set aside"
    return f"{counts}, {judged}, by {assessment.method}"


def remarks(assessment: Assessment, method: Method) -> list[Remark]:
    """What its status and flags say of a price, a sentence each; none for one made in the usual way.

    >>> from dataclasses import replace
    >>> from orebook.testing import method, series
    >>> [made] = series("prnd-oxide", "2025-01-29", [400_000])
    >>> [one] = remarks(replace(made, flags=("market-closed",)), method("range/2"))
    >>> one.rule, one.sentence
    ('R17', 'The market was closed on 2025-01-29; what was said that day counts as ever.')
    """
    return [
        Remark(rule=method.rules[name], sentence=sentence)
        for name, sentence in _said(assessment, method)
        if name in method.rules
    ]


def _said(made: Assessment, method: Method) -> Iterator[tuple[str, str]]:
    if made.status == "carried":
        yield names.CARRY, f"Nothing made a price on {made.price_date}: that of {made.as_of} is carried."
    if made.status == "suspended":
        yield names.CARRY, f"No price within {method.parameters['carry_days']} days: it is suspended."
    if made.status == "judged":
        yield names.JUDGED_PRICE, "A person stated this price; the day's quotes are kept as evidence."
    if made.status == "thin":
        yield names.LADDER, _thin(made, method)
    for flag in made.flags:
        yield from _of_flag(flag, made, method)


def _thin(made: Assessment, method: Method) -> str:
    """How many voices made a thin price, and how many it takes."""
    least, enough = method.parameters["minimum"], method.parameters.get("independent")
    told = f"{made.independent} independent voice{'s' if made.independent != 1 else ''}"
    alone = f", or of {enough} contributors by themselves" if enough else ""
    return f"Thin: made of {told}. A firm price is of {least} publishers or more{alone}."


def _of_flag(flag: str, made: Assessment, method: Method) -> Iterator[tuple[str, str]]:
    if flag == "market-closed":
        closed = f"The market was closed on {made.price_date}"
        yield names.CALENDAR, f"{closed}; what was said that day counts as ever."
    if flag == "calendar-unknown":
        year = made.price_date.year
        yield names.CALENDAR, f"Whether the market was open is not known: no calendar of {year}."
    if flag == "capped":
        most = method.parameters["cap"] / 10
        yield names.CAP, f"A contributor's weight was brought down: none may have more than {most:g}%."
    if flag == "single-source" and made.share is not None:
        yield (
            names.SINGLE_SOURCE,
            f"One voice has {made.share:.0%} of the weight: look at it before it is published.",
        )
    if flag.startswith("blended-with-"):
        last, part = flag.removeprefix("blended-with-"), method.parameters["fresh"] / 10
        yield names.BLEND, f"Too few contributors: {part:g}% of the day's range, the rest that of {last}."
