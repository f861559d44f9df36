"""The parameters of an assessment method, checked once, and the rules it numbers.

A rule is known by its name; its number is the method's own: the screen is R7 of range/1 and R10 of range/2.
A rule that a method does not name is switched off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from orebook.assess import parameters as given
from orebook.errors import BadArgumentError
from orebook.terms import Method, Product

KINDS, BOTH_ENDS, MARKS, SERIES, LAST_WORD = "kinds", "both ends", "marks", "series", "last word"
OWN_ASSESSMENT, SCREEN, WITNESSES, MEDIANS, CARRY = (
    "own assessment", "screen", "witnesses", "medians", "carry",
)  # fmt: skip

#: Of range/2 and later.
LOT, CORRECTED, JUDGED_QUOTE, CAP, LADDER = "lot", "corrected", "judgement of a quote", "cap", "ladder"
BLEND, SINGLE_SOURCE, CALENDAR, JUDGED_PRICE = (
    "blend", "single source", "calendar", "judgement of the price",
)  # fmt: skip
DISPLAY, AVERAGE = "display", "average"

#: Without these no price can be made.
NEEDED = (KINDS, BOTH_ENDS, MARKS, SERIES, LAST_WORD, OWN_ASSESSMENT, SCREEN, MEDIANS, CARRY)

#: The mark of a quote that waits for another witness or a person; once released, it takes no quote out.
QUARANTINED = "quarantined"

#: The mark of what a front office submitted and nobody verified.
UNVERIFIED = "unverified"

#: Not a rule of a method: the quote was not in the book when the assessment was made.
NOT_KNOWN_THEN = "known_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a method of the range family asks of a day's quotes."""

    number: Annotated[Mapping[str, str], "name of a rule -> its number; a rule not named is switched off"]
    weights: Annotated[Mapping[str, int], "kind of quote -> whole weight; other kinds are not taken"]
    flags: Annotated[frozenset[str], "marks that take a quote out"]
    deliveries: Annotated[Mapping[str, str], "a word for a delivery, lower case -> the one word for it"]
    minimum: Annotated[int, "independent publishers that make a price assessed"]
    screen_from: Annotated[int, "quotes from which on the screen works"]
    screen_width: Annotated[int, "median deviations allowed, parts per thousand"]
    screen_floor: Annotated[int, "share of the median always allowed, parts per thousand"]
    carry_days: Annotated[int, "calendar days a price may be carried"]
    lots: Annotated[Mapping[str, float], "product or segment -> least tonnes a stated volume may be"]
    cap: Annotated[int | None, "most of the whole weight one contributor may have, parts per thousand"]
    market: Annotated[frozenset[str], "kinds that a contributor states of the market: the ladder's inputs"]
    enough: Annotated[int | None, "contributors of deals, bids and offers that make a price assessed"]
    fresh: Annotated[int | None, "part of today's range in a blend, parts per thousand"]
    half: Annotated[int | None, "part of the weight above which one voice is flagged, parts per thousand"]

    def has(self, name: str) -> bool:
        """Whether the method has a rule of this name."""
        return name in self.number

    def lot(self, product: Product) -> float:
        """The least tonnes a stated volume of a product may be: its own, else its segment's, else none."""
        if not self.lots:
            return float("-inf")
        return self.lots.get(product.id, self.lots.get(product.segment, 0.0))


def rules(method: Method) -> Rules:
    """Read a method's parameters, or say which one is missing or wrong.

    Raises:
        BadArgumentError: naming the method and the parameter, or the rule it does not name.

    >>> from datetime import date
    >>> rules(Method(id="range/9", start=date(2026, 11, 1), title="", parameters={}, text=""))
    Traceback (most recent call last):
    orebook.errors.BadArgumentError: range/9 > parameters > weights: missing. ...
    """
    found = Rules(
        number=method.rules,
        weights=given.weights(method),
        flags=frozenset(given.parameter(method, "flags", (list, tuple), "a list of marks")),
        deliveries=given.deliveries(method),
        minimum=given.whole(method, "minimum", least=1),
        screen_from=given.whole(method, "screen_from", least=2),
        screen_width=given.whole(method, "screen_width", least=0),
        screen_floor=given.whole(method, "screen_floor", least=0),
        carry_days=given.whole(method, "carry_days", least=0),
        lots=given.lots(method) if LOT in method.rules else {},
        cap=_where(method, CAP, "cap", most=1000),
        market=_market(method),
        enough=_where(method, LADDER, "independent", most=None),
        fresh=_where(method, BLEND, "fresh", most=1000),
        half=_where(method, SINGLE_SOURCE, "single_source", most=1000),
    )
    _named(method)
    return found


def _where(method: Method, rule: str, name: str, most: int | None) -> int | None:
    """A parameter of a rule that not every version has."""
    return given.whole(method, name, least=1, most=most) if rule in method.rules else None


def _market(method: Method) -> frozenset[str]:
    if LADDER not in method.rules:
        return frozenset()
    return frozenset(given.parameter(method, "ladder", (list, tuple), "a list of kinds of quotes"))


def _named(method: Method) -> None:
    missing = [name for name in NEEDED if name not in method.rules]
    if BLEND in method.rules and LADDER not in method.rules:
        missing.append(LADDER)
    if missing:
        raise BadArgumentError(
            f'{method.id} > rule: no rule is named "{missing[0]}". Name it: [[rule]], id = "R1", '
            f'name = "{missing[0]}"; its steps are those of the range family.'
        )
