"""Whether a correction matters so much that the text is issued anew; the note under the old text if not."""

from __future__ import annotations

from collections.abc import Mapping

from orebook.facts import Publication
from orebook.publish.correction import compared, sentence
from orebook.terms import Method


def material(old: Mapping[str, float], new: Mapping[str, float], method: Method) -> bool:
    """Whether a correction is re-issued whole. Method publish/2, P12.

    Figures are known by the last word of their keys; shares are exact parts per thousand of the old figure.

    >>> from orebook.testing import method
    >>> known = method("publish/2")
    >>> material({"prnd-oxide.mid": 400_000}, {"prnd-oxide.mid": 401_900}, known)
    False
    >>> material({"prnd-oxide.mid": 400_000}, {"prnd-oxide.mid": 402_000}, known)
    True
    """
    measured = method.parameters["material_figures"]
    sided = method.parameters["material_sides"]
    for one in compared(old, new):
        last = one.figure.rpartition(".")[2].rpartition(" ")[2]
        if last in measured and _moved(one.old, one.new, method.parameters["material"]):
            return True
        if last in sided and one.old is not None and one.new is not None and one.old * one.new < 0:
            return True
    return False


def _moved(old: float | None, new: float | None, permille: int) -> bool:
    """A price that appears or disappears has moved; so has one that was nought."""
    if old is None or new is None:
        return True
    return abs(new - old) * 1000 >= permille * abs(old)


def noted(text: str, old: Publication, figures: Mapping[str, float], reason: str) -> str:
    """The text as it was published, and under it what is corrected.

    >>> from orebook.publish import release
    >>> old = release(subject="price x 2025-01-09", author="Wang Li", method="range/1", content="0" * 64,
    ...     figures={"x.mid": 400_000}, cites=())
    >>> print(noted("The text.", old, {"x.mid": 401_000}, "A digit was misread."))
    The text.
    <BLANKLINE>
    ---
    <BLANKLINE>
    Correction to publication-...: A digit was misread.
    <BLANKLINE>
    - x.mid: 401,000 (was 400,000)
    <BLANKLINE>
    """
    lines = "\n".join(f"- {sentence(one)}" for one in compared(old.figures, figures))
    return f"{text.rstrip()}\n\n---\n\nCorrection to {old.publication}: {reason}\n\n{lines}\n"
