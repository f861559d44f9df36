"""Where functions on whole numbers become machine code; nothing else of the house imports a compiler."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from orebook.assess import arithmetic, kernel
from orebook.errors import BadArgumentError

F = TypeVar("F", bound=Callable[..., Any])

if TYPE_CHECKING:
    import numba
else:
    try:
        import numba
    except ImportError:
        raise BadArgumentError(
            "Assessing decades at once needs a compiler of array loops that is not installed. Install it "
            'with: pip install "orebook[scale]". Without it, assess a product at a time: orebook prices.'
        ) from None


#: Other threads work on meanwhile. All room to work in is handed in, so nothing is allocated and no
#: references are counted; counting them, atomically, at each call cost ten times the work itself.
OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False}


def compiled(function: F) -> F:
    """The same function, compiled when it is first called."""
    return cast("F", numba.njit(**OPTIONS)(function))


def woven(function: F) -> F:
    """The same, woven into whoever calls it, so that no call hands over many columns."""
    return cast("F", numba.njit(forceinline=True, **OPTIONS)(function))


def kept(function: F) -> F:
    """The same, its machine code kept on disk for the next process."""
    return cast("F", numba.njit(cache=True, **OPTIONS)(function))


lower_median = compiled(kernel.lower_median)
median_deviation = compiled(kernel.median_deviation)
weighted_lower_median = compiled(kernel.weighted_lower_median)
allowance = compiled(arithmetic.allowance)
astray = compiled(arithmetic.astray)
contributor_limit = compiled(arithmetic.contributor_limit)
capped = compiled(arithmetic.capped)
middle = compiled(arithmetic.middle)
ladder = compiled(arithmetic.ladder)
blended = compiled(arithmetic.blended)
single_source = compiled(arithmetic.single_source)
