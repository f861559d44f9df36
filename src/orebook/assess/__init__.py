"""From quotes to a low, a high and a mid, by a published method.

The way of a day's quotes: `series` (whose they are), `judging` (what people judged), `rank` (whose last
word), `screen` (what is astray), `cap` (who weighs how much), `ladder` (what that makes), `history` (what it
leans on), `settle` (the price), `reasons` (why, quote by quote). The rules stand in data/methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orebook.assess.averages import Average, average, displayed
    from orebook.assess.reasons import Reason, explain
    from orebook.assess.settle import assess, days

__all__ = ["Average", "Reason", "assess", "average", "days", "displayed", "explain"]

_HOMES = {
    "assess": "settle", "days": "settle", "explain": "reasons", "Reason": "reasons",
    "Average": "averages", "average": "averages", "displayed": "averages",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `orebook --help` pays for none of them."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
