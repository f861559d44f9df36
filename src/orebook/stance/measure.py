"""From phrases to stances, by method `stance/1`. Nothing here sees a text: phrases arrive scored and placed.

Scores are added as exact fractions, so the order of the phrases cannot matter; a number is rounded once, when
it is published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from orebook.errors import BadArgumentError, nearest
from orebook.facts import LINKS, Held, Phrase, Stance
from orebook.stance.state import index, state
from orebook.terms import Method

PARAMETERS = ("window_days", "dead_band", "fade_per_day", "places")


def measure(phrases: Sequence[Held[Phrase]], *, on: date, method: Method) -> tuple[Stance, ...]:
    """How both sides of each link stood on a day, in the order ore, oxide, metal, scrap.

    Scores run from -1 (yields, resists) to +1 (firm, accepts); a side without words is None. Rules S1 to S6
    of the method. The phrases a stance names are all those inside the window, repeats included.

    Args:
        phrases: what the reader found, of any day and in any order.
        on: the day; words of later days are not looked at.
        method: its parameters `window_days`, `dead_band`, `fade_per_day` and `places`.

    Raises:
        BadArgumentError: when the method lacks one of them.

    >>> from orebook.catalog import load
    >>> [stance.link for stance in measure([], on=date(2025, 1, 9), method=load().methods["stance/1"])]
    ['ore-oxide', 'oxide-metal', 'metal-magnet', 'scrap-oxide']
    """
    window, band, fade, places = _parameters(method)
    current = [held for held in phrases if 0 <= (on - held.fact.price_date).days < window]
    return tuple(_stance(link, current, on, band, fade, int(places)) for link in LINKS)


def _parameters(method: Method) -> tuple[Fraction, ...]:
    for name in PARAMETERS:
        if name not in method.parameters:
            known = sorted(method.parameters)
            raise BadArgumentError(f'{method.id} > parameters: no "{name}".{nearest(name, known)}')
    return tuple(Fraction(str(method.parameters[name])) for name in PARAMETERS)


def _stance(
    link: str, current: Iterable[Held[Phrase]], on: date, band: Fraction, fade: Fraction, places: int
) -> Stance:
    here = [held for held in current if held.fact.link == link]
    seller, buyer = (
        _score([held for held in here if held.fact.side == side], on, fade) for side in ("seller", "buyer")
    )
    return Stance(
        link=link,
        price_date=on,
        seller=_published(seller, places),
        buyer=_published(buyer, places),
        state=state(seller, buyer, band),
        stalemate=_published(index(seller, buyer), places),
        phrases=tuple(sorted({held.id for held in here})),
    )


def _score(held: Iterable[Held[Phrase]], on: date, fade: Fraction) -> Fraction | None:
    """The weighted mean of one side's cues, each counted once a document (rules S2 and S3)."""
    said: dict[tuple[str, str, date], list[Fraction]] = defaultdict(list)
    for one in held:
        said[_document(one.fact), one.fact.cue, one.fact.price_date].append(Fraction(str(one.fact.score)))
    weighted = [(_weight(on, day, fade), _sum(scores) / len(scores)) for (_, _, day), scores in said.items()]
    total = _sum(weight for weight, _ in weighted)
    return _sum(weight * score for weight, score in weighted) / total if total else None


def _sum(terms: Iterable[Fraction]) -> Fraction:
    return sum(terms, Fraction(0))


def _document(phrase: Phrase) -> str:
    return phrase.spans[0].document if phrase.spans else ""


def _weight(on: date, day: date, fade: Fraction) -> Fraction:
    return max(1 - fade * (on - day).days, Fraction(0))


def _published(value: Any, places: int) -> float | None:
    return None if value is None else round(float(value), places)
