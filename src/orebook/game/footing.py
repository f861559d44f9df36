"""What a forecast stands on: its own history or everyone's, said in words, its evidence named. Rule F3."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orebook.facts import Assessment, identity
from orebook.game.fit import Fit, alone, pooled, stands_alone
from orebook.game.rules import Rules
from orebook.game.weekly import Step, Week, last_change, steps


@dataclass(frozen=True, slots=True)
class Footing:
    """A fitted model, its name, what it leaned on in words, and the ids of the assessments behind it."""

    fit: Fit
    model: str
    words: str
    assessments: tuple[str, ...]


def solo(own: Sequence[Week], rules: Rules) -> Footing | None:
    """Stand on a product's own history, or None when it does not suffice. Method forecast/1, F3."""
    changes = steps(own)
    if not stands_alone(changes, rules):
        return None
    said = "; ".join([f"its own {_count(len(changes))}", *_start(own)])
    return Footing(alone(changes, rules), f"ar1/{rules.version}", said, _ids([own]))


def together(product: str, lines: Mapping[str, Sequence[Week]], rules: Rules) -> Footing:
    """Stand on the history of all products, one's own among them. Method forecast/1, F3."""
    changes = {name: steps(line) for name, line in lines.items()}
    behind = [line for name, line in lines.items() if changes[name] or name == product]
    said = "; ".join([_pooling(changes[product], changes, rules), *_start(lines[product])])
    return Footing(pooled(product, changes, rules), f"ar1-pooled/{rules.version}", said, _ids(behind))


def _pooling(own: Sequence[Step], changes: Mapping[str, Sequence[Step]], rules: Rules) -> str:
    """Say why a product leans on others, on how many changes of how many products, and what lacks."""
    total = sum(len(line) for line in changes.values())
    many = sum(1 for line in changes.values() if line)
    needed = f"{rules.own_changes} are needed to stand alone"
    why = f"only {_count(len(own))} of its own" if own else "no weekly change of its own"
    if len(own) >= rules.own_changes:
        why, needed = f"its own {_count(len(own))} are all zero", "a spread cannot be read from them"
    said = f"{why}, {needed}: pooled {_count(total)} of {many} product{'' if many == 1 else 's'}"
    if total >= rules.own_changes:
        return said
    return f"{said}, topped up to {rules.own_changes} with the spread measured on {rules.reference.words}"


def _start(own: Sequence[Week]) -> list[str]:
    """Say what was unusual about where the paths begin: an old price, or a last change nobody knows."""
    said = []
    if own[-1].ago:
        old = own[-1].ago
        said.append(f"last price {own[-1].assessment.price_date}, {old} week{'' if old == 1 else 's'} old")
    if last_change(own) is None:
        said.append("no price the week before, so no momentum")
    return said


def _count(changes: int) -> str:
    return f"{changes} weekly change{'' if changes == 1 else 's'}"


def _ids(lines: Sequence[Sequence[Week]]) -> tuple[str, ...]:
    return tuple(sorted({_id(week.assessment) for line in lines for week in line}))


@functools.lru_cache(maxsize=16_384)
def _id(assessment: Assessment) -> str:
    """An assessment's id, worked out once: twenty products leaning on each other ask for the same ones."""
    return identity(assessment)
