"""On which side of which link a party stands: by its own trade, or by the market it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from orebook.reader.parties import Mention
from orebook.reader.rubric import Market, Party, Rubric
from orebook.reader.turns import Clause
from orebook.terms import Cue


def link(party: Party, side: str, market: Market | None) -> str | None:
    """The link in which a party is that side: its own trade's, else the link of the market spoken of.

    Enterprises that buy in the magnet section are magnet makers: a market may say whose purchases it hears.
    """
    own = party.link(side, market)
    if own or party.trades or market is None:
        return own
    return market.link or (market.enterprises_buy if party.generic and side == "buyer" else None)


def needed(cue: Cue) -> bool:
    """Whether a cue says nothing unless somebody is named for it: who waits makes all the difference."""
    return "sellers" in cue.speakers or "buyers" in cue.speakers


def takes_part(
    cue: Cue, mention: Mention, market: Market | None, spoken: str | None, around: Clause, words: Rubric
) -> bool:
    """Whether a party is on the cue's side; who waits or hopes may be buying as well as selling.

    Args:
        cue: what is wanted.
        mention: who speaks.
        market: the one spoken of, where that can be told.
        spoken: the link of the words just before, for where it cannot.
        around: the clause; "metal plants wait before buying" tells the side.
        words: the rubric.
    """
    party = mention.party
    if not needed(cue) or party.sides == (cue.side,):
        return True
    if not party.trades:
        return party.pair
    rest = around.sentence[mention.end : around.end]
    buying, selling = words.joints["purchase"].occurs(rest), words.joints["sale"].occurs(rest)
    if buying != selling:
        return cue.side == ("buyer" if buying else "seller")
    there = market.link if market else spoken
    return there is not None and party.link(cue.side, market) == there


def nearest_link(start: int, side: str, named: Sequence[Mention]) -> str | None:
    """The link of the nearest party before a place that has but one, for a market nobody names."""
    before = (mention.party for mention in reversed(named) if mention.end <= start)
    links = (party.link(side, None) for party in before if len(party.links) == 1)
    return next((found for found in links if found), None)
