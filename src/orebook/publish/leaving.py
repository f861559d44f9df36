"""The licence gate, figure by figure: which of them may leave the house, and whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from orebook.facts import Refusal
from orebook.publish.licence import gate, ordered
from orebook.terms import Method, Source

#: Figures named in one message; further ones are counted.
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that is to be used, and the sources it rests on."""

    figure: Annotated[str, "its key: prnd-oxide.low"]
    on: Annotated[date | None, "the market's day it is for"]
    sources: Annotated[frozenset[str | None], "ids of sources; None: nobody named it"]
    derived: Annotated[bool, "worked from what the sources stated: an assessment, a margin"] = True


def leaving(
    sources: Mapping[str, Source], claims: Collection[Claim], use: str, method: Method
) -> tuple[Refusal, ...]:
    """Say which figures may not be used this way, source by source, by key and day; nothing said means go.

    A figure worked from others needs each of its sources to permit the use and to be worked from: the
    strictest decides. Method publish/2, rules P1 to P4.

    Args:
        sources: the catalogue's sources by id.
        claims: the figures that are to be used.
        use: store, derive, display, export or publish.
        method: publish/2, or a later version.

    >>> from orebook.testing import method
    >>> mid = Claim(figure="prnd-oxide.mid", on=date(2025, 1, 9), sources=frozenset({"a blog"}))
    >>> [refusal] = leaving({}, [mid], "export", method("publish/2"))
    >>> refusal.message.rpartition(". ")[2]
    'It bears prnd-oxide.mid of 2025-01-09.'
    """
    derived = method.parameters["derived"]
    worked = [claim for claim in claims if claim.derived]
    found = list(_barred(sources, claims, use, method))
    if use != derived:
        barred = {refusal.where for refusal in found}
        also = _barred(sources, worked, derived, method)
        found.extend(refusal for refusal in also if refusal.where not in barred)
    return tuple(found)


def _barred(
    sources: Mapping[str, Source], claims: Collection[Claim], use: str, method: Method
) -> Iterable[Refusal]:
    borne: dict[str | None, list[str]] = {}
    for claim in claims:
        for source in claim.sources:
            borne.setdefault(source, []).append(_named(claim))
    for source in ordered(borne):
        for refusal in gate(sources, [source], use, method):
            yield replace(refusal, message=f"{refusal.message} It bears {_listed(borne[source])}.")


def _named(claim: Claim) -> str:
    return claim.figure if claim.on is None else f"{claim.figure} of {claim.on}"


def _listed(figures: list[str]) -> str:
    each = sorted(set(figures))
    more = f" and {len(each) - NAMED:,} more" if len(each) > NAMED else ""
    return ", ".join(each[:NAMED]) + more
