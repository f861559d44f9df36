"""The history as sorted Parquet beside the ledger: a copy for speed, made from it and held against it.

A copy is a manifest and its files: buckets of products side by side, each sorted; tails of what was learnt
since; marks of what was corrected or released since. Remove the folder, and it is made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orebook.ledger.archive.copy import Archive

__all__ = ["Archive"]


def __getattr__(name: str) -> Any:
    if name != "Archive":
        raise AttributeError(f"orebook.ledger.archive has no {name!r}. Its public name is Archive.")
    from orebook.ledger.archive.copy import Archive

    return Archive
