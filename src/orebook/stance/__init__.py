"""Who is firm and who is yielding: the words of a week become a stance for each link of the chain."""

from __future__ import annotations

from orebook.stance.measure import measure

__all__ = ["measure"]
