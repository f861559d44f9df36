"""Under a sheet: who entered it, and what the register says of those who submit its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from orebook.reader.typed.settings import Settings

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A sheet's text with the lines under it."""

    text: str
    own: Annotated[int, "where the text ends that does not depend on the register"]
    entered_by: Place
    submitters: Annotated[dict[str, Place], "code, folded -> where its role stands"]

    def places(self, code: str) -> Iterator[tuple[str, Place]]:
        """Where it stands who entered a row, and who submits it."""
        if code in self.submitters:
            yield "submitter", self.submitters[code]
        yield "entered-by", self.entered_by


def signed(text: str, settings: Settings, codes: Sequence[str]) -> Signed:
    """A sheet's text, signed by who enters it, with a line for each submitter the register knows.

    >>> from datetime import date
    >>> how = Settings(entered_by="Wang Li", today=date(2026, 11, 20), submitters={"c17": ("broker", True)})
    >>> print(signed("product,price", how, ["c17", "c18"]).text)
    product,price
    <BLANKLINE>
    entered by Wang Li
    submitter c17 broker, verified
    """
    whole = f"{text}\n\nentered by {settings.entered_by}"
    own = len(whole)
    places: dict[str, Place] = {}
    for code in dict.fromkeys(code for code in codes if code in settings.submitters):
        role, verified = settings.submitters[code]
        said = f"{role}, {'verified' if verified else 'not verified'}"
        whole += f"\nsubmitter {code} {said}"
        places[code] = len(whole) - len(said), len(whole)
    return Signed(text=whole, own=own, entered_by=(own - len(settings.entered_by), own), submitters=places)
