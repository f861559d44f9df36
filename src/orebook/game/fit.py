"""What history says of a price's changes: momentum, scale and surprises. Rules F3 to F6 of the method.

Sums are exact (`math.fsum`), so the order in which products or weeks are met makes no difference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orebook.game.rules import Rules
from orebook.game.weekly import Step


@dataclass(frozen=True, slots=True)
class Fit:
    """An AR(1) of weekly log changes: next change = coefficient x last change + scale x surprise."""

    coefficient: float
    scale: float  # of a weekly log change
    surprises: tuple[float, ...]  # historical, in scales
    reference_share: float  # the part of surprises drawn from the reference, 0 to 1
    tail: int  # degrees of freedom of the reference's t


def stands_alone(own: Sequence[Step], rules: Rules) -> bool:
    """Whether a product's own changes suffice: enough of them, and not all zero. Method forecast/1, F3.

    >>> from orebook.game.rules import rules
    >>> from orebook.testing import method
    >>> stands_alone([Step(0.01, None)] * 25, rules(method("forecast/1")))
    False
    """
    return len(own) >= rules.own_changes and any(step.change for step in own)


def alone(own: Sequence[Step], rules: Rules) -> Fit:
    """Momentum, scale and surprises from a product's own changes. Method forecast/1, F4 to F6."""
    scale = _own_scale(own)
    return _fit([(own, scale)], scale, rules)


def pooled(product: str, every: Mapping[str, Sequence[Step]], rules: Rules) -> Fit:
    """The same from all products together, each in its own scale. Method forecast/1, F4 to F6."""
    pool = _pool_scale(list(every.values()), rules)
    scaled = [(own, _scale(own, pool, rules)) for _, own in sorted(every.items())]
    return _fit(scaled, _scale(every.get(product, ()), pool, rules), rules)


def _fit(scaled: Sequence[tuple[Sequence[Step], float]], scale: float, rules: Rules) -> Fit:
    moved = [(step, size) for own, size in scaled for step in own if size > 0]
    pairs = [(step.change / size, step.before / size) for step, size in moved if step.before is not None]
    lone = [step.change / size for step, size in moved if step.before is None]
    coefficient = _coefficient(pairs, rules)
    share = math.sqrt(1 - coefficient**2)
    surprises = [*(z - coefficient * before for z, before in pairs), *(z * share for z in lone)]
    count = sum(len(own) for own, _ in scaled)
    full = max(count, rules.own_changes)
    wider = math.sqrt((full + 1) / (full - 1))
    return Fit(
        coefficient, scale, tuple(wider * z for z in surprises), 1 - count / full, rules.reference.tail
    )


def _coefficient(pairs: Sequence[tuple[float, float]], rules: Rules) -> float:
    """Least squares without a constant, the reference counting as `lean_weeks` more weeks. F4."""
    across = math.fsum(change * before for change, before in pairs)
    within = math.fsum(before * before for _, before in pairs)
    lean, reference = rules.lean_weeks, rules.reference.coefficient
    estimate = (across + lean * reference) / (within + lean) if within + lean else reference
    return max(-rules.largest_coefficient, min(rules.largest_coefficient, estimate))


def _own_scale(own: Sequence[Step]) -> float:
    """Root mean square of a product's changes, 0 without any. F5."""
    return math.sqrt(math.fsum(step.change**2 for step in own) / len(own)) if own else 0.0


def _pool_scale(every: Sequence[Sequence[Step]], rules: Rules) -> float:
    """The scale of a typical product, a short pool topped up with the reference's. F5."""
    count = sum(len(own) for own in every)
    missing = max(0, rules.own_changes - count)
    total = math.fsum(len(own) * _own_scale(own) for own in every) + missing * rules.reference.change_sd
    return total / (count + missing)


def _scale(own: Sequence[Step], pool: float, rules: Rules) -> float:
    """A product's own scale and the pool's, the pool's counting for `scale_weeks`. F5."""
    total = len(own) * _own_scale(own) + rules.scale_weeks * pool
    return total / (len(own) + rules.scale_weeks)
