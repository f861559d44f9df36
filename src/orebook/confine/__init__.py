"""A child process that may do nothing but think: bytes in by pipe, bytes out, within limits, no network."""

from __future__ import annotations

from orebook.confine.asking import Confined as Confined
from orebook.confine.asking import ConfinedError as ConfinedError
from orebook.confine.asking import confined as confined
from orebook.confine.limits import Limits as Limits

__all__ = ["Confined", "ConfinedError", "Limits", "confined"]
