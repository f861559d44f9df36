"""Rows on the methods: what they declare, and that every number says by which it was made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from orebook.publish.trust.seen import Answer, Seen, each, holds, short

NOTHING = "Nothing was published."
_VERSION = re.compile(r"[a-z][a-z0-9-]*/[0-9]+")


def methodology(seen: Seen) -> Answer:
    """Row 1: the text of every method behind a publication is in the book."""
    known = {
        one.fact.publication: next(
            (f"the book does not hold the text of {name}" for name in named(one.fact.method)
             if name not in seen.held_methods), None)
        for one in seen.publications
    }  # fmt: skip
    return each(
        known, "publications", "The text of every method behind a publication is in the book.", NOTHING
    )


def named(methods: str) -> list[str]:
    """The methods a publication names.

    >>> named("range/2, review/1")
    ['range/2', 'review/1']
    """
    return [name.strip() for name in methods.split(",")]


def hierarchy(seen: Seen) -> Answer:
    """Row 2: deals weigh most, then bids and offers, then list prices; forecasts nothing."""
    method, weights = seen.price_method, seen.price_method.parameters.get("weights", {})
    order = [weights.get(kind, 0) for kind in ("transaction", "bid", "listing", "forecast")]
    sides = weights.get("bid") == weights.get("offer")
    if not weights or not sides or not order[0] > order[1] > order[2] > order[3] == 0:
        return short(f"{method.id} does not rank deals over bids and offers over list prices.", [method.id])
    listed = ", ".join(f"{kind} {weight}" for kind, weight in weights.items())
    return holds(f"{method.id} weighs: {listed}; forecasts and orders are not taken.", [method.id])


def minimum(seen: Seen) -> Answer:
    """Row 4: how many independent voices make a price."""
    return _declared(seen, ("minimum", "independent"), "how many independent voices make a price")


def threshold(seen: Seen) -> Answer:
    """Row 5: what happens below that number is arithmetic with declared parameters."""
    return _declared(seen, ("ladder", "fresh", "carry_days"), "how few are blended, carried and suspended")


def cap(seen: Seen) -> Answer:
    """Row 8: how much of the weight one contributor may have."""
    method, most = seen.price_method, int(seen.settings["cap"])
    declared = method.parameters.get("cap")
    if not isinstance(declared, int) or not 0 < declared <= most:
        said = f"{method.id} caps a contributor's weight at {declared}, not at {most} per mille or less."
        return short(said, [method.id])
    return holds(f"{method.id} caps a contributor's weight at {declared} per mille.", [method.id])


def lots(seen: Seen) -> Answer:
    """Row 9: no price that was published rests on a lot below the method's minimum for it."""
    method = seen.price_method
    least = method.parameters.get("lots")
    if not least:
        return short(f"{method.id} declares no minimum lot.", [method.id])
    used = {cite for replay in seen.replays.values() for made in replay.prices for cite in made.used}
    small = [cite for cite in sorted(used) if cite in seen.quotes and _small(seen, cite, least)]
    if small:
        quote = seen.quotes[small[0]].fact
        return short(f"{quote.product} rests on a lot of {quote.volume:g} t, below the least.", small)
    good = f"{method.id} declares {len(least)} minimum lots, and no published price rests on less."
    return holds(good, [method.id])


def _small(seen: Seen, cite: str, least: Mapping[str, float]) -> bool:
    quote = seen.quotes[cite].fact
    wanted = least.get(quote.product, least.get(seen.segments.get(quote.product, ""), 0))
    return quote.volume is not None and quote.volume < wanted


def materiality(seen: Seen) -> Answer:
    """Row 22: from which move on a text is issued anew."""
    method = seen.publish_method
    declared = method.parameters.get("material")
    if not isinstance(declared, int) or declared <= 0:
        return short(f"{method.id} declares no threshold for re-issue.", [method.id])
    return holds(f"{method.id} issues a text anew from {declared} per mille of a price on.", [method.id])


def version(seen: Seen) -> Answer:
    """Row 25: every publication and every price in it names a method and its version."""
    known = {one.fact.publication: _unversioned(one.fact.method) for one in seen.publications}
    for one in seen.publications:
        for made in seen.replays[one.id].prices if one.id in seen.replays else ():
            known[one.fact.publication] = known[one.fact.publication] or _unversioned(made.method)
    return each(
        known, "publications", "Every publication and price names its methods with their versions.", NOTHING
    )


def _unversioned(methods: str) -> str | None:
    wrong = [name for name in named(methods) if not _VERSION.fullmatch(name)]
    return f'"{wrong[0]}" is no method with a version' if wrong else None


def average(seen: Seen) -> Answer:
    """Row 27: what an average is the mean of, and which days it skips."""
    method = seen.price_method
    rule = method.parameters.get("average")
    if not rule:
        return short(f"{method.id} does not say what an average is.", [method.id])
    return holds(f"{method.id} averages by {rule}; days without a price made are skipped.", [method.id])


def _told(parameter: Any) -> str:
    return " ".join(map(str, parameter)) if isinstance(parameter, list | tuple) else str(parameter)


def _declared(seen: Seen, names: tuple[str, ...], what: str) -> Answer:
    method = seen.price_method
    missing = [name for name in names if not method.parameters.get(name)]
    if missing:
        return short(f"{method.id} does not declare {what}: {', '.join(missing)} is missing.", [method.id])
    said = ", ".join(f"{name} {_told(method.parameters[name])}" for name in names)
    return holds(f"{method.id} declares {what}: {said}.", [method.id])
