"""Paths into the weeks ahead, and the levels between which they lie. Rules F6 to F8 of the method."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from orebook.facts import digest
from orebook.game.fit import Fit

Array = NDArray[np.float64]


def generator(seed: int, product: str, on: date) -> np.random.Generator:
    """Random numbers of their own for a product and a day, so that the order of work changes nothing."""
    own = int(digest(f"{product} {on.isoformat()}")[:16], 16)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, own])))


def walk(
    fit: Fit, rng: np.random.Generator, *, weeks: int, paths: int, last: float | None, unknown_weeks: int
) -> Array:
    """Log price of each path after each week, from 0 at the start; shape (weeks, paths), paths made even.

    The second half of the paths mirrors the first: the same surprises with the other sign. Without a `last`
    change the model is run `unknown_weeks` beforehand to have one. Method forecast/1, F7.
    """
    run_in = unknown_weeks if last is None else 0
    half = fit.scale * surprises(fit, rng, (run_in + weeks, (paths + 1) // 2))
    noise = np.concatenate([half, -half], axis=1)
    change = np.full(noise.shape[1], last or 0.0)
    changes = np.empty_like(noise)
    for week, surprise in enumerate(noise):
        change = fit.coefficient * change + surprise
        changes[week] = change
    return np.cumsum(changes[run_in:], axis=0)


def surprises(fit: Fit, rng: np.random.Generator, shape: tuple[int, int]) -> Array:
    """Draw history's surprises with either sign, in scales; the part history lacks from the reference. F6."""
    known = np.asarray(fit.surprises, dtype=np.float64)
    either = np.concatenate([known, -known]) if known.size else np.zeros(1)
    drawn = either[rng.integers(either.size, size=shape)]
    if fit.reference_share == 0:
        return drawn
    # A t has variance tail / (tail - 2); a surprise has that of a change less what momentum explains.
    size = np.sqrt((1 - fit.coefficient**2) * (fit.tail - 2) / fit.tail)
    reference = rng.standard_t(fit.tail, size=shape) * size
    return np.where(rng.random(shape) < fit.reference_share, reference, drawn)


def levels(logs: Array, weeks: Sequence[int], at: Sequence[float]) -> Array:
    """Levels of the paths after the given weeks; shape (weeks, levels). Method forecast/1, F8."""
    chosen = logs[[week - 1 for week in weeks]]
    return np.asarray(np.quantile(chosen, list(at), axis=1).T, dtype=np.float64)
