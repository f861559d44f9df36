"""What holds for a whole sheet: who enters it, and what its rows leave out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for every row of a sheet that does not say otherwise, and who enters it."""

    entered_by: str
    today: date
    source: str | None = None
    kind: str | None = None
    on: date | None = None
    unit: str | None = None
    contributor: str | None = None
    submitters: Annotated[Mapping[str, tuple[str | None, bool]], "code -> role, and whether verified"] = (
        field(default_factory=dict)
    )
