"""A release: what was said, by whom, from what; never taken back, only followed by another."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from orebook.errors import BadArgumentError
from orebook.facts import Publication, identity


def release(
    *,
    subject: str,
    author: str,
    method: str,
    content: str,
    figures: Mapping[str, float],
    cites: Iterable[str],
    previous: Publication | None = None,
    reason: str | None = None,
    draft: str | None = None,
    approver: str | None = None,
    used: int = 0,
    set_aside: int = 0,
    judgements: Iterable[str] = (),
) -> Publication:
    """Release a text: its author, its methods, the hash of its words and every figure it states.

    The id is made from everything in it. The same text with the same figures again is the same release, and
    `previous` comes back unchanged. Method publish/2, rules P6 and P11 (publish/1, rules P4 and P5).

    Args:
        subject: what is released, for instance review 2025-W02.
        author: who answers for it.
        method: methods and versions behind it.
        content: SHA-256 of the Markdown rendering, 64 hexadecimal digits.
        figures: every figure by its key, each in the unit its key implies.
        cites: ids of the quotes and phrases it rests on, in any order.
        previous: the subject's latest release, if it has one; this one supersedes it.
        reason: why the figures are others than in `previous`.
        draft: id of the draft it releases.
        approver: who approved that.
        used: quotes its prices rest on.
        set_aside: quotes of its days that were not used.
        judgements: ids of the judgements it rests on.

    Raises:
        BadArgumentError: without author, subject or method; for a figure or a hash that is not one; for other
            figures without a reason, a reason with nothing to correct, or a `previous` of another subject.

    >>> first = release(subject="review 2025-W02", author="Wang Li", method="range/1", content="0" * 64,
    ...     figures={"prnd-oxide mid": 400_500}, cites=["quote-1"])
    >>> first.supersedes is None, first.publication[:12]
    (True, 'publication-')
    >>> again = release(subject="review 2025-W02", author="Wang Li", method="range/1", content="1" * 64,
    ...     figures={"prnd-oxide mid": 401_500}, cites=["quote-1"], previous=first, reason="a digit misread")
    >>> again.supersedes == first.publication
    True
    """
    reason = (reason or "").strip() or None
    _complete(subject=subject, author=author, method=method)
    _exact(content, figures)
    if previous is not None and _same(previous, subject, content, figures):
        return previous
    reasoned(previous, subject, figures, reason)
    unnamed = Publication(
        publication="",
        subject=subject,
        author=author.strip(),
        method=method,
        content=content,
        figures=dict(sorted(figures.items())),
        cites=tuple(sorted(set(cites))),
        supersedes=None if previous is None else previous.publication,
        reason=reason,
        draft=draft,
        approver=approver,
        used=used,
        set_aside=set_aside,
        judgements=tuple(sorted(set(judgements))),
    )
    return replace(unnamed, publication=identity(unnamed))


def _complete(**words: str) -> None:
    for name, word in words.items():
        if not word.strip():
            raise BadArgumentError(f"{name}: a release needs one. Give the {name} in words.")


def _exact(content: str, figures: Mapping[str, float]) -> None:
    if re.fullmatch(r"[0-9a-f]{64}", content) is None:
        raise BadArgumentError(
            f'content: "{content[:20]}" is not a SHA-256. Give `facts.digest` of the Markdown.'
        )
    for key, value in figures.items():
        if not math.isfinite(value):
            raise BadArgumentError(
                f"figures: {key} is {value}. A figure without a value is not stated at all."
            )


def _same(previous: Publication, subject: str, content: str, figures: Mapping[str, float]) -> bool:
    if previous.subject != subject:
        raise BadArgumentError(
            f"previous: {previous.publication} is {previous.subject}, not {subject}. "
            f"Give the latest release of {subject}."
        )
    return previous.content == content and dict(previous.figures) == dict(figures)


def reasoned(
    previous: Publication | None, subject: str, figures: Mapping[str, float], reason: str | None
) -> None:
    """Other figures need a reason, and a reason needs figures that were released before.

    Method publish/2, P11 (publish/1, P5).

    Raises:
        BadArgumentError: when one is without the other.

    >>> reasoned(None, "review 2025-W02", {"mid": 400_500}, None)
    """
    if previous is None and reason is not None:
        raise BadArgumentError(
            f"reason: {subject} has not been released yet, so there is nothing to correct. Leave it out."
        )
    if previous is None or reason is not None:
        return
    keys = sorted(previous.figures.keys() | figures.keys())
    other = [key for key in keys if previous.figures.get(key) != figures.get(key)]
    if other:
        shown = ", ".join(other[:3]) + (f" and {len(other) - 3} more" if len(other) > 3 else "")
        raise BadArgumentError(
            f"{subject} was released as {previous.publication} with other figures ({shown}). "
            "Give the reason for the correction."
        )
