"""The numbers the checks go by, out of the catalogue's newest method check/N."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from orebook.errors import BadArgumentError
from orebook.reader.once import once_each
from orebook.terms import Catalog, Method, Product


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a level must stand; each number with its reason in data/methods/check-1.toml."""

    method: Annotated[str, "name and version: check/1"]
    widest: Annotated[float, "high over low, at most"]
    mended_widest: Annotated[float, "the same of a mended level"]
    band_margin: Annotated[float, "by how much the band is narrowed for a mended level"]
    gate_floor: Annotated[float, "width of the gate at no distance, as a log move"]
    gate_sigmas: Annotated[float, "sigmas for each square root of a week"]
    reach_weeks: Annotated[int, "longest reach back to an earlier level"]
    witness_weeks: Annotated[int, "how far apart two publishers may speak of one move"]
    level_kinds: Annotated[tuple[str, ...], "kinds of quote that are levels of the market"]
    period_flags: Annotated[tuple[str, ...], "marks of quotes that are no level of a day"]
    dearer: Annotated[float, "how far prices abroad have stood above those at home"]
    cheaper: Annotated[float, "and below them"]
    mtu_in_a_tonne: Annotated[tuple[float, ...], "fewest and most metric tonne units in a tonne"]
    sigma: Annotated[Mapping[str, float], "product, segment or `other` -> scale of a weekly log move"]
    rates: Annotated[Mapping[str, tuple[float, ...]], "USD-CNY -> fewest and most yuan a dollar"]

    def scale(self, product: Product) -> float:
        """The scale of a product's weekly log move: its own, its segment's, or any other's."""
        return self.sigma.get(product.id, self.sigma.get(product.segment, self.sigma["other"]))

    def allowed(self, product: Product, days: int) -> float:
        """How far a level may lie from another one so many days away, as a log move."""
        return self.gate_floor + self.gate_sigmas * self.scale(product) * math.sqrt(abs(days) / 7)


@once_each
def limits(catalog: Catalog) -> Limits:
    """The limits of the newest method check/N of a catalogue.

    Raises:
        BadArgumentError: when there is none, or a number is missing.

    >>> from orebook.catalog import load
    >>> made = limits(load())
    >>> made.method, round(made.allowed(load().products["prnd-oxide"], days=7), 3)
    ('check/1', 0.282)
    """
    found = [one for one in catalog.methods.values() if one.id.startswith("check/")]
    if not found:
        raise BadArgumentError("There is no method check/N in the catalogue. The reader needs one to check.")
    method = max(found, key=lambda one: (one.start, one.id))
    given = {name: _plain(value) for name, value in method.parameters.items()}
    return Limits(method=method.id, **_complete(method, given))  # type: ignore[arg-type]


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value


def _complete(method: Method, given: dict[str, object]) -> dict[str, object]:
    wanted = Limits.__dataclass_fields__.keys() - {"method"}
    odd = sorted(wanted ^ given.keys())
    if odd:
        raise BadArgumentError(
            f"{method.id} > parameters > {odd[0]}: {'missing' if odd[0] in wanted else 'not known here'}. "
            f"Expected {', '.join(sorted(wanted))}."
        )
    return given
