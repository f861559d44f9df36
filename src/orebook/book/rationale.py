"""The judgements some prices rest on, fetched with their rationale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from orebook.book.walk import View

if TYPE_CHECKING:
    from orebook.facts import Assessment, Judgement


def judgements(view: View, made: Iterable[Assessment]) -> dict[str, Judgement]:
    """The judgements some assessments rest on, by id."""
    assert view.store is not None
    wanted = {id_ for one in made for id_ in one.judgements}
    if not wanted:
        return {}
    return {one.id: one.fact for one in view.store.judgements(known_at=view.clock) if one.id in wanted}
