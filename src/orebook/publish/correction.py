"""What a later release changed, and the notice that tells its readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from orebook.errors import BadArgumentError
from orebook.facts import Publication
from orebook.units import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A figure that is not what it was; None where it was not stated before, or no longer is."""

    figure: Annotated[str, "its key"]
    old: Annotated[float | None, "as first released"]
    new: Annotated[float | None, "as released since"]


def correction(old: Publication, new: Publication) -> tuple[Changed, ...]:
    """List every figure that differs between two releases of a subject, by its key.

    Figures are compared exactly, and those that appeared or disappeared are listed too. Method publish/1, P6.

    Raises:
        BadArgumentError: when the two are not of one subject.

    >>> from orebook.publish import release
    >>> said = dict(subject="review 2025-W02", author="Wang Li", method="range/1", cites=())
    >>> old = release(**said, content="0" * 64, figures={"mid": 400_500, "low": 400_000})
    >>> new = release(**said, content="1" * 64, figures={"mid": 401_500}, previous=old, reason="misread")
    >>> [(one.figure, one.old, one.new) for one in correction(old, new)]
    [('low', 400000, None), ('mid', 400500, 401500)]
    """
    if old.subject != new.subject:
        raise BadArgumentError(
            f"{old.publication} is {old.subject} and {new.publication} is {new.subject}: "
            "only releases of one subject can be compared."
        )
    return compared(old.figures, new.figures)


def compared(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[Changed, ...]:
    """Every figure that is not the same in both, by its key.

    >>> compared({"low": 1.0, "mid": 2.0}, {"mid": 3.0})
    (Changed(figure='low', old=1.0, new=None), Changed(figure='mid', old=2.0, new=3.0))
    """
    every = [Changed(figure=key, old=old.get(key), new=new.get(key)) for key in sorted({*old, *new})]
    return tuple(one for one in every if one.old != one.new)


def notice(old: Publication, new: Publication) -> str:
    """Write the correction notice: each figure as it was and as it is, why, by whom, and both releases' ids.

    Markdown, in plain English, figures in the units of the text. Method publish/2, P11 (publish/1, P6).

    Raises:
        BadArgumentError: when `new` does not supersede `old`.

    >>> from orebook.publish import release
    >>> said = dict(subject="review 2025-W02", author="Wang Li", method="range/1", cites=())
    >>> old = release(**said, content="0" * 64, figures={"prnd-oxide mid": 400_500})
    >>> new = release(**said, content="1" * 64, figures={"prnd-oxide mid": 401_500}, previous=old,
    ...     reason="A digit was misread.")
    >>> print(notice(old, new))
    Correction to review 2025-W02
    <BLANKLINE>
    Release publication-... corrects release publication-..., which is kept as it was.
    Released by Wang Li. Reason: A digit was misread.
    <BLANKLINE>
    - prnd-oxide mid: 401,500 (was 400,500)
    """
    changed = correction(old, new)
    if new.supersedes != old.publication:
        raise BadArgumentError(
            f"{new.publication} does not correct {old.publication}; it "
            f"{'corrects ' + new.supersedes if new.supersedes else 'is a first release'}."
        )
    reason = f" Reason: {new.reason}" if new.reason else ""
    figures = [f"- {sentence(one)}" for one in changed] or ["No figure changed; the wording did."]
    return "\n".join([
        f"Correction to {new.subject}", "",
        f"Release {new.publication} corrects release {old.publication}, which is kept as it was.",
        f"Released by {_by(new)}.{reason}", "",
        *figures,
    ])  # fmt: skip


def _by(new: Publication) -> str:
    return new.author if new.approver is None else f"{new.author}, approved by {new.approver}"


def sentence(one: Changed) -> str:
    """A figure as it is and as it was.

    >>> sentence(Changed(figure="mid", old=400_500, new=None))
    'mid: no longer stated (was 400,500)'
    """
    if one.new is None:
        return f"{one.figure}: no longer stated (was {_written(one.old)})"
    if one.old is None:
        return f"{one.figure}: {_written(one.new)} (not stated before)"
    return f"{one.figure}: {_written(one.new)} (was {_written(one.old)})"


def _written(value: float | None) -> str:
    """Every digit it has, thousands apart: two figures that differ never look the same."""
    return "" if value is None else f"{plain(value):,}"
