"""Costs along the chain: where a link earns, loses, or is upside down.

`graph` orders a chain's processes, `leg` and `account` work one out in exact fractions, `margin` states what
is left; `checks` says what in a chain's declaration does not hold together. The chains are in data/chains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orebook.chain.checks import findings
    from orebook.chain.graph import order
    from orebook.chain.margin import margins

__all__ = ["findings", "margins", "order"]

_HOMES = {"findings": "checks", "order": "graph", "margins": "margin"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `orebook --help` pays for none of them."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
