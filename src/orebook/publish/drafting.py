"""A draft: what a subject would say now, whose it is, when it is due, and what an approver must see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

from orebook.errors import BadArgumentError
from orebook.facts import Draft, Publication, digest
from orebook.publish.materiality import material, noted
from orebook.publish.people import said
from orebook.publish.release import reasoned
from orebook.terms import Method

#: The mark of a draft that rests on a person's judgement.
JUDGED = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a subject says by the evidence of a moment: its text, every figure, and what they rest on."""

    subject: Annotated[str, "review 2025-W02, price prnd-oxide 2025-01-09, or prices 2025-01-09"]
    on: Annotated[date, "the market's day it speaks of"]
    products: Annotated[tuple[str, ...], "ids of the products whose prices it states"]
    method: Annotated[str, "methods and versions behind it"]
    text: str
    figures: Mapping[str, float]
    cites: Annotated[tuple[str, ...], "ids of the evidence it rests on"]
    used: Annotated[int, "quotes its prices rest on"]
    set_aside: Annotated[int, "quotes of its days that were not used"]
    judgements: Annotated[tuple[str, ...], "ids of the judgements it rests on"] = ()
    flags: Annotated[tuple[str, ...], "marks of its prices: single-source, capped, ..."] = ()


def draft(
    copy: Copy,
    *,
    author: str,
    due: datetime,
    method: Method,
    previous: Publication | None = None,
    previous_text: str | None = None,
    reason: str | None = None,
) -> Draft:
    """Make a draft of what a subject says now. Method publish/2, P6, P11 and P12.

    A correction that is not material is noted under the text it corrects, where the book holds that text.

    Args:
        copy: what is to be said.
        author: who drafts it.
        due: the moment from which it may be released.
        method: publish/2, or a later version.
        previous: the subject's latest publication, which this one is to supersede.
        previous_text: its text, where the book holds it.
        reason: why the figures are others than in `previous`.

    Raises:
        BadArgumentError: without an author; with nothing to say; for a correction without a reason, or a
            reason with nothing to correct.

    >>> from orebook.testing import method
    >>> copy = Copy(subject="price prnd-oxide 2025-01-09", on=date(2025, 1, 9), products=("prnd-oxide",),
    ...     method="range/1", text="Pr-Nd oxide", figures={"prnd-oxide.mid": 400_500.0}, cites=("quote-1",),
    ...     used=1, set_aside=0)
    >>> made = draft(copy, author="Wang Li", due=datetime(2025, 1, 9, 8), method=method("publish/2"))
    >>> made.due, made.flags, made.supersedes
    ('2025-01-09T08:00:00+00:00', (), None)
    """
    author = said(author, "author", "who drafts it")
    why = (reason or "").strip() or None
    if not copy.cites:
        raise BadArgumentError(f"{copy.subject}: the book holds nothing on it; there is nothing to release.")
    reasoned(previous, copy.subject, copy.figures, why)
    text = copy.text
    corrects = previous is not None and dict(previous.figures) != dict(copy.figures)
    if previous is not None and corrects and previous_text is not None:
        small = not material(previous.figures, copy.figures, method)
        text = noted(previous_text, previous, copy.figures, why or "") if small else text
    return Draft(
        subject=copy.subject,
        author=author,
        method=copy.method,
        content=digest(text),
        text=text,
        figures=dict(sorted(copy.figures.items())),
        cites=tuple(sorted(set(copy.cites))),
        used=copy.used,
        set_aside=copy.set_aside,
        judgements=tuple(sorted(set(copy.judgements))),
        flags=_marks(copy.flags, copy.judgements),
        due=_moment(due),
        supersedes=None if previous is None else previous.publication,
        reason=why,
    )


def unchanged(previous: Publication, made: Draft) -> bool:
    """Whether a draft would say what was published: the same text, or the same figures as a noted correction.

    >>> from orebook.publish import release
    >>> said = dict(subject="price x 2025-01-09", author="Wang Li", method="range/1", figures={"x.mid": 1.0})
    >>> old = release(**said, content="0" * 64, cites=())
    >>> unchanged(old, Draft(**said, content="0" * 64, text="", cites=(), used=0, set_aside=0, judgements=(),
    ...     flags=(), due="2025-01-09T08:00:00+00:00", supersedes=old.publication, reason=None))
    True
    """
    same = dict(previous.figures) == dict(made.figures) and previous.method == made.method
    corrected = previous.reason is not None and previous.judgements == made.judgements
    return same and (previous.content == made.content or corrected)


def _marks(flags: Iterable[str], judgements: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*flags, *([JUDGED] if any(judgements) else [])}))


def _moment(when: datetime) -> str:
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
