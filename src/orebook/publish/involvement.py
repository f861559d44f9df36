"""Who is involved in what a complaint is about, and so may not look into it."""

from __future__ import annotations

from collections.abc import Iterable

from orebook.facts import Judgement, Publication, RegisterEntry


def involved(
    complaint: RegisterEntry, publications: Iterable[Publication], judgements: Iterable[Judgement]
) -> list[str]:
    """The complainant, and the authors, approvers and judges of what is complained of. Method publish/2, P14.

    A complaint is about a publication by its subject or id, or about a product, and so about every
    publication and judgement of it.

    >>> from datetime import date
    >>> opened = RegisterEntry(register="complaint", number="complaint-1", stage="opened",
    ...     subject="price prnd-oxide 2025-01-09", who="A mill", text="Too low.", author="Li Na",
    ...     happened=date(2025, 1, 10), due=None)
    >>> involved(opened, [], [])
    ['A mill']
    """
    about = {complaint.subject, *complaint.cites}
    words = {word for subject in about for word in subject.split()}
    people = [complaint.who]
    for one in publications:
        stated = {key.partition(".")[0] for key in one.figures}
        if {one.subject, one.publication} & about or stated & words:
            people.extend(name for name in (one.author, one.approver) if name)
    people.extend(one.author for one in judgements if one.product in words)
    return list(dict.fromkeys(people))
