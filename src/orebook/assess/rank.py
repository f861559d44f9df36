"""Whose statement stands: a publisher's last word, and its own assessment before what it reports.

Implements range/1 R5 and R6, range/2 R7 and R8.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from orebook.assess.rules import LAST_WORD, OWN_ASSESSMENT
from orebook.assess.series import Entry


def last_words(entries: Sequence[Entry]) -> tuple[list[Entry], dict[str, str]]:
    """Keep each publisher's last statement about a thing; set its earlier ones aside. range/1 R5.

    Args:
        entries: of one product and one day, in any order.

    Returns:
        The standing entries, and quote id -> name of the rule.
    """
    standing = {item.subject: item for item in sorted(entries, key=attrgetter("order"))}
    kept = sorted(standing.values(), key=attrgetter("order"))
    ids = {item.id for item in kept}
    return kept, {item.id: LAST_WORD for item in entries if item.id not in ids}


def own_assessments(entries: Sequence[Entry]) -> tuple[list[Entry], dict[str, str]]:
    """Where a publisher assesses the product, set aside what else it states as its own. range/1 R6.

    One that a judgement admits stays beside it. range/2 R9.
    """
    assessing = {item.voice for item in entries if item.kind == "assessment"}
    weighed = {
        item.id
        for item in entries
        if item.voice in assessing and item.kind != "assessment" and not item.admitted
    }
    kept = [item for item in entries if item.id not in weighed]
    return kept, dict.fromkeys(weighed, OWN_ASSESSMENT)
