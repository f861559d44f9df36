"""A product named in a text, and what may stand between the items of one list."""

from __future__ import annotations

from dataclasses import dataclass

#: What may stand between the items of one list.
SEPARATORS = (
    "",
    ",",
    "、",
    "，",
    "and",
    ", and",
    "及",
    "和",
    "与",
    "以及",
    "&",
    "/",
    "as well as",
    "or",
    ";",
    "；",
)


@dataclass(slots=True)
class Mention:
    """A product named in a text: one id, or several it may mean, or none that is known."""

    start: int
    end: int
    products: tuple[str, ...]
    form: str | None = None
    back: bool = False
    actor: bool = False
    element: bool = False
    alone: bool = False
    contract: bool = False
    usual: str | None = None
    used: bool = False
    traded: bool = False
    realised: bool = False

    @property
    def unknown(self) -> bool:
        """Whether it names something the catalogue does not hold."""
        return not self.products and not self.back
